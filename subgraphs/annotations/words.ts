import type { Language } from "../../foundation/language.ts";
import { badInput, Problem } from "../../foundation/problems.ts";
import { checkText } from "../../foundation/texts.ts";
import { type Experience, Motivation } from "./annotation.enums.ts";
import type { AnnotationWords } from "./annotation.input.ts";
import type { AnnotationTargetInput, TextPositionSelector, TextQuoteSelector } from "./target.ts";

/** What a note says, as stored. */
export interface Words {
  body: string | null;
  language: Language | null;
  links: string[];
  tags: string[];
  experience: Experience | null;
}

/** The passage a note is about, as stored. */
export interface Passage {
  targetField: string | null;
  targetLanguage: Language | null;
  quote: TextQuoteSelector | null;
  position: TextPositionSelector | null;
}

const MOST = 20;

/** What a note of that motivation says, checked: each motivation has something that it cannot do without. */
export function wordsOf(motivation: Motivation, input: AnnotationWords): Words {
  const body = (input.body && checkText("body", input.body, 10_000)) || null;
  if (body && !input.language) throw badInput("language", "Say in which language the body is.");
  const words = {
    body,
    language: body ? (input.language ?? null) : null,
    links: linksOf(input.links ?? []),
    tags: tagsOf(input.tags ?? []),
    experience: input.experience ?? null,
  };
  switch (motivation) {
    case Motivation.HIGHLIGHTING:
      if (body) throw badInput("body", "A highlight has no body: make it a comment.");
      break;
    case Motivation.TAGGING:
      if (words.tags.length === 0) throw badInput("tags", "A note that tags needs at least one tag.");
      break;
    case Motivation.LINKING:
      if (words.links.length === 0) throw badInput("links", "A note that links needs at least one address.");
      break;
    default:
      if (!body) throw badInput("body", "The note says nothing: give it a body.");
  }
  return words;
}

/** The passage a note is about, checked; all null for a note on the whole record. */
export function passageOf({ field, language, quote, position }: AnnotationTargetInput): Passage {
  if (!field) {
    if (quote || position || language)
      throw badInput("target.field", "A passage lies in a field: say in which.");
    return { targetField: null, targetLanguage: null, quote: null, position: null };
  }
  if (field.length > 100 || !/^[A-Za-z]\w*(\.[\w-]+){0,3}$/.test(field))
    throw badInput("target.field", 'A field is named as in the graph: "lessons".');
  if (!language) throw badInput("target.language", "Say in which language the text is.");
  if (!quote) throw badInput("target.quote", "A note on a field quotes the passage that it is about.");
  if (!quote.exact.trim()) throw badInput("target.quote.exact", "The quoted passage is empty.");
  if (position && !(position.start >= 0 && position.start < position.end && position.end <= 1_000_000)) {
    throw badInput("target.position", "A passage begins at 0 or later and before its end.");
  }
  return {
    targetField: field,
    targetLanguage: language,
    quote: {
      exact: verbatim("target.quote.exact", quote.exact, 5_000),
      prefix: quote.prefix ? verbatim("target.quote.prefix", quote.prefix, 500) : null,
      suffix: quote.suffix ? verbatim("target.quote.suffix", quote.suffix, 500) : null,
    },
    position: position ? { start: position.start, end: position.end } : null,
  };
}

/** A quotation as it is given, spaces at its ends included, for it must be found again. */
function verbatim(field: string, text: string, most: number): string {
  if (text.includes("\0")) throw badInput(field, "Text must not contain NUL characters.");
  if (/\p{Surrogate}/u.test(text)) throw badInput(field, "A quotation must not cut a character in two.");
  if (text.length > most)
    throw new Problem("TEXT_TOO_LONG", `The ${field} has ${text.length} characters; ${most} are allowed.`, {
      field,
      most,
      length: text.length,
    });
  return text;
}

function linksOf(links: readonly string[]): string[] {
  if (links.length > MOST) throw badInput("links", `A note has at most ${MOST} links.`);
  return links.map((link) => {
    const address = checkText("links", link, 2_000);
    if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
      throw badInput("links", "A link is an address that begins with https:// or http://.");
    return address;
  });
}

function tagsOf(tags: readonly string[]): string[] {
  if (tags.length > MOST) throw badInput("tags", `A note has at most ${MOST} tags.`);
  const checked = tags.map((tag) => checkText("tags", tag, 60));
  if (checked.includes("")) throw badInput("tags", "A tag cannot be empty.");
  return [...new Set(checked)];
}
