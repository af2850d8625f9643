import sql, { type Sql } from "sql-template-tag";
import { contentFor } from "../../../foundation/access.ts";
import type { HubContext } from "../../../foundation/context.ts";
import { read } from "../../../foundation/reading.ts";
import { ASKED_IN, stemOf } from "../analysis/stems.ts";
import type { Question } from "../engine.ts";
import type { Reading, Term } from "../reading.ts";

/**
 * The question as a PostgreSQL text query: all its terms where some document that the viewer may see has them all, else
 * any of them. Null where it has none, so that everything is found.
 */
export async function asTsQuery(ctx: HubContext, { reading, sight }: Question): Promise<Sql | null> {
  if (reading.terms.length === 0) return null;
  const parts = partsOf(reading, reading.terms.at(-1));
  const all = parts.join(" & ");
  const [row] = await read<{ found: boolean }>(
    ctx,
    sql`SELECT EXISTS (SELECT 1 FROM search.document s JOIN hub.record d ON d.id = s.id
      WHERE s.words @@ ${all}::tsquery AND ${contentFor(sight.viewer, "d")}) AS found`,
  );
  return sql`${row!.found ? all : parts.join(" | ")}::tsquery`;
}

/** As `asTsQuery`, but all terms must be met whatever documents there are, and words in full. */
export const inFull = (reading: Reading): string | null =>
  reading.terms.length === 0 ? null : partsOf(reading).join(" & ");

/** A text query for each term. Of the one that is still being typed, the beginning is enough. */
const partsOf = ({ terms }: Reading, typing?: Term): string[] =>
  terms.map((term) => {
    if (term.is === "phrase") return followed(term.forms);
    if (term.is === "topic") return quoted(term.token);
    return either(formsOf(term, term === typing));
  });

/** A word as it is and as its stem in each language of questions: here it costs nothing to seek all of them. */
const formsOf = ({ form, word, meant = [] }: Extract<Term, { is: "word" }>, last: boolean): string[] => {
  const stems = ASKED_IN.map((language) => stemOf(word, language));
  const forms = new Set([form, word.folded, ...stems, ...meant].map(quoted));
  if (last && word.folded.length >= 3) forms.add(`${quoted(word.folded)}:*`);
  return [...forms];
};

/** Our words have letters and digits alone; quoted all the same, for the query language has words of its own. */
const quoted = (word: string): string => `'${word.replace(/['\\]/g, "")}'`;
const followed = (words: readonly string[]): string => `(${words.map(quoted).join(" <-> ")})`;
const either = (parts: readonly string[]): string => `(${parts.join(" | ")})`;
