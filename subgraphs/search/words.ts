import { type Language, languageFor } from "../../foundation/language.ts";
import { folded } from "../../foundation/slug.ts";

/** The language in which a reader sees the record. */
export const shownLanguage = (
  { languages, originalLanguage }: { languages: readonly Language[]; originalLanguage: Language },
  wanted: readonly Language[],
): Language => languageFor(Object.fromEntries(languages.map((one) => [one, true])), wanted, originalLanguage);

/** A text without the two characters that mark matches in highlights. */
export const unmarked = (text: string): string => text.replace(/[\uE000\uE001]/g, "");

const special = /[ßłøđæœ]/i;

/** The words of these texts that have letters which the index does not fold by itself, folded: "Łódź" gives "lodz". */
export function foldedWords(texts: readonly string[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    if (!special.test(text)) continue;
    for (const word of text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
      if (special.test(word)) words.add(folded(word));
  }
  return [...words];
}

/** A query as the index understands it: letters that it does not fold by itself are folded, as in the documents. */
export const plain = (query: string): string =>
  query.replace(/[\p{L}\p{M}]+/gu, (word) => (special.test(word) ? folded(word) : word));
