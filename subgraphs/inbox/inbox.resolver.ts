import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { connection, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { ownerOf } from "../../foundation/own.ts";
import { type RecordRef, recordRef } from "../../foundation/reference.ts";
import { byId, count } from "../../foundation/rows.ts";
import { seenThing } from "../../foundation/things.ts";
import { Follow } from "./follow.entity.ts";
import { markInboxRead } from "./inbox.service.ts";
import { Inbox, InboxItem, NEWEST, unread } from "./item.entity.ts";
import { Adoption, Annotation, FollowableRecord, Membership, SavedSearch } from "./references.ts";

@Resolver(() => InboxItem)
export class InboxResolver {
  @Query(() => Inbox, {
    description:
      "What you are to hear of, the latest first: what happens to what you follow and to your organisation's records, answers, mentions, invitations, and what begins to match your saved searches. Nothing that you did yourself. Items are kept for 180 days. For members.",
  })
  async inbox(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("unreadOnly", () => Boolean, {
      defaultValue: false,
      description: "True leaves out those that you have read.",
    })
    unreadOnly: boolean,
    @Ctx() ctx: HubContext,
  ) {
    ownerOf(ctx, "see your inbox");
    const found = await connection(ctx, InboxItem, page, {
      where: unreadOnly ? [unread] : [],
      order: NEWEST,
    });
    return Object.assign(found, { unread: () => count(ctx, InboxItem, [unread]) });
  }

  @Query(() => InboxItem, {
    nullable: true,
    description: "One item of your inbox by its id; null where there is none of that id. For members.",
  })
  inboxItem(
    @Arg("id", () => ID, { description: "The item's identifier." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<InboxItem | null> {
    ownerOf(ctx, "see your inbox");
    return byId(ctx, InboxItem).load(id);
  }

  @Mutation(() => Int, {
    description:
      "Marks items of your inbox as read: those with these ids, or all up to one of them. Gives how many of them were unread.",
  })
  markInboxRead(
    @Arg("ids", () => [ID], {
      nullable: true,
      description: "The items, at most 100. One whose place a newer item has taken stays as it is.",
    })
    ids: string[] | null,
    @Arg("upTo", () => String, {
      nullable: true,
      description: "The cursor of an item in `inbox`: it and all older ones.",
    })
    upTo: string | null,
    @Ctx() ctx: HubContext,
  ): Promise<number> {
    return markInboxRead(ctx, { ids, upTo });
  }

  @FieldResolver(() => FollowableRecord, {
    nullable: true,
    description: "The record that it is about; null while the room that holds it does not answer.",
  })
  record(@Root() { kind, recordId }: InboxItem): RecordRef {
    return recordRef({ kind, id: recordId });
  }

  @FieldResolver(() => Annotation, {
    nullable: true,
    description: "The note that was made, or that answers or mentions you; null where it is about none.",
  })
  annotation(@Root() { annotationId }: InboxItem, @Ctx() ctx: HubContext) {
    return seenThing(ctx, "Annotation", annotationId);
  }

  @FieldResolver(() => Adoption, {
    nullable: true,
    description: "The adoption that was recorded or changed; null where it is about none.",
  })
  adoption(@Root() { adoptionId }: InboxItem, @Ctx() ctx: HubContext) {
    return seenThing(ctx, "Adoption", adoptionId);
  }

  @FieldResolver(() => Membership, {
    nullable: true,
    description: "The invitation, or the request to join; null where it is about none.",
  })
  membership(@Root() { membershipId }: InboxItem, @Ctx() ctx: HubContext) {
    return seenThing(ctx, "Membership", membershipId);
  }

  @FieldResolver(() => SavedSearch, {
    nullable: true,
    description: "The saved search that the record began to match; null where it is about none.",
  })
  savedSearch(@Root() { savedSearchId }: InboxItem, @Ctx() ctx: HubContext) {
    return seenThing(ctx, "SavedSearch", savedSearchId);
  }

  @FieldResolver(() => Follow, {
    nullable: true,
    description:
      "What you follow, through which it came to you; null where you hear of it for another reason.",
  })
  follow(@Root() { followId }: InboxItem, @Ctx() ctx: HubContext): Promise<Follow | null> | null {
    return followId ? byId(ctx, Follow).load(followId) : null;
  }
}
