/** Where a passage stands in a text, as JavaScript counts: in UTF-16 code units. */
export interface Place {
  start: number;
  end: number;
}

/** So many places of the same words are looked at, those nearest to where they are sought: more tell nothing. */
const MOST = 100;

/** The places of these words in a text, to the letter; where there are too many, those nearest to `at`. */
export function placesOf(words: string, text: string, at = 0): Place[] {
  const places: Place[] = [];
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1))
    places.push({ start, end: start + words.length });
  if (places.length <= MOST) return places;
  return places.toSorted((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at)).slice(0, MOST);
}

export const overlaps = (a: Place, b: Place): boolean => a.start < b.end && b.start < a.end;

const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/;

/** A place that is counted in Unicode characters, as JavaScript counts; null where the text is too short for it. */
export function fromCharacters(text: string, { start, end }: Place): Place | null {
  if (!PAIRS.test(text)) return end <= text.length ? { start, end } : null;
  const characters = [...text];
  if (end > characters.length) return null;
  const before = characters.slice(0, start).join("").length;
  return { start: before, end: before + characters.slice(start, end).join("").length };
}

/** A place counted in Unicode characters. One that cuts a character in two takes all of it. */
export function inCharacters(text: string, { start, end }: Place): Place {
  if (!PAIRS.test(text)) return { start, end };
  const from = cuts(text, start) ? start - 1 : start;
  const before = [...text.slice(0, from)].length;
  return { start: before, end: before + [...text.slice(from, cuts(text, end) ? end + 1 : end)].length };
}

const cuts = (text: string, at: number): boolean => at > 0 && PAIRS.test(text.slice(at - 1, at + 1));
