import sql, { join, raw, type Sql } from "sql-template-tag";
import type { HubContext } from "../../../foundation/context.ts";
import { read } from "../../../foundation/reading.ts";
import type { Question } from "../engine.ts";
import { seen, WEIGHTS } from "./matching.ts";
import { termQueries } from "./tsquery.ts";

/** So many records are compared at most: those that have the rarest terms. */
const MOST_COMPARED = 5_000;

/** What it is worth that a record has all terms near together, beside what the terms are worth. */
const NEARNESS = raw("0.2");

/**
 * A text query for the records that have any of a question's rarest terms, all those in quotation marks among them, and
 * how well a record answers the question: the share of its terms that the record has, each by how rare it is and by where
 * in the record it stands, and a little more where all stand near together.
 */
export async function closest(ctx: HubContext, question: Question): Promise<{ query: Sql; score: Sql }> {
  const queries = termQueries(question.reading);
  const phrases = queries.filter((_, i) => question.reading.terms[i]!.is === "phrase");
  const terms = await withCounts(ctx, question, queries);
  const rarest = rarestOf(terms);
  if (rarest.length === 0) return { query: sql`''::tsquery`, score: sql`0` };
  const any = `(${rarest.map(({ term }) => term).join(" | ")})`;
  const all = terms.reduce((sum, { weight }) => sum + weight, 0);
  const parts = terms.map(
    ({ term, weight }) => sql`${weight / all}::float8 * ts_rank(${WEIGHTS}, s.words, ${term}::tsquery)`,
  );
  const near = sql`${NEARNESS} * ts_rank_cd(${WEIGHTS}, s.words, ${queries.join(" & ")}::tsquery, 32)`;
  return {
    query: sql`${[any, ...phrases].join(" & ")}::tsquery`,
    score: sql`least(1, ${join([...parts, near], " + ")})`,
  };
}

interface Counted {
  term: string;
  /** records that have it, counted up to MOST_COMPARED and one more */
  count: number;
  /** what it tells: the rarer, the more */
  weight: number;
}

async function withCounts(
  ctx: HubContext,
  { sight }: Question,
  terms: readonly string[],
): Promise<Counted[]> {
  const rows = await read<{ count: number; all: number }>(
    ctx,
    sql`SELECT greatest((SELECT reltuples FROM pg_class WHERE oid = 'search.document'::regclass), 100)::int AS "all",
        (SELECT count(*)::int FROM (
          SELECT 1 FROM search.document s JOIN hub.record d ON d.id = s.id
          WHERE s.words @@ t.term::tsquery AND ${seen(sight)} LIMIT ${MOST_COMPARED + 1}) found) AS count
      FROM unnest(${[...terms]}::text[]) WITH ORDINALITY AS t(term, at) ORDER BY t.at`,
  );
  return rows.map(({ count, all }, i) => ({
    term: terms[i]!,
    count,
    weight: Math.log(1 + all / Math.max(count, 1)),
  }));
}

/** The rarest terms that together are in few enough records; at least one. */
function rarestOf(terms: readonly Counted[]): Counted[] {
  const chosen: Counted[] = [];
  let sum = 0;
  for (const term of terms.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count)) {
    sum += term.count;
    if (chosen.length > 0 && sum > MOST_COMPARED) break;
    chosen.push(term);
  }
  return chosen;
}
