import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { byId, type Order } from "../../foundation/rows.ts";
import { isSteward } from "../../foundation/viewer.ts";
import { Member, MemberConnection, seesEveryMember } from "./member.entity.ts";
import { MemberRole, MemberState } from "./member.enums.ts";
import { MemberChange, NewMember } from "./member.input.ts";
import { changeMember, createMember } from "./member.service.ts";
import { Organisation } from "./organisation.entity.ts";

const byName: Order = { name: "NAME", by: 'r."sortName"', type: "text", descending: false };

/** Is this member's own business the viewer's too? */
const confides = ({ id }: Member, { viewer }: HubContext) => viewer.member === id || seesEveryMember(viewer);

/** Does the viewer look after the organisation this member writes for? */
const tends = ({ organisationId }: Member, { viewer }: HubContext) =>
  isSteward(viewer) && !!organisationId && viewer.organisation === organisationId;

@Resolver(() => Member)
export class MemberResolver {
  @Query(() => Member, {
    nullable: true,
    description: "One member by their id; null where there is none, or where you are not signed in.",
  })
  member(
    @Arg("id", () => ID, { description: "The member's identifier." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<Member | null> {
    return byId(ctx, Member).load(id);
  }

  @Query(() => MemberConnection, {
    description:
      "People who take part, by name, or those in the given states. Empty for whoever is not signed in; those who wait are seen by administrators, and by stewards of the organisation they ask for.",
  })
  members(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("states", () => [MemberState], {
      defaultValue: [MemberState.ACTIVE],
      description: "In any of these states.",
    })
    states: MemberState[],
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Member>> {
    return connection(ctx, Member, page, {
      where: [sql`r.state = ANY(${states}::text[])`],
      order: byName,
    });
  }

  @Mutation(() => Member, { description: "Lets a person take part in the hub. Administrators only." })
  @Creates()
  createMember(@Arg("input", () => NewMember) input: NewMember, @Ctx() ctx: HubContext): Promise<Member> {
    return createMember(ctx, input);
  }

  @Mutation(() => Member, {
    description:
      "Changes a member. You change your own name and languages; all the rest is for administrators.",
  })
  changeMember(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => MemberChange) input: MemberChange,
    @Ctx() ctx: HubContext,
  ): Promise<Member> {
    return changeMember(ctx, id, revision, input);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "The organisation they write for; null for people who write for none.",
  })
  organisation(@Root() { organisationId }: Member, @Ctx() ctx: HubContext) {
    return organisationId ? byId(ctx, Organisation).load(organisationId) : null;
  }

  @FieldResolver(() => [MemberRole], {
    nullable: true,
    description:
      "What they may do; null unless it is yourself, you are an administrator, or a steward of their organisation.",
  })
  roles(@Root() member: Member, @Ctx() ctx: HubContext): MemberRole[] | null {
    return confides(member, ctx) || tends(member, ctx) ? [MemberRole.MEMBER, ...member.grantedRoles] : null;
  }

  @FieldResolver(() => [LanguageEnum], {
    nullable: true,
    description:
      "The languages they read, the best first; null unless it is yourself or you are an administrator.",
  })
  languages(@Root() member: Member, @Ctx() ctx: HubContext): Language[] | null {
    return confides(member, ctx) ? member.preferredLanguages : null;
  }
}

@Resolver(() => Organisation)
export class OrganisationMembers {
  @FieldResolver(() => MemberConnection, {
    description: "The people who write for it, by name; empty for whoever is not signed in.",
  })
  members(
    @Root() { id }: Organisation,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("states", () => [MemberState], {
      defaultValue: [MemberState.ACTIVE],
      description:
        "In any of these states; only administrators and stewards of the organisation see those who are PENDING.",
    })
    states: MemberState[],
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Member>> {
    return connectionOf(ctx, Member, page, {
      name: `members of organisation ${states.join()}`,
      parent: id,
      link: sql`r."organisationId" = p.id`,
      where: [sql`r.state = ANY(${states}::text[])`],
      order: byName,
    });
  }
}
