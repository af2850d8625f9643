import { registerEnumType } from "type-graphql";

export enum AuditAction {
  ENTERED = "ENTERED",
  ARRIVED = "ARRIVED",
  RECOGNISED = "RECOGNISED",
  ASKED = "ASKED",
  CONFIRMED = "CONFIRMED",
  REMOVED = "REMOVED",
  REFUSED = "REFUSED",
  SUSPENDED = "SUSPENDED",
  MOVED = "MOVED",
  ADDRESS_CHANGED = "ADDRESS_CHANGED",
  ROLE_GRANTED = "ROLE_GRANTED",
  ROLE_REVOKED = "ROLE_REVOKED",
}
registerEnumType(AuditAction, {
  name: "AuditAction",
  description: "What was done about a member.",
  valuesConfig: {
    ENTERED: { description: "An administrator entered them." },
    ARRIVED: { description: "They signed in for the first time and wait to be confirmed." },
    RECOGNISED: {
      description:
        "They signed in for the first time and were known by the address that their provider vouches for.",
    },
    ASKED: { description: "While waiting, they said for which organisation they want to write." },
    CONFIRMED: { description: "They were let take part." },
    REMOVED: { description: "They take part no more." },
    REFUSED: { description: "They were refused." },
    SUSPENDED: { description: "They have to be confirmed anew." },
    MOVED: { description: "They write for another organisation, or for none." },
    ADDRESS_CHANGED: { description: "Their e-mail address was changed." },
    ROLE_GRANTED: { description: "They got a role." },
    ROLE_REVOKED: { description: "They lost a role." },
  },
});
