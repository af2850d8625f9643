import { type Conditions, given, type Sight } from "../engine.ts";
import type { Facet } from "../search.enums.ts";

/** The attribute of the documents by which a facet counts. */
export const attributeOf: Readonly<Record<Facet, string>> = {
  KIND: "kind",
  TOPIC: "topicPath",
  COUNTRY: "countries",
  ORGANISATION: "organisationIds",
  YEAR: "years",
  LANGUAGE: "languages",
  STATE: "state",
  EVIDENCE: "evidence",
  POPULATION: "populationClass",
  ADOPTED: "adopted",
};

/** The filter for what a viewer may find. */
export function sightFilter({ audiences, except }: Sight): string[] {
  const filter: string[] = [];
  if (audiences) filter.push(oneOf("audience", audiences));
  if (except.length > 0) filter.push(`NOT ${oneOf("id", except)}`);
  return filter;
}

/** What each condition asks of a document. */
const HOLDS: {
  readonly [Name in keyof Required<Conditions>]: (value: NonNullable<Conditions[Name]>) => string;
} = {
  kinds: (values) => oneOf("kind", values),
  topicIds: (values) => oneOf("topicPath", values),
  countries: (values) => oneOf("countries", values),
  organisationIds: (values) => oneOf("organisationIds", values),
  languages: (values) => oneOf("languages", values),
  states: (values) => oneOf("state", values),
  evidence: (values) => oneOf("evidence", values),
  placeIds: (values) => oneOf("placeIds", values),
  yearFrom: (value) => `years >= ${Math.trunc(value)}`,
  yearTo: (value) => `years <= ${Math.trunc(value)}`,
  populationFrom: (value) => `population >= ${Math.trunc(value)}`,
  populationTo: (value) => `population <= ${Math.trunc(value)}`,
  adopted: (value) => `adopted = ${value === true}`,
  synthetic: (value) => `synthetic = ${value === true}`,
};

/** The conditions as filters; with `without`, all but those on the property of that facet. */
export const conditionsFilter = (conditions: Conditions, without?: Facet): string[] =>
  given(conditions, without).map((name) => HOLDS[name](conditions[name] as never));

/** The filter language takes values from our callers only so: quoted, on an attribute that we name. */
const oneOf = (attribute: string, values: readonly string[]): string =>
  `${attribute} IN [${values.map((value) => JSON.stringify(value)).join(", ")}]`;
