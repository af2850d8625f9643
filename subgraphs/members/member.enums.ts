import { registerEnumType } from "type-graphql";

export enum MemberState {
  ACTIVE = "ACTIVE",
  PENDING = "PENDING",
  FORMER = "FORMER",
  REFUSED = "REFUSED",
}
registerEnumType(MemberState, {
  name: "MemberState",
  description: "Whether a person takes part at present.",
  valuesConfig: {
    ACTIVE: { description: "They sign in and take part." },
    PENDING: {
      description:
        "They have signed in or asked to take part; an administrator, or a steward of the organisation they ask for, has yet to say yes. Until then they see what everybody sees.",
    },
    FORMER: { description: "They took part once; what they wrote stays, they sign in no more." },
    REFUSED: { description: "They asked to take part and were refused; only administrators see them." },
  },
});

export enum MemberRole {
  MEMBER = "MEMBER",
  STEWARD = "STEWARD",
  CURATOR = "CURATOR",
  ADMINISTRATOR = "ADMINISTRATOR",
}
registerEnumType(MemberRole, {
  name: "Role",
  description: "What a person may do beyond reading.",
  valuesConfig: {
    MEMBER: { description: "Write for their own organisation. Everybody who takes part has this role." },
    STEWARD: {
      description:
        "Look after the people of their own organisation, and the keys of its portals: confirm and remove colleagues, and make them stewards.",
    },
    CURATOR: { description: "Look after the content of all organisations: review, publish, correct, tag." },
    ADMINISTRATOR: { description: "Look after organisations, people and what they may do." },
  },
});

export enum ViewerKind {
  STRANGER = "STRANGER",
  MEMBER = "MEMBER",
  PARTNER = "PARTNER",
  SERVICE = "SERVICE",
}
registerEnumType(ViewerKind, {
  name: "ViewerKind",
  description: "As whom somebody asks.",
  valuesConfig: {
    STRANGER: { description: "Without a token, or as somebody who does not take part (yet)." },
    MEMBER: { description: "As a person who takes part in the hub." },
    PARTNER: { description: "With the key of a partner's portal." },
    SERVICE: { description: "The hub itself." },
  },
});
