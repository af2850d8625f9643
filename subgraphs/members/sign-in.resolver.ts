import { Arg, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { Member } from "./member.entity.ts";
import { MemberState } from "./member.enums.ts";
import { memberAddress, memberByIdentity, signIn } from "./sign-in.service.ts";

@Resolver()
export class SignInResolver {
  @Query(() => Member, {
    nullable: true,
    description:
      "Who signs in as that subject of that issuer: for the hub's own gateway, null for everybody else.",
  })
  memberByIdentity(
    @Arg("issuer", () => String, { description: "The provider's address, as its tokens name it." })
    issuer: string,
    @Arg("subject", () => String, { description: "Whom its tokens name." }) subject: string,
    @Ctx() ctx: HubContext,
  ): Promise<Member | null> {
    return memberByIdentity(ctx, issuer, subject);
  }

  @Query(() => String, {
    nullable: true,
    description:
      "The e-mail address of a member who takes part: for the hub's own mails, null for everybody else.",
  })
  memberAddress(
    @Arg("id", () => ID, { description: "The member's identifier." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<string | null> {
    return memberAddress(ctx, id);
  }

  @Mutation(() => MemberState, {
    description:
      "Makes you known to the hub once you have signed in at its provider, and tells whether you take part. The gateway does so with your first request; done again, it changes nothing.",
  })
  signIn(@Ctx() ctx: HubContext): Promise<MemberState> {
    return signIn(ctx);
  }
}
