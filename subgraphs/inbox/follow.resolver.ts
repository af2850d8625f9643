import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { type Connection, connection, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { ownerOf } from "../../foundation/own.ts";
import { recordRef } from "../../foundation/reference.ts";
import { Follow, FollowConnection } from "./follow.entity.ts";
import { FollowKind } from "./follow.enums.ts";
import { follow, unfollow } from "./follow.service.ts";
import { NEWEST } from "./item.entity.ts";
import { FollowableRecord, SavedSearch } from "./references.ts";

@Resolver(() => Follow)
export class FollowResolver {
  @Query(() => FollowConnection, {
    description: "What you follow, what you followed last first. For members.",
  })
  following(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("kinds", () => [FollowKind], { nullable: true, description: "Only things of these sorts." })
    kinds: FollowKind[] | null,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Follow>> {
    ownerOf(ctx, "see what you follow");
    return connection(ctx, Follow, page, {
      where: kinds ? [sql`r.kind = ANY(${kinds}::text[])`] : [],
      order: NEWEST,
    });
  }

  @Mutation(() => Follow, {
    description:
      "Follows something: from now on you hear in your inbox of what happens to it. Done again, it changes nothing; you follow at most 1,000 things. For members.",
  })
  follow(
    @Arg("kind", () => FollowKind, { description: "What sort of thing it is." }) kind: FollowKind,
    @Arg("id", () => ID, { description: "The thing's identifier." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<Follow> {
    return follow(ctx, kind, id);
  }

  @Mutation(() => ID, {
    description:
      "Ends that you follow something, and gives its id. What is in your inbox already stays. For members.",
  })
  unfollow(
    @Arg("id", () => ID, { description: "The identifier of the thing that you follow." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<string> {
    return unfollow(ctx, id);
  }

  @FieldResolver(() => FollowableRecord, {
    nullable: true,
    description: "The record that is followed; null where it is a saved search.",
  })
  record(@Root() { kind, targetId }: Follow) {
    return kind === "SAVED_SEARCH" ? null : recordRef({ kind, id: targetId });
  }

  @FieldResolver(() => SavedSearch, {
    nullable: true,
    description: "The saved search that is followed; null where it is a record.",
  })
  savedSearch(@Root() { kind, targetId }: Follow) {
    return kind === "SAVED_SEARCH" ? { id: targetId } : null;
  }
}
