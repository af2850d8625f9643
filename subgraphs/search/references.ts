import { createUnionType } from "type-graphql";
import { type RecordRef, referencesByKind } from "../../foundation/reference.ts";

const byKind = referencesByKind();
export const kindsOfRecord = Object.values(byKind);

export const { TOPIC: Topic } = byKind;

export const SearchRecord = createUnionType({
  name: "SearchRecord",
  description:
    "A record of any kind. Ask for its fields by `... on Practice { … }`, or by `... on Content { title summary }` for all kinds of content at once.",
  types: () => kindsOfRecord as never,
  resolveType: (value) => (value as unknown as RecordRef).__typename,
});
