import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import { RevisionArgs } from "../../foundation/arguments.ts";
import type { HubContext } from "../../foundation/context.ts";
import { Creates } from "../../foundation/idempotency.ts";
import { byId } from "../../foundation/rows.ts";
import { WorkingGroup } from "./group.entity.ts";
import { MembershipRole } from "./group.enums.ts";
import { Membership } from "./membership.entity.ts";
import {
  answerMembershipRequest,
  changeMembershipRole,
  inviteToWorkingGroup,
  joinWorkingGroup,
  leaveWorkingGroup,
} from "./membership.service.ts";
import { Member } from "./references.ts";

@Resolver(() => Membership)
export class MembershipResolver {
  @Mutation(() => Membership, {
    description:
      "Brings you into a working group: at once where it is open or you are invited, as a request where it takes requests. Joining twice changes nothing.",
  })
  @Creates()
  joinWorkingGroup(
    @Arg("id", () => ID, { description: "The working group." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<Membership> {
    return joinWorkingGroup(ctx, id);
  }

  @Mutation(() => Membership, {
    description:
      "Ends your membership, your request or your invitation. The last lead of a group cannot leave before there is another.",
  })
  leaveWorkingGroup(
    @Arg("id", () => ID, { description: "The working group." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<Membership> {
    return leaveWorkingGroup(ctx, id);
  }

  @Mutation(() => Membership, {
    description:
      "Invites a member; whoever has asked to join is taken in by it. Leads of the group and curators only.",
  })
  @Creates()
  inviteToWorkingGroup(
    @Arg("id", () => ID, { description: "The working group." }) id: string,
    @Arg("memberId", () => ID, { description: "The member to invite." }) memberId: string,
    @Ctx() ctx: HubContext,
  ): Promise<Membership> {
    return inviteToWorkingGroup(ctx, id, memberId);
  }

  @Mutation(() => Membership, {
    description: "Takes in somebody who asked to join, or refuses. Leads of the group and curators only.",
  })
  answerMembershipRequest(
    @Arg("id", () => ID, { description: "The membership that holds the request." }) id: string,
    @Arg("accept", () => Boolean, { description: "True takes them in, false refuses." }) accept: boolean,
    @Ctx() ctx: HubContext,
  ): Promise<Membership> {
    return answerMembershipRequest(ctx, id, accept);
  }

  @Mutation(() => Membership, {
    description:
      "Makes somebody who belongs to a group its lead, or a lead an ordinary member. Leads of the group and curators only.",
  })
  changeMembershipRole(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("role", () => MembershipRole, { description: "What they are from now on." }) role: MembershipRole,
    @Ctx() ctx: HubContext,
  ): Promise<Membership> {
    return changeMembershipRole(ctx, id, revision, role);
  }

  @FieldResolver(() => WorkingGroup, {
    nullable: true,
    description: "The working group; null where you may not see it.",
  })
  group(@Root() { groupId }: Membership, @Ctx() ctx: HubContext) {
    return byId(ctx, WorkingGroup).load(groupId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "The person." })
  member(@Root() { memberId }: Membership) {
    return { id: memberId };
  }
}
