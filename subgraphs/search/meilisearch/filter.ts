import type { Conditions, Sight } from "../engine.ts";
import { Facet } from "../search.enums.ts";

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

/** The conditions as filters; with `without`, all but those on the property of that facet. */
export function conditionsFilter(conditions: Conditions, without?: Facet): string[] {
  return conditionsOf(conditions)
    .filter(({ facet }) => facet === null || facet !== without)
    .map(({ filter }) => filter);
}

/** Is there a condition on the property of that facet? */
export const narrows = (conditions: Conditions, facet: Facet): boolean =>
  conditionsOf(conditions).some((one) => one.facet === facet);

function conditionsOf(conditions: Conditions): { facet: Facet | null; filter: string }[] {
  const { kinds, topicIds, countries, organisationIds, languages, states, evidence, placeIds } = conditions;
  const { yearFrom, yearTo, populationFrom, populationTo, adopted, synthetic } = conditions;
  const lists: [Facet | null, string, readonly string[] | undefined][] = [
    [Facet.KIND, "kind", kinds],
    [Facet.TOPIC, "topicPath", topicIds],
    [Facet.COUNTRY, "countries", countries],
    [Facet.ORGANISATION, "organisationIds", organisationIds],
    [Facet.LANGUAGE, "languages", languages],
    [Facet.STATE, "state", states],
    [Facet.EVIDENCE, "evidence", evidence],
    [null, "placeIds", placeIds],
  ];
  const bounds: [Facet, string, number | undefined][] = [
    [Facet.YEAR, "years >=", yearFrom],
    [Facet.YEAR, "years <=", yearTo],
    [Facet.POPULATION, "population >=", populationFrom],
    [Facet.POPULATION, "population <=", populationTo],
  ];
  const flags: [Facet | null, string, boolean | undefined][] = [
    [Facet.ADOPTED, "adopted", adopted],
    [null, "synthetic", synthetic],
  ];
  return [
    ...lists.flatMap(([facet, name, values]) => (values ? [{ facet, filter: oneOf(name, values) }] : [])),
    ...bounds.flatMap(([facet, name, value]) =>
      value === undefined ? [] : [{ facet, filter: `${name} ${Math.trunc(value)}` }],
    ),
    ...flags.flatMap(([facet, name, value]) =>
      value === undefined ? [] : [{ facet, filter: `${name} = ${value === true}` }],
    ),
  ];
}

/** The filter language takes values from our callers only so: quoted, on an attribute that we name. */
const oneOf = (attribute: string, values: readonly string[]): string =>
  `${attribute} IN [${values.map((value) => JSON.stringify(value)).join(", ")}]`;
