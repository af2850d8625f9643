import { folded } from "../../../foundation/slug.ts";
import { remembering } from "./remembering.ts";

/** A word of a text: as written in small letters, without accents, and where it stands in UTF-16 code units. */
export interface Word {
  plain: string;
  folded: string;
  start: number;
  end: number;
}

const formsOf = remembering((word) => {
  const plain = word.replace(/[@&+]/g, "").toLowerCase().normalize("NFC");
  return { plain, folded: folded(plain) };
});

/** The words of a text in order. Everything that is no letter and no digit parts words, apostrophes and hyphens too; signs that stand within names ("Medi@4Sec", "R&D") do not. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[@&+][\p{L}\p{M}\p{N}]+)*/gu)) {
    const { plain, folded } = formsOf(word, null);
    words.push({ plain, folded, start: index, end: index + word.length });
  }
  return words;
}

/** A text as an index takes it: its words without accents and in small letters, a space between each two. */
export const foldedText = (text: string): string =>
  wordsOf(text)
    .map((word) => word.folded)
    .join(" ");
