import sql, { join, raw, type Sql } from "sql-template-tag";
import type { Conditions } from "../engine.ts";
import { Facet } from "../search.enums.ts";

/** What each condition asks of the document `s`, and the facet whose property it is on. */
const MEANINGS: Readonly<Record<keyof Conditions, [Facet | null, holds: (value: Sql) => Sql]>> = {
  kinds: [Facet.KIND, (value) => sql`s.kind = ANY(${value}::text[])`],
  topicIds: [Facet.TOPIC, (value) => sql`s."topicPath" && ${value}::uuid[]`],
  countries: [Facet.COUNTRY, (value) => sql`s.countries && ${value}::text[]`],
  organisationIds: [Facet.ORGANISATION, (value) => sql`s."organisationIds" && ${value}::uuid[]`],
  languages: [Facet.LANGUAGE, (value) => sql`s.languages && ${value}::text[]`],
  states: [Facet.STATE, (value) => sql`s.state = ANY(${value}::text[])`],
  evidence: [Facet.EVIDENCE, (value) => sql`s.evidence = ANY(${value}::text[])`],
  placeIds: [null, (value) => sql`s."placeIds" && ${value}::uuid[]`],
  yearFrom: [Facet.YEAR, (value) => sql`${value}::int <= ANY(s.years)`],
  yearTo: [Facet.YEAR, (value) => sql`${value}::int >= ANY(s.years)`],
  populationFrom: [Facet.POPULATION, (value) => sql`s.population >= ${value}::int`],
  populationTo: [Facet.POPULATION, (value) => sql`s.population <= ${value}::int`],
  adopted: [Facet.ADOPTED, (value) => sql`(s.document->>'adopted')::boolean = ${value}::boolean`],
  synthetic: [null, (value) => sql`(s.document->>'synthetic')::boolean = ${value}::boolean`],
};
const NAMES = Object.keys(MEANINGS) as (keyof Conditions)[];

/** The conditions on the document `s`; with `without`, all but those on the property of that facet. */
export function conditionsFor(conditions: Conditions, without?: Facet): Sql[] {
  return NAMES.flatMap((name) => {
    const [facet, holds] = MEANINGS[name];
    const value = conditions[name];
    return value === undefined || (facet !== null && facet === without) ? [] : [holds(sql`${value}`)];
  });
}

/** Whether there is a condition on the property of that facet. */
export const narrowed = (conditions: Conditions, facet: Facet): boolean =>
  NAMES.some((name) => MEANINGS[name][0] === facet && conditions[name] !== undefined);

/** The conditions on the document `s` that stand in the row `q`, in columns of their names; null is none. */
export const conditionsIn = (names: readonly (keyof Conditions)[]): Sql =>
  join(
    names.map((name) => {
      const column = raw(`q."${name}"`);
      return sql`(${column} IS NULL OR ${MEANINGS[name][1](column)})`;
    }),
    " AND ",
  );
