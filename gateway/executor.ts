import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getVariableValues,
  isNonNullType,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
} from "graphql";
import type { Logger } from "pino";
import { hashOf } from "../foundation/hash.ts";
import { Lru, REMEMBERED_LENGTH } from "../foundation/lru.ts";
import type { Graph, Run } from "./asking.ts";
import { type Step, stepOf } from "./execute.ts";
import { Faults, masked } from "./faults.ts";
import { type Introspection, introspect, introspectionOf } from "./introspection.ts";
import { neverNull } from "./never-null.ts";
import {
  collectFields,
  DataKeys,
  type Included,
  inclusion,
  type Operation,
  operationOf,
} from "./operation.ts";
import type { Planner } from "./plan.ts";
import { type Shape, shapeOf } from "./project.ts";
import { Rewriting } from "./rewriting.ts";
import type { Room, RoomCall } from "./rooms.ts";

/** A valid operation as it is to be executed. */
export interface Execution {
  /** may be left out where the executor knows the operation */
  document?: DocumentNode;
  /** the document's text, by which its plans are remembered */
  text: string;
  operationName?: string | null;
  variables?: Readonly<Record<string, unknown>>;
  /** may this caller read `__schema` and `__type`? */
  introspection: boolean;
}

/** Executes operations over the rooms. */
export interface Executor {
  readonly schema: GraphQLSchema;
  execute(execution: Execution, call: RoomCall): Promise<ExecutionResult>;
  mutates(execution: Execution): boolean;
  /** Is this an operation of a document that was valid, and that is remembered? */
  knows(text: string, operationName?: string | null): boolean;
}

/** Everything about an operation that does not depend on who asks. */
interface Compiled {
  /** one for a query; for a mutation one per deed, in order */
  parts: {
    step: Step /** where the deed's answer lies if the answer as a whole falls with it */;
    required: string | undefined;
  }[];
  shape: Shape;
  /** the names of variables in the rooms, by the client's */
  variableNames: ReadonlyMap<string, string>;
  introspection: Introspection | undefined;
}

interface Known {
  operation: Operation;
  root: GraphQLObjectType;
  neverNull: readonly string[];
  /** by the values of the condition variables */
  variants: Lru<string, Compiled>;
}

export interface ExecutorOptions {
  planner: Planner;
  rooms: readonly Room[];
  log: Logger;
  /** how many operations are remembered */
  capacity?: number;
}

/** An executor that plans and compiles each operation once and remembers a bounded number of them. */
export function executorOf({ planner, rooms, log, capacity = 1_000 }: ExecutorOptions): Executor {
  const { schema } = planner;
  const graph: Graph = { schema, rooms: new Map(rooms.map((room) => [room.name, room])) };
  const known = new Lru<string, Known>(capacity);

  const keyOf = (text: string, operationName?: string | null) =>
    operationName ? `${operationName}\0${text}` : text;

  const knownOf = ({ document, text, operationName }: Execution): Known | undefined => {
    const key = keyOf(text, operationName);
    let entry = known.get(key);
    if (!entry && document) {
      const operation = operationOf(document, operationName);
      const root = operation && schema.getRootType(operation.node.operation);
      if (!operation || !root) return undefined;
      entry = { operation, root, neverNull: neverNull(schema, operation), variants: new Lru(64) };
      if (text.length <= REMEMBERED_LENGTH) known.set(key, entry);
    }
    return entry;
  };

  return {
    schema,
    knows: (text, operationName) => known.get(keyOf(text, operationName)) !== undefined,
    mutates: (execution) => knownOf(execution)?.operation.node.operation === OperationTypeNode.MUTATION,
    async execute(execution, call) {
      const entry = knownOf(execution);
      if (!entry) return { errors: [unresolved(execution.operationName)] };
      const { operation, root } = entry;
      if (operation.node.operation === OperationTypeNode.SUBSCRIPTION)
        return { errors: [subscribeElsewhere()] };
      const inputs = execution.variables ?? {};
      let coerced: Readonly<Record<string, unknown>> = inputs;
      if (operation.node.variableDefinitions?.length) {
        const values = getVariableValues(schema, operation.node.variableDefinitions, inputs, {
          maxErrors: 20,
        });
        if (values.errors) return { errors: values.errors };
        coerced = values.coerced;
        const missing = entry.neverNull.find((name) => coerced[name] === null);
        if (missing) return { errors: [mustNotBeNull(missing)] };
      }
      const undecided = operation.conditions.find((name) => typeof coerced[name] !== "boolean");
      if (undecided) return { errors: [undecidable(undecided)] };

      const variant = operation.conditions.map((name) => (coerced[name] ? "1" : "0")).join("");
      let compiled = entry.variants.get(variant);
      if (!compiled) {
        try {
          compiled = compile(planner, graph, operation, root, inclusion(coerced));
        } catch (error) {
          return {
            data: null,
            errors: [masked(log, error, { requestId: call.requestId, operation: hashOf(execution.text) })],
          };
        }
        entry.variants.set(variant, compiled);
      }
      if (compiled.introspection && !execution.introspection) return { errors: [introspectionForbidden()] };

      const faults = new Faults(log, call.requestId);
      const run: Run = {
        data: {},
        variables: forRooms(inputs, coerced, compiled.variableNames),
        call,
        faults,
      };
      for (const { step, required } of compiled.parts) {
        await step(run);
        // What must not be null takes the whole answer with it, so the deeds behind it do not happen.
        if (required && (run.data[required] === null || run.data[required] === undefined)) break;
      }
      if (compiled.introspection) await introspect(schema, compiled.introspection, inputs, run.data);
      const { data, errors } = faults.shape(compiled.shape, run.data);
      return errors.length > 0 ? { errors, data } : { data };
    },
  };
}

function compile(
  planner: Planner,
  graph: Graph,
  operation: Operation,
  root: GraphQLObjectType,
  included: Included,
): Compiled {
  const { schema } = graph;
  const keys = new DataKeys();
  const rewriting = new Rewriting(schema, operation, included, keys);
  const { selectionSet, operation: kind } = operation.node;
  const fields = collectFields(schema, operation, included, root, [selectionSet]);

  const parts: Compiled["parts"] = [];
  const plan = (set: SelectionSetNode, required?: string) => {
    const text = rewriting.text(root, set);
    if (text === undefined) return;
    const { node } = planner.plan(text);
    if (node) parts.push({ step: stepOf(graph, node), required });
  };
  if (kind === OperationTypeNode.MUTATION) {
    let index = 0;
    for (const nodes of fields.values()) {
      const key = keys.ofDeed(nodes, index++);
      const type = root.getFields()[nodes[0]!.name.value]?.type;
      plan({ kind: Kind.SELECTION_SET, selections: nodes }, isNonNullType(type) ? key : undefined);
    }
  } else {
    plan(selectionSet);
  }

  return {
    parts,
    shape: shapeOf(schema, operation, included, keys, root),
    variableNames: rewriting.variableNames,
    introspection: introspectionOf(operation, fields),
  };
}

/** The variables as sent, with defaults filled in (graphql-jit takes a required one with a default for missing). */
function forRooms(
  inputs: Readonly<Record<string, unknown>>,
  coerced: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  if (inputs === coerced) return inputs;
  const variables: Record<string, unknown> = {};
  for (const name of Object.keys(coerced)) {
    variables[names.get(name) ?? name] = Object.hasOwn(inputs, name) ? inputs[name] : coerced[name];
  }
  return variables;
}

const unresolved = (operationName: string | null | undefined) =>
  new GraphQLError(
    operationName
      ? `There is no operation named "${operationName}".`
      : "Say by operationName which of the operations is meant.",
    { extensions: { code: "OPERATION_RESOLUTION_FAILURE" } },
  );

const subscribeElsewhere = () =>
  new GraphQLError(
    "A subscription is answered as text/event-stream, or over a WebSocket: send it with that accept header.",
    { extensions: { code: "BAD_USER_INPUT" } },
  );

const undecidable = (variable: string) =>
  new GraphQLError(`The variable $${variable} decides a @skip or @include and must be true or false.`, {
    extensions: { code: "BAD_USER_INPUT" },
  });

const mustNotBeNull = (variable: string) =>
  new GraphQLError(`The variable $${variable} must not be null: leave it out, and the default holds.`, {
    extensions: { code: "BAD_USER_INPUT" },
  });

const introspectionForbidden = () =>
  new GraphQLError("The schema may be read by signed-in partners only; it is printed in the documentation.", {
    extensions: { code: "INTROSPECTION_FORBIDDEN" },
  });
