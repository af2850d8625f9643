import { eld } from "eld/small";
import type { Language } from "../../../foundation/language.ts";
import { ASKED_IN } from "./stems.ts";

eld.setLanguageSubset([...ASKED_IN]);

/** So much more likely than the reader's own language another one must be to be believed of a few words. */
const MARGIN = 0.1;

/**
 * The language a question is asked in; null where nothing tells. Few words fit several languages, so that the reader's
 * own is believed first.
 */
export function languageOf(question: string, readers: readonly Language[]): Language | null {
  const own = readers.find((one) => (ASKED_IN as readonly string[]).includes(one)) ?? null;
  const detected = eld.detect(question);
  const scores = detected.getScores();
  const likeliest = detected.language as Language | "";
  if (!likeliest || !detected.isReliable()) return own;
  if (own && (scores[likeliest] ?? 0) - (scores[own] ?? 0) < MARGIN) return own;
  return likeliest;
}
