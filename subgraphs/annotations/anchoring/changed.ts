import search from "approx-string-match";
import { type Anchor, AnchorState } from "./anchor.ts";
import { bracketed } from "./bracketed.ts";
import { overlaps, type Place, placesOf } from "./place.ts";
import {
  agreement,
  alike,
  around,
  beats,
  lettersOf,
  likeness,
  type Surroundings,
  tells,
} from "./surroundings.ts";

export interface Traces {
  /** what stood around the passage */
  ours: Surroundings;
  /** what stood around the same words elsewhere */
  rivals: readonly Surroundings[];
  /** the text as it was before, and where the passage was in it */
  before?: { text: string; place: Place | null };
}

/** The least likeness of a passage that stands where it stood, and of one that is known by its words alone. */
const IN_PLACE = 0.5;
const ANYWHERE = 0.7;

/** Fewer letters are like too much: to be known by themselves, and to be known at all. */
const SHORT = 16;
const SHORTEST = 6;

/** The place of a passage whose words have changed, if enough of them is left; null else. */
export function changed(text: string, words: string, { ours, rivals, before }: Traces): Anchor | null {
  if (words.length < SHORTEST) return null;
  const hole = bracketed(text, ours);
  const between = hole && trimmed(text, hole, words);
  const found = [
    ...(between ? [between] : []),
    ...similarPlaces(text, words, (place) => isAnother(text, place, { ours, rivals, before })),
  ]
    .map((place) => {
      const like = likeness(words, text.slice(place.start, place.end));
      const near = around(text, place);
      const inPlace = place === between || tells(agreement(ours, near)) || alike(ours, near);
      return { place, like, inPlace };
    })
    .filter(({ like, inPlace }) => (inPlace ? like >= IN_PLACE : like >= ANYWHERE && words.length >= SHORT))
    .toSorted((a, b) => weight(b) - weight(a));
  const [best] = found;
  if (!best) return null;
  const confidence = Math.min(0.99, best.like * (best.inPlace ? 1 : 0.8));
  return { state: AnchorState.MOVED, place: best.place, confidence };
}

const weight = ({ like, inPlace }: { like: number; inPlace: boolean }) => like + (inPlace ? 0.2 : 0);

/** Places that are the most like these words, without those that are another passage. */
function similarPlaces(text: string, words: string, other: (place: Place) => boolean): Place[] {
  let left = text;
  for (let tries = 0; tries < 3; tries++) {
    const places = alikeIn(left, words);
    if (places.length === 0) return [];
    const ours = places.filter((place) => !other(place));
    if (ours.length > 0) return ours.map((place) => inWholeWords(text, place));
    for (const { start, end } of places)
      left = left.slice(0, start) + NOTHING.repeat(end - start) + left.slice(end);
  }
  return [];
}

/** What is the most like these words. Of many words only how they begin and how they end is sought: it takes less time. */
function alikeIn(text: string, words: string): Place[] {
  const found = (some: string) => search(text, some, Math.floor(some.length * (1 - IN_PLACE))).slice(0, MOST);
  if (words.length <= 2 * SOUGHT) return found(words).map(({ start, end }) => ({ start, end }));
  const ends = found(words.slice(-SOUGHT));
  return found(words.slice(0, SOUGHT))
    .flatMap(({ start }) => ends.map(({ end }) => ({ start, end })))
    .filter(({ start, end }) => end - start > words.length / 2 && end - start < words.length * 2)
    .slice(0, MOST);
}

/** With all of the words in which it begins and ends. */
function inWholeWords(text: string, { start, end }: Place): Place {
  const first = /[\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, start - LONGEST_WORD), start))![0];
  const last = /^[\p{L}\p{N}]*/u.exec(text.slice(end, end + LONGEST_WORD))![0];
  const inside = /^[\p{L}\p{N}]/u.test(text.slice(start, end));
  const within = /[\p{L}\p{N}]$/u.test(text.slice(start, end));
  return { start: start - (inside ? first.length : 0), end: end + (within ? last.length : 0) };
}

const LONGEST_WORD = 30;
const SOUGHT = 128;
const MOST = 10;

/** A character that no text has. */
const NOTHING = "\uffff";

/** Whether what stands there is what stood beside the passage before, or has become of it. */
function isAnother(text: string, place: Place, { ours, rivals, before }: Traces): boolean {
  const near = around(text, place);
  const agreed = agreement(ours, near);
  if (rivals.some((other) => beats(agreement(other, near), agreed))) return true;
  if (!before) return false;
  return placesOf(text.slice(place.start, place.end), before.text).some(
    (old) =>
      !(before.place && overlaps(old, before.place)) &&
      lettersOf(agreement(around(before.text, old), near)) >= lettersOf(agreed),
  );
}

/** Without the space at its ends, unless the words had some. */
function trimmed(text: string, { start, end }: Place, words: string): Place {
  const inside = text.slice(start, end);
  const from = /^\s/.test(words) ? 0 : inside.length - inside.trimStart().length;
  const to = /\s$/.test(words) ? 0 : inside.length - inside.trimEnd().length;
  return inside.trim() === "" ? { start, end: start } : { start: start + from, end: end - to };
}
