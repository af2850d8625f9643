import { registerEnumType } from "type-graphql";
import { Kind } from "../../foundation/enums.ts";

/** What may be followed: records of all kinds, and saved searches. */
export const FollowKind = { ...Kind, SAVED_SEARCH: "SAVED_SEARCH" } as const;
export type FollowKind = Kind | "SAVED_SEARCH";

registerEnumType(FollowKind, {
  name: "FollowKind",
  description: "What may be followed.",
  valuesConfig: {
    PRACTICE: { description: "A practice: its changes, its adoptions, the notes on it, what names it." },
    PROJECT: { description: "A project, and what names it." },
    WORKSHOP: { description: "A workshop, and what names it." },
    SERIES: { description: "A series of workshops, and its workshops." },
    WORKING_GROUP: { description: "A working group, and the records for it." },
    RESOURCE: { description: "A resource, and what names it." },
    COLLECTION: { description: "A collection." },
    ORGANISATION: { description: "An organisation, as a city: all records that it owns or takes part in." },
    TERRITORY: { description: "A place: all records about it." },
    TOPIC: { description: "A topic: all records about it, or about a narrower one." },
    SAVED_SEARCH: { description: "A saved search of your own: all records that begin to match it." },
  },
});
