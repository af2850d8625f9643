import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  Kind,
  OperationTypeNode,
  print,
} from "graphql";
import { collectFields, inclusion, operationOf } from "./operation.ts";

/** A subscription, and the query that is asked for each of its events. */
export interface EventOperation {
  /** the field of Subscription */
  field: string;
  /** the name of the field in answers */
  key: string;
  /** what was asked for by its arguments, each as a list of values */
  wanted: readonly (readonly unknown[])[];
  document: DocumentNode;
  text: string;
  variablesFor(id: string): Record<string, unknown>;
}

const EVENT = "_event";

/**
 * Turns a valid subscription into the query of the same name, with the same arguments and the event's id: so that rooms
 * answer it as they answer any query, for whoever asks at that moment.
 */
export function eventOperationOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): EventOperation {
  const operation = operationOf(document, operationName);
  if (operation?.node.operation !== OperationTypeNode.SUBSCRIPTION)
    throw refused("Only a subscription is answered here: send queries and mutations by POST.");
  const definitions = operation.node.variableDefinitions ?? [];
  const values = getVariableValues(schema, definitions, variables, { maxErrors: 20 });
  if (values.errors) throw values.errors[0]!;
  const root = schema.getSubscriptionType()!;
  const set = operation.node.selectionSet;
  const [first] = collectFields(schema, operation, inclusion(values.coerced), root, [set]);
  if (!first) throw refused("The subscription asks for nothing.");
  const [key, nodes] = first;
  const field = nodes[0]!.name.value;
  const args = getArgumentValues(root.getFields()[field]!, nodes[0]!, values.coerced);
  const query: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...operation.node,
        operation: OperationTypeNode.QUERY,
        variableDefinitions: [
          ...definitions,
          {
            kind: Kind.VARIABLE_DEFINITION,
            variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: EVENT } },
            type: {
              kind: Kind.NON_NULL_TYPE,
              type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: "ID" } },
            },
          },
        ],
        selectionSet: { ...set, selections: nodes.map(withId) },
      },
      ...operation.fragments.values(),
    ],
  };
  return {
    field,
    key,
    wanted: Object.values(args)
      .filter((value) => value !== null && value !== undefined)
      .map((value) => (Array.isArray(value) ? value : [value])),
    document: query,
    text: print(query),
    variablesFor: (id) => ({ ...variables, [EVENT]: id }),
  };
}

const withId = (node: FieldNode): FieldNode => ({
  ...node,
  directives: [],
  arguments: [
    ...(node.arguments ?? []),
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: "id" },
      value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: EVENT } },
    },
  ],
});

const refused = (sentence: string) =>
  new GraphQLError(sentence, { extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } });

/** Makes sure that each field of Subscription has its query. */
export function checkSubscriptions(schema: GraphQLSchema): void {
  const queries = schema.getQueryType()?.getFields() ?? {};
  for (const { name, type, args } of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const query = queries[name];
    const takes = new Set(query?.args.map((arg) => arg.name));
    const like =
      query &&
      getNamedType(query.type) === getNamedType(type) &&
      ["id", ...args.map((arg) => arg.name)].every((arg) => takes.has(arg));
    if (!like)
      throw new Error(`The subscription ${name} has no query of its name, with its arguments and an id.`);
  }
}
