import { createHash } from "node:crypto";
import { MOST } from "../../foundation/connection.ts";
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
    at: (place) => Buffer.from(JSON.stringify([mark, place])).toString("base64url"),
    before: (after) => {
      if (!after) return 0;
      const [theirs, place] = read(after);
      if (theirs !== mark || !Number.isInteger(place) || place < 1 || place > MOST_HITS) throw bad();
      return place;
    },
  };
}

/** Throws BAD_PAGE unless a page may have that many entries. */
export function requirePage(first: number, most = MOST): void {
  if (!Number.isInteger(first) || first < 0 || first > most) {
    throw new Problem("BAD_PAGE", `A page has from 0 to ${most} entries, not ${first}.`, { first, most });
  }
}

const bad = () =>
  new Problem(
    "BAD_CURSOR",
    "This cursor does not belong to this search: take the endCursor of a page with the same query and filter.",
  );

function read(cursor: string): [string, number] {
  if (cursor.length > 200) throw bad();
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(parts) && parts.length === 2) return parts as [string, number];
  } catch {}
  throw bad();
}
