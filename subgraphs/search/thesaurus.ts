import type { Language } from "../../foundation/language.ts";
import { compoundsIn } from "./analysis/compounds.ts";
import { isFunctionWord } from "./analysis/function-words.ts";
import { sensesOf } from "./analysis/lexicon.ts";
import { ASKED_IN, stemOf } from "./analysis/stems.ts";
import { type Word, wordsOf } from "./analysis/words.ts";

/** A topic as the thesaurus knows it: its labels and synonyms by language. */
export interface ThesaurusTopic {
  id: string;
  names: Partial<Record<Language, string[]>>;
}

/** A topic named in a question or in a text. */
export interface Recognised {
  id: string;
  /** how many of the words name it */
  length: number;
}

/** The word that stands for a topic in documents and in what the engines are asked. No person's word looks like it. */
export const tokenOf = (topicId: string): string => `topic${topicId.replaceAll("-", "").slice(-20)}`;

const MOST_WORDS = 6;
const SHORTEST_COMPOUND = 9;
const SHORTEST_NAME = 5;

/** A label such as "Migration & refugees" is about migration, and about refugees. */
const JOINTS: Partial<Record<Language, RegExp>> = {
  en: /\s*[&,]\s*|\s+and\s+/u,
  fr: /\s*[&,]\s*|\s+et\s+/u,
  es: /\s*[&,]\s*|\s+[ye]\s+/u,
  it: /\s*[&,]\s*|\s+ed?\s+/u,
  de: /\s*[&,]\s*|\s+und\s+/u,
  pt: /\s*[&,]\s*|\s+e\s+/u,
};

/** The parts of a topic's label in a language, the first of its names; synonyms are taken as a whole. */
const partsOf = ([label = ""]: readonly string[], language: Language): string[] => {
  const joints = JOINTS[language];
  return joints ? label.split(joints) : [];
};

/** Recognises topics by what they are called in any language, inflected or not. */
export class Thesaurus {
  readonly #topics: ReadonlyMap<string, ThesaurusTopic>;
  /** topic ids by the stems of a name, for each language; without a language, by the words as they are */
  readonly #byStems = new Map<string, string>();
  /** how many words the longest name has that begins with this stem */
  readonly #longest = new Map<string, number>();

  constructor(topics: readonly ThesaurusTopic[]) {
    this.#topics = new Map(topics.map((topic) => [topic.id, topic]));
    for (const topic of topics) this.#learn(topic, (names) => names);
    for (const topic of topics) this.#learn(topic, partsOf);
  }

  #learn(
    { id, names }: ThesaurusTopic,
    calledBy: (names: readonly string[], language: Language) => readonly string[],
  ) {
    for (const [language, all] of Object.entries(names) as [Language, string[]][]) {
      for (const name of calledBy(all, language)) {
        const words = tellingWords(wordsOf(name), language);
        if (words.length === 0) continue;
        for (const one of [language, null]) {
          const key = keyOf(words, one);
          if (!this.#byStems.has(key)) this.#byStems.set(key, id);
          const first = keyOf(words.slice(0, 1), one);
          this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, words.length));
        }
      }
    }
  }

  /**
   * The topic with the longest name that begins at that word; null where none does. The words are telling ones alone. Names
   * of other languages are known too, but a word that the language itself has is none: "social" is Italian for social media.
   */
  at(words: readonly Word[], from: number, language: Language | null): Recognised | null {
    const languages: (Language | null)[] = language ? [language, null] : [null, ...ASKED_IN];
    let best: Recognised | null = null;
    for (const one of languages) {
      const longest = this.#longest.get(keyOf(words.slice(from, from + 1), one)) ?? 0;
      const shortest = best?.length ?? 0;
      for (let length = Math.min(longest, MOST_WORDS, words.length - from); length > shortest; length--) {
        const id = this.#byStems.get(keyOf(words.slice(from, from + length), one));
        if (!id || (language && !one && length === 1 && sensesOf(words[from]!, language).length > 0))
          continue;
        best = { id, length };
        break;
      }
    }
    return best ?? this.#inCompound(words[from]!, language);
  }

  /** A topic that the head of a compound names, or else what the head is of: "Überwachungskameras", "Polizeidrohnen". */
  #inCompound({ plain }: Word, language: Language | null): Recognised | null {
    const compounds = plain.length >= SHORTEST_COMPOUND ? compoundsIn(plain, language) : [];
    const named = (part: string) =>
      part.length >= SHORTEST_NAME
        ? this.#byStems.get(`${language} ${stemOf({ plain: part }, language!)}`)
        : undefined;
    for (const { second } of compounds) {
      const id = named(second);
      if (id) return { id, length: 1 };
    }
    for (const { first } of compounds.toReversed()) {
      const id = first.map(named).find(Boolean);
      if (id) return { id, length: 1 };
    }
    return null;
  }

  /** The tokens of all topics that a text in that language names. */
  tokensIn(text: string, language: Language): string[] {
    const words = tellingWords(wordsOf(text), language);
    const tokens = new Set<string>();
    for (let at = 0; at < words.length; ) {
      const topic = this.at(words, at, language);
      if (topic) tokens.add(tokenOf(topic.id));
      at += topic?.length ?? 1;
    }
    return [...tokens];
  }

  topic(id: string): ThesaurusTopic | undefined {
    return this.#topics.get(id);
  }
}

/** What a topic is called, in words: each of its names, and the parts of labels that join several, as words of their language. */
export const namesOf = ({ names }: ThesaurusTopic): { language: Language; words: readonly Word[] }[] =>
  (Object.entries(names) as [Language, string[]][]).flatMap(([language, all]) =>
    [...all, ...partsOf(all, language)]
      .map((name) => ({ language, words: wordsOf(name) }))
      .filter(({ words }) => words.length > 0),
  );

/** The words without those that only hold them together; all of them where nothing else would be left. */
export function tellingWords(words: readonly Word[], language: Language | null): readonly Word[] {
  const telling = words.filter((word) => !isFunctionWord(word.folded, language));
  return telling.length > 0 ? telling : words;
}

const keyOf = (words: readonly Word[], language: Language | null): string => {
  let key = language ?? "";
  for (const word of words) key += ` ${language ? stemOf(word, language) : word.folded}`;
  return key;
};
