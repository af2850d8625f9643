import { registerEnumType } from "type-graphql";

export enum MemberState {
  ACTIVE = "ACTIVE",
  PENDING = "PENDING",
  FORMER = "FORMER",
}
registerEnumType(MemberState, {
  name: "MemberState",
  description: "Whether a person takes part at present.",
  valuesConfig: {
    ACTIVE: { description: "They sign in and take part." },
    PENDING: { description: "They have asked to take part; an administrator has yet to say yes." },
    FORMER: { description: "They took part once; what they wrote stays, they sign in no more." },
  },
});

export enum MemberRole {
  MEMBER = "MEMBER",
  CURATOR = "CURATOR",
  ADMINISTRATOR = "ADMINISTRATOR",
}
registerEnumType(MemberRole, {
  name: "Role",
  description: "What a person may do beyond reading.",
  valuesConfig: {
    MEMBER: { description: "Write for their own organisation. Everybody who takes part has this role." },
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
    STRANGER: { description: "Without a token." },
    MEMBER: { description: "As a person who takes part in the hub." },
    PARTNER: { description: "With the key of a partner's portal." },
    SERVICE: { description: "The hub itself." },
  },
});
