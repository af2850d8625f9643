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
  KEY_CREATED = "KEY_CREATED",
  KEY_CHANGED = "KEY_CHANGED",
  KEY_ROTATED = "KEY_ROTATED",
  KEY_REVOKED = "KEY_REVOKED",
  OPERATION_REGISTERED = "OPERATION_REGISTERED",
  OPERATION_REMOVED = "OPERATION_REMOVED",
}
registerEnumType(AuditAction, {
  name: "AuditAction",
  description: "What was done about a member, or about the key of a partner's portal.",
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
    KEY_CREATED: { description: "A key was created." },
    KEY_CHANGED: { description: "What a key may do, or how much, was changed." },
    KEY_ROTATED: { description: "A key got a new secret." },
    KEY_REVOKED: { description: "A key was ended." },
    OPERATION_REGISTERED: { description: "A query was registered for a key." },
    OPERATION_REMOVED: { description: "A registered query was taken from a key." },
  },
});
