import sql, { type Sql } from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { read } from "../../foundation/reading.ts";
import type { NearInput } from "./search.input.ts";

const EARTH_RADIUS_KM = 6371;

/** The condition that the place of the document `t` is known and within that distance, as the crow flies. */
export const within = ({ latitude, longitude, km }: Record<keyof NearInput, Sql>): Sql =>
  sql`t.latitude IS NOT NULL AND ${EARTH_RADIUS_KM}::float8 * 2 * asin(sqrt(least(1,
    sin(radians(t.latitude - ${latitude}::float8) / 2) ^ 2
    + cos(radians(${latitude}::float8)) * cos(radians(t.latitude)) * sin(radians(t.longitude - ${longitude}::float8) / 2) ^ 2
  ))) <= ${km}::float8`;

/** The territories whose place is within that distance. */
export async function territoriesNear(
  ctx: HubContext,
  { latitude, longitude, km }: NearInput,
): Promise<string[]> {
  const near = within({ latitude: sql`${latitude}`, longitude: sql`${longitude}`, km: sql`${km}` });
  const found = await read<{ id: string }>(
    ctx,
    sql`SELECT t.id FROM search.document t WHERE t.kind = 'TERRITORY' AND t.document IS NOT NULL AND ${near}`,
  );
  return found.map(({ id }) => id);
}
