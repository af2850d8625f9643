import { badInput } from "../../foundation/problems.ts";
import { isUuid } from "../../foundation/uuid.ts";
import type { Conditions } from "./engine.ts";
import type { NearInput, SearchFilter } from "./search.input.ts";

const MOST_VALUES = 100;

/** The filter as conditions whose values all have the form of what they name. Throws BAD_USER_INPUT. */
export function checkedConditions(filter: SearchFilter | null | undefined): Conditions {
  if (!filter) return {};
  for (const [field, values] of Object.entries(filter)) {
    if (Array.isArray(values) && values.length > MOST_VALUES)
      throw badInput(field, `Give at most ${MOST_VALUES} values of ${field}, not ${values.length}.`);
  }
  const { kinds, topicIds, countries, organisationIds, languages, states, evidence, adopted, synthetic } =
    filter;
  const yearFrom = year("yearFrom", filter.yearFrom);
  const yearTo = year("yearTo", filter.yearTo);
  if (yearFrom !== undefined && yearTo !== undefined && yearFrom > yearTo)
    throw badInput("yearTo", "The years end before they begin.");
  const populationFrom = inhabitants("populationFrom", filter.populationFrom);
  const populationTo = inhabitants("populationTo", filter.populationTo);
  if (populationFrom !== undefined && populationTo !== undefined && populationFrom > populationTo)
    throw badInput("populationTo", "The range of inhabitants ends before it begins.");
  return {
    kinds: kinds ?? undefined,
    topicIds: topicIds?.filter(isUuid).map((id) => id.toLowerCase()),
    countries: countries?.map(country),
    organisationIds: organisationIds?.filter(isUuid).map((id) => id.toLowerCase()),
    yearFrom,
    yearTo,
    languages: languages ?? undefined,
    states: states ?? undefined,
    evidence: evidence ?? undefined,
    populationFrom,
    populationTo,
    adopted: adopted ?? undefined,
    synthetic: synthetic ?? undefined,
  };
}

function country(code: string): string {
  if (!/^[A-Za-z]{2}$/.test(code))
    throw badInput("countries", `"${code.slice(0, 20)}" is not a country: use its ISO 3166-1 code, as FR.`);
  return code.toUpperCase();
}

function inhabitants(field: string, value: number | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (value < 0) throw badInput(field, `${value} is no number of inhabitants: give 0 or more.`);
  return value;
}

const FURTHEST_KM = 20_000;

/** The point and the distance of a filter, checked. Throws BAD_USER_INPUT. */
export function checkedNear({ latitude, longitude, km }: NearInput): NearInput {
  if (!(latitude >= -90 && latitude <= 90)) throw badInput("near", "A latitude is from -90 to 90 degrees.");
  if (!(longitude >= -180 && longitude <= 180))
    throw badInput("near", "A longitude is from -180 to 180 degrees.");
  if (!(km > 0 && km <= FURTHEST_KM))
    throw badInput("near", `The distance is more than 0 and at most ${FURTHEST_KM} kilometres.`);
  return { latitude, longitude, km };
}

function year(field: string, value: number | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (value < 1000 || value > 9999)
    throw badInput(field, `${value} is not a year: write it with four digits.`);
  return value;
}
