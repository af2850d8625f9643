import sql from "sql-template-tag";
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  GraphQLISODateTime,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { connection, PageArgs } from "../../../foundation/connection.ts";
import type { HubContext } from "../../../foundation/context.ts";
import { ownerOf } from "../../../foundation/own.ts";
import { type RecordRef, recordRef } from "../../../foundation/reference.ts";
import { byId, count } from "../../../foundation/rows.ts";
import { SearchRecord } from "../references.ts";
import { Alert, AlertInbox, momentOf, newestFor } from "./alert.entity.ts";
import { markAlertsRead } from "./alert.service.ts";
import { SavedSearch } from "./saved-search.entity.ts";

const unread = sql`r."readAt" IS NULL`;

@Resolver(() => Alert)
export class AlertResolver {
  @Query(() => AlertInbox, {
    description: "Your alerts of all your saved searches, the newest first. For members.",
  })
  async alerts(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("unreadOnly", () => Boolean, {
      defaultValue: false,
      description: "True leaves out those that you have read.",
    })
    unreadOnly: boolean,
    @Ctx() ctx: HubContext,
  ) {
    ownerOf(ctx, "see your alerts");
    const found = await connection(ctx, Alert, page, {
      where: unreadOnly ? [unread] : [],
      order: newestFor(ctx.viewer),
    });
    return Object.assign(found, { unread: () => count(ctx, Alert, [unread]) });
  }

  @Mutation(() => Int, {
    description:
      "Marks alerts of yours as read: those with these ids, or all that came until a moment. Gives how many of them were unread.",
  })
  markAlertsRead(
    @Arg("ids", () => [ID], { nullable: true, description: "The alerts, at most 100." }) ids: string[] | null,
    @Arg("before", () => GraphQLISODateTime, {
      nullable: true,
      description: "All that came at this moment or before.",
    })
    before: Date | null,
    @Ctx() ctx: HubContext,
  ): Promise<number> {
    return markAlertsRead(ctx, { ids, before });
  }

  @FieldResolver(() => SavedSearch, {
    nullable: true,
    description: "The saved search that the record matches.",
  })
  savedSearch(@Root() { savedSearchId }: Alert, @Ctx() ctx: HubContext): Promise<SavedSearch | null> {
    return byId(ctx, SavedSearch).load(savedSearchId);
  }

  @FieldResolver(() => SearchRecord, {
    nullable: true,
    description: "The record; null while the room that holds it does not answer.",
  })
  record(@Root() { kind, recordId }: Alert): RecordRef {
    return recordRef({ kind, id: recordId });
  }

  @FieldResolver(() => GraphQLISODateTime, {
    description: "When the record first both matched and was to be seen by you.",
  })
  at(@Root() alert: Alert, @Ctx() { viewer }: HubContext): Date {
    return momentOf(alert, viewer);
  }
}
