import sql, { raw, type Sql } from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { country } from "../../foundation/country.ts";
import { placesLike } from "../../foundation/likeness.ts";
import type { Order } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { PlaceSort } from "./place.enums.ts";
import type { OrganisationFilter, PlaceFilter, TerritoryFilter } from "./place.input.ts";

/** The inhabitants of a territory, and of an organisation: its own figure, else that of its territory. */
const inhabitants = {
  territory: "r.population",
  organisation: `COALESCE(r.population, (SELECT t.population FROM members.territory t WHERE t.id = r."territoryId"))`,
};

/** An OrganisationFilter as conditions on the row `r`. Throws UNKNOWN_REFERENCE. */
export async function organisationsThat(
  ctx: HubContext,
  filter: OrganisationFilter | null | undefined,
): Promise<Sql[]> {
  const where = placesThat(filter, inhabitants.organisation);
  if (filter?.kinds) where.push(sql`r."organisationKind" = ANY(${filter.kinds}::text[])`);
  if (filter?.territoryIds)
    where.push(sql`r."territoryId" = ANY(${filter.territoryIds.filter(isUuid)}::uuid[])`);
  if (filter?.networkMember !== null && filter?.networkMember !== undefined)
    where.push(sql`r."networkMember" = ${filter.networkMember}`);
  if (filter?.likeOrganisation)
    where.push(sql`r.id = ANY(${await placesLike(ctx, filter.likeOrganisation)})`);
  return where;
}

/** A TerritoryFilter as conditions on the row `r`. */
export function territoriesThat(filter: TerritoryFilter | null | undefined): Sql[] {
  const where = placesThat(filter, inhabitants.territory);
  if (filter?.kinds) where.push(sql`r."territoryKind" = ANY(${filter.kinds}::text[])`);
  if (filter?.partOfIds) where.push(sql`r."partOfId" = ANY(${filter.partOfIds.filter(isUuid)}::uuid[])`);
  return where;
}

function placesThat(filter: PlaceFilter | null | undefined, population: string): Sql[] {
  if (!filter) return [];
  const { ids, countries, populationFrom, populationTo, languages, changedSince, synthetic } = filter;
  const where: Sql[] = [];
  if (ids) where.push(sql`r.id = ANY(${ids.filter(isUuid)}::uuid[])`);
  if (countries)
    where.push(sql`r.country = ANY(${countries.map((code) => country(code, "countries"))}::text[])`);
  if (populationFrom !== null && populationFrom !== undefined)
    where.push(sql`${raw(population)} >= ${populationFrom}`);
  if (populationTo !== null && populationTo !== undefined)
    where.push(sql`${raw(population)} <= ${populationTo}`);
  if (languages) where.push(sql`r.texts ?| ${languages}::text[]`);
  if (changedSince) where.push(sql`r."updatedAt" >= ${changedSince}::timestamptz`);
  if (synthetic !== null && synthetic !== undefined)
    where.push(sql`(r.provenance->>'synthetic')::boolean = ${synthetic}`);
  return where;
}

const byName: Order = { name: "NAME", by: 'r."sortTitle"', type: "text", descending: false };

const orders = (population: string): Readonly<Record<PlaceSort, Order>> => ({
  NAME: byName,
  NEWEST: { name: "NEWEST", by: "r.id", type: "uuid", descending: true },
  CHANGED: { name: "CHANGED", by: 'r."updatedAt"', type: "timestamptz", descending: true },
  POPULATION: { name: "POPULATION", by: `COALESCE(${population}, -1)`, type: "int", descending: true },
});
const organisationOrders = orders(inhabitants.organisation);
const territoryOrders = orders(inhabitants.territory);

export const organisationOrder = (sort: PlaceSort): Order => organisationOrders[sort];
export const territoryOrder = (sort: PlaceSort): Order => territoryOrders[sort];
