import sql, { type Sql } from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { loadAll } from "../../foundation/loaders.ts";
import { byId, nameFor, type Order, rowsPerParent } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { Topic } from "./topic.entity.ts";
import { type TopicFilter, TopicSort } from "./topic.input.ts";

/** A TopicFilter as conditions on the row `r`. */
export function topicsThat(filter: TopicFilter | null | undefined): Sql[] {
  if (!filter) return [];
  const { ids, slugs, top, under, languages, changedSince } = filter;
  const where: Sql[] = [];
  if (ids) where.push(sql`r.id = ANY(${ids.filter(isUuid)}::uuid[])`);
  if (slugs) where.push(sql`r.slug = ANY(${slugs}::text[])`);
  if (top !== null && top !== undefined) where.push(sql`(r."broaderId" IS NULL) = ${top}`);
  if (under) {
    const broader = isUuid(under) ? [under] : [];
    where.push(sql`r.path && ${broader}::uuid[] AND r.id <> ALL(${broader}::uuid[])`);
  }
  if (languages) where.push(sql`r.texts ?| ${languages}::text[]`);
  if (changedSince) where.push(sql`r."updatedAt" >= ${changedSince}::timestamptz`);
  return where;
}

const orders: Readonly<Record<TopicSort, Order>> = {
  LABEL: { name: "LABEL", by: 'r."sortTitle"', type: "text", descending: false },
  NEWEST: { name: "NEWEST", by: "r.id", type: "uuid", descending: true },
  CHANGED: { name: "CHANGED", by: 'r."updatedAt"', type: "timestamptz", descending: true },
};

export const topicOrder = (sort: TopicSort): Order => orders[sort];

/** The loader of the topics directly under a topic, by label. What it finds need not be looked up by id again. */
export const narrowerThan = (ctx: HubContext) =>
  ctx.load.batched(nameFor(ctx, Topic, "narrower than"), async (parents: readonly string[]) => {
    const found = await rowsPerParent(ctx, Topic, parents, sql`r."broaderId" = p.id`, {
      order: topicOrder(TopicSort.LABEL),
    });
    const known = byId(ctx, Topic);
    for (const topic of [...found.values()].flat()) known.prime(topic.id, topic);
    return parents.map((id) => found.get(id) ?? []);
  });

/** The topics above a topic, the broadest first. */
export async function ancestorsOf(ctx: HubContext, { id, path }: Topic): Promise<Topic[]> {
  const above = await loadAll(
    byId(ctx, Topic),
    path.filter((one) => one !== id),
  );
  return above.filter((topic) => topic !== null);
}
