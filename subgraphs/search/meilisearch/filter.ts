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
  const { kinds, topicIds, countries, organisationIds, languages, yearFrom, yearTo } = conditions;
  const lists: [Facet, readonly string[] | undefined][] = [
    [Facet.KIND, kinds],
    [Facet.TOPIC, topicIds],
    [Facet.COUNTRY, countries],
    [Facet.ORGANISATION, organisationIds],
    [Facet.LANGUAGE, languages],
  ];
  const filter: string[] = [];
  for (const [facet, values] of lists)
    if (values && facet !== without) filter.push(oneOf(attributeOf[facet], values));
  if (without !== Facet.YEAR) {
    if (yearFrom !== undefined) filter.push(`years >= ${Math.trunc(yearFrom)}`);
    if (yearTo !== undefined) filter.push(`years <= ${Math.trunc(yearTo)}`);
  }
  return filter;
}

/** Is there a condition on the property of that facet? */
export function narrows(conditions: Conditions, facet: Facet): boolean {
  return conditionsFilter(conditions).length !== conditionsFilter(conditions, facet).length;
}

/** The filter language takes values from our callers only so: quoted, on an attribute that we name. */
export const oneOf = (attribute: string, values: readonly string[]): string =>
  `${attribute} IN [${values.map((value) => JSON.stringify(value)).join(", ")}]`;
