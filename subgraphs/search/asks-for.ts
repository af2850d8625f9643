import { type GraphQLResolveInfo, type OperationDefinitionNode, visit } from "graphql";

const known = new WeakMap<OperationDefinitionNode, ReadonlySet<string>>();

/** Does the operation ask for a field of that name anywhere? */
export function asksFor({ operation, fragments }: GraphQLResolveInfo, field: string): boolean {
  let names = known.get(operation);
  if (!names) {
    const found = new Set<string>();
    for (const node of [operation, ...Object.values(fragments)])
      visit(node, {
        Field({ name }) {
          found.add(name.value);
        },
      });
    names = found;
    known.set(operation, names);
  }
  return names.has(field);
}
