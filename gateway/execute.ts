import type {
  BatchFetchNode,
  FetchNode,
  FlattenNodePathSegment,
  PlanNode,
} from "@graphql-hive/router-query-planner";
import { type ExecutionResult, type GraphQLSchema, Kind, parse, type SelectionSetNode } from "graphql";
import {
  admitted,
  collect,
  locate,
  merge,
  pathOf,
  type Represented,
  renamings,
  representing,
  rewriting,
} from "./entities.ts";
import { deadlineExceeded, type Faults, type RoomError } from "./faults.ts";
import type { Data, Path } from "./project.ts";
import type { Room, RoomCall } from "./rooms.ts";

/** One execution of one operation. Nothing in it is shared with any other. */
export interface Run {
  data: Data;
  /** as the client sent them, by the names under which rooms know them */
  variables: Readonly<Record<string, unknown>>;
  call: RoomCall;
  faults: Faults;
}

/** A part of a plan, ready to run any number of times. It never rejects: what goes wrong is gathered in the run. */
export type Step = (run: Run) => Promise<void>;

/** What the steps of a graph have in common. */
export interface Graph {
  schema: GraphQLSchema;
  rooms: ReadonlyMap<string, Room>;
}

/** Compiles a plan. Throws when it names a room that is not there. */
export function stepOf(graph: Graph, node: PlanNode): Step {
  switch (node.kind) {
    case "Sequence": {
      const steps = node.nodes.map((part) => stepOf(graph, part));
      return async (run) => {
        for (const step of steps) await step(run);
      };
    }
    case "Parallel": {
      const steps = node.nodes.map((part) => stepOf(graph, part));
      return async (run) => {
        await Promise.all(steps.map((step) => step(run)));
      };
    }
    case "Condition": {
      const met = node.ifClause ? stepOf(graph, node.ifClause) : undefined;
      const unmet = node.elseClause ? stepOf(graph, node.elseClause) : undefined;
      return async (run) => (run.variables[node.condition] === true ? met : unmet)?.(run);
    }
    case "Fetch":
      return rootFetch(graph, node);
    case "Flatten":
      if (node.node.kind !== "Fetch") throw new Error(`A plan flattens a ${node.node.kind}.`);
      return entityFetch(graph, node.node, [
        {
          alias: "_entities",
          variable: "representations",
          paths: [node.path],
          ...node.node,
          requires: node.node.requires ?? [],
        },
      ]);
    case "BatchFetch":
      return entityFetch(
        graph,
        node,
        node.entityBatch.aliases.map((part) => ({ ...part, variable: part.representationsVariableName })),
      );
    default:
      throw new Error(`A plan holds a ${node.kind}, which the hub does not know.`);
  }
}

function rootFetch(graph: Graph, node: FetchNode): Step {
  const ask = asking(graph, node);
  const rewrite = rewriting(graph.schema, node.outputRewrites);
  const names = renamings(node.outputRewrites);
  const fields = fieldsOf(graph.schema, node.operation, names);
  return async (run) => {
    const { data, errors } = await ask(run, {});
    if (data) {
      rewrite?.(data);
      merge(run.data, data);
    }
    for (const error of (errors ?? []) as readonly RoomError[]) {
      const path = error.path?.map((key) => names.get(key as string) ?? key);
      run.faults.add(node.serviceName, error, path ? [path] : fields("", undefined).map((field) => [field]));
    }
  };
}

interface Part extends Pick<FetchNode, "inputRewrites" | "outputRewrites"> {
  alias: string;
  variable: string;
  paths: readonly FlattenNodePathSegment[][];
  requires: NonNullable<FetchNode["requires"]>;
}

/** Asks a room for more about entities that other rooms named, several kinds and places at once. */
function entityFetch(graph: Graph, node: FetchNode | BatchFetchNode, described: readonly Part[]): Step {
  const ask = asking(graph, node);
  const parts = described.map((part) => {
    const names = renamings(part.outputRewrites);
    return {
      ...part,
      names,
      paths: part.paths.map((path) => pathOf(graph.schema, path)),
      represent: representing(graph.schema, part.requires),
      rewriteInput: rewriting(graph.schema, part.inputRewrites),
      rewriteOutput: rewriting(graph.schema, part.outputRewrites),
      fields: fieldsOf(graph.schema, node.operation, names),
    };
  });

  return async (run) => {
    const variables: Record<string, unknown> = {};
    const asked: Represented[][] = [];
    let any = false;
    for (const part of parts) {
      const entities: Data[] = [];
      for (const path of part.paths) collect(run.data, path, 0, entities);
      const represented = part.represent(entities);
      const representations = represented.map(({ representation }) => representation);
      part.rewriteInput?.(representations);
      variables[part.variable] = representations;
      asked.push(represented);
      any ||= representations.length > 0;
    }
    if (!any) return;

    const { data, errors } = await ask(run, variables);
    if (errors?.length) tell(run, errors as readonly RoomError[], asked);
    if (!data) return;
    parts.forEach((part, index) => {
      const found = data[part.alias];
      if (!Array.isArray(found)) return;
      part.rewriteOutput?.(data);
      const represented = asked[index]!;
      for (let at = 0; at < represented.length; at++) {
        const more = found[at] as Data | null | undefined;
        if (more) for (const entity of represented[at]!.entities) merge(entity, more);
      }
    });
  };

  /** Puts each error at every place where its entity stands; one that concerns the whole fetch, at every field it asked for. */
  function tell(run: Run, errors: readonly RoomError[], asked: readonly Represented[][]): void {
    const places = parts.map(({ paths }) => {
      const located = paths.map((path) => locate(run.data, path));
      return (entity: Data): Path[] => located.flatMap((found) => found.get(entity) ?? []);
    });
    for (const error of errors) {
      const [alias, at, ...rest] = error.path ?? [];
      const index = parts.findIndex((part) => part.alias === alias);
      const represented = typeof at === "number" ? asked[index]?.[at] : undefined;
      if (represented) {
        const below = rest.map((key) => parts[index]!.names.get(key as string) ?? key);
        const paths = [...new Set(represented.entities)].flatMap(places[index]!);
        run.faults.add(
          node.serviceName,
          error,
          paths.map((place) => [...place, ...below]),
        );
        continue;
      }
      const paths = parts.flatMap((part, number) =>
        index >= 0 && index !== number
          ? []
          : [...new Set(asked[number]!.flatMap(({ entities }) => entities))].flatMap((entity) => {
              const fields = part.fields(part.alias, entity.__typename as string);
              return places[number]!(entity).flatMap((place) => fields.map((field) => [...place, field]));
            }),
      );
      run.faults.add(node.serviceName, error, paths);
    }
  }
}

/** Asks a node's room. Whatever fails, and however, comes back as an error without a path. */
function asking(graph: Graph, node: FetchNode | BatchFetchNode) {
  const room = graph.rooms.get(node.serviceName);
  if (!room) throw new Error(`The plan asks the room ${node.serviceName}, which is not there.`);
  const usages = node.variableUsages ?? [];
  const { operation: query, operationName } = node;
  return async (run: Run, variables: Record<string, unknown>): Promise<ExecutionResult<Data>> => {
    if (run.call.signal.aborted) return { errors: [deadlineExceeded()] };
    for (const name of usages) if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name];
    try {
      return (await room.ask({ query, operationName, variables }, run.call)) as ExecutionResult<Data>;
    } catch (error) {
      return { errors: [error as never] };
    }
  };
}

/** Names the fields that an operation asks for: of its root, or of the entities of a type under an alias. */
function fieldsOf(schema: GraphQLSchema, operation: string, names: ReadonlyMap<string, string>) {
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
