import sql, { type Sql } from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { aboutParentTopic } from "../../foundation/directory.ts";
import { fewThat } from "../../foundation/rows.ts";
import { Organisation, Practice, Project, Territory, Topic, WorkingGroup } from "./references.ts";
import { Workshop, WorkshopConnection } from "./workshop.entity.ts";
import { WorkshopSort } from "./workshop.input.ts";
import { workshopOrder } from "./workshop.service.ts";

interface Ref {
  id: string;
}

const workshopsOf = (
  ctx: HubContext,
  parent: Ref,
  page: PageArgs,
  sort: WorkshopSort,
  name: string,
  link: Sql,
): Promise<Connection<Workshop>> =>
  connectionOf(ctx, Workshop, page, { name, parent: parent.id, link, order: workshopOrder(sort) });

@Resolver(() => Topic)
export class TopicWorkshops {
  @FieldResolver(() => WorkshopConnection, {
    nullable: true,
    description: "Workshops about the topic or one narrower than it.",
  })
  workshops(
    @Root() topic: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => WorkshopSort, { defaultValue: WorkshopSort.START }) sort: WorkshopSort,
    @Ctx() ctx: HubContext,
  ) {
    return workshopsOf(ctx, topic, page, sort, "workshops of topic", aboutParentTopic("workshops.workshop"));
  }
}

@Resolver(() => Project)
export class ProjectWorkshops {
  @FieldResolver(() => WorkshopConnection, {
    nullable: true,
    description: "Workshops that belong to the project.",
  })
  workshops(
    @Root() project: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => WorkshopSort, { defaultValue: WorkshopSort.START }) sort: WorkshopSort,
    @Ctx() ctx: HubContext,
  ) {
    return workshopsOf(
      ctx,
      project,
      page,
      sort,
      "workshops of project",
      fewThat("workshops.workshop", sql`r."projectIds" @> ARRAY[p.id]`),
    );
  }
}

@Resolver(() => Practice)
export class PracticeWorkshops {
  @FieldResolver(() => WorkshopConnection, {
    nullable: true,
    description: "Workshops at which the practice was presented.",
  })
  workshops(
    @Root() practice: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => WorkshopSort, { defaultValue: WorkshopSort.START }) sort: WorkshopSort,
    @Ctx() ctx: HubContext,
  ) {
    return workshopsOf(
      ctx,
      practice,
      page,
      sort,
      "workshops of practice",
      fewThat("workshops.workshop", sql`r."practiceIds" @> ARRAY[p.id]`),
    );
  }
}

@Resolver(() => WorkingGroup)
export class WorkingGroupWorkshops {
  @FieldResolver(() => WorkshopConnection, {
    nullable: true,
    description: "Workshops that the group held.",
  })
  workshops(
    @Root() group: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => WorkshopSort, { defaultValue: WorkshopSort.START }) sort: WorkshopSort,
    @Ctx() ctx: HubContext,
  ) {
    return workshopsOf(
      ctx,
      group,
      page,
      sort,
      "workshops of group",
      fewThat("workshops.workshop", sql`r."workingGroupIds" @> ARRAY[p.id]`),
    );
  }
}

@Resolver(() => Territory)
export class TerritoryWorkshops {
  @FieldResolver(() => WorkshopConnection, {
    nullable: true,
    description: "Workshops held there.",
  })
  workshops(
    @Root() territory: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => WorkshopSort, { defaultValue: WorkshopSort.START }) sort: WorkshopSort,
    @Ctx() ctx: HubContext,
  ) {
    return workshopsOf(ctx, territory, page, sort, "workshops of territory", sql`r."territoryId" = p.id`);
  }
}

@Resolver(() => Organisation)
export class OrganisationWorkshops {
  @FieldResolver(() => WorkshopConnection, {
    nullable: true,
    description: "Workshops that it held.",
  })
  workshops(
    @Root() organisation: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => WorkshopSort, { defaultValue: WorkshopSort.START }) sort: WorkshopSort,
    @Ctx() ctx: HubContext,
  ) {
    return workshopsOf(ctx, organisation, page, sort, "workshops of organisation", sql`r."hostId" = p.id`);
  }

  @FieldResolver(() => WorkshopConnection, {
    nullable: true,
    description: "Workshops at which somebody spoke for it.",
  })
  talks(
    @Root() organisation: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => WorkshopSort, { defaultValue: WorkshopSort.START }) sort: WorkshopSort,
    @Ctx() ctx: HubContext,
  ) {
    return workshopsOf(
      ctx,
      organisation,
      page,
      sort,
      "talks of organisation",
      fewThat("workshops.workshop", sql`r."speakerOrganisationIds" @> ARRAY[p.id]`),
    );
  }
}
