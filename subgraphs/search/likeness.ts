import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { read } from "../../foundation/reading.ts";
import type { Hit } from "./engine.ts";

/** What of an organisation makes another place like it. */
export interface Like {
  population: number | null;
  countries: readonly string[];
}

/** So many of the best matches are put in the order of likeness. */
export const MOST_COMPARED = 200;

/** What likeness weighs beside how well a record matches, which is from 0 to 1. */
const SAME_COUNTRY = 0.1;
const SAME_SIZE = 0.2;
/** A place ten times as large or as small is not like at all. */
const DECADES = 1;

/** What is known of that organisation; null where there is none. */
export async function likeOf(ctx: HubContext, organisationId: string): Promise<Like | null> {
  const [found] = await read<Like>(
    ctx,
    sql`SELECT population, countries FROM search.document
      WHERE id = ${organisationId}::uuid AND kind = 'ORGANISATION' AND document IS NOT NULL`,
  );
  return found ?? null;
}

/** The hits with those first that match well and come from places of a like size and from the same country. */
export const byLikeness = (hits: readonly Hit[], like: Like): Hit[] =>
  hits
    .map((hit, place) => ({ hit: { ...hit, score: hit.score + likeness(hit, like) }, place }))
    .sort((a, b) => b.hit.score - a.hit.score || a.place - b.place)
    .map(({ hit }) => ({ ...hit, score: hit.score / (1 + SAME_COUNTRY + SAME_SIZE) }));

function likeness(hit: Hit, like: Like): number {
  const country = hit.countries.some((one) => like.countries.includes(one)) ? SAME_COUNTRY : 0;
  if (!hit.population || !like.population) return country;
  const apart = Math.abs(Math.log10(hit.population / like.population));
  return country + SAME_SIZE * Math.max(0, 1 - apart / DECADES);
}
