import type { Place } from "./place.ts";
import type { Surroundings } from "./surroundings.ts";

/** So many letters of each side must stand, once each. */
const LETTERS = 16;

/** What now stands between the surroundings of a passage; null where they are not to be found for certain. */
export function bracketed(text: string, ours: Surroundings): Place | null {
  const start = ours.before.length >= LETTERS ? only(text, ours.before.slice(-LETTERS)) : null;
  const end = ours.after.length >= LETTERS ? only(text, ours.after.slice(0, LETTERS)) : null;
  if (start === null || end === null) return null;
  const place = { start: start + LETTERS, end };
  return place.start <= place.end ? place : null;
}

function only(text: string, words: string): number | null {
  const at = text.indexOf(words);
  return at >= 0 && text.indexOf(words, at + 1) < 0 ? at : null;
}
