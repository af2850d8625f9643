import { Kind, OperationTypeNode, parse, type SelectionNode } from "graphql";
import type { RoomRequest } from "./rooms.ts";

/** May this be asked once more though it may have been done? A query may; of a mutation each deed must have an idempotency key. */
export function mayRepeat({ query, variables = {} }: RoomRequest): boolean {
  const keyed = (selection: SelectionNode) =>
    selection.kind === Kind.FIELD &&
    selection.arguments?.some(
      ({ name, value }) =>
        name.value === "idempotencyKey" &&
        (value.kind === Kind.STRING || (value.kind === Kind.VARIABLE && variables[value.name.value] != null)),
    );
  return parse(query, { noLocation: true }).definitions.every(
    (definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION ||
      definition.operation === OperationTypeNode.QUERY ||
      definition.selectionSet.selections.every(keyed),
  );
}
