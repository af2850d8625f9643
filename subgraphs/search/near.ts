import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { read } from "../../foundation/reading.ts";
import type { NearInput } from "./search.input.ts";

const EARTH_RADIUS_KM = 6371;

/** The territories whose place is within that distance, as the crow flies. */
export async function territoriesNear(
  ctx: HubContext,
  { latitude, longitude, km }: NearInput,
): Promise<string[]> {
  const found = await read<{ id: string }>(
    ctx,
    sql`SELECT id FROM search.document
      WHERE kind = 'TERRITORY' AND document IS NOT NULL AND latitude IS NOT NULL AND ${EARTH_RADIUS_KM}::float8 * 2 * asin(sqrt(least(1,
        sin(radians(latitude - ${latitude}::float8) / 2) ^ 2
        + cos(radians(${latitude}::float8)) * cos(radians(latitude)) * sin(radians(longitude - ${longitude}::float8) / 2) ^ 2
      ))) <= ${km}::float8`,
  );
  return found.map(({ id }) => id);
}
