import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/** The fields of the schema, as "Type.field", that a query can reach and none of these operations asks for. */
export function unasked(schema: GraphQLSchema, operations: Iterable<string>): string[] {
  const left = reachable(schema);
  const types = new TypeInfo(schema);
  const noting = visitWithTypeInfo(types, {
    Field({ name }) {
      left.delete(`${types.getParentType()?.name}.${name.value}`);
    },
  });
  for (const operation of operations) visit(parse(operation), noting);
  return [...left].sort();
}

function reachable(schema: GraphQLSchema): Set<string> {
  const fields = new Set<string>();
  const types = new Set<GraphQLNamedType>([schema.getQueryType()!]);
  for (const type of types) {
    if (isAbstractType(type)) for (const one of schema.getPossibleTypes(type)) types.add(one);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (isObjectType(type)) fields.add(`${type.name}.${field.name}`);
      types.add(getNamedType(field.type));
    }
  }
  return fields;
}
