import type {
  BatchFetchNode,
  FetchNode,
  FlattenNodePathSegment,
  PlanNode,
} from "@graphql-hive/router-query-planner";
import { asking, fieldsOf, type Graph, type Run } from "./asking.ts";
import {
  collect,
  locate,
  merge,
  pathOf,
  type Represented,
  renamings,
  representing,
  rewriting,
} from "./entities.ts";
import type { RoomError } from "./faults.ts";
import type { Data, Path } from "./project.ts";

/** A part of a plan, ready to run any number of times. It never rejects: what goes wrong is gathered in the run. */
export type Step = (run: Run) => Promise<void>;

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
  const everywhere = () => fields("", undefined).map((field) => [field]);
  return async (run) => {
    const { data, errors } = await ask(run, {});
    if (data) {
      rewrite?.(data);
      merge(run.data, data);
    }
    for (const error of (errors ?? []) as readonly RoomError[]) {
      const path = error.path?.map((key) => names.get(key as string) ?? key);
      run.faults.add(node.serviceName, error, path ? [path] : everywhere());
    }
    // One field that must not be null has taken its neighbours with it.
    if (!data && errors?.length) run.faults.fell(everywhere());
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
    if (errors?.length) tell(run, errors as readonly RoomError[], asked, data);
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
  function tell(
    run: Run,
    errors: readonly RoomError[],
    asked: readonly Represented[][],
    data: Data | null | undefined,
  ): void {
    const places = parts.map(({ paths }) => {
      const located = paths.map((path) => locate(run.data, path));
      return (entity: Data): Path[] => located.flatMap((found) => found.get(entity) ?? []);
    });
    for (const error of errors) {
      const [alias, at, ...rest] = error.path ?? [];
      const index = parts.findIndex((part) => part.alias === alias);
      const represented = typeof at === "number" ? asked[index]?.[at] : undefined;
      if (represented) {
        const part = parts[index]!;
        const below = rest.map((key) => part.names.get(key as string) ?? key);
        const paths = [...new Set(represented.entities)].flatMap(places[index]!);
        run.faults.add(
          node.serviceName,
          error,
          paths.map((place) => [...place, ...below]),
        );
        // A field that must not be null has taken all that was asked of its entity.
        if (!(data?.[part.alias] as unknown[] | undefined)?.[at as number]) {
          const fields = part.fields(part.alias, represented.representation.__typename as string);
          run.faults.fell(paths.flatMap((place) => fields.map((field) => [...place, field])));
        }
        continue;
      }
      const paths = parts.flatMap((part, number) =>
        data && index >= 0 && index !== number
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
