import type { Language } from "../../foundation/language.ts";
import { languageOf } from "./analysis/detect.ts";
import { isFrameWord } from "./analysis/function-words.ts";
import { sensesOf } from "./analysis/lexicon.ts";
import { stemOf } from "./analysis/stems.ts";
import { type Word, wordsOf } from "./analysis/words.ts";
import { type Thesaurus, tellingWords, tokenOf } from "./thesaurus.ts";

/** A part of a question that a record may meet. */
export type Term =
  /** a word: `form` is its stem in the question's language, or the word itself where the language is not known; `senses` are tokens of what it means; `meant` are known words it may be a slip of */
  | { is: "word"; word: Word; form: string; senses: readonly string[]; meant?: readonly string[] }
  /** words in quotation marks, which must follow one another */
  | { is: "phrase"; words: readonly Word[]; forms: readonly string[] }
  /** a topic, by whatever it was called */
  | { is: "topic"; id: string; token: string; words: readonly Word[] };

/** A question as it is understood. */
export interface Reading {
  /** the language it is asked in; null where nothing tells */
  language: Language | null;
  terms: readonly Term[];
}

/** As keyboards of all countries write it. */
const QUOTATION = /["“”„‟«»]/u;

/** So few words are a name or a phrase, in which each may count. */
const FEW_WORDS = 3;
const MOST_WORDS = 40;

/** Understands a question: what it is about, in the forms in which records are found. `given` is the language that the caller says it is asked in. */
export function readingOf(
  question: string,
  thesaurus: Thesaurus,
  readers: readonly Language[],
  given?: Language | null,
): Reading {
  const language = given ?? languageOf(question, readers);
  const form = formIn(language);
  const terms: Term[] = [];
  let offset = 0;
  for (const [i, part] of question.split(QUOTATION).entries()) {
    const words = wordsOf(part)
      .slice(0, MOST_WORDS)
      .map((word) => ({ ...word, start: word.start + offset, end: word.end + offset }));
    offset += part.length + 1;
    const quoted = i % 2 === 1 && words.length > 0;
    if (quoted) terms.push({ is: "phrase", words, forms: words.map(form) });
    else terms.push(...termsOf(subjectOf(words, language), thesaurus, language, form));
  }
  return { language, terms: terms.slice(0, MOST_WORDS) };
}

/** The reading with some of its words put right, so that topics are recognised that had been mistyped. */
export function mended(reading: Reading, words: ReadonlyMap<Word, Word>, thesaurus: Thesaurus): Reading {
  const { language, terms } = reading;
  const result: Term[] = [];
  let run: Word[] = [];
  const flush = () => {
    result.push(...termsOf(run, thesaurus, language, formIn(language)));
    run = [];
  };
  for (const term of terms) {
    if (term.is === "phrase") {
      flush();
      result.push(term);
    } else if (term.is === "word") run.push(words.get(term.word) ?? term.word);
    else run.push(...term.words);
  }
  flush();
  return { language, terms: result };
}

const formIn = (language: Language | null) => (word: Word) =>
  language ? stemOf(word, language) : word.folded;

/** The words that say what a question is about. */
function subjectOf(words: readonly Word[], language: Language | null): readonly Word[] {
  const telling = tellingWords(words, language);
  if (telling.length <= FEW_WORDS && words.length <= FEW_WORDS) return telling;
  const narrowing = telling.filter((word) => !isFrameWord(word.folded, language));
  return narrowing.length > 0 ? narrowing : telling;
}

function termsOf(
  words: readonly Word[],
  thesaurus: Thesaurus,
  language: Language | null,
  form: (word: Word) => string,
): Term[] {
  const terms: Term[] = [];
  for (let at = 0; at < words.length; ) {
    const topic = thesaurus.at(words, at, language);
    if (topic) {
      const named = words.slice(at, at + topic.length);
      terms.push({ is: "topic", id: topic.id, token: tokenOf(topic.id), words: named });
      at += topic.length;
    } else {
      const word = words[at]!;
      terms.push({ is: "word", word, form: form(word), senses: sensesOf(word, language) });
      at++;
    }
  }
  return terms;
}
