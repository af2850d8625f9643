import sql, { type Sql } from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { aboutParentTopic } from "../../foundation/directory.ts";
import { fewThat } from "../../foundation/rows.ts";
import { Organisation, Practice, Project, Topic, WorkingGroup, Workshop } from "./references.ts";
import { Resource, ResourceConnection } from "./resource.entity.ts";
import { ResourceSort } from "./resource.input.ts";
import { resourceOrder } from "./resource.service.ts";

interface Ref {
  id: string;
}

const resourcesOf = (
  ctx: HubContext,
  parent: Ref,
  page: PageArgs,
  sort: ResourceSort,
  name: string,
  link: Sql,
): Promise<Connection<Resource>> =>
  connectionOf(ctx, Resource, page, { name, parent: parent.id, link, order: resourceOrder(sort) });

@Resolver(() => Topic)
export class TopicResources {
  @FieldResolver(() => ResourceConnection, {
    nullable: true,
    description: "Resources about the topic or one narrower than it.",
  })
  resources(
    @Root() topic: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ResourceSort, { defaultValue: ResourceSort.NEWEST }) sort: ResourceSort,
    @Ctx() ctx: HubContext,
  ) {
    return resourcesOf(ctx, topic, page, sort, "resources of topic", aboutParentTopic("resources.resource"));
  }
}

@Resolver(() => Project)
export class ProjectResources {
  @FieldResolver(() => ResourceConnection, {
    nullable: true,
    description: "Resources that come from the project.",
  })
  resources(
    @Root() project: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ResourceSort, { defaultValue: ResourceSort.NEWEST }) sort: ResourceSort,
    @Ctx() ctx: HubContext,
  ) {
    return resourcesOf(
      ctx,
      project,
      page,
      sort,
      "resources of project",
      fewThat("resources.resource", sql`r."projectIds" @> ARRAY[p.id]`),
    );
  }
}

@Resolver(() => Workshop)
export class WorkshopResources {
  @FieldResolver(() => ResourceConnection, {
    nullable: true,
    description: "Resources that were shown at the workshop, tell of it or come from it.",
  })
  resources(
    @Root() workshop: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ResourceSort, { defaultValue: ResourceSort.NEWEST }) sort: ResourceSort,
    @Ctx() ctx: HubContext,
  ) {
    return resourcesOf(
      ctx,
      workshop,
      page,
      sort,
      "resources of workshop",
      fewThat("resources.resource", sql`r."workshopIds" @> ARRAY[p.id]`),
    );
  }
}

@Resolver(() => Practice)
export class PracticeResources {
  @FieldResolver(() => ResourceConnection, {
    nullable: true,
    description: "Resources that tell of the practice.",
  })
  resources(
    @Root() practice: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ResourceSort, { defaultValue: ResourceSort.NEWEST }) sort: ResourceSort,
    @Ctx() ctx: HubContext,
  ) {
    return resourcesOf(
      ctx,
      practice,
      page,
      sort,
      "resources of practice",
      fewThat("resources.resource", sql`r."practiceIds" @> ARRAY[p.id]`),
    );
  }
}

@Resolver(() => WorkingGroup)
export class WorkingGroupResources {
  @FieldResolver(() => ResourceConnection, {
    nullable: true,
    description: "Resources that come from the group.",
  })
  resources(
    @Root() group: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ResourceSort, { defaultValue: ResourceSort.NEWEST }) sort: ResourceSort,
    @Ctx() ctx: HubContext,
  ) {
    return resourcesOf(
      ctx,
      group,
      page,
      sort,
      "resources of group",
      fewThat("resources.resource", sql`r."workingGroupIds" @> ARRAY[p.id]`),
    );
  }
}

@Resolver(() => Organisation)
export class OrganisationResources {
  @FieldResolver(() => ResourceConnection, {
    nullable: true,
    description: "Resources that it published, alone or with others.",
  })
  resources(
    @Root() organisation: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ResourceSort, { defaultValue: ResourceSort.NEWEST }) sort: ResourceSort,
    @Ctx() ctx: HubContext,
  ) {
    return resourcesOf(
      ctx,
      organisation,
      page,
      sort,
      "resources of organisation",
      fewThat("resources.resource", sql`r."publisherIds" @> ARRAY[p.id]`),
    );
  }
}
