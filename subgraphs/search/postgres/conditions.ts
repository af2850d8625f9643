import sql, { join, raw, type Sql } from "sql-template-tag";
import { type Conditions, given } from "../engine.ts";
import type { Facet } from "../search.enums.ts";

/** What each condition asks of the document `s`. */
const HOLDS: Readonly<Record<keyof Conditions, (value: Sql) => Sql>> = {
  kinds: (value) => sql`s.kind = ANY(${value}::text[])`,
  topicIds: (value) => sql`s."topicPath" && ${value}::uuid[]`,
  countries: (value) => sql`s.countries && ${value}::text[]`,
  organisationIds: (value) => sql`s."organisationIds" && ${value}::uuid[]`,
  languages: (value) => sql`s.languages && ${value}::text[]`,
  states: (value) => sql`s.state = ANY(${value}::text[])`,
  evidence: (value) => sql`s.evidence = ANY(${value}::text[])`,
  placeIds: (value) => sql`s."placeIds" && ${value}::uuid[]`,
  yearFrom: (value) => sql`${value}::int <= ANY(s.years)`,
  yearTo: (value) => sql`${value}::int >= ANY(s.years)`,
  populationFrom: (value) => sql`s.population >= ${value}::int`,
  populationTo: (value) => sql`s.population <= ${value}::int`,
  adopted: (value) => sql`(s.document->>'adopted')::boolean = ${value}::boolean`,
  synthetic: (value) => sql`(s.document->>'synthetic')::boolean = ${value}::boolean`,
};

/** The conditions on the document `s`; with `without`, all but those on the property of that facet. */
export const conditionsFor = (conditions: Conditions, without?: Facet): Sql[] =>
  given(conditions, without).map((name) => HOLDS[name](sql`${conditions[name]!}`));

/** The conditions on the document `s` that stand in the row `q`, in columns of their names; null is none. */
export const conditionsIn = (names: readonly (keyof Conditions)[]): Sql =>
  join(
    names.map((name) => {
      const column = raw(`q."${name}"`);
      return sql`(${column} IS NULL OR ${HOLDS[name](column)})`;
    }),
    " AND ",
  );
