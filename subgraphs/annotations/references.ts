import { createUnionType } from "type-graphql";
import { reference, referencesByKind } from "../../foundation/reference.ts";

const kinds = referencesByKind();

export const Member = reference("Member");
export const Adoption = reference("Adoption");
export const WorkingGroup = kinds.WORKING_GROUP;
export const Organisation = kinds.ORGANISATION;

/** Every kind of record that may carry notes. */
export const annotatable = Object.values(kinds);

export const AnnotatedRecord = createUnionType({
  name: "AnnotatedRecord",
  description: "A record that carries notes, of whatever kind.",
  types: () => annotatable,
});
