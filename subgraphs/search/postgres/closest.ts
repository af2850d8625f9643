import sql, { join, raw, type Sql } from "sql-template-tag";
import type { HubContext } from "../../../foundation/context.ts";
import { read } from "../../../foundation/reading.ts";
import type { Question } from "../engine.ts";
import { isFrequent, noteFrequent } from "./frequent.ts";
import { seen, WEIGHTS, WORDS } from "./matching.ts";
import { termQueries, topicWords } from "./tsquery.ts";

/** What a word that only takes part in naming a topic is worth beside a whole term. */
const PARTIAL = 0.2;

/** So many records are compared at most, so that the answer comes in good time whatever there is. */
const MOST_COMPARED = 1_000;
/** So many terms are weighed at most, the rarest ones. */
const MOST_TERMS = 8;
/** Where rare terms find so many records, those with two frequent ones are not looked for. */
const ENOUGH = 20;
/** So many of the terms that are too frequent are sought two by two. */
const MOST_PAIRED = 4;

/** What it is worth that a record has all terms near together, beside what the terms are worth. */
const NEARNESS = raw("0.2");

/**
 * A text query for the records that come nearest to a question, and how near each comes: the share of its terms that the
 * record has, each by how rare it is and by where in the record it stands, and a little more where all stand near together.
 * They have a rare term, or two frequent ones, and all that stands in quotation marks.
 */
export async function closest(ctx: HubContext, question: Question): Promise<{ query: Sql; score: Sql }> {
  const queries = termQueries(question.reading);
  const phrases = queries.filter((_, i) => question.reading.terms[i]!.is === "phrase");
  const partial = new Set(topicWords(question.reading).filter((word) => !queries.includes(word)));
  const counted = await counts(ctx, question, [...queries, ...partial]);
  const terms = counted
    .map((one) => (partial.has(one.query) ? { ...one, weight: one.weight * PARTIAL } : one))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count)
    .slice(0, MOST_TERMS);
  if (terms.length === 0) return { query: sql`''::tsquery`, score: sql`0` };

  const within = new Room(MOST_COMPARED);
  const rare = within.take(terms);
  const frequent = terms.filter((term) => !rare.includes(term)).slice(0, MOST_PAIRED);
  const enough = rare.reduce((sum, { count }) => sum + count, 0) >= ENOUGH;
  const further = enough ? [] : await counts(ctx, question, pairsOf(frequent));
  const found = [...rare, ...within.take(further)].map(({ query }) => query);
  // Every term is too frequent: the rarest one alone must do.
  const any = found.length > 0 ? found : [terms[0]!.query];

  const all = terms.reduce((sum, { weight }) => sum + weight, 0);
  const parts = terms.map(
    ({ query, weight }) =>
      sql`${weight / all}::float8 * ts_rank(${WEIGHTS}, ${WORDS}, ${query}::tsquery, 32)`,
  );
  const near = sql`${NEARNESS} * ts_rank_cd(${WEIGHTS}, ${WORDS}, ${queries.join(" & ")}::tsquery, 32)`;
  return {
    query: sql`${[`(${any.join(" | ")})`, ...phrases].join(" & ")}::tsquery`,
    score: sql`least(1, ${join([...parts, near], " + ")})`,
  };
}

interface Counted {
  query: string;
  /** records that meet it, counted up to MOST_COMPARED and one more */
  count: number;
  /** what it tells: the rarer, the more */
  weight: number;
}

/** Counts, among what the viewer may see, the records that meet each of these queries. */
async function counts(ctx: HubContext, { sight }: Question, queries: readonly string[]): Promise<Counted[]> {
  if (queries.length === 0) return [];
  const uncounted = queries.filter((query) => !isFrequent(ctx, query));
  // Even where nothing is to be counted, it tells how many there are in all.
  const rows = await read<{ count: number | null; all: number }>(
    ctx,
    sql`SELECT greatest((SELECT reltuples FROM pg_class WHERE oid = 'search.document'::regclass), 100)::int AS "all",
        (SELECT count(*)::int FROM (
          SELECT 1 FROM (
            -- Kept apart, so that the words are looked up in their index and not in one record after the other.
            SELECT id, document FROM search.document WHERE words @@ q.query::tsquery OFFSET 0) s
          JOIN hub.record d ON d.id = s.id WHERE ${seen(sight)} LIMIT ${raw(String(MOST_COMPARED + 1))}) found) AS count
      FROM (SELECT) one LEFT JOIN unnest(${uncounted}::text[]) WITH ORDINALITY AS q(query, at) ON true ORDER BY q.at`,
  );
  const all = rows[0]!.all;
  const counted = new Map(uncounted.map((query, i) => [query, rows[i]!.count!]));
  for (const [query, count] of counted) if (count > MOST_COMPARED) noteFrequent(ctx, query);
  return queries.map((query) => {
    const count = counted.get(query) ?? MOST_COMPARED + 1;
    return { query, count, weight: Math.log(1 + all / Math.max(count, 1)) };
  });
}

/** Takes what has room, in order, and leaves out what has not. */
class Room {
  constructor(private left: number) {}

  take(all: readonly Counted[]): Counted[] {
    return all.filter(({ count }) => {
      const fits = count > 0 && count <= this.left;
      if (fits) this.left -= count;
      return fits;
    });
  }
}

const pairsOf = (terms: readonly Counted[]): string[] =>
  terms.flatMap((one, i) => terms.slice(i + 1).map((other) => `(${one.query} & ${other.query})`));
