import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root, registerEnumType } from "type-graphql";
import { type Connection, connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { read } from "../../foundation/reading.ts";
import { countPerParent, fewThat, type Order } from "../../foundation/rows.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { Annotation, AnnotationConnection } from "./annotation.entity.ts";
import { standing } from "./lists.ts";
import { ModerationEntry, ModerationEntryConnection } from "./moderation.entity.ts";

enum ModerationQueueSort {
  MOST_FLAGGED = "MOST_FLAGGED",
  LONGEST_WAITING = "LONGEST_WAITING",
}
registerEnumType(ModerationQueueSort, {
  name: "ModerationQueueSort",
  description: "The order in which notes wait for the curators.",
  valuesConfig: {
    MOST_FLAGGED: { description: "Those that most members flagged first; of equals, the earlier written." },
    LONGEST_WAITING: { description: "Those whose first flag waits longest first." },
  },
});

const open = sql`r.flag = 'OPEN'`;
const openFlags = (what: string) =>
  `(SELECT ${what} FROM annotations.moderation_log f WHERE f."annotationId" = r.id AND f.flag = 'OPEN')`;

const orders: Readonly<Record<ModerationQueueSort, Order>> = {
  MOST_FLAGGED: { name: "MOST_FLAGGED", by: openFlags("-count(*)::int"), type: "int", descending: false },
  LONGEST_WAITING: {
    name: "LONGEST_WAITING",
    by: `coalesce(${openFlags("min(f.at)")}, r."updatedAt")`,
    type: "timestamptz",
    descending: false,
  },
};

const earliestFirst: Order = { name: "OLDEST", by: "r.id", type: "uuid", descending: false };

@Resolver(() => Annotation)
export class ModerationQueue {
  @Query(() => AnnotationConnection, {
    description:
      "The notes that members flagged and on which the curators have yet to decide. Empty for everybody but curators.",
  })
  moderationQueue(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ModerationQueueSort, { defaultValue: ModerationQueueSort.MOST_FLAGGED })
    sort: ModerationQueueSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Annotation>> {
    const waiting = fewThat("annotations.annotation", sql`r.moderation = 'FLAGGED'`);
    const where = [isCurator(ctx.viewer) ? waiting : sql`FALSE`, standing];
    return connection(ctx, Annotation, page, { where, order: orders[sort] });
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "How many members' flags on it wait for the curators; null for all but curators.",
  })
  flagCount(@Root() { id }: Annotation, @Ctx() ctx: HubContext): Promise<number> | null {
    if (!isCurator(ctx.viewer)) return null;
    return ctx.load
      .batched<string, number>("count of open flags of annotation", async (ids) => {
        const counts = await countPerParent(ctx, ModerationEntry, ids, sql`r."annotationId" = p.id`, [open]);
        return ids.map((one) => counts.get(one) ?? 0);
      })
      .load(id);
  }

  @FieldResolver(() => ModerationEntryConnection, {
    nullable: true,
    description:
      "The members' flags on it that wait for the curators, with their reasons, the earliest first; null for all but curators.",
  })
  flags(
    @Root() { id }: Annotation,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<ModerationEntry>> | null {
    if (!isCurator(ctx.viewer)) return null;
    return connectionOf(ctx, ModerationEntry, page, {
      name: "open flags of annotation",
      parent: id,
      link: sql`r."annotationId" = p.id`,
      where: [open],
      order: earliestFirst,
    });
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether you flagged it and the curators have yet to decide; null unless you are signed in as a member.",
  })
  flaggedByMe(@Root() { id }: Annotation, @Ctx() ctx: HubContext): Promise<boolean> | null {
    const { member } = ctx.viewer;
    if (!member) return null;
    return ctx.load
      .batched<string, boolean>("own open flags", async (ids) => {
        const found = await read<{ id: string }>(
          ctx,
          sql`SELECT r."annotationId" AS id FROM annotations.moderation_log r
            WHERE r."annotationId" = ANY(${[...ids]}::uuid[]) AND r."actorId" = ${member}::uuid AND ${open}`,
        );
        const flagged = new Set(found.map((one) => one.id));
        return ids.map((one) => flagged.has(one));
      })
      .load(id);
  }
}
