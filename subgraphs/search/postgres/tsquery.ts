import { sensesOf } from "../analysis/lexicon.ts";
import { ASKED_IN, stemOf } from "../analysis/stems.ts";
import type { Reading, Term } from "../reading.ts";

/** The terms of a question as PostgreSQL text queries. Of the last one, which may still be being typed, the beginning is enough. */
export const termQueries = (reading: Reading): string[] => queriesFor(reading, reading.terms.at(-1));

/** The single words by which topics of several words are named in a question, for records that have only some of them. */
export const topicWords = ({ terms, language }: Reading): string[] =>
  terms.flatMap((term) =>
    term.is === "topic" && term.words.length > 1
      ? term.words.map((word) =>
          either(formsOf({ is: "word", word, form: word.folded, senses: sensesOf(word, language) }, false)),
        )
      : [],
  );

/** A question as one text query for what has all its terms, words in full; null where it has none. */
export const inFull = (reading: Reading): string | null =>
  reading.terms.length === 0 ? null : queriesFor(reading).join(" & ");

const queriesFor = ({ terms }: Reading, typing?: Term): string[] =>
  terms.map((term) => {
    if (term.is === "phrase") return phraseOf(term);
    if (term.is === "topic") return quoted(term.token);
    return either(formsOf(term, term === typing));
  });

/** Words that follow one another as they are in a text of any language: each text has the stems of its own. */
const phraseOf = ({ words, forms }: Extract<Term, { is: "phrase" }>): string => {
  const stems = ASKED_IN.map((language) => words.map((word) => stemOf(word, language)));
  return either([...new Set([forms, words.map(({ folded }) => folded), ...stems].map(followed))]);
};

/** A word as it is, as its stem in each language of questions, for here it costs nothing to seek all of them, and what it means. */
const formsOf = (
  { form, word, senses, meant = [] }: Extract<Term, { is: "word" }>,
  typing: boolean,
): string[] => {
  const stems = ASKED_IN.map((language) => stemOf(word, language));
  const forms = new Set([form, word.folded, ...stems, ...senses, ...meant].map(quoted));
  if (typing && word.folded.length >= 3) forms.add(`${quoted(word.folded)}:*`);
  return [...forms];
};

/** Our words have letters and digits alone; quoted all the same, for the query language has words of its own. */
const quoted = (word: string): string => `'${word.replace(/['\\]/g, "")}'`;
const followed = (words: readonly string[]): string => `(${words.map(quoted).join(" <-> ")})`;
const either = (parts: readonly string[]): string => `(${parts.join(" | ")})`;
