import { createHash } from "node:crypto";
import { cursorParts, cursorWith } from "../../foundation/cursor.ts";
import { Problem } from "../../foundation/problems.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { type Hit, MOST_HITS } from "./engine.ts";

/** By so many places a hit may have moved, while records came and went, and the list still goes on behind it. */
const SLACK = 20;

/** Pages of one search. A cursor names a hit and its place, so that no hit comes twice and none is passed over while the list changes. */
export interface Pages {
  /** what to ask the engine for: more than the page where the list may have moved */
  window: { offset: number; limit: number };
  /** of the hits in that window, those of the page, each with its place in the list counted from 1 */
  pick: (hits: readonly Hit[]) => { hit: Hit; place: number }[];
  /** `any`: whether the list has records that have only something of what is asked for */
  cursor: (hit: Pick<Hit, "id" | "score">, place: number, any: boolean) => string;
  /** the same of the list that `after` is from; undefined on the first page */
  any?: boolean;
}

/** The pages of the search that `question` describes. Throws BAD_CURSOR. */
export function pagesOf(
  question: unknown,
  { first, after }: { first: number; after?: string | null | undefined },
): Pages {
  const mark = createHash("sha256").update(JSON.stringify(question)).digest("base64url").slice(0, 12);
  const cursor: Pages["cursor"] = (hit, place, any) => cursorWith(mark, place, hit.id, hit.score, any);
  const numbered = (hits: readonly Hit[], offset: number, from: number) =>
    hits.slice(from, from + first).map((hit, i) => ({ hit, place: offset + from + i + 1 }));
  if (!after) {
    return {
      window: { offset: 0, limit: Math.min(first, MOST_HITS) },
      pick: (hits) => numbered(hits, 0, 0),
      cursor,
    };
  }
  const last = read(after, mark);
  const offset = Math.max(0, last.place - SLACK);
  return {
    window: { offset, limit: Math.max(0, Math.min(last.place - offset + SLACK + first, MOST_HITS - offset)) },
    pick: (hits) => numbered(hits, offset, behind(hits, last, last.place - offset)),
    cursor,
    any: last.any,
  };
}

interface Last {
  place: number;
  id: string;
  score: number;
  any: boolean;
}

/** Where the list goes on: behind the hit of the cursor, or where it stood by its score if it is gone. */
function behind(hits: readonly Hit[], last: Last, expected: number): number {
  const found = hits.findIndex(({ id }) => id === last.id);
  if (found >= 0) return found + 1;
  const lower = hits.findIndex(({ score }, i) => i >= expected - 1 && score <= last.score);
  return lower >= 0 ? lower : expected;
}

function read(cursor: string, mark: string): Last {
  const [theirs, place, id, score, any] = (cursor.length > 300 ? null : cursorParts(cursor, 5)) ?? [];
  const sound =
    theirs === mark &&
    Number.isInteger(place) &&
    (place as number) >= 1 &&
    (place as number) <= MOST_HITS &&
    typeof id === "string" &&
    isUuid(id) &&
    typeof score === "number" &&
    typeof any === "boolean";
  if (!sound)
    throw new Problem(
      "BAD_CURSOR",
      "This cursor does not belong to this search: take the endCursor of a page with the same query, filter and sort.",
    );
  return { place: place as number, id, score, any };
}
