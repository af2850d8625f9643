import { isUnionType } from "graphql";
import { type Ask, schemaBehind } from "../../../foundation/gather.ts";
import { textsOf } from "../../../foundation/texts-asked.ts";

/** The one operation by which the texts of records of every kind are asked. */
export async function textsOperation(ask: Ask): Promise<string> {
  const records = (await schemaBehind(ask)).getType("AnnotatedRecord");
  const ofEach = (isUnionType(records) ? records.getTypes() : []).map(
    (type) => `... on ${type.name} { ${textsOf(type)} }`,
  );
  return `query Texts($references: [SearchableInput!]!) { searchables(references: $references) { __typename ${ofEach.join(" ")} } }`;
}
