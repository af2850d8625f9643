import { distance } from "fastest-levenshtein";
import sql, { join, raw, type Sql } from "sql-template-tag";
import { contentFor } from "../../../foundation/access.ts";
import type { HubContext } from "../../../foundation/context.ts";
import type { Kind } from "../../../foundation/enums.ts";
import { read } from "../../../foundation/reading.ts";
import { foldedText } from "../analysis/words.ts";
import {
  type FacetCount,
  type Finding,
  type Hit,
  MOST_HITS,
  MOST_VALUES,
  type Question,
  type SearchEngine,
  type Sight,
} from "../engine.ts";
import { Facet, SearchSort } from "../search.enums.ts";
import { conditionsFor } from "./conditions.ts";
import { asTsQuery } from "./tsquery.ts";

/** The search engine for as long as Meilisearch does not answer: the same documents, read from PostgreSQL with the viewer's rights at the row. */
export function postgresFor(ctx: HubContext): SearchEngine {
  return {
    async search(question) {
      const query = await asTsQuery(ctx, question);
      const [found, facets] = await Promise.all([
        hitsOf(ctx, question, query),
        Promise.all(question.facets.map((facet) => countsOf(ctx, question, query, facet))),
      ]);
      return { ...found, facets: new Map(question.facets.map((facet, i) => [facet, facets[i]!])) };
    },

    async suggest(prefix, { sight, limit }) {
      const typed = foldedText(prefix);
      const words = typed.split(" ");
      const meant = await likely(ctx, words);
      const query = words
        .map(
          (word) =>
            `(${[`'${word}':*A`, ...(meant.get(word) ?? []).map((one) => `'${one}':A`)].join(" | ")})`,
        )
        .join(" & ");
      return read<{ id: string; kind: Kind }>(
        ctx,
        sql`SELECT s.id, s.kind FROM search.document s JOIN hub.record d ON d.id = s.id
          WHERE ${seen(sight)} AND s.words @@ ${query}::tsquery
          ORDER BY (s.called ~ ${`(^|\n)${typed}`}) DESC, (s.called ~ ${`(^|\n| )${typed}`}) DESC,
            word_similarity(${typed}, s.called) DESC, length(s.called), s.id
          LIMIT ${limit}`,
      );
    },
  };
}

/** For each word, the known ones most like it. */
async function likely(ctx: HubContext, words: readonly string[]): Promise<Map<string, string[]>> {
  const long = words.filter((word) => word.length >= SHORTEST_MISTYPED);
  if (long.length === 0) return new Map();
  const rows = await read<{ word: string; meant: string[] }>(
    ctx,
    sql`SELECT w AS word, ARRAY(SELECT DISTINCT k.word FROM search.word k WHERE k.word % w AND k.written IS NOT NULL) AS meant
        FROM unnest(${long}::text[]) AS w`,
  );
  return new Map(
    rows.map(({ word, meant }) => [
      word,
      meant.filter((one) => distance(one, word) <= (word.length >= 9 ? 2 : 1)),
    ]),
  );
}

/** Shorter beginnings are taken as they are. */
const SHORTEST_MISTYPED = 5;

const seen = ({ viewer }: Sight): Sql => sql`s.document IS NOT NULL AND ${contentFor(viewer, "d")}`;

/** The documents a question finds, as the rest of a statement. */
const matching = ({ sight, conditions }: Question, query: Sql | null, without?: Facet): Sql =>
  sql`FROM search.document s JOIN hub.record d ON d.id = s.id
    WHERE ${join(
      [seen(sight), ...(query ? [sql`s.words @@ ${query}`] : []), ...conditionsFor(conditions, without)],
      " AND ",
    )}`;

/** Names count ten times as much as other texts, topics and summaries four times, places and people twice. */
const WEIGHTS = "{0.1, 0.2, 0.4, 1.0}";

async function hitsOf(
  ctx: HubContext,
  question: Question,
  query: Sql | null,
): Promise<Omit<Finding, "facets">> {
  // By how much of the query there is, and by how near together; 32 brings each into the range from 0 to 1.
  const rank = (by: string) => sql`${raw(by)}(${raw(`'${WEIGHTS}'`)}::float4[], s.words, ${query}, 32)`;
  const score = query ? sql`(${rank("ts_rank")} + ${rank("ts_rank_cd")}) / 2` : sql`1`;
  const order = {
    [SearchSort.RELEVANCE]: sql`score DESC`,
    [SearchSort.NEWEST]: sql`s.recency DESC, score DESC`,
    [SearchSort.MOST_ADOPTED]: sql`s.adoptions DESC, score DESC`,
  }[question.sort];
  const rows = await read<Hit & { total: string }>(
    ctx,
    sql`SELECT s.id, s.kind, s.population, s.countries, round((${score})::numeric, 3)::float8 AS score, count(*) OVER () AS total
      ${matching(question, query)}
      ORDER BY ${order}, s.strength DESC, s.recency DESC, s.id
      LIMIT ${question.limit} OFFSET ${question.offset}`,
  );
  const total = rows[0] ? Number(rows[0].total) : await totalOf(ctx, question, query);
  return {
    hits: rows.map(({ id, kind, population, countries, score }) => ({
      id,
      kind,
      population,
      countries,
      score,
    })),
    total,
    exact: total < MOST_HITS,
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

const VALUES: Readonly<Record<Facet, string>> = {
  KIND: "s.kind",
  TOPIC: 'unnest(s."topicPath")',
  COUNTRY: "unnest(s.countries)",
  ORGANISATION: 'unnest(s."organisationIds")',
  YEAR: "unnest(s.years)",
  LANGUAGE: "unnest(s.languages)",
  STATE: "s.state",
  EVIDENCE: "s.evidence",
  POPULATION: "s.document->>'populationClass'",
  ADOPTED: "s.document->>'adopted'",
};

async function countsOf(
  ctx: HubContext,
  question: Question,
  query: Sql | null,
  facet: Facet,
): Promise<FacetCount[]> {
  return read<FacetCount>(
    ctx,
    sql`SELECT value::text, count(*)::int AS count
      FROM (SELECT ${raw(VALUES[facet])} AS value ${matching(question, query, facet)}) found
      WHERE value IS NOT NULL GROUP BY value ORDER BY count DESC, value::text COLLATE "C" LIMIT ${MOST_VALUES}`,
  );
}
