import { distance } from "fastest-levenshtein";

/**
 * How many slips lie between two words: a letter too many, too few, another one, or two that have changed places, which is
 * the most frequent slip of all and counts as one, as Meilisearch counts it.
 */
export function slipsBetween(one: string, other: string): number {
  const slips = distance(one, other);
  if (slips < 2 || one.length !== other.length) return slips;
  let inPlace = 0;
  for (let i = 0; i < one.length; i++) {
    if (one[i] === other[i]) continue;
    inPlace++;
    if (one[i] === other[i + 1] && one[i + 1] === other[i]) i++;
  }
  return Math.min(slips, inPlace);
}

/** From how many letters on one slip in a word is forgiven, and from how many two. */
export const FORGIVEN = { one: 5, two: 9 } as const;

/** How many slips are forgiven in a word of that length. */
export const slipsForgiven = (length: number): number =>
  length >= FORGIVEN.two ? 2 : length >= FORGIVEN.one ? 1 : 0;
