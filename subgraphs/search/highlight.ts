import type { Language } from "../../foundation/language.ts";
import { sensesOf } from "./analysis/lexicon.ts";
import { slipsBetween, slipsForgiven } from "./analysis/slips.ts";
import { stemOf } from "./analysis/stems.ts";
import { type Word, wordsOf } from "./analysis/words.ts";
import type { Reading } from "./reading.ts";
import { HighlightField } from "./search.enums.ts";
import type { ShownTexts } from "./search-document.ts";
import type { Thesaurus } from "./thesaurus.ts";

/** A part of a text with the places in it, in UTF-16 code units, that match the query. */
export interface Snippet {
  field: HighlightField;
  snippet: string;
  ranges: Range[];
}

interface Range {
  start: number;
  end: number;
}

const FIELDS = [
  [HighlightField.TITLE, "title"],
  [HighlightField.SUMMARY, "summary"],
  [HighlightField.TEXT, "body"],
] as const;

/** How many words of a long text stand around its best match. */
const SNIPPET_WORDS = 30;

/** Where a record's texts in one language match what was asked. */
export function highlightsOf(
  texts: ShownTexts,
  language: Language,
  reading: Reading,
  thesaurus: Thesaurus,
): Snippet[] {
  const sought = soughtOnce(language, reading, thesaurus);
  const snippets: Snippet[] = [];
  for (const [field, name] of FIELDS) {
    const text = texts[name];
    if (!text) continue;
    const words = wordsOf(text);
    const matches = matchesIn(words, language, sought);
    if (matches.length === 0) continue;
    snippets.push({
      field,
      ...(name === "body" ? around(text, words, matches) : whole(text, words, matches)),
    });
  }
  return snippets;
}

interface Sought {
  /** stems that must follow one another, by the first of them, the longest first */
  phrases: Map<string, string[][]>;
  words: { folded: string; stem: string; typos: number; begins: boolean }[];
  /** tokens of what the words mean */
  senses: Set<string>;
}

const sought = new WeakMap<Reading, Map<Language, Sought>>();

/** The same for all hits of a search that are shown in that language. */
function soughtOnce(language: Language, reading: Reading, thesaurus: Thesaurus): Sought {
  const known = sought.get(reading) ?? new Map<Language, Sought>();
  sought.set(reading, known);
  const found = known.get(language) ?? soughtIn(language, reading, thesaurus);
  known.set(language, found);
  return found;
}

function soughtIn(language: Language, { terms }: Reading, thesaurus: Thesaurus): Sought {
  const sought: Sought = { phrases: new Map(), words: [], senses: new Set() };
  const follow = (words: readonly Word[]) => {
    const stems = words.map((word) => stemOf(word, language));
    const first = stems[0];
    if (first === undefined) return;
    sought.phrases.set(
      first,
      [...(sought.phrases.get(first) ?? []), stems].sort((a, b) => b.length - a.length),
    );
  };
  for (const term of terms) {
    if (term.is === "word") {
      const { folded } = term.word;
      const stem = stemOf(term.word, language);
      const length = Math.max(folded.length, stem.length);
      sought.words.push({ folded, stem, typos: slipsForgiven(length), begins: length >= 4 });
      for (const sense of term.senses) sought.senses.add(sense);
    } else follow(term.words);
    const topic = term.is === "topic" ? thesaurus.topic(term.id) : undefined;
    for (const name of topic?.names[language] ?? []) follow(wordsOf(name));
  }
  return sought;
}

/** Places in a list of words: the first one that matches, and the one behind the last. */
type Match = readonly [number, number];

function matchesIn(
  words: readonly Word[],
  language: Language,
  { phrases, words: sought, senses }: Sought,
): Match[] {
  const means = (word: Word) => senses.size > 0 && sensesOf(word, language).some((one) => senses.has(one));
  const stems = words.map((word) => stemOf(word, language));
  const matches: Match[] = [];
  for (let at = 0; at < words.length; ) {
    const stem = stems[at]!;
    const phrase = phrases.get(stem)?.find((one) => one.every((part, i) => stems[at + i] === part));
    let length = phrase?.length ?? 0;
    const word = words[at]!;
    if (length === 0 && (sought.some((one) => isLike(word.folded, stem, one)) || means(word))) length = 1;
    if (length > 0) matches.push([at, at + length]);
    at += Math.max(length, 1);
  }
  return matches;
}

/** Is this word of a text the one that was asked for, inflected, mistyped or begun? As generous as the engines are. */
function isLike(word: string, stem: string, sought: Sought["words"][number]): boolean {
  if (word === sought.folded || stem === sought.stem) return true;
  if (word.charCodeAt(0) !== sought.folded.charCodeAt(0)) return false;
  if (sought.begins && word.startsWith(sought.folded)) return true;
  if (sought.typos === 0 || Math.abs(word.length - sought.folded.length) > sought.typos) return false;
  return slipsBetween(word, sought.folded) <= sought.typos;
}

const whole = (text: string, words: readonly Word[], matches: readonly Match[]) => ({
  snippet: text,
  ranges: rangesOf(words, matches, 0),
});

/** The part of a text with the most matches, cut at words. */
function around(text: string, words: readonly Word[], matches: readonly Match[]) {
  if (words.length <= SNIPPET_WORDS) return whole(text, words, matches);
  const within = (first: number) =>
    matches.filter(([from, to]) => from >= first && to <= first + SNIPPET_WORDS).length;
  let best = 0;
  for (const [from] of matches) {
    const first = Math.max(0, Math.min(from - 5, words.length - SNIPPET_WORDS));
    if (within(first) > within(best) || within(best) === 0) best = first;
  }
  const last = best + SNIPPET_WORDS;
  const start = best === 0 ? 0 : words[best]!.start;
  const end = last >= words.length ? text.length : words[last - 1]!.end;
  const before = start > 0 ? "…" : "";
  const shown = matches.filter(([from, to]) => from >= best && to <= last);
  return {
    snippet: `${before}${text.slice(start, end)}${end < text.length ? "…" : ""}`,
    ranges: rangesOf(words, shown, start - before.length),
  };
}

const rangesOf = (words: readonly Word[], matches: readonly Match[], offset: number): Range[] =>
  matches.map(([from, to]) => ({ start: words[from]!.start - offset, end: words[to - 1]!.end - offset }));
