import { type GraphQLOutputType, getNamedType, isObjectType, isUnionType } from "graphql";
import { type Ask, schemaBehind } from "../../../foundation/gather.ts";
import type { Language } from "../../../foundation/language.ts";

/** What the graph says of a record whose texts carry notes. */
export interface RecordTexts {
  id: string;
  revision: number;
  originalLanguage: Language;
  translations: ({ language: Language } & Record<string, unknown>)[];
}

/** The one operation by which the texts of records are asked: all that there are by the graph's own schema, in all languages. */
export async function textsOperation(ask: Ask): Promise<string> {
  const schema = await schemaBehind(ask);
  const records = schema.getType("AnnotatedRecord");
  const ofEach = (isUnionType(records) ? records.getTypes() : []).map(
    (type) =>
      `... on ${type.name} { id revision originalLanguage translations { language ${textsOf(type.getFields().translations?.type)} } }`,
  );
  return `query Texts($references: [SearchableInput!]!) { searchables(references: $references) { __typename ${ofEach.join(" ")} } }`;
}

/** The fields of a type that hold texts, and of the parts within it, which have keys. */
function textsOf(type: GraphQLOutputType | undefined): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "";
  return Object.values(named.getFields())
    .flatMap(({ name, type }) => {
      const inner = getNamedType(type);
      if (inner.name === "String") return [name];
      const texts = textsOf(type);
      return texts
        ? [`${name} { ${isObjectType(inner) && inner.getFields().key ? "key " : ""}${texts} }`]
        : [];
    })
    .join(" ");
}

/** The text of a field: "lessons", or "outcomeWords.trust-in-police.title" for the part of a list with that key. Null where there is none. */
export function textOf(
  translation: Readonly<Record<string, unknown>> | undefined,
  field: string,
): string | null {
  let value: unknown = translation;
  for (const step of field.split(".")) {
    if (Array.isArray(value)) value = value.find((one, i) => one?.key === step || String(i) === step);
    else if (isObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return null;
  }
  return typeof value === "string" ? value : null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
