import type { Language } from "../../../foundation/language.ts";
import doing from "../lexicon/doing.ts";
import everyday from "../lexicon/everyday.ts";
import knowing from "../lexicon/knowing.ts";
import people from "../lexicon/people.ts";
import places from "../lexicon/places.ts";
import { compoundsIn } from "./compounds.ts";
import { isFunctionWord } from "./function-words.ts";
import { remembering } from "./remembering.ts";
import { ASKED_IN, stemOf } from "./stems.ts";
import { type Word, wordsOf } from "./words.ts";

const SHORTEST_COMPOUND = 9;

/** Inflected forms that the stemmer does not bring back to the word: "ils racontent". */
const FURTHER: Partial<Record<Language, (word: Word) => Pick<Word, "plain">[]>> = {
  fr: ({ plain }) => (plain.endsWith("er") ? [{ plain: `${plain.slice(0, -2)}ent` }] : []),
};

let meanings: ReadonlyMap<string, string[]> | undefined;

/** The tokens of what a word may mean, by its language and stem. Worked out when first asked for: most processes never do. */
function meaningsByStem(): ReadonlyMap<string, string[]> {
  if (meanings) return meanings;
  const found = new Map<string, string[]>();
  for (const table of [people, places, doing, knowing, everyday])
    for (const line of table.trim().split("\n")) {
      const columns = line.split(" | ").map(wordsOf);
      const token = `sense${columns[0]![0]!.folded}`;
      for (const [i, language] of ASKED_IN.entries())
        for (const word of columns[i]!.flatMap((one) => [one, ...(FURTHER[language]?.(one) ?? [])])) {
          const key = `${language} ${stemOf(word, language)}`;
          const known = found.get(key) ?? [];
          if (!known.includes(token)) found.set(key, [...known, token]);
        }
    }
  meanings = found;
  return found;
}

const senses = remembering((plain, language: Language | null): readonly string[] => [
  ...new Set((language ? [language] : ASKED_IN).flatMap((one) => sought(plain, one))),
]);

/**
 * What an everyday word means, as tokens that documents have where they say the same in any language of questions:
 * "comunicare", "Kommunikation" and "communicating" have one. A compound means what its parts mean. Without a language,
 * what it means in any.
 */
export const sensesOf = ({ plain }: Pick<Word, "plain">, language: Language | null): readonly string[] =>
  senses(plain, language);

function sought(plain: string, language: Language): string[] {
  // French "sur" is not "sûr", of which it has the stem.
  if (isFunctionWord(plain, language)) return [];
  const meant = (part: string) => meaningsByStem().get(`${language} ${stemOf({ plain: part }, language)}`);
  const whole = meant(plain);
  if (whole || plain.length < SHORTEST_COMPOUND) return whole ?? [];
  for (const { first, second } of compoundsIn(plain, language)) {
    const head = meant(second);
    const before = first.map(meant).find(Boolean);
    if (head && before) return [...before, ...head];
  }
  return [];
}

/** The tokens of all that a text in that language says, each once. */
export const sensesIn = (words: readonly Word[], language: Language): string[] => [
  ...new Set(words.flatMap((word) => sensesOf(word, language))),
];

/** What each stem that the lexicon knows may mean in any of its languages. */
export function sensesByStem(): Record<string, string[]> {
  const byStem = new Map<string, Set<string>>();
  for (const [key, tokens] of meaningsByStem()) {
    const stem = key.slice(key.indexOf(" ") + 1);
    byStem.set(stem, new Set([...(byStem.get(stem) ?? []), ...tokens]));
  }
  return Object.fromEntries([...byStem].map(([stem, tokens]) => [stem, [...tokens]]));
}
