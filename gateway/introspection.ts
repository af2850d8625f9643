import { type DocumentNode, execute, type FieldNode, type GraphQLSchema, Kind } from "graphql";
import type { Operation } from "./operation.ts";
import { type Data, localKey } from "./project.ts";

/** `__schema` and `__type` of an operation, as a document of their own. */
export interface Introspection {
  document: DocumentNode;
  /** the response keys */
  keys: string[];
  /** remembered when no variable has a say in it */
  answer?: Data;
}

/** The part of an operation that the gateway answers by itself, if it has one. */
export function introspectionOf(
  { node, fragments }: Operation,
  fields: ReadonlyMap<string, FieldNode[]>,
): Introspection | undefined {
  const asked = [...fields].filter(
    ([, [first]]) => first!.name.value === "__schema" || first!.name.value === "__type",
  );
  if (asked.length === 0) return undefined;
  const selections = asked.flatMap(([, nodes]) => nodes);
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } }, ...fragments.values()],
  };
  return { document, keys: asked.map(([key]) => key) };
}

/** Answers it, into the data beside what the rooms said. */
export async function introspect(
  schema: GraphQLSchema,
  introspection: Introspection,
  variableValues: Readonly<Record<string, unknown>>,
  data: Data,
): Promise<void> {
  const constant = Object.keys(variableValues).length === 0;
  let answer = constant ? introspection.answer : undefined;
  if (!answer) {
    const result = await execute({ schema, document: introspection.document, variableValues });
    answer = (result.data ?? {}) as Data;
    if (constant) introspection.answer = answer;
  }
  for (const key of introspection.keys) data[localKey(key)] = answer[key];
}
