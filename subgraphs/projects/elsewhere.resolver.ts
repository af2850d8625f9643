import sql, { join, type Sql } from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { aboutParentTopic } from "../../foundation/directory.ts";
import { fewThat } from "../../foundation/rows.ts";
import { Project, ProjectConnection } from "./project.entity.ts";
import { ProjectRole } from "./project.enums.ts";
import { ProjectSort } from "./project.input.ts";
import { projectOrder } from "./project.service.ts";
import { Organisation, Territory, Topic } from "./references.ts";

interface Ref {
  id: string;
}

const projectsOf = (
  ctx: HubContext,
  parent: Ref,
  page: PageArgs,
  sort: ProjectSort,
  name: string,
  link: Sql,
): Promise<Connection<Project>> =>
  connectionOf(ctx, Project, page, { name, parent: parent.id, link, order: projectOrder(sort) });

@Resolver(() => Topic)
export class TopicProjects {
  @FieldResolver(() => ProjectConnection, {
    nullable: true,
    description: "Projects about the topic or one narrower than it.",
  })
  projects(
    @Root() topic: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ProjectSort, { defaultValue: ProjectSort.NEWEST }) sort: ProjectSort,
    @Ctx() ctx: HubContext,
  ) {
    return projectsOf(ctx, topic, page, sort, "projects of topic", aboutParentTopic("projects.project"));
  }
}

@Resolver(() => Territory)
export class TerritoryProjects {
  @FieldResolver(() => ProjectConnection, { nullable: true, description: "Projects at work there." })
  projects(
    @Root() territory: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ProjectSort, { defaultValue: ProjectSort.NEWEST }) sort: ProjectSort,
    @Ctx() ctx: HubContext,
  ) {
    const link = fewThat("projects.project", sql`r."territoryIds" @> ARRAY[p.id]`);
    return projectsOf(ctx, territory, page, sort, "projects of territory", link);
  }
}

const takesPart = (isLead: boolean) =>
  sql`(r."partnerIds" @> ARRAY[p.id] AND r.partners @> jsonb_build_array(jsonb_build_object('organisationId', p.id, 'isLead', ${isLead}::boolean)))`;

const inRole: Readonly<Record<ProjectRole, Sql>> = {
  LEAD: takesPart(true),
  PARTNER: takesPart(false),
  FUNDER: sql`(r."partnerIds" @> ARRAY[p.id] AND r."funderIds" @> ARRAY[p.id])`,
  OWNER: sql`r."ownerId" = p.id`,
};

const inAnyRole = sql`(r."partnerIds" @> ARRAY[p.id] OR r."ownerId" = p.id OR r."organisationIds" @> ARRAY[p.id])`;

@Resolver(() => Organisation)
export class OrganisationProjects {
  @FieldResolver(() => ProjectConnection, {
    nullable: true,
    description:
      "Projects it leads, takes part in, funds, owns or is otherwise connected with. What it is in each of them is told by Project.rolesOf.",
  })
  projects(
    @Root() organisation: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("roles", () => [ProjectRole], {
      nullable: true,
      description: "Only those where it is any of these.",
    })
    roles: ProjectRole[] | null,
    @Arg("sort", () => ProjectSort, { defaultValue: ProjectSort.NEWEST }) sort: ProjectSort,
    @Ctx() ctx: HubContext,
  ) {
    const wanted = roles && [...new Set(roles)].sort();
    const connected = fewThat("projects.project", inAnyRole);
    const link = wanted ? sql`${connected} AND ${anyOf(wanted.map((role) => inRole[role]))}` : connected;
    const name = `projects of organisation ${wanted?.join(",") ?? "in any role"}`;
    return projectsOf(ctx, organisation, page, sort, name, link);
  }
}

const anyOf = (conditions: readonly Sql[]): Sql =>
  conditions.length > 0 ? sql`(${join([...conditions], " OR ")})` : sql`FALSE`;
