import { type Anchor, AnchorState } from "./anchor.ts";
import { bracketed } from "./bracketed.ts";
import { overlaps, type Place, placesOf } from "./place.ts";
import {
  type Agreement,
  agreement,
  alike,
  around,
  beats,
  leads,
  type Surroundings,
  tells,
} from "./surroundings.ts";

export interface Evidence {
  /** what stood around the passage */
  ours: Surroundings;
  /** what stood around the same words elsewhere */
  rivals: readonly Surroundings[];
  /** the text is the one that the quotation was made from: where the words stand once, they are the ones */
  sure: boolean;
  /** where it began */
  at?: number | undefined;
}

interface Candidate {
  place: Place;
  near: Surroundings;
  agreed: Agreement;
  /** how far the surroundings of the same words elsewhere agree with these */
  rivals: Agreement[];
  /** it begins and ends within words, as the passage did not */
  cut: boolean;
}

/** Shorter words stand within too many others. */
const SHORTEST = 6;

/** Of so many equal places one may still be named. */
const MOST_EQUAL = 3;

/**
 * The place of words that stand in the text to the letter; null where they do not, or where those that do are others.
 * EXACT only where nothing else can be meant.
 */
export function unchanged(text: string, words: string, { ours, rivals, sure, at }: Evidence): Anchor | null {
  const hole = bracketed(text, ours);
  const candidates = placesOf(words, text, at)
    .map((place): Candidate => {
      const near = around(text, place);
      return {
        place,
        near,
        agreed: agreement(ours, near),
        rivals: rivals.map((other) => agreement(other, near)),
        cut: cutsWords(words, ours, near),
      };
    })
    .filter(({ agreed, rivals }) => !rivals.some((other) => beats(other, agreed)))
    .filter(
      ({ place, agreed, cut }) =>
        tells(agreed) ||
        (!(cut && words.length < SHORTEST) && (!hole || overlaps(place, hole) || isTelling(words))),
    );
  const equals = candidates.filter(({ agreed }) => !candidates.some((other) => beats(other.agreed, agreed)));
  const [best] = equals;
  if (!best) return null;

  const contested = best.rivals.some((other) => !leads(best.agreed, other) || leads(other, best.agreed));
  if (equals.length === 1 && !contested) {
    const alone = candidates.length === 1;
    const certain = !best.cut && (tells(best.agreed) || (alone && (sure || isTelling(words))));
    if (certain) return { state: AnchorState.EXACT, place: best.place, confidence: 1 };
    const confidence = alike(ours, best.near) ? 0.8 : alone ? 0.6 : 0.5;
    return { state: AnchorState.MOVED, place: best.place, confidence };
  }
  const count = Math.max(equals.length, contested ? 2 : 1);
  if (at === undefined || count > MOST_EQUAL) return null;
  const [nearest] = equals.toSorted((a, b) => Math.abs(a.place.start - at) - Math.abs(b.place.start - at));
  return { state: AnchorState.MOVED, place: nearest!.place, confidence: 0.9 / count };
}

/** Whether words stand within other words there, and did not where they were. */
const cutsWords = (words: string, was: Surroundings, is: Surroundings): boolean =>
  (cut(is.before, words) && !cut(was.before, words)) || (cut(words, is.after) && !cut(words, was.after));

const cut = (before: string, after: string): boolean =>
  /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after);

/** Words that hardly anybody writes a second time: where they stand, they are the ones, whatever stands around them. */
export const isTelling = (words: string): boolean =>
  words.length >= 24 && (words.match(/\p{L}+|\p{N}+/gu)?.length ?? 0) >= 4;
