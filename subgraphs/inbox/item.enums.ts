import { registerEnumType } from "type-graphql";

/** In the order in which one goes before another where several hold. */
export enum InboxReason {
  MENTIONED = "MENTIONED",
  REPLIED = "REPLIED",
  INVITED = "INVITED",
  MEMBERSHIP = "MEMBERSHIP",
  SAVED_SEARCH = "SAVED_SEARCH",
  OWNED = "OWNED",
  FOLLOWED = "FOLLOWED",
}
registerEnumType(InboxReason, {
  name: "InboxReason",
  description: "Why something is in your inbox; the first that holds.",
  valuesConfig: {
    MENTIONED: { description: "A note mentions you." },
    REPLIED: { description: "Somebody answered a note of yours, or in a thread that you wrote in." },
    INVITED: { description: "You are invited to a working group." },
    MEMBERSHIP: { description: "You lead the working group, or asked to join it." },
    SAVED_SEARCH: { description: "A record began to match a saved search that you follow." },
    OWNED: { description: "Others did something with a record of your organisation." },
    FOLLOWED: { description: "You follow the record, or something that it is about." },
  },
});
