import { Arg, Args, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { RevisionArgs } from "../../foundation/arguments.ts";
import type { HubContext } from "../../foundation/context.ts";
import { Member } from "./member.entity.ts";
import { MemberRole } from "./member.enums.ts";
import { askToJoin, confirmMember, removeMember, setRole } from "./membership.service.ts";
import { Organisation } from "./organisation.entity.ts";

@Resolver(() => Member)
export class MembershipResolver {
  @Mutation(() => Organisation, {
    description:
      "Says for which organisation you want to write, while you wait to be confirmed: its stewards then see that you ask.",
  })
  askToJoin(
    @Arg("organisationId", () => ID, { description: "The organisation's identifier." })
    organisationId: string,
    @Ctx() ctx: HubContext,
  ): Promise<Organisation> {
    return askToJoin(ctx, organisationId);
  }

  @Mutation(() => Member, {
    description:
      "Lets a person take part, for one organisation. Stewards confirm who asks for their own organisation; administrators confirm everybody, also who was removed or refused.",
  })
  confirmMember(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("organisationId", () => ID, {
      nullable: true,
      description: "The organisation they are to write for; the one they ask for where this is left out.",
    })
    organisationId: string | null,
    @Ctx() ctx: HubContext,
  ): Promise<Member> {
    return confirmMember(ctx, id, revision, organisationId);
  }

  @Mutation(() => Member, {
    description:
      "Takes a person out, with all their roles: whoever takes part becomes FORMER, whoever waits is REFUSED. Within a minute they see what everybody sees. Stewards remove colleagues of their own organisation, save curators and administrators; administrators remove everybody but themselves.",
  })
  removeMember(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Member> {
    return removeMember(ctx, id, revision);
  }

  @Mutation(() => Member, {
    description:
      "Gives a person a role. Administrators give every role, stewards make colleagues of their own organisation stewards.",
  })
  grantRole(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("role", () => MemberRole, { description: "The role; never MEMBER, which everybody has." })
    role: MemberRole,
    @Ctx() ctx: HubContext,
  ): Promise<Member> {
    return setRole(ctx, id, revision, role, true);
  }

  @Mutation(() => Member, {
    description:
      "Takes a role from a person, within a minute and everywhere. Whoever may give it may take it.",
  })
  revokeRole(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("role", () => MemberRole, { description: "The role; never MEMBER, which everybody has." })
    role: MemberRole,
    @Ctx() ctx: HubContext,
  ): Promise<Member> {
    return setRole(ctx, id, revision, role, false);
  }
}
