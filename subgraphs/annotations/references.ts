import { createUnionType } from "type-graphql";
import { type Kind, typeOfKind } from "../../foundation/enums.ts";
import { reference } from "../../foundation/reference.ts";

export const Member = reference("Member");
const Practice = reference("Practice");
const Project = reference("Project");
const Workshop = reference("Workshop");
const Series = reference("Series");
export const WorkingGroup = reference("WorkingGroup");
const Resource = reference("Resource");
const Collection = reference("Collection");
export const Organisation = reference("Organisation");
const Territory = reference("Territory");
const Topic = reference("Topic");

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
