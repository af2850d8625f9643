import sql, { join, raw, type Sql } from "sql-template-tag";
import { contentFor } from "../../foundation/access.ts";
import { after, type Connection, type PageArgs, pageOf, pageSize } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import type { Kind } from "../../foundation/enums.ts";
import { read, unseen } from "../../foundation/reading.ts";
import type { Order } from "../../foundation/rows.ts";
import { Annotation } from "./annotation.entity.ts";
import { standing } from "./lists.ts";

/** Something in the feed of a working group. */
export interface Entry {
  id: string;
  /** when it was published, or written */
  at: Date;
  /** of a record; null for a note */
  kind: Kind | null;
}

/** Ties notes `r` to the group `p.id` for which they are meant. */
export const forGroup: Sql = sql`r.audience = 'GROUPS' AND r.id = ANY(ARRAY(SELECT t.id FROM annotations.thread t WHERE t."groupIds" @> ARRAY[p.id]))`;

const newestFirst: Order = { name: "FEED", by: "r.at", type: "timestamptz", descending: true };

/** What is in the feed of the group `p.id` as far as the viewer sees it, as rows with `id`, `at` and `kind`: its records, and the notes for it that begin threads. */
const sources = ({ viewer }: HubContext): Sql[] => [
  sql`SELECT d.id, d."appearedAt" AS at, d.kind FROM hub.record d
    WHERE d.id = ANY(ARRAY(SELECT l.id FROM hub.record_links l WHERE l."workingGroupIds" @> ARRAY[p.id])) AND d.id <> p.id AND ${contentFor(viewer, "d")}`,
  sql`SELECT r.id, r."createdAt" AS at, NULL AS kind FROM annotations.annotation r
    WHERE ${forGroup} AND r."replyToId" IS NULL AND ${standing} AND ${Annotation.visibleTo(viewer)}`,
];

/** The feed of a working group, the newest first: one statement for the feeds of all groups that are asked for together. */
export async function feedOf(ctx: HubContext, groupId: string, page: PageArgs): Promise<Connection<Entry>> {
  const limit = pageSize(page) + 1;
  const found = await ctx.load
    .batched<string, (Entry & { _key?: string })[]>(
      `feed of group ${page.first} ${page.after ?? ""}`,
      async (groups) => {
        const parts = sources(ctx).map(
          (source) => sql`(SELECT r.*, r.at::text AS "_key" FROM (${source}) r
            WHERE ${join([sql`TRUE`, ...after(page, newestFirst)], " AND ")}
            ORDER BY r.at DESC, r.id DESC LIMIT ${raw(`${limit}`)})`,
        );
        const rows = await read<Entry & { _key: string; parent: string }>(
          ctx,
          sql`SELECT p.id AS parent, f.* FROM unnest(${unseen(groups)}) AS p(id) CROSS JOIN LATERAL (
            SELECT * FROM (${join(parts, " UNION ALL ")}) r ORDER BY r.at DESC, r.id DESC LIMIT ${raw(`${limit}`)}) f`,
        );
        const byGroup = new Map<string, Entry[]>(groups.map((id) => [id, []]));
        for (const { parent, ...entry } of rows) byGroup.get(parent)?.push(entry);
        return groups.map((id) => byGroup.get(id) ?? []);
      },
    )
    .load(groupId);
  return pageOf(found, page, newestFirst, () => countOfFeed(ctx).load(groupId));
}

function countOfFeed(ctx: HubContext) {
  return ctx.load.batched<string, number>("count of feed of group", async (groups) => {
    const counts = sources(ctx).map((source) => sql`(SELECT count(*)::int FROM (${source}) r)`);
    const found = await read<{ id: string; count: number }>(
      ctx,
      sql`SELECT p.id, ${join(counts, " + ")} AS count FROM unnest(${unseen(groups)}) AS p(id)`,
    );
    const byGroup = new Map(found.map(({ id, count }) => [id, count]));
    return groups.map((id) => byGroup.get(id) ?? 0);
  });
}
