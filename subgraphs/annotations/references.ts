import { createUnionType } from "type-graphql";
import { type Kind, typeOfKind } from "../../foundation/enums.ts";
import { reference } from "../../foundation/reference.ts";

export const Member = reference("Member");
export const Practice = reference("Practice");
export const Project = reference("Project");
export const Workshop = reference("Workshop");
export const Series = reference("Series");
export const WorkingGroup = reference("WorkingGroup");
export const Resource = reference("Resource");
export const Collection = reference("Collection");
export const Organisation = reference("Organisation");
export const Territory = reference("Territory");
export const Topic = reference("Topic");

/** Every kind of record that may carry notes. */
export const annotatable = [
  Practice,
  Project,
  Workshop,
  Series,
  WorkingGroup,
  Resource,
  Collection,
  Organisation,
  Territory,
  Topic,
] as const;

export const AnnotatedRecord = createUnionType({
  name: "AnnotatedRecord",
  description: "A record that carries notes, of whatever kind.",
  types: () => annotatable,
});

/** The record of that kind and id, as the graph refers to it. */
export const recordOf = (kind: Kind, id: string): { __typename: string; id: string } => ({
  __typename: typeOfKind[kind],
  id,
});
