import { type GraphQLField, getNamedType, isCompositeType } from "graphql";

/** The text of a mutation's operation, with those variables that it takes as arguments. */
export function mutationText(field: GraphQLField<unknown, unknown>, args: Record<string, unknown>): string {
  const given = field.args.filter((argument) => args[argument.name] !== undefined);
  const declared = given.map((argument) => `$${argument.name}: ${argument.type}`).join(", ");
  const passed = given.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  const inside = isCompositeType(getNamedType(field.type)) ? "{ __typename }" : "";
  const [head, call] =
    given.length > 0 ? [`Deed(${declared})`, `${field.name}(${passed})`] : ["Deed", field.name];
  return `mutation ${head} { ${call} ${inside} }`;
}
