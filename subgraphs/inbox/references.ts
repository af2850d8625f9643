import { createUnionType } from "type-graphql";
import { reference, referencesByKind } from "../../foundation/reference.ts";

const kinds = referencesByKind();

export const Annotation = reference("Annotation");
export const Adoption = reference("Adoption");
export const Membership = reference("Membership");
export const SavedSearch = reference("SavedSearch");

/** Every kind of record that may be followed. */
export const followable = Object.values(kinds);

export const FollowableRecord = createUnionType({
  name: "FollowableRecord",
  description: "A record that members follow and hear of, of whatever kind.",
  types: () => followable,
});
