import { registerEnumType } from "type-graphql";

export enum JoinPolicy {
  OPEN = "OPEN",
  ON_REQUEST = "ON_REQUEST",
  BY_INVITATION = "BY_INVITATION",
}
registerEnumType(JoinPolicy, {
  name: "JoinPolicy",
  description: "How members of the network come into a working group.",
  valuesConfig: {
    OPEN: { description: "Whoever wants to joins at once." },
    ON_REQUEST: { description: "They ask; a lead or a curator answers." },
    BY_INVITATION: { description: "A lead or a curator invites them." },
  },
});

export enum MembershipRole {
  LEAD = "LEAD",
  MEMBER = "MEMBER",
}
registerEnumType(MembershipRole, {
  name: "MembershipRole",
  description: "What a person is in a working group.",
  valuesConfig: {
    LEAD: { description: "Runs the group: invites, answers requests, names further leads." },
    MEMBER: { description: "Takes part." },
  },
});

export enum MembershipState {
  ACTIVE = "ACTIVE",
  REQUESTED = "REQUESTED",
  INVITED = "INVITED",
  EXPIRED = "EXPIRED",
  LEFT = "LEFT",
  REFUSED = "REFUSED",
  REMOVED = "REMOVED",
}
registerEnumType(MembershipState, {
  name: "MembershipState",
  description: "How a person stands to a working group.",
  valuesConfig: {
    ACTIVE: { description: "They belong to it." },
    REQUESTED: { description: "They asked to join and wait for an answer." },
    INVITED: { description: "They are invited and have not joined yet." },
    EXPIRED: { description: "They were invited and did not join in time." },
    LEFT: {
      description:
        "They left it, took their request back or declined the invitation, or the invitation was taken back.",
    },
    REFUSED: { description: "Their request was refused." },
    REMOVED: { description: "They were taken out of it; an open group too they join only by invitation." },
  },
});
