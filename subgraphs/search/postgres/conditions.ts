import sql, { type Sql } from "sql-template-tag";
import type { Conditions } from "../engine.ts";
import { Facet } from "../search.enums.ts";

/** The conditions on the document `s`; with `without`, all but those on the property of that facet. */
export function conditionsFor(conditions: Conditions, without?: Facet): Sql[] {
  const { kinds, topicIds, countries, organisationIds, languages, states, evidence, placeIds } = conditions;
  const { yearFrom, yearTo, populationFrom, populationTo, adopted, synthetic } = conditions;
  const all: [Facet | null, Sql | undefined][] = [
    [Facet.KIND, kinds && sql`s.kind = ANY(${kinds}::text[])`],
    [Facet.TOPIC, topicIds && sql`s."topicPath" && ${topicIds}::uuid[]`],
    [Facet.COUNTRY, countries && sql`s.countries && ${countries}::text[]`],
    [Facet.ORGANISATION, organisationIds && sql`s."organisationIds" && ${organisationIds}::uuid[]`],
    [Facet.LANGUAGE, languages && sql`s.languages && ${languages}::text[]`],
    [Facet.STATE, states && sql`s.state = ANY(${states}::text[])`],
    [Facet.EVIDENCE, evidence && sql`s.evidence = ANY(${evidence}::text[])`],
    [null, placeIds && sql`s."placeIds" && ${placeIds}::uuid[]`],
    [Facet.YEAR, yearFrom === undefined ? undefined : sql`${yearFrom} <= ANY(s.years)`],
    [Facet.YEAR, yearTo === undefined ? undefined : sql`${yearTo} >= ANY(s.years)`],
    [Facet.POPULATION, populationFrom === undefined ? undefined : sql`s.population >= ${populationFrom}`],
    [Facet.POPULATION, populationTo === undefined ? undefined : sql`s.population <= ${populationTo}`],
    [Facet.ADOPTED, adopted === undefined ? undefined : sql`(s.document->>'adopted')::boolean = ${adopted}`],
    [null, synthetic === undefined ? undefined : sql`(s.document->>'synthetic')::boolean = ${synthetic}`],
  ];
  return all.flatMap(([facet, condition]) =>
    condition && (facet === null || facet !== without) ? [condition] : [],
  );
}
