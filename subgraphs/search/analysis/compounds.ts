import type { Language } from "../../../foundation/language.ts";

/** Languages that write compounds as one word. */
const COMPOUNDING: ReadonlySet<Language> = new Set<Language>(["de", "nl", "da", "sv", "fi", "hu", "et"]);

const SHORTEST_PART = 4;
const LINK = /(?:es|en|er|s|n|e)$/;

/** Every way in which a word may be made of two: "polizeidrohnen" of "polizei" and "drohnen", "verkehrsunfall" of "verkehr" and "unfall". The longest second parts come first. */
export function compoundsIn(word: string, language: Language | null): { first: string[]; second: string }[] {
  if (!language || !COMPOUNDING.has(language)) return [];
  const found: { first: string[]; second: string }[] = [];
  for (let cut = SHORTEST_PART; cut <= word.length - SHORTEST_PART; cut++) {
    const first = word.slice(0, cut);
    const unlinked = first.replace(LINK, "");
    found.push({
      first: unlinked.length >= SHORTEST_PART && unlinked !== first ? [first, unlinked] : [first],
      second: word.slice(cut),
    });
  }
  return found;
}
