import { TranslationState } from "./enums.ts";
import type { Language } from "./language.ts";
import { badInput, Problem, textTooLong } from "./problems.ts";
import type { Translations } from "./record.ts";

const TITLE = 200;
const BODY = 20_000;
const WORDS = 100;

const TITLES = new Set(["title", "name", "label"]);

/** The texts as they may be stored: trimmed, within their limits, unset ones left out. A new record needs a title (or name, or label). */
export function checkTexts(texts: object, isNew: boolean): Record<string, unknown> {
  const checked: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(texts)) {
    if (value === undefined) continue;
    checked[field] = checkValue(field, value);
    if (checked[field] === "") checked[field] = null;
  }
  const title = [...TITLES].find((name) => name in checked);
  if (title ? !checked[title] : isNew) throw badInput("texts", "A record needs a title.");
  return checked;
}

function checkValue(field: string, value: unknown): unknown {
  if (typeof value === "string") return checkText(field, value);
  if (Array.isArray(value)) return value.map((one) => checkValue(field, one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, checkValue(name, one)]));
}

/** The record's texts after an editor's change of the original; translations are marked as stale where a text really changed. */
export function changeTexts<T extends Translations<Record<string, unknown>>>(
  before: T,
  original: Language,
  change: object,
): T {
  const checked = checkTexts(change, false);
  const old = before[original]!;
  const differs = Object.entries(checked).some(
    ([field, value]) => JSON.stringify(old[field] ?? null) !== JSON.stringify(value),
  );
  if (!differs) return before;
  const after = { ...before };
  for (const [language, texts] of Object.entries(before)) {
    after[language as Language] = (
      language === original ? { ...texts, ...checked } : { ...texts, state: TranslationState.STALE }
    ) as never;
  }
  return after;
}

/** The record's texts with one more language, or with that language replaced. */
export function addTexts<T extends Translations<Record<string, unknown>>>(
  before: T,
  language: Language,
  texts: object,
  state: TranslationState,
): T {
  return { ...before, [language]: { ...checkTexts(texts, true), state } };
}

/** A text trimmed and within the limit of its field; else TEXT_TOO_LONG with the limit and the length. */
export function checkText(field: string, value: string, most = TITLES.has(field) ? TITLE : BODY): string {
  const text = value.trim();
  if (text.includes("\0")) throw badInput(field, "Text must not contain NUL characters.");
  if (text.length > most) throw textTooLong(field, most, text.length);
  if (field === "summary") {
    const words = text.split(/\s+/).length;
    if (words > WORDS)
      throw new Problem("TEXT_TOO_LONG", `The summary has ${words} words; ${WORDS} are allowed.`, {
        field,
        most: WORDS,
        length: words,
      });
  }
  return text;
}
