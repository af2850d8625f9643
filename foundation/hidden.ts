import sql, { empty, type Sql } from "sql-template-tag";
import { contentFor, seesPeople } from "./access.ts";
import type { HubContext } from "./context.ts";
import { read, unseen } from "./reading.ts";
import { isUuid } from "./uuid.ts";
import { isAdministrator } from "./viewer.ts";

/**
 * A stored JSON value as this viewer may see it. An id of a record or person that is not theirs to see becomes null; in a list
 * it is left out, and so is every entry that names one, for what is said there is about it.
 */
export async function withoutHidden<T>(ctx: HubContext, value: T): Promise<T> {
  const ids = new Set<string>();
  each(value, (text) => {
    if (isUuid(text)) ids.add(text);
  });
  if (ids.size === 0) return value;
  const all = [...ids];
  const seen = await knowable(ctx).loadMany(all);
  const hidden = new Set(all.filter((_, i) => seen[i] !== true));
  return (hidden.size > 0 ? shown(value, hidden) : value) as T;
}

function each(value: unknown, hear: (text: string) => void): void {
  if (typeof value === "string") hear(value);
  else if (value && typeof value === "object") for (const one of Object.values(value)) each(one, hear);
}

function shown(value: unknown, hidden: ReadonlySet<unknown>): unknown {
  if (hidden.has(value)) return null;
  if (Array.isArray(value))
    return value.filter((one) => !names(one, hidden)).map((one) => shown(one, hidden));
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shown(one, hidden)]));
}

const names = (entry: unknown, hidden: ReadonlySet<unknown>): boolean =>
  hidden.has(entry) ||
  (!!entry && typeof entry === "object" && Object.values(entry).some((one) => hidden.has(one)));

/** The loader that tells of any id whether the viewer may know what it stands for. */
const knowable = (ctx: HubContext) =>
  ctx.load.batched<string, boolean>("knowable ids", async (ids) => {
    const wanted = unseen(ids);
    const found = await read<{ id: string }>(
      ctx,
      sql`SELECT d.id FROM hub.record d WHERE d.id = ANY(${wanted}) AND ${contentFor(ctx.viewer, "d")}
        ${people(ctx, wanted)}`,
    );
    const known = new Set(found.map(({ id }) => id));
    return ids.map((id) => known.has(id));
  });

/** The people among these ids whom the viewer may know; nobody else's people are asked for at all. */
function people({ viewer }: HubContext, wanted: Sql): Sql {
  if (!seesPeople(viewer)) return empty;
  const all = viewer.kind === "SERVICE" || isAdministrator(viewer);
  return sql`UNION ALL SELECT p.id FROM hub.person p WHERE p.id = ANY(${wanted}) AND NOT p.erased AND (NOT p.pending OR ${all})`;
}
