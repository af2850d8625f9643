import type { BatchFetchNode, FetchNode } from "@graphql-hive/router-query-planner";
import { type ExecutionResult, type GraphQLSchema, Kind, parse, type SelectionSetNode } from "graphql";
import { admitted } from "./entities.ts";
import { deadlineExceeded, type Faults } from "./faults.ts";
import type { Data } from "./project.ts";
import type { Room, RoomCall } from "./rooms.ts";

/** One execution of one operation. Nothing in it is shared with any other. */
export interface Run {
  data: Data;
  /** as the client sent them, by the names under which rooms know them */
  variables: Readonly<Record<string, unknown>>;
  call: RoomCall;
  faults: Faults;
}

/** What the steps of a graph have in common. */
export interface Graph {
  schema: GraphQLSchema;
  rooms: ReadonlyMap<string, Room>;
}

/** Asks a node's room. Whatever fails, and however, comes back as an error without a path. */
export function asking(graph: Graph, node: FetchNode | BatchFetchNode) {
  const room = graph.rooms.get(node.serviceName);
  if (!room) throw new Error(`The plan asks the room ${node.serviceName}, which is not there.`);
  const usages = node.variableUsages ?? [];
  const { operation: query, operationName } = node;
  return async (run: Run, variables: Record<string, unknown>): Promise<ExecutionResult<Data>> => {
    if (run.call.signal.aborted) return { errors: [deadlineExceeded(run.call.signal)] };
    for (const name of usages) if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name];
    try {
      return (await room.ask({ query, operationName, variables }, run.call)) as ExecutionResult<Data>;
    } catch (error) {
      return { errors: [error as never] };
    }
  };
}

/** Names the fields that an operation asks for: of its root, or of the entities of a type under an alias. */
export function fieldsOf(schema: GraphQLSchema, operation: string, names: ReadonlyMap<string, string>) {
  const named = new Map<string, SelectionSetNode>();
  let root: SelectionSetNode | undefined;
  const walk = (set: SelectionSetNode, typename: string | undefined, found: Set<string>): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        if (key !== "__typename") found.add(names.get(key) ?? key);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        walk(named.get(selection.name.value)!, typename, found);
      } else {
        const condition = selection.typeCondition?.name.value;
        if (!condition || !typename || admitted(schema, [condition]).has(typename))
          walk(selection.selectionSet, typename, found);
      }
    }
  };
  return (alias: string, typename: string | undefined): string[] => {
    // Parsed only once something has gone wrong.
    if (!root) {
      for (const definition of parse(operation, { noLocation: true }).definitions) {
        if (definition.kind === Kind.FRAGMENT_DEFINITION)
          named.set(definition.name.value, definition.selectionSet);
        else if (definition.kind === Kind.OPERATION_DEFINITION) root = definition.selectionSet;
      }
    }
    const found = new Set<string>();
    if (!typename) walk(root!, undefined, found);
    for (const selection of root!.selections) {
      if (selection.kind !== Kind.FIELD || !typename) continue;
      if ((selection.alias?.value ?? selection.name.value) === alias)
        walk(selection.selectionSet!, typename, found);
    }
    return [...found];
  };
}
