import sql, { type Sql } from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import { ContentSort, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { aboutParentTopic } from "../../foundation/directory.ts";
import { fewThat } from "../../foundation/rows.ts";
import { WorkingGroup, WorkingGroupConnection } from "./group.entity.ts";
import { Organisation, Project, Topic } from "./references.ts";

interface Ref {
  id: string;
}

const groupsOf = (
  ctx: HubContext,
  parent: Ref,
  page: PageArgs,
  sort: ContentSort,
  name: string,
  link: Sql,
): Promise<Connection<WorkingGroup>> =>
  connectionOf(ctx, WorkingGroup, page, { name, parent: parent.id, link, order: orderOf(sort) });

@Resolver(() => Topic)
export class TopicGroups {
  @FieldResolver(() => WorkingGroupConnection, {
    nullable: true,
    description: "Working groups about the topic or one narrower than it.",
  })
  workingGroups(
    @Root() topic: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ) {
    return groupsOf(ctx, topic, page, sort, "groups of topic", aboutParentTopic('"groups".working_group'));
  }
}

@Resolver(() => Organisation)
export class OrganisationGroups {
  @FieldResolver(() => WorkingGroupConnection, { nullable: true, description: "Working groups it hosts." })
  workingGroups(
    @Root() organisation: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ) {
    return groupsOf(ctx, organisation, page, sort, "groups of organisation", sql`r."hostId" = p.id`);
  }
}

@Resolver(() => Project)
export class ProjectGroups {
  @FieldResolver(() => WorkingGroupConnection, {
    nullable: true,
    description: "Working groups that carry on its work.",
  })
  workingGroups(
    @Root() project: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ) {
    return groupsOf(
      ctx,
      project,
      page,
      sort,
      "groups of project",
      fewThat('"groups".working_group', sql`r."projectIds" @> ARRAY[p.id]`),
    );
  }
}
