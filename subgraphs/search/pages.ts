import { createHash } from "node:crypto";
import { cursorParts, cursorWith } from "../../foundation/cursor.ts";
import { Problem } from "../../foundation/problems.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { type Hit, MOST_HITS } from "./engine.ts";

/** By so many places a hit may have moved, while records came and went, and the list still goes on behind it. */
const SLACK = 20;

/** So many hits tell where the list goes on, the last of a page and those before it: one that has changed itself misleads nobody. */
const ANCHORS = 3;

/** Pages of one search. A cursor names hits and their place, so that no hit comes twice and none is passed over while the list changes. */
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
  let window: readonly Hit[] = [];
  let start = 0;
  const cursor: Pages["cursor"] = ({ score }, place, any) => {
    const end = place - start;
    const anchors = window.slice(Math.max(0, end - ANCHORS), end).map(({ id }) => id);
    return cursorWith(mark, place, anchors.reverse(), score, any);
  };
  const numbered = (hits: readonly Hit[], offset: number, from: number, shown: readonly string[] = []) => {
    window = hits;
    start = offset;
    return hits
      .map((hit, i) => ({ hit, place: offset + i + 1 }))
      .filter(({ hit }, i) => i >= from && !shown.includes(hit.id))
      .slice(0, first);
  };
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
    pick: (hits) => numbered(hits, offset, behind(hits, last, last.place - offset), last.anchors),
    cursor,
    any: last.any,
  };
}

const MOST_CHARACTERS = 400;

interface Last {
  place: number;
  /** the last hit first */
  anchors: readonly string[];
  score: number;
  any: boolean;
}

/**
 * Where the list goes on: behind the last hit of the cursor that has moved as most of them have, or a little less where
 * some before it have left; or by the score if all are gone.
 */
function behind(hits: readonly Hit[], last: Last, expected: number): number {
  const anchors = last.anchors.flatMap((anchor, back) => {
    const found = hits.findIndex(({ id }) => id === anchor);
    return found >= 0 ? [{ found, move: found - (expected - 1 - back) }] : [];
  });
  if (anchors.length > 0) {
    const move = usual(anchors.map((one) => one.move));
    return anchors.find((one) => one.move <= move && one.move > move - ANCHORS)!.found + 1;
  }
  const lower = hits.findIndex(({ score }, i) => i >= expected - 1 && score <= last.score);
  return lower >= 0 ? lower : expected;
}

/** The middle one; of two, the lesser move. */
const usual = (moves: readonly number[]): number =>
  moves.length === 2
    ? moves.reduce((one, other) => (Math.abs(other) < Math.abs(one) ? other : one))
    : moves.toSorted((a, b) => a - b)[Math.floor(moves.length / 2)]!;

function read(cursor: string, mark: string): Last {
  const [theirs, place, anchors, score, any] =
    (cursor.length > MOST_CHARACTERS ? null : cursorParts(cursor, 5)) ?? [];
  const sound =
    theirs === mark &&
    Number.isInteger(place) &&
    (place as number) >= 1 &&
    (place as number) <= MOST_HITS &&
    Array.isArray(anchors) &&
    anchors.length >= 1 &&
    anchors.length <= ANCHORS &&
    anchors.every((id) => typeof id === "string" && isUuid(id)) &&
    typeof score === "number" &&
    typeof any === "boolean";
  if (!sound)
    throw new Problem(
      "BAD_CURSOR",
      "This cursor does not belong to this search: take the endCursor of a page with the same query, filter and sort.",
    );
  return { place: place as number, anchors, score, any };
}
