import sql, { raw, type Sql } from "sql-template-tag";
import { DefaultNamingStrategy, getMetadataArgsStorage } from "typeorm";
import type { HubContext } from "./context.ts";
import { read, unseen } from "./reading.ts";
import type { RecordClass } from "./record.ts";
import type { Subgraph } from "./subgraph.ts";
import type { Viewer } from "./viewer.ts";

interface Thing {
  table: Sql;
  visibleTo(viewer: Viewer): Sql;
}

const things = new Map<string, Thing>();

/** Lets rows of all rooms point at the things of this one. */
export function mayBePointedAt({ things: classes = [] }: Subgraph): void {
  for (const Entity of classes) things.set(Entity.name, thingOf(Entity));
}

function thingOf(Entity: RecordClass<object>): Thing {
  const { schema, name } = getMetadataArgsStorage().tables.find(({ target }) => target === Entity)!;
  const table = raw(`"${schema}"."${new DefaultNamingStrategy().tableName(Entity.name, name)}"`);
  return { table, visibleTo: (viewer) => Entity.visibleTo(viewer) };
}

/** The condition that the viewer sees the thing of that type whose id the expression `id` gives, by the rule of the room that has it. */
export function sees(viewer: Viewer, type: string, id: string | Sql): Sql {
  const { table, visibleTo } = things.get(type)!;
  // The id is taken from the outer row before `r` comes to mean the thing.
  return sql`EXISTS (SELECT 1 FROM (SELECT ${typeof id === "string" ? raw(id) : id} AS id) pointer JOIN ${table} r ON r.id = pointer.id WHERE ${visibleTo(viewer)})`;
}

/** The thing of that type with that id as a reference; null where the viewer sees none, and where there is no id. */
export async function seenThing(
  ctx: HubContext,
  type: string,
  id: string | null,
): Promise<{ id: string } | null> {
  if (!id) return null;
  return ctx.load
    .batched<string, { id: string } | null>(`seen ${type}`, async (ids) => {
      const found = await read<{ id: string }>(
        ctx,
        sql`SELECT o.id FROM unnest(${unseen(ids)}) AS o(id) WHERE ${sees(ctx.viewer, type, "o.id")}`,
      );
      const there = new Map(found.map((one) => [one.id, one]));
      return ids.map((one) => there.get(one) ?? null);
    })
    .load(id);
}
