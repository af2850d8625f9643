import type { Language } from "../../foundation/language.ts";
import { isFunctionWord } from "./analysis/function-words.ts";
import { ASKED_IN, stemOf } from "./analysis/stems.ts";
import { type Word, wordsOf } from "./analysis/words.ts";

/** A topic as the thesaurus knows it: its labels and synonyms by language. */
export interface ThesaurusTopic {
  id: string;
  names: Partial<Record<Language, string[]>>;
}

/** A topic named in a question. */
export interface Recognised {
  id: string;
  /** how many of the words name it */
  length: number;
}

/** The word that stands for a topic in documents and in what the engines are asked. No person's word looks like it. */
export const tokenOf = (topicId: string): string => `topic${topicId.replaceAll("-", "").slice(-20)}`;

const MOST_WORDS = 6;

/** Recognises topics by what they are called in any language, inflected or not. */
export class Thesaurus {
  /** topic ids by the stems of a name, for each language; without a language, by the words as they are */
  readonly #byStems = new Map<string, string>();
  readonly #topics: readonly ThesaurusTopic[];

  constructor(topics: readonly ThesaurusTopic[]) {
    this.#topics = topics;
    for (const { id, names } of topics) {
      for (const [language, all] of Object.entries(names) as [Language, string[]][]) {
        for (const name of all) {
          const words = tellingWords(wordsOf(name), language);
          this.#learn(keyOf(words, language), id);
          this.#learn(keyOf(words, null), id);
        }
      }
    }
  }

  #learn(key: string, id: string) {
    if (!this.#byStems.has(key)) this.#byStems.set(key, id);
  }

  /** The topic with the longest name that begins at that word; null where none does. The words are those of a question without its function words. */
  at(words: readonly Word[], from: number, language: Language | null): Recognised | null {
    for (let length = Math.min(MOST_WORDS, words.length - from); length > 0; length--) {
      const part = words.slice(from, from + length);
      const languages: (Language | null)[] = language ? [language, null] : [null, ...ASKED_IN];
      for (const one of languages) {
        const id = this.#byStems.get(keyOf(part, one));
        if (id) return { id, length };
      }
    }
    return null;
  }

  /** By token, all that a topic is called, as stems in the language of each name: what the token stands for in texts. */
  phrases(): Map<string, string[]> {
    return new Map(this.#topics.map((topic) => [tokenOf(topic.id), [...this.phrasesOf(topic)]]));
  }

  /** What the topic with that id is called, as stems. */
  phrasesOf({ names }: ThesaurusTopic): Set<string> {
    const phrases = new Set<string>();
    for (const [language, all] of Object.entries(names) as [Language, string[]][])
      for (const name of all)
        phrases.add(
          wordsOf(name)
            .map((word) => stemOf(word, language))
            .join(" "),
        );
    phrases.delete("");
    return phrases;
  }

  topic(id: string): ThesaurusTopic | undefined {
    return this.#topics.find((topic) => topic.id === id);
  }
}

/** The words without those that only hold them together; all of them where nothing else would be left. */
export function tellingWords(words: readonly Word[], language: Language | null): readonly Word[] {
  const telling = words.filter((word) => !isFunctionWord(word.folded, language));
  return telling.length > 0 ? telling : words;
}

const keyOf = (words: readonly Word[], language: Language | null): string =>
  `${language ?? ""} ${words.map((word) => (language ? stemOf(word, language) : word.folded)).join(" ")}`;
