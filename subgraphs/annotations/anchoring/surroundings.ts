import { distance } from "fastest-levenshtein";
import type { Place } from "./place.ts";

/** What stands right before and right after a passage. */
export interface Surroundings {
  before: string;
  after: string;
  /** whether `before` and `after` are all there is on that side, so that the text begins or ends there */
  begins: boolean;
  ends: boolean;
}

/** How far surroundings agree, in letters next to the passage. */
export interface Agreement {
  before: number;
  after: number;
}

/** So many letters of each side are compared. */
const FARTHEST = 250;

/** A text that begins or ends at the same passage counts as so many letters. */
const EDGE = 16;

/** Over so many letters surroundings are compared that have changed themselves. */
const NEAR = 32;

export const around = (text: string, { start, end }: Place): Surroundings => ({
  before: text.slice(Math.max(0, start - FARTHEST), start),
  after: text.slice(end, end + FARTHEST),
  begins: start <= FARTHEST,
  ends: end + FARTHEST >= text.length,
});

/** How many letters are the same on each side, counted from the passage on. */
export function agreement(expected: Surroundings, found: Surroundings): Agreement {
  let [before, after] = [0, 0];
  const [b, f] = [expected.before, found.before];
  while (before < b.length && before < f.length && b.at(-1 - before) === f.at(-1 - before)) before++;
  while (
    after < expected.after.length &&
    after < found.after.length &&
    expected.after[after] === found.after[after]
  )
    after++;
  return {
    before:
      before + (expected.begins && found.begins && before === b.length && before === f.length ? EDGE : 0),
    after:
      after +
      (expected.ends && found.ends && after === expected.after.length && after === found.after.length
        ? EDGE
        : 0),
  };
}

export const lettersOf = ({ before, after }: Agreement): number => before + after;

/** Whether on one side the first agrees clearly farther than the second, and far enough to mean something. */
export const leads = (a: Agreement, b: Agreement): boolean =>
  (a.before >= MEANT && a.before >= b.before + CLEARLY) || (a.after >= MEANT && a.after >= b.after + CLEARLY);

export const beats = (a: Agreement, b: Agreement): boolean => leads(a, b) && !leads(b, a);

const MEANT = 12;
const CLEARLY = 4;

/** Whether surroundings agree so far that they tell one passage from another. */
export function tells({ before, after }: Agreement): boolean {
  return before >= 16 || after >= 16 || (before >= 8 && after >= 8);
}

/** Whether surroundings are alike, although they have been changed themselves. */
export const alike = (expected: Surroundings, found: Surroundings): boolean =>
  similar(expected.before.slice(-NEAR), found.before.slice(-NEAR)) ||
  similar(expected.after.slice(0, NEAR), found.after.slice(0, NEAR));

const similar = (a: string, b: string): boolean => a.length >= EDGE && likeness(a, b) >= 0.6;

/** How alike two texts are, from 0 to 1: the share of letters that need not be changed. */
export const likeness = (a: string, b: string): number =>
  1 - distance(a, b) / Math.max(a.length, b.length, 1);
