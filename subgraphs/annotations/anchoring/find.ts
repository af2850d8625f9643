import { type Anchor, AnchorState, ORPHANED, type Quote } from "./anchor.ts";
import { changed } from "./changed.ts";
import { type Place, placesOf } from "./place.ts";
import { around, type Surroundings } from "./surroundings.ts";
import { unchanged } from "./unchanged.ts";

/**
 * Finds a passage in a text of which no earlier one is known. `read` says that it is the very text that its author had
 * before them; `position` is where they saw the passage.
 */
export function anchored(
  text: string,
  quote: Quote,
  { position = null, read = false }: { position?: Place | null; read?: boolean } = {},
): Anchor {
  if (read && position && text.slice(position.start, position.end) === quote.exact)
    return { state: AnchorState.EXACT, place: position, confidence: 1 };
  const ours = given(quote);
  return (
    unchanged(text, quote.exact, { ours, rivals: [], sure: read, at: position?.start }) ??
    changed(text, quote.exact, { ours, rivals: [] }) ??
    ORPHANED
  );
}

/** What became of a passage in a text by what became of it in the text before. */
export function followed(text: string, quote: Quote, before: Anchor & { text: string }): Anchor {
  const { state, place, confidence } = before;
  if (text === before.text) return { state, place, confidence };
  const exact = state === AnchorState.EXACT ? place : null;
  const still = place && !exact ? carried(text, before.text, place) : null;
  const asBefore = still && { ...still, state, confidence: still.confidence * confidence };
  if (still?.state === AnchorState.EXACT) return asBefore!;
  const ours = exact ? around(before.text, exact) : given(quote);
  // What was there before and was not the passage is not the passage now.
  const rivals = elsewhere(quote.exact, before.text, exact);
  return (
    unchanged(text, quote.exact, { ours, rivals, sure: false, at: place?.start }) ??
    asBefore ??
    changed(text, quote.exact, {
      ours: place ? around(before.text, place) : ours,
      rivals,
      before: { text: before.text, place },
    }) ??
    ORPHANED
  );
}

/** Where the words stand now that were taken for the passage before. */
function carried(text: string, earlier: string, place: Place): Anchor | null {
  const words = earlier.slice(place.start, place.end);
  return unchanged(text, words, {
    ours: around(earlier, place),
    rivals: elsewhere(words, earlier, place),
    sure: false,
    at: place.start,
  });
}

/** What stands around these words in a text, save at one place. */
const elsewhere = (words: string, text: string, save: Place | null): Surroundings[] =>
  placesOf(words, text, save?.start)
    .filter(({ start }) => start !== save?.start)
    .map((place) => around(text, place));

const given = ({ prefix, suffix }: Quote): Surroundings => ({
  before: prefix ?? "",
  after: suffix ?? "",
  begins: false,
  ends: false,
});
