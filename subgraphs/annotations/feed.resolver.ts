import {
  Args,
  Ctx,
  Field,
  FieldResolver,
  GraphQLISODateTime,
  ID,
  ObjectType,
  Resolver,
  Root,
} from "type-graphql";
import { type Connection, ConnectionOf, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import type { Kind } from "../../foundation/enums.ts";
import { type RecordRef, recordRef } from "../../foundation/reference.ts";
import { byId } from "../../foundation/rows.ts";
import { Annotation, AnnotationConnection } from "./annotation.entity.ts";
import { AnnotationSort } from "./annotation.input.ts";
import { type Entry, feedOf, forGroup } from "./feed.ts";
import { annotationOrder, standing } from "./lists.ts";
import { AnnotatedRecord, WorkingGroup } from "./references.ts";

@ObjectType({ description: "Something in the feed of a working group: a record or a note." })
class FeedEntry implements Entry {
  @Field(() => ID, { description: "The identifier of the record or note." })
  id: string;

  @Field(() => GraphQLISODateTime, {
    description: "When the record was first published, or before that created; when the note was written.",
  })
  at: Date;

  kind: Kind | null;
}

const FeedEntryConnection = ConnectionOf(FeedEntry);

@Resolver(() => FeedEntry)
export class FeedEntryResolver {
  @FieldResolver(() => AnnotatedRecord, { nullable: true, description: "The record; null for a note." })
  record(@Root() { kind, id }: Entry): RecordRef | null {
    return kind && recordRef({ kind, id });
  }

  @FieldResolver(() => Annotation, { nullable: true, description: "The note; null for a record." })
  note(@Root() { kind, id }: Entry, @Ctx() ctx: HubContext) {
    return kind ? null : byId(ctx, Annotation).load(id);
  }
}

@Resolver(() => WorkingGroup)
export class WorkingGroupFeed {
  @FieldResolver(() => FeedEntryConnection, {
    nullable: true,
    description:
      "What is new in the group, the newest first: records of all kinds that are meant for it or name it, its workshops among them, and the notes for it that begin threads. Each is there only for those who may see it.",
  })
  feed(
    @Root() { id }: { id: string },
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Entry>> {
    return feedOf(ctx, id, page);
  }

  @FieldResolver(() => AnnotationConnection, {
    nullable: true,
    description: "The notes and replies that are meant for the group, the newest first.",
  })
  notes(
    @Root() { id }: { id: string },
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Annotation>> {
    return connectionOf(ctx, Annotation, page, {
      name: "notes for group",
      parent: id,
      link: forGroup,
      where: [standing],
      order: annotationOrder(AnnotationSort.NEWEST),
    });
  }
}
