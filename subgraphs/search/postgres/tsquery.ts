import sql, { type Sql } from "sql-template-tag";
import { contentFor } from "../../../foundation/access.ts";
import type { HubContext } from "../../../foundation/context.ts";
import { read } from "../../../foundation/reading.ts";
import type { Question } from "../engine.ts";
import type { Term } from "../reading.ts";

/** As many words a mistyped one is taken for. */
const MOST_GUESSES = 5;

/**
 * The question as a PostgreSQL text query: all its terms where some document that the viewer may see has them all, else
 * any of them. Null where it has none, so that everything is found.
 */
export async function asTsQuery(
  ctx: HubContext,
  { reading, thesaurus, sight }: Question,
): Promise<Sql | null> {
  if (reading.terms.length === 0) return null;
  const guesses = await guessesFor(
    ctx,
    reading.terms.flatMap((term) => (term.is === "word" ? [term.word.folded] : [])),
  );
  const phrases = thesaurus.phrases();
  const last = reading.terms.at(-1);
  const parts = reading.terms.map((term) => {
    if (term.is === "phrase") return followed(term.forms);
    if (term.is === "topic")
      return either([quoted(term.token), ...(phrases.get(term.token) ?? []).map(inOrder)]);
    return either([...formsOf(term, term === last), ...(guesses.get(term.word.folded) ?? []).map(quoted)]);
  });
  const all = parts.join(" & ");
  const [row] = await read<{ found: boolean }>(
    ctx,
    sql`SELECT EXISTS (SELECT 1 FROM search.document s JOIN hub.record d ON d.id = s.id
      WHERE s.words @@ ${all}::tsquery AND ${contentFor(sight.viewer, "d")}) AS found`,
  );
  return sql`${row!.found ? all : parts.join(" | ")}::tsquery`;
}

const formsOf = ({ form, word }: Extract<Term, { is: "word" }>, last: boolean): string[] => [
  ...new Set([
    quoted(form),
    quoted(word.folded),
    ...(last && word.folded.length >= 3 ? [`${quoted(word.folded)}:*`] : []),
  ]),
];

/** Our words have letters and digits alone; quoted all the same, for the query language has words of its own. */
const quoted = (word: string): string => `'${word.replace(/['\\]/g, "")}'`;
const followed = (words: readonly string[]): string => `(${words.map(quoted).join(" <-> ")})`;
const inOrder = (phrase: string): string => followed(phrase.split(" "));
const either = (parts: readonly string[]): string => `(${parts.join(" | ")})`;

/** For each word that no record is called by, the known words most like it. */
async function guessesFor(ctx: HubContext, words: readonly string[]): Promise<Map<string, string[]>> {
  const long = words.filter((word) => word.length >= 5);
  if (long.length === 0) return new Map();
  const found = await read<{ word: string; guesses: string[] }>(
    ctx,
    sql`SELECT w AS word, ARRAY(SELECT k.word FROM search.word k WHERE k.word % w
          ORDER BY similarity(k.word, w) DESC, k.word LIMIT ${MOST_GUESSES}) AS guesses
        FROM unnest(${long}::text[]) AS w WHERE NOT EXISTS (SELECT 1 FROM search.word k WHERE k.word = w)`,
  );
  return new Map(found.map(({ word, guesses }) => [word, guesses]));
}
