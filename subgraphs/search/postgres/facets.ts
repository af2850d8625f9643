import sql, { join, raw, type Sql } from "sql-template-tag";
import type { HubContext } from "../../../foundation/context.ts";
import { read } from "../../../foundation/reading.ts";
import { byCount, type FacetCount, MOST_VALUES, narrows, type Question } from "../engine.ts";
import { Facet } from "../search.enums.ts";
import { matching } from "./matching.ts";

/** In what of the document `s` a facet's values stand; several of a document in an array. */
const COLUMNS: Readonly<Record<Facet, string>> = {
  KIND: "s.kind",
  TOPIC: 's."topicPath"',
  COUNTRY: "s.countries",
  ORGANISATION: 's."organisationIds"',
  YEAR: "s.years",
  LANGUAGE: "s.languages",
  STATE: "s.state",
  EVIDENCE: "s.evidence",
  POPULATION: "s.document->>'populationClass'",
  ADOPTED: "s.document->>'adopted'",
};
const ARRAYS: ReadonlySet<Facet> = new Set([
  Facet.TOPIC,
  Facet.COUNTRY,
  Facet.ORGANISATION,
  Facet.YEAR,
  Facet.LANGUAGE,
]);

/**
 * How many documents that meet a question have each value of these facets, the most frequent first. The documents are
 * sought once for all facets, and once more for each on whose property there is a condition, for it counts without that.
 */
export async function facetCounts(
  ctx: HubContext,
  question: Question,
  query: Sql | null,
): Promise<Map<Facet, FacetCount[]>> {
  const apart = question.facets.filter((facet) => narrows(question.conditions, facet));
  const together = question.facets.filter((facet) => !apart.includes(facet));
  const counted = await Promise.all([
    ...(together.length > 0 ? [countsOf(ctx, matching(question, query), together)] : []),
    ...apart.map((facet) => countsOf(ctx, matching(question, query, facet), [facet])),
  ]);
  const rows = counted.flat();
  return new Map(
    question.facets.map((facet) => [
      facet,
      rows
        .filter((row) => row.facet === facet)
        .map(({ value, count }) => ({ value, count }))
        .toSorted(byCount),
    ]),
  );
}

const countsOf = (ctx: HubContext, found: Sql, facets: readonly Facet[]) =>
  read<FacetCount & { facet: Facet }>(
    ctx,
    sql`WITH found AS MATERIALIZED (SELECT ${raw(facets.map((facet) => `${COLUMNS[facet]} AS "${facet}"`).join(", "))} ${found})
      ${join(facets.map(valuesOf), " UNION ALL ")}`,
  );

const valuesOf = (facet: Facet): Sql =>
  sql`(SELECT ${raw(`'${facet}'`)} AS facet, value::text, count(*)::int AS count
    FROM (SELECT ${raw(ARRAYS.has(facet) ? `unnest("${facet}")` : `"${facet}"`)} AS value FROM found) v
    WHERE value IS NOT NULL GROUP BY value ORDER BY count DESC, value::text COLLATE "C" LIMIT ${MOST_VALUES})`;
