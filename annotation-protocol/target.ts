import type { Kind } from "../foundation/enums.ts";
import { LANGUAGES, type Language } from "../foundation/language.ts";
import { refusal } from "../gateway/web-service.ts";
import type { GraphNote } from "./graph.ts";
import type { Iris } from "./iris.ts";
import { iriOf, isA, isObject, type JsonObject, listOf } from "./json.ts";

/** What a note that somebody has sent is about. */
export type GivenTarget =
  | { what: "note"; id: string }
  | { what: "record"; kind: Kind; recordId: string; revision: number | null }
  | {
      what: "passage";
      kind: Kind;
      recordId: string;
      field: string;
      language: Language;
      revision: number | null;
      quote: { exact: string; prefix: string | null; suffix: string | null };
      position: { start: number; end: number } | null;
    };

const bad = (sentence: string) => refusal(400, "BAD_USER_INPUT", sentence);

/** Reads the target of an annotation: a record, a passage in a text of one, or a note. */
export function targetOf(iris: Iris, value: unknown): GivenTarget {
  const [target, ...more] = listOf(value);
  if (target === undefined || more.length > 0) throw bad("An annotation has one target here.");
  const isSpecific = isObject(target) && target.source !== undefined;
  const iri = iriOf(isSpecific ? target.source : target);
  const named = iri === null ? null : iris.named(iri);
  const selectors = isSpecific ? listOf(target.selector) : [];
  const revision = isSpecific && typeof target.revision === "number" ? target.revision : null;
  if (named?.what === "annotation" && selectors.length === 0) return { what: "note", id: named.id };
  if (named?.what === "record") {
    const { kind, id } = named;
    if (selectors.length > 0)
      throw bad(
        `A passage stands in a text: its source is ${iris.of(named)}/ with language and field, as en/lessons.`,
      );
    return { what: "record", kind, recordId: id, revision };
  }
  if (named?.what === "text") {
    const { kind, id: recordId, field } = named;
    const language = LANGUAGES.find((one) => one === named.language);
    if (!language) throw bad(`The hub knows these languages: ${LANGUAGES.join(", ")}.`);
    return { what: "passage", kind, recordId, field, language, revision, ...passageOf(selectors) };
  }
  throw bad(`The hub takes notes on its own records and on notes: a target begins with ${iris.home}.`);
}

function passageOf(selectors: readonly unknown[]) {
  const of = (type: string) => selectors.find((one): one is JsonObject => isObject(one) && isA(one, type));
  const [quote, position] = [of("TextQuoteSelector"), of("TextPositionSelector")];
  if (typeof quote?.exact !== "string")
    throw bad("A note on a text says which passage it is about by a TextQuoteSelector.");
  const text = (given: unknown) => (typeof given === "string" ? given : null);
  const { start, end } = position ?? {};
  return {
    quote: { exact: quote.exact, prefix: text(quote.prefix), suffix: text(quote.suffix) },
    position:
      Number.isInteger(start) && Number.isInteger(end) ? { start: Number(start), end: Number(end) } : null,
  };
}

/** Whether that is what the note is about. */
export function isTargetOf(given: GivenTarget, { target, replyTo }: GraphNote): boolean {
  if (given.what === "note") return replyTo?.id === given.id;
  if (replyTo || given.kind !== target.kind || given.recordId !== target.recordId) return false;
  if (given.what === "record") return target.field === null;
  const { quote, position } = target;
  return (
    given.field === target.field &&
    given.language === target.language &&
    given.quote.exact === quote?.exact &&
    (given.quote.prefix ?? "") === (quote.prefix ?? "") &&
    (given.quote.suffix ?? "") === (quote.suffix ?? "") &&
    given.position?.start === position?.start &&
    given.position?.end === position?.end
  );
}
