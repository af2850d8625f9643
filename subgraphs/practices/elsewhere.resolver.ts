import sql, { type Sql } from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { aboutParentTopic } from "../../foundation/directory.ts";
import { fewThat } from "../../foundation/rows.ts";
import { Practice, PracticeConnection } from "./practice.entity.ts";
import { PracticeSort } from "./practice.input.ts";
import { practiceOrder } from "./practice.service.ts";
import { Organisation, Project, Territory, Topic } from "./references.ts";

interface Ref {
  id: string;
}

const practicesOf = (
  ctx: HubContext,
  parent: Ref,
  page: PageArgs,
  sort: PracticeSort,
  name: string,
  link: Sql,
): Promise<Connection<Practice>> =>
  connectionOf(ctx, Practice, page, { name, parent: parent.id, link, order: practiceOrder(ctx, sort) });

@Resolver(() => Topic)
export class TopicPractices {
  @FieldResolver(() => PracticeConnection, {
    nullable: true,
    description: "Practices about the topic or one narrower than it.",
  })
  practices(
    @Root() topic: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => PracticeSort, { defaultValue: PracticeSort.NEWEST }) sort: PracticeSort,
    @Ctx() ctx: HubContext,
  ) {
    return practicesOf(ctx, topic, page, sort, "practices of topic", aboutParentTopic("practices.practice"));
  }
}

@Resolver(() => Organisation)
export class OrganisationPractices {
  @FieldResolver(() => PracticeConnection, {
    nullable: true,
    description: "Practices it owns or takes part in.",
  })
  practices(
    @Root() organisation: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => PracticeSort, { defaultValue: PracticeSort.NEWEST }) sort: PracticeSort,
    @Ctx() ctx: HubContext,
  ) {
    const link = fewThat(
      "practices.practice",
      sql`(r."ownerId" = p.id OR r."organisationIds" @> ARRAY[p.id])`,
    );
    return practicesOf(ctx, organisation, page, sort, "practices of organisation", link);
  }
}

@Resolver(() => Territory)
export class TerritoryPractices {
  @FieldResolver(() => PracticeConnection, { nullable: true, description: "Practices done there." })
  practices(
    @Root() territory: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => PracticeSort, { defaultValue: PracticeSort.NEWEST }) sort: PracticeSort,
    @Ctx() ctx: HubContext,
  ) {
    return practicesOf(
      ctx,
      territory,
      page,
      sort,
      "practices of territory",
      fewThat("practices.practice", sql`r."territoryIds" @> ARRAY[p.id]`),
    );
  }
}

@Resolver(() => Project)
export class ProjectPractices {
  @FieldResolver(() => PracticeConnection, {
    nullable: true,
    description: "Practices that belong to the project.",
  })
  practices(
    @Root() project: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => PracticeSort, { defaultValue: PracticeSort.NEWEST }) sort: PracticeSort,
    @Ctx() ctx: HubContext,
  ) {
    return practicesOf(
      ctx,
      project,
      page,
      sort,
      "practices of project",
      fewThat("practices.practice", sql`r."projectIds" @> ARRAY[p.id]`),
    );
  }
}
