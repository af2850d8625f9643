import { type GraphQLObjectType, type GraphQLOutputType, getNamedType, isObjectType } from "graphql";

/** What to ask of a record of that type for all its texts in all languages, by the graph's own schema. */
export const textsOf = (record: GraphQLObjectType): string =>
  `id revision originalLanguage translations { language ${textsWithin(record.getFields().translations?.type)} }`;

/** The fields of a type that hold texts, and of the parts within it, which have keys. */
function textsWithin(type: GraphQLOutputType | undefined): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "";
  return Object.values(named.getFields())
    .flatMap(({ name, type }) => {
      const inner = getNamedType(type);
      if (inner.name === "String") return [name];
      const texts = textsWithin(type);
      return texts
        ? [`${name} { ${isObjectType(inner) && inner.getFields().key ? "key " : ""}${texts} }`]
        : [];
    })
    .join(" ");
}
