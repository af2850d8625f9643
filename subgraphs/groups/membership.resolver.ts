import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from "type-graphql";
import { RevisionArgs } from "../../foundation/arguments.ts";
import type { HubContext } from "../../foundation/context.ts";
import { personReference } from "../../foundation/directory.ts";
import { Creates } from "../../foundation/idempotency.ts";
import { byId } from "../../foundation/rows.ts";
import { WorkingGroup } from "./group.entity.ts";
import { MembershipRole, MembershipState } from "./group.enums.ts";
import { Membership } from "./membership.entity.ts";
import {
  answerMembershipRequest,
  changeMembershipRole,
  handOverWorkingGroup,
  inviteToWorkingGroup,
  joinWorkingGroup,
  leaveWorkingGroup,
  removeFromWorkingGroup,
} from "./membership.service.ts";
import { stateNow } from "./membership.state.ts";
import { Member } from "./references.ts";

const WHY = "Why, for the person and those who lead the group, in at most 1,000 characters.";

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
      "Ends your membership, takes your request back or declines your invitation. The last lead of a group cannot leave before there is another.",
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
    @Arg("days", () => Int, {
      defaultValue: 30,
      description: "For how many days the invitation holds, from 1 to 365.",
    })
    days: number,
    @Ctx() ctx: HubContext,
  ): Promise<Membership> {
    return inviteToWorkingGroup(ctx, id, memberId, days);
  }

  @Mutation(() => Membership, {
    description: "Takes in somebody who asked to join, or refuses. Leads of the group and curators only.",
  })
  answerMembershipRequest(
    @Arg("id", () => ID, { description: "The membership that holds the request." }) id: string,
    @Arg("accept", () => Boolean, { description: "True takes them in, false refuses." }) accept: boolean,
    @Arg("reason", () => String, { nullable: true, description: WHY }) reason: string | null,
    @Ctx() ctx: HubContext,
  ): Promise<Membership> {
    return answerMembershipRequest(ctx, id, accept, reason);
  }

  @Mutation(() => Membership, {
    description:
      "Takes somebody out of a group, or an invitation back. Whoever was taken out comes back by invitation, or by a request where the group takes requests. Leads of the group and curators only.",
  })
  removeFromWorkingGroup(
    @Arg("id", () => ID, { description: "The membership to end." }) id: string,
    @Arg("reason", () => String, { nullable: true, description: WHY }) reason: string | null,
    @Ctx() ctx: HubContext,
  ): Promise<Membership> {
    return removeFromWorkingGroup(ctx, id, reason);
  }

  @Mutation(() => Membership, {
    description:
      "Makes somebody who belongs to a group its lead, or a lead an ordinary member. Leads of the group and curators only; nobody but a curator leaves it without a lead.",
  })
  changeMembershipRole(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("role", () => MembershipRole, { description: "What they are from now on." }) role: MembershipRole,
    @Ctx() ctx: HubContext,
  ): Promise<Membership> {
    return changeMembershipRole(ctx, id, revision, role);
  }

  @Mutation(() => Membership, {
    description:
      "Makes somebody who belongs to a group its lead in your own place; you stay as an ordinary member. Gives their membership.",
  })
  handOverWorkingGroup(
    @Arg("id", () => ID, { description: "The working group, which you lead." }) id: string,
    @Arg("memberId", () => ID, { description: "The member who leads it from now on." }) memberId: string,
    @Ctx() ctx: HubContext,
  ): Promise<Membership> {
    return handOverWorkingGroup(ctx, id, memberId);
  }

  @FieldResolver(() => MembershipState, {
    description: "Whether they belong to it, wait, or do not belong to it any more.",
  })
  state(@Root() membership: Membership): MembershipState {
    return stateNow(membership);
  }

  @FieldResolver(() => WorkingGroup, {
    nullable: true,
    description: "The working group; null where you may not see it.",
  })
  group(@Root() { groupId }: Membership, @Ctx() ctx: HubContext) {
    return byId(ctx, WorkingGroup).load(groupId);
  }

  @FieldResolver(() => Member, { nullable: true, description: "The person." })
  member(@Root() { memberId }: Membership, @Ctx() ctx: HubContext) {
    return personReference(ctx, memberId);
  }
}
