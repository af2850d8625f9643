import {
  type ASTNode,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Operation } from "./operation.ts";

/**
 * The variables that may be left out but must not be null: those of a type that may be null where a default stands for a
 * value that may not.
 */
export function neverNull(schema: GraphQLSchema, { node, fragments }: Operation): readonly string[] {
  const nullable = new Set(
    node.variableDefinitions
      ?.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
      .map(({ variable }) => variable.name.value),
  );
  if (nullable.size === 0) return [];
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const parts = new Set<ASTNode>([node]);
  const look = visitWithTypeInfo(types, {
    VariableDefinition() {
      return false;
    },
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (fragment) parts.add(fragment);
    },
    Variable({ name }) {
      if (nullable.has(name.value) && isNonNullType(types.getInputType())) found.add(name.value);
    },
  });
  // Fragments that are met on the way are looked at in their turn.
  for (const part of parts) visit(part, look);
  return [...found];
}
