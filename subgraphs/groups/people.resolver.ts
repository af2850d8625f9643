import sql, { type Sql } from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import { ContentSort, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { knownPerson, references } from "../../foundation/directory.ts";
import type { Order } from "../../foundation/rows.ts";
import { WorkingGroup, WorkingGroupConnection } from "./group.entity.ts";
import { MembershipState } from "./group.enums.ts";
import { Membership, MembershipConnection } from "./membership.entity.ts";
import { groupIdsOf, knowsGroupsOf, ownMembership, peopleOf } from "./membership.rows.ts";
import { stateOf } from "./membership.state.ts";
import { Member } from "./references.ts";

const oldestFirst: Order = { name: "OLDEST", by: "r.id", type: "uuid", descending: false };

const membershipsOf = (
  ctx: HubContext,
  parent: string,
  page: PageArgs,
  states: readonly MembershipState[],
  name: string,
  link: Sql,
): Promise<Connection<Membership>> =>
  connectionOf(ctx, Membership, page, {
    name: `${name} ${[...states].sort().join(",")}`,
    parent,
    link,
    where: [sql`${stateOf("r")} = ANY(${[...states]}::text[])`],
    order: oldestFirst,
  });

@Resolver(() => WorkingGroup)
export class WorkingGroupPeople {
  @FieldResolver(() => Int, {
    nullable: true,
    description: "How many people belong to it; null unless you are signed in as a member.",
  })
  async memberCount(@Root() { id }: WorkingGroup, @Ctx() ctx: HubContext): Promise<number | null> {
    return (await peopleOf(ctx, id))?.memberCount ?? null;
  }

  @FieldResolver(() => [Member], {
    nullable: true,
    description: "Who leads it; empty unless you are signed in as a member.",
  })
  async leads(@Root() { id }: WorkingGroup, @Ctx() ctx: HubContext) {
    return references((await peopleOf(ctx, id))?.leadIds ?? []);
  }

  @FieldResolver(() => Membership, {
    nullable: true,
    description: "How you yourself stand to the group; null where you never had to do with it.",
  })
  viewerMembership(@Root() { id }: WorkingGroup, @Ctx() ctx: HubContext): Promise<Membership | null> {
    return ownMembership(ctx, id);
  }

  @FieldResolver(() => MembershipConnection, {
    description:
      "Its memberships, the oldest first. Who belongs to the group sees who else does; its leads and curators see requests and invitations too; everybody else sees at most their own.",
  })
  memberships(
    @Root() { id }: WorkingGroup,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("states", () => [MembershipState], {
      defaultValue: [MembershipState.ACTIVE],
      description: "In any of these states.",
    })
    states: MembershipState[],
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Membership>> {
    return membershipsOf(ctx, id, page, states, "memberships of group", sql`r."groupId" = p.id`);
  }
}

@Resolver(() => Member)
export class MemberGroups {
  @FieldResolver(() => WorkingGroupConnection, {
    nullable: true,
    description: "The working groups the person belongs to; empty unless that is you or you are a curator.",
  })
  workingGroups(
    @Root() { id }: { id: string },
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.TITLE }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<WorkingGroup>> {
    const belongs = sql`EXISTS (SELECT 1 FROM "groups".membership m WHERE m."memberId" = p.id AND m."groupId" = r.id AND m.state = 'ACTIVE')`;
    return connectionOf(ctx, WorkingGroup, page, {
      ...linked(ctx, id, "groups of member", belongs),
      order: orderOf(sort),
    });
  }

  @FieldResolver(() => MembershipConnection, {
    nullable: true,
    description:
      "How the person stands to working groups, the oldest first; empty unless that is you or you are a curator.",
  })
  memberships(
    @Root() { id }: { id: string },
    @Args(() => PageArgs) page: PageArgs,
    @Arg("states", () => [MembershipState], {
      defaultValue: [MembershipState.ACTIVE, MembershipState.INVITED, MembershipState.REQUESTED],
      description: "In any of these states.",
    })
    states: MembershipState[],
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Membership>> {
    const { name, link } = linked(ctx, id, "memberships of member", sql`r."memberId" = p.id`);
    return membershipsOf(ctx, id, page, states, name, link);
  }

  @FieldResolver(() => [ID], {
    nullable: true,
    description:
      "The ids of the working groups the person belongs to; null unless that is you or you are a curator.",
  })
  groupIds(@Root() { id }: { id: string }, @Ctx() ctx: HubContext): Promise<string[] | null> {
    return groupIdsOf(ctx, id);
  }
}

/** Ties rows to a person, or none where the viewer may not know that person's groups. */
const linked = (ctx: HubContext, parent: string, name: string, link: Sql) =>
  knowsGroupsOf(ctx, parent)
    ? { name, parent, link: sql`${link} AND ${knownPerson(ctx, "p.id")}` }
    : { name: `no ${name}`, parent, link: sql`FALSE` };
