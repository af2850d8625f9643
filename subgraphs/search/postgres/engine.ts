import sql, { empty, type Sql } from "sql-template-tag";
import type { HubContext } from "../../../foundation/context.ts";
import { read } from "../../../foundation/reading.ts";
import { type Finding, type Hit, MOST_HITS, type Question, type SearchEngine } from "../engine.ts";
import { SearchSort } from "../search.enums.ts";
import { closest } from "./closest.ts";
import { facetCounts } from "./facets.ts";
import { matching, WEIGHTS, WORDS } from "./matching.ts";
import { suggest } from "./suggest.ts";
import { termQueries } from "./tsquery.ts";

export interface PostgresEngine extends SearchEngine {
  /** records that have something of what is asked for, the rarer and the more prominent it is in them the better */
  searchAny(question: Question): Promise<Finding>;
}

/** The search engine for as long as Meilisearch does not answer, and for questions that few records answer in all: the same documents, read from PostgreSQL with the viewer's rights at the row. */
export const postgresFor = (ctx: HubContext): PostgresEngine => ({
  search: (question) => {
    const terms = termQueries(question.reading);
    const query = terms.length > 0 ? sql`${terms.join(" & ")}::tsquery` : null;
    return findingOf(ctx, question, query, query ? rankOf(query) : sql`1`);
  },
  async searchAny(question) {
    const { query, score } = await closest(ctx, question);
    return findingOf(ctx, question, query, score);
  },
  suggest: (prefix, options) => suggest(ctx, prefix, options),
});

/** By how much of the query there is, and by how near together; 32 brings each into the range from 0 to 1. */
const rankOf = (query: Sql): Sql =>
  sql`(ts_rank(${WEIGHTS}, ${WORDS}, ${query}, 32) + ts_rank_cd(${WEIGHTS}, ${WORDS}, ${query}, 32)) / 2`;

const orders: Readonly<Record<SearchSort, Sql>> = {
  [SearchSort.RELEVANCE]: sql`score DESC`,
  [SearchSort.NEWEST]: sql`s.recency DESC, score DESC`,
  [SearchSort.MOST_ADOPTED]: sql`s.adoptions DESC, score DESC`,
};

async function findingOf(
  ctx: HubContext,
  question: Question,
  query: Sql | null,
  score: Sql,
): Promise<Finding> {
  const { sort, limit, offset } = question;
  const [rows, facets] = await Promise.all([
    read<Hit & { total: string }>(
      ctx,
      // Words are long: put into an array they are unpacked once, not by each function that weighs them.
      sql`SELECT s.id, s.kind, s.population, s.countries, round((${score})::numeric, 3)::float8 AS score, count(*) OVER () AS total
        FROM (SELECT s.id, s.kind, s.population, s.countries, s.adoptions, s.strength, s.recency, ARRAY[s.words] AS unpacked
          ${matching(question, query)} OFFSET 0) s
        ORDER BY ${sort === SearchSort.RELEVANCE ? sql`s.kind = 'TOPIC', ` : empty}${orders[sort]}, s.strength DESC, s.recency DESC, s.id
        LIMIT ${limit} OFFSET ${offset}`,
    ),
    facetCounts(ctx, question, query),
  ]);
  const total = rows[0] ? Number(rows[0].total) : await totalOf(ctx, question, query);
  return {
    hits: rows.map(({ total: _, ...hit }) => hit),
    total,
    exact: total < MOST_HITS,
    facets,
  };
}

/** How many there are where the page itself does not tell. */
async function totalOf(ctx: HubContext, question: Question, query: Sql | null): Promise<number> {
  if (question.limit > 0 && question.offset === 0) return 0;
  const [row] = await read<{ total: number }>(
    ctx,
    sql`SELECT count(*)::int AS total ${matching(question, query)}`,
  );
  return row!.total;
}
