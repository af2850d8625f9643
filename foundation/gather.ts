import { buildClientSchema, type ExecutionResult, type GraphQLSchema, getIntrospectionQuery } from "graphql";
import type { Reference } from "./directory.ts";
import { PASSING } from "./problems.ts";

/** Asks the graph as the hub itself. */
export type Ask = (query: string, variables: Record<string, unknown>) => Promise<ExecutionResult>;

/** What the graph says of one record: what it is, that it is gone, or that one cannot know at the moment. */
export type Answer<R> =
  | { is: "there"; record: R }
  | { is: "gone" }
  /** a room does not answer: ask again, however long it takes */
  | { is: "unknown"; why: string }
  /** the room answers, but not for this record */
  | { is: "faulty"; why: string };

/** The graph as a whole gives no answer. */
class GraphUnavailable extends Error {}

/** The gateway tells a hundred errors at most: of an answer with so many, nothing is believed. */
const MANY_ERRORS = 90;

/**
 * What the graph says of each of these records, in their order. The operation is one on `searchables`, with the variable
 * `$references`; R is the shape of what it asks of a record.
 */
export async function gather<R>(
  ask: Ask,
  operation: string,
  wanted: readonly Reference[],
): Promise<Answer<R>[]> {
  if (wanted.length === 0) return [];
  const references = wanted.map(({ kind, id }) => ({ kind, id }));
  const { data, errors = [] } = await ask(operation, { references });
  const found = data?.searchables as (R | null)[] | null | undefined;
  const silent = errors.some(({ extensions }) => PASSING.has(extensions?.code));
  if (!found || errors.length > MANY_ERRORS) {
    const why = errors[0]?.message ?? "The graph gave no answer.";
    if (wanted.length > 1 && !(silent && !found)) {
      const half = Math.ceil(wanted.length / 2);
      return [
        ...(await gather<R>(ask, operation, wanted.slice(0, half))),
        ...(await gather<R>(ask, operation, wanted.slice(half))),
      ];
    }
    if (silent) return wanted.map(() => ({ is: "unknown", why }));
    if (!found) throw new GraphUnavailable(why);
  }
  const faults = new Map<number, Answer<R>>();
  for (const { path, message, extensions } of errors) {
    const at = Number(path?.[1]);
    const isSilent = PASSING.has(extensions?.code);
    if (faults.get(at)?.is === "unknown") continue;
    faults.set(at, { is: isSilent ? "unknown" : "faulty", why: `${path?.slice(2).join(".")}: ${message}` });
  }
  return wanted.map((_, i): Answer<R> => {
    const record = found?.[i];
    const fault = faults.get(i) ?? faults.get(Number.NaN);
    if (fault) return fault;
    if (record) return { is: "there", record };
    return silent ? { is: "unknown", why: "A room does not answer." } : { is: "gone" };
  });
}

/** The schema of the graph. Rejects with GraphUnavailable where it does not tell. */
export async function schemaBehind(ask: Ask): Promise<GraphQLSchema> {
  const { data, errors } = await ask(getIntrospectionQuery({ descriptions: false }), {});
  if (!data) throw new GraphUnavailable(errors?.[0]?.message ?? "The graph gave no answer.");
  return buildClientSchema(data as never);
}
