import { type Anchor, AnchorState, ORPHANED } from "./anchor.ts";
import { type Place, placesOf } from "./place.ts";
import { isTelling } from "./unchanged.ts";

/**
 * Where a passage stands in a translation of its text: by words that are the same in both, as names are; else by the
 * sentences or lines that hold it, where both texts have as many of them and what they say can be the same.
 */
export function translated(text: string, place: Place, translation: string): Anchor {
  const words = text.slice(place.start, place.end);
  const part = counterpart(text, place, translation);
  const [same, ...others] = placesOf(words, translation);
  const named = same && others.length === 0 && placesOf(words, text).length === 1 && isName(words);
  if (named && (!part || (part.start <= same.start && same.end <= part.end))) {
    return isTelling(words)
      ? { state: AnchorState.EXACT, place: same, confidence: 1 }
      : { state: AnchorState.MOVED, place: same, confidence: 0.8 };
  }
  return part ? { state: AnchorState.MOVED, place: part, confidence: 0.5 } : ORPHANED;
}

/** Words that mean the same in every language: with a capital letter or a number in them, and not too few. */
const isName = (words: string): boolean =>
  isTelling(words) || (words.length >= 6 && /\p{Lu}|\p{N}/u.test(words));

/** The part of a translation that corresponds to the lines, or better the sentences, in which a passage lies. */
function counterpart(text: string, place: Place, translation: string): Place | null {
  const lines = corresponding(linesOf(text), place, linesOf(translation));
  if (!lines) return null;
  const sentences = corresponding(sentencesOf(text, lines[0]), place, sentencesOf(translation, lines[1]));
  const parts = sentences ?? (linesOf(text).length > 1 ? lines : null);
  if (!parts) return null;
  const [said, there] = [
    text.slice(parts[0].start, parts[0].end),
    translation.slice(parts[1].start, parts[1].end),
  ];
  return maySayTheSame(said, there) ? parts[1] : null;
}

/** Of as many parts here and there, those that a place touches: all of them, here and there. Null where there are more on one side. */
function corresponding(
  ours: readonly Place[],
  place: Place,
  theirs: readonly Place[],
): [Place, Place] | null {
  if (ours.length !== theirs.length) return null;
  const first = ours.findIndex(({ end }) => end > place.start);
  const last = ours.findLastIndex(({ start }) => start < place.end);
  if (first < 0 || last < first) return null;
  return [
    { start: ours[first]!.start, end: ours[last]!.end },
    { start: theirs[first]!.start, end: theirs[last]!.end },
  ];
}

function linesOf(text: string): Place[] {
  return [...text.matchAll(/[^\n]*\S[^\n]*/g)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
  }));
}

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

const sentencesOf = (text: string, { start, end }: Place): Place[] =>
  [...segmenter.segment(text.slice(start, end))].map(({ index, segment }) => ({
    start: start + index,
    end: start + index + segment.trimEnd().length,
  }));

/** Whether the numbers are the same, and neither is much longer than translations are. */
function maySayTheSame(a: string, b: string): boolean {
  const numbers = (text: string) => (text.match(/\p{N}+/gu) ?? []).toSorted().join(" ");
  const [short, long] = [a.length, b.length].toSorted((x, y) => x - y) as [number, number];
  return numbers(a) === numbers(b) && long <= 2 * short + 20;
}
