import sql, { raw, type Sql } from "sql-template-tag";
import { Column, Entity, PrimaryColumn } from "typeorm";
import type { HubContext } from "./context.ts";
import { known } from "./directory.ts";
import { Kind } from "./enums.ts";

/** What all rooms may know of places: what makes one like another. A trigger in the schema of the room that owns them keeps it. */
@Entity({ schema: "hub", name: "place" })
export class PlaceEntry {
  /** of an organisation or a territory */
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { nullable: true })
  country: string | null;

  @Column("int", { nullable: true })
  population: number | null;

  /** of an organisation: where it is. What is not known of itself is taken from there. */
  @Column("uuid", { nullable: true })
  territoryId: string | null;
}

/** What of a place makes another like it. */
export interface Place {
  population: number | null;
  countries: readonly string[];
}

const SAME_COUNTRY = 1 / 3;
const SAME_SIZE = 2 / 3;
/** A place ten times as large or as small is of another size altogether. */
const DECADES = 1;
/** From here on a place is like another. */
const LIKE = 1 / 2;

/** The rule of likeness, as partners read it. */
export const LIKENESS =
  "of about the same size (up to 1.8 times as many inhabitants, or as few), or of the same country and up to 5.6 times as large or small; where a size is not known, of the same country";

/** How like two places are: 1 where country and size are the same, 0 where neither is. */
export function likeness(one: Place, other: Place): number {
  const country = one.countries.some((code) => other.countries.includes(code)) ? SAME_COUNTRY : 0;
  if (!one.population || !other.population) return country;
  const apart = Math.abs(Math.log10(one.population / other.population));
  return country + SAME_SIZE * Math.max(0, 1 - apart / DECADES);
}

/** The ids of the places that are like that organisation by the same rule, as an SQL array; itself is not among them. Throws UNKNOWN_REFERENCE where there is no such organisation. */
export async function placesLike(ctx: HubContext, organisationId: string): Promise<Sql> {
  await known(ctx, Kind.ORGANISATION, [organisationId]);
  return like(organisationId);
}

const like = (id: string): Sql => sql`ARRAY(
  WITH place AS (SELECT o.id, COALESCE(o.country, t.country) AS country,
      COALESCE(NULLIF(o.population, 0), NULLIF(t.population, 0)) AS population
    FROM hub.place o LEFT JOIN hub.place t ON t.id = o."territoryId")
  SELECT other.id FROM place mine JOIN place other ON other.id <> mine.id WHERE mine.id = ${id}::uuid AND
    CASE WHEN mine.population IS NULL OR other.population IS NULL THEN mine.country = other.country
    ELSE ${raw(`${SAME_COUNTRY}`)} * (mine.country IS NOT NULL AND mine.country IS NOT DISTINCT FROM other.country)::int
      + ${raw(`${SAME_SIZE}`)} * GREATEST(0, 1 - abs(log(mine.population::numeric / other.population)) / ${raw(`${DECADES}`)})
      >= ${raw(`${LIKE}`)} END)`;
