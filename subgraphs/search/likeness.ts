import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { likeness, type Place } from "../../foundation/likeness.ts";
import { read } from "../../foundation/reading.ts";
import type { Hit } from "./engine.ts";

/** So many of the best matches are put in the order of likeness. */
export const MOST_COMPARED = 200;

/** What likeness weighs beside how well a record matches; both are from 0 to 1. */
const WEIGHT = 0.3;

/** What is known of that organisation; null where there is none. */
export async function likeOf(ctx: HubContext, organisationId: string): Promise<Place | null> {
  const [found] = await read<Place>(
    ctx,
    sql`SELECT population, countries FROM search.document
      WHERE id = ${organisationId}::uuid AND kind = 'ORGANISATION' AND document IS NOT NULL`,
  );
  return found ?? null;
}

/** The hits with those first that match well and come from places of a like size and from the same country. */
export const byLikeness = (hits: readonly Hit[], like: Place): Hit[] =>
  hits
    .map((hit, place) => ({ hit: { ...hit, score: hit.score + WEIGHT * likeness(hit, like) }, place }))
    .sort((a, b) => b.hit.score - a.hit.score || a.place - b.place)
    .map(({ hit }) => ({ ...hit, score: hit.score / (1 + WEIGHT) }));
