import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import { ContentSort, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { aboutParentTopic } from "../../foundation/directory.ts";
import { fewThat } from "../../foundation/rows.ts";
import { Topic, WorkingGroup } from "./references.ts";
import { Series, SeriesConnection } from "./series.entity.ts";

@Resolver(() => Topic)
export class TopicSeries {
  @FieldResolver(() => SeriesConnection, {
    nullable: true,
    description: "Series of workshops about the topic or one narrower than it.",
  })
  series(
    @Root() { id }: { id: string },
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Series>> {
    return connectionOf(ctx, Series, page, {
      name: "series of topic",
      parent: id,
      link: aboutParentTopic("workshops.series"),
      order: orderOf(sort),
    });
  }
}

@Resolver(() => WorkingGroup)
export class WorkingGroupSeries {
  @FieldResolver(() => SeriesConnection, {
    nullable: true,
    description: "Series of workshops that the group holds.",
  })
  series(
    @Root() { id }: { id: string },
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Series>> {
    return connectionOf(ctx, Series, page, {
      name: "series of group",
      parent: id,
      link: fewThat("workshops.series", sql`r."workingGroupIds" @> ARRAY[p.id]`),
      order: orderOf(sort),
    });
  }
}
