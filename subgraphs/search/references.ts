import { createUnionType } from "type-graphql";
import type { Kind } from "../../foundation/enums.ts";
import { typeOfKind } from "../../foundation/enums.ts";
import { reference } from "../../foundation/reference.ts";

const Practice = reference("Practice");
const Project = reference("Project");
const Workshop = reference("Workshop");
const Series = reference("Series");
const WorkingGroup = reference("WorkingGroup");
const Resource = reference("Resource");
const Collection = reference("Collection");
const Organisation = reference("Organisation");
const Territory = reference("Territory");
const Topic = reference("Topic");

/** A record of any kind as this room knows it: its type and its id. */
export interface SearchRecordRef {
  __typename: string;
  id: string;
}

export const SearchRecord = createUnionType({
  name: "SearchRecord",
  description:
    "A record of any kind. Ask for its fields by `... on Practice { … }`, or by `... on Content { title summary }` for all kinds of content at once.",
  types: () =>
    [
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
    ] as const,
  resolveType: (value) => (value as unknown as SearchRecordRef).__typename,
});

export const recordRef = ({ kind, id }: { kind: Kind; id: string }): SearchRecordRef => ({
  __typename: typeOfKind[kind],
  id,
});
