/** A text of which each character is known by a name of its own, so that it is known what became of it after edits. */
export interface Traced {
  characters: readonly { character: string; name: number }[];
}

let names = 0;

export const traced = (text: string): Traced => ({
  characters: [...text].map((character) => ({ character, name: names++ })),
});

export const textOf = ({ characters }: Traced): string =>
  characters.map(({ character }) => character).join("");

export const namesIn = ({ characters }: Traced, start: number, end: number): number[] =>
  characters.slice(start, end).map(({ name }) => name);

/** Where these characters stand now, all of them, side by side and in their order; null where they do not. */
export function placeOf(
  { characters }: Traced,
  passage: readonly number[],
): { start: number; end: number } | null {
  const start = characters.findIndex(({ name }) => name === passage[0]);
  const stands = start >= 0 && passage.every((name, i) => characters[start + i]?.name === name);
  return stands ? { start, end: start + passage.length } : null;
}

/** Numbers that look random and are the same in each run. */
export function numbers(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (most: number) => Math.floor(next() * most),
    of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
  };
}
type Numbers = ReturnType<typeof numbers>;

interface Passage {
  start: number;
  end: number;
}

const put = (text: Traced, at: number, what: string): Traced => ({
  characters: [...text.characters.slice(0, at), ...traced(what).characters, ...text.characters.slice(at)],
});

const without = (text: Traced, start: number, end: number): Traced => ({
  characters: [...text.characters.slice(0, start), ...text.characters.slice(end)],
});

/** Where the sentences of a text end, so that each begins where the one before has ended. */
function sentencesOf(text: Traced): [number, number][] {
  const plain = textOf(text);
  const ends = [...plain.matchAll(/[.!?]\s+|\n+/gu)].map(
    ({ index, 0: { length } }) => [...plain.slice(0, index + length)].length,
  );
  const all = [...new Set([...ends, text.characters.length])];
  return all.map((end, i): [number, number] => [all[i - 1] ?? 0, end]).filter(([a, b]) => a < b);
}

/** Ways in which editors change texts around a passage, or the passage itself. */
export const EDITS: Readonly<
  Record<string, (text: Traced, passage: Passage, chance: Numbers, words: readonly string[]) => Traced>
> = {
  "insert before": (text, { start }, chance, words) =>
    put(text, chance.below(start + 1), `${sentence(chance, words)} `),
  "insert after": (text, { end }, chance, words) =>
    put(text, end + chance.below(text.characters.length - end + 1), ` ${sentence(chance, words)}`),
  "insert right at it": (text, { start, end }, chance, words) =>
    chance.below(2) ? put(text, start, `${chance.of(words)} `) : put(text, end, ` ${chance.of(words)}`),
  "delete before": (text, { start }, chance) => {
    const from = chance.below(start + 1);
    return without(text, from, Math.min(start, from + 1 + chance.below(60)));
  },
  "delete around": (text, { start, end }, chance) => {
    const after = without(text, end, Math.min(text.characters.length, end + 1 + chance.below(40)));
    return without(after, Math.max(0, start - 1 - chance.below(40)), start);
  },
  "reorder sentences": (text, _, chance) => {
    const sentences = sentencesOf(text);
    const moved = chance.below(sentences.length);
    const [taken] = sentences.splice(moved, 1);
    sentences.splice(chance.below(sentences.length + 1), 0, taken!);
    return { characters: sentences.flatMap(([start, end]) => text.characters.slice(start, end)) };
  },
  "repeat a sentence elsewhere": (text, _, chance) => {
    const sentences = sentencesOf(text);
    const [start, end] = chance.of(sentences);
    // Beside it one could not tell which of the two is the copy.
    const [at] = chance.of(sentences.filter(([other]) => other !== start && other !== end));
    return put(text, at, `${textOf({ characters: text.characters.slice(start, end) }).trim()} `);
  },
  "delete the passage": (text, { start, end }) => without(text, start, end),
  "delete its sentence": (text, { start }) => {
    const [from, to] = sentencesOf(text).find(([a, b]) => a <= start && start < b)!;
    return without(text, from, to);
  },
  "change a word in it": (text, { start, end }, chance, words) => {
    const at = start + chance.below(Math.max(1, end - start - 4));
    return put(without(text, at, Math.min(end, at + 4)), at, chance.of(words));
  },
  "rewrite the passage": (text, { start, end }, chance, words) =>
    put(without(text, start, end), start, sentence(chance, words)),
};

function sentence(chance: Numbers, words: readonly string[]): string {
  const some = Array.from({ length: 5 + chance.below(8) }, () => chance.of(words)).join(" ");
  return `${some[0]!.toUpperCase()}${some.slice(1)}.`;
}

/** A made-up translation, sentence by sentence, in which names and numbers stay; or, if it is `free`, one that joins the first two. */
export function translationOf(text: Traced, free: boolean) {
  const sentences = sentencesOf(text).map(([start, end]) => {
    const said = textOf({ characters: text.characters.slice(start, end) });
    return said.replace(/\p{L}+/gu, (word, at) =>
      at > 0 && /^\p{Lu}/u.test(word) ? word : inAnotherLanguage(word),
    );
  });
  if (free && sentences.length > 1) sentences[0] = sentences[0]!.replace(/[.!?\s]+$/, ", ");
  const starts = sentences.map((_, i) => sentences.slice(0, i).join("").length);
  return {
    translation: sentences.join(""),
    /** from the sentence in which these characters began to the one in which they ended */
    counterpart(passage: readonly number[]) {
      const place = placeOf(text, passage)!;
      const all = sentencesOf(text);
      const first = all.findIndex(([, end]) => end > place.start);
      const last = all.findIndex(([, end]) => end >= place.end);
      return { start: starts[first]!, end: starts[last]! + sentences[last]!.length };
    },
  };
}

const inAnotherLanguage = (word: string): string => {
  const other = `${[...word.toLowerCase()].reverse().join("")}o`;
  return /^\p{Lu}/u.test(word) ? `${other[0]!.toUpperCase()}${other.slice(1)}` : other;
};
