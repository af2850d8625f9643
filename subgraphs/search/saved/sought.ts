import type { HubContext } from "../../../foundation/context.ts";
import { known } from "../../../foundation/directory.ts";
import { Kind } from "../../../foundation/enums.ts";
import { checkedConditions, checkedNear } from "../conditions.ts";
import type { NearInput, SearchFilter } from "../search.input.ts";
import { CONDITIONS } from "./match.ts";
import type { SavedSearch } from "./saved-search.entity.ts";

const NEAR = ["latitude", "longitude", "km"] as const satisfies readonly (keyof NearInput)[];

/** A filter as a saved search keeps it, a column for each condition; null is none. */
type Filtered = Pick<SavedSearch, (typeof CONDITIONS)[number] | (typeof NEAR)[number]>;

/** What a saved search looks for. */
export type Sought = Pick<SavedSearch, "query" | "language"> & Filtered;

/** The filter as it may be kept. Throws BAD_USER_INPUT, and UNKNOWN_REFERENCE where it names what the viewer does not see. */
export async function filtered(ctx: HubContext, filter: SearchFilter | null | undefined): Promise<Filtered> {
  const conditions = checkedConditions(filter);
  const near = filter?.near ? checkedNear(filter.near) : null;
  await known(ctx, Kind.TOPIC, filter?.topicIds);
  await known(ctx, Kind.ORGANISATION, filter?.organisationIds);
  return Object.fromEntries([
    ...CONDITIONS.map((name) => [name, conditions[name] ?? null]),
    ...NEAR.map((name) => [name, near?.[name] ?? null]),
  ]) as Filtered;
}

/** The filter as it was given; null where there is none. */
export function filterOf(row: Filtered): SearchFilter | null {
  if (!hasFilter(row)) return null;
  const { latitude, longitude, km } = row;
  return {
    ...Object.fromEntries(CONDITIONS.map((name) => [name, row[name]])),
    near: latitude === null || longitude === null || km === null ? null : { latitude, longitude, km },
  };
}

export const hasFilter = (row: Filtered): boolean =>
  [...CONDITIONS, ...NEAR].some((name) => row[name] !== null);

const NAMES = ["query", "language", ...CONDITIONS, ...NEAR] as const;

/** What a saved search looks for, and nothing else of it. */
export const soughtOf = (row: SavedSearch): Sought =>
  Object.fromEntries(NAMES.map((name) => [name, row[name]])) as unknown as Sought;

/** Do both look for the same? */
export const same = (one: Sought, other: Sought): boolean =>
  NAMES.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
