import sql from "sql-template-tag";
import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { badInput } from "../../foundation/problems.ts";
import { read, unseen } from "../../foundation/reading.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { OF_RECORDS } from "./record-event.entity.ts";

/** So many events are told at once. */
const PAGE = 200;

@ObjectType({ description: "That subscribers to a field are to be told something." })
class FeedEvent {
  @Field({ description: "The field of Subscription, and of Query, that tells it." })
  field: string;

  @Field(() => ID, { description: "The id by which the field of Query tells it." })
  id: string;

  @Field(() => ID, {
    nullable: true,
    description: "The only member for whom it is; null where it is for all.",
  })
  member: string | null;

  @Field(() => [String], { description: "What subscribers may have asked for by their arguments." })
  tags: string[];
}

@ObjectType({ description: "What has happened after a position, in its order." })
class Feed {
  @Field({ description: "The position after these events, for `after`." })
  position: string;

  @Field({ description: "Whether more is there already." })
  more: boolean;

  @Field(() => [FeedEvent], { description: "What subscribers are to be told." })
  events: FeedEvent[];
}

@Resolver()
export class FeedResolver {
  @Query(() => Feed, {
    nullable: true,
    description:
      "What subscribers are to be told: for the hub's own gateway, null for everybody else. Without a position, only where the feed stands.",
  })
  feed(
    @Arg("after", () => String, { nullable: true, description: "The position of the page before." })
    after: string | null,
    @Arg("members", () => [ID], { description: "The members who have subscribed." }) members: string[],
    @Ctx() ctx: HubContext,
  ): Promise<Feed> | null {
    if (ctx.viewer.kind !== "SERVICE") return null;
    if (after && !/^\d{1,18}$/.test(after)) throw badInput("after", "This is no position.");
    return after ? feedAfter(ctx, after, members.filter(isUuid)) : feedNow(ctx);
  }
}

async function feedNow(ctx: HubContext): Promise<Feed> {
  const [row] = await read<{ position: string }>(
    ctx,
    sql`SELECT coalesce(max(place), 0)::text AS position FROM hub.event`,
  );
  return { position: row!.position, more: false, events: [] };
}

/** Events have their places by one after the other who delivers them: what has a place is told, and nothing comes before it any more. */
async function feedAfter(ctx: HubContext, after: string, members: readonly string[]): Promise<Feed> {
  const [page] = await read<Feed & { count: number }>(
    ctx,
    sql`WITH page AS (SELECT * FROM hub.event WHERE place > ${after}::bigint ORDER BY place LIMIT ${PAGE}),
      told AS (
        SELECT place, 0 AS step, jsonb_build_object('field', 'recordEvent', 'id', id, 'member', NULL, 'tags',
          to_jsonb(ARRAY[type, kind] || ARRAY(SELECT unnest(things)::text UNION SELECT unnest(o.path)::text FROM hub.topic o WHERE o.id = ANY(things)))) AS event
        FROM (SELECT *, "recordId" || concerns AS things FROM page WHERE type = ANY(${[...OF_RECORDS]}::text[])) p
        UNION ALL
        SELECT place, 1, jsonb_build_object('field', 'inboxItem', 'id', i.id, 'member', i."memberId", 'tags', '[]'::jsonb)
        FROM inbox.item i WHERE i.place > ${after}::bigint AND i.place <= (SELECT max(place) FROM page) AND i."memberId" = ANY(${unseen(members)}))
      SELECT coalesce((SELECT max(place) FROM page), ${after}::bigint)::text AS position, (SELECT count(*)::int FROM page) AS count,
        (SELECT coalesce(jsonb_agg(event ORDER BY place, step), '[]') FROM told) AS events`,
  );
  const { position, count, events } = page!;
  return { position, more: count === PAGE, events };
}
