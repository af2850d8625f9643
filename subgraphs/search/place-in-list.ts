import { createHash } from "node:crypto";
import { cursorParts, cursorWith } from "../../foundation/cursor.ts";
import { Problem } from "../../foundation/problems.ts";
import { MOST_HITS } from "./engine.ts";

/** Cursors of one search: they name a place in its list and belong to no other query or filter. */
export interface Places {
  at: (place: number) => string;
  /** how many hits stand before the page; throws BAD_CURSOR */
  before: (after: string | null | undefined) => number;
}

/** The cursors of the search that `question` describes. */
export function placesOf(question: unknown): Places {
  const mark = createHash("sha256").update(JSON.stringify(question)).digest("base64url").slice(0, 12);
  return {
    at: (place) => cursorWith(mark, place),
    before: (after) => {
      if (!after) return 0;
      const [theirs, place] = read(after);
      if (theirs !== mark || !Number.isInteger(place) || place < 1 || place > MOST_HITS) throw bad();
      return place;
    },
  };
}

const bad = () =>
  new Problem(
    "BAD_CURSOR",
    "This cursor does not belong to this search: take the endCursor of a page with the same query and filter.",
  );

function read(cursor: string): [string, number] {
  const parts = cursor.length > 200 ? null : cursorParts(cursor, 2);
  if (!parts) throw bad();
  return parts as [string, number];
}
