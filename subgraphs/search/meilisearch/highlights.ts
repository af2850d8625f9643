import type { Language } from "../../../foundation/language.ts";
import type { Snippet } from "../engine.ts";
import { HighlightField } from "../search.enums.ts";

/** Marks around a match in what Meilisearch returns: two characters that no text has, for they are taken out of every document. */
export const BEFORE = "\uE000";
export const AFTER = "\uE001";

const fields = [
  [HighlightField.TITLE, "title"],
  [HighlightField.SUMMARY, "summary"],
  [HighlightField.TEXT, "body"],
] as const;

/** The matches in a hit's texts of one language, as plain text and ranges. */
export function snippetsOf(formatted: Record<string, unknown>, language: Language): Snippet[] {
  const snippets: Snippet[] = [];
  for (const [field, attribute] of fields) {
    const text = formatted[`${attribute}_${language}`];
    if (typeof text === "string" && text.includes(BEFORE)) snippets.push(snippetOf(field, text));
  }
  return snippets;
}

function snippetOf(field: HighlightField, marked: string): Snippet {
  const ranges: Snippet["ranges"] = [];
  let snippet = "";
  for (const part of marked.split(/([\uE000\uE001])/)) {
    if (part === BEFORE) ranges.push({ start: snippet.length, end: snippet.length });
    else if (part === AFTER) {
      const last = ranges.at(-1);
      if (last) last.end = snippet.length;
    } else snippet += part;
  }
  return { field, snippet, ranges: ranges.filter(({ start, end }) => end > start) };
}
