import type { ExecutionResult } from "graphql";
import type { Mention } from "./documents/around.ts";
import { OPERATION, type Searchable } from "./documents/operation.ts";

/** Asks the graph as the hub itself. */
export type Ask = (query: string, variables: Record<string, unknown>) => Promise<ExecutionResult>;

/** What the graph says of one record: what it is, that it is gone, or that one cannot know at the moment. */
export type Answer =
  | { is: "there"; record: Searchable }
  | { is: "gone" }
  /** a room does not answer: ask again, however long it takes */
  | { is: "unknown"; why: string }
  /** the room answers, but not for this record */
  | { is: "faulty"; why: string };

/** The graph as a whole gives no answer. */
class GraphUnavailable extends Error {}

const SILENT = new Set(["ROOM_UNAVAILABLE", "DEADLINE_EXCEEDED"]);

/** The gateway tells a hundred errors at most: of an answer with so many, nothing is believed. */
const MANY_ERRORS = 90;

/** What the graph says of each of these records, in their order. */
export async function gather(ask: Ask, wanted: readonly Mention[]): Promise<Answer[]> {
  if (wanted.length === 0) return [];
  const references = wanted.map(({ kind, id }) => ({ kind, id }));
  const { data, errors = [] } = await ask(OPERATION, { references });
  const found = data?.searchables as (Searchable | null)[] | null | undefined;
  const silent = errors.some(({ extensions }) => SILENT.has(String(extensions?.code)));
  if (!found || errors.length > MANY_ERRORS) {
    const why = errors[0]?.message ?? "The graph gave no answer.";
    if (wanted.length > 1 && !(silent && !found)) {
      const half = Math.ceil(wanted.length / 2);
      return [...(await gather(ask, wanted.slice(0, half))), ...(await gather(ask, wanted.slice(half)))];
    }
    if (silent) return wanted.map(() => ({ is: "unknown", why }));
    if (!found) throw new GraphUnavailable(why);
  }
  const faults = new Map<number, Answer>();
  for (const { path, message, extensions } of errors) {
    const at = Number(path?.[1]);
    const isSilent = SILENT.has(String(extensions?.code));
    if (faults.get(at)?.is === "unknown") continue;
    faults.set(at, { is: isSilent ? "unknown" : "faulty", why: `${path?.slice(2).join(".")}: ${message}` });
  }
  return wanted.map((_, i): Answer => {
    const record = found?.[i];
    const fault = faults.get(i) ?? faults.get(Number.NaN);
    if (fault) return fault;
    if (record) return { is: "there", record };
    return silent ? { is: "unknown", why: "A room does not answer." } : { is: "gone" };
  });
}
