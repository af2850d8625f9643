import sql, { type Sql } from "sql-template-tag";
import { Directive, Field, GraphQLISODateTime, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { nobody } from "../../foundation/access.ts";
import { ConnectionOf } from "../../foundation/connection.ts";
import { Kind } from "../../foundation/enums.ts";
import { EventType } from "../../foundation/events.ts";
import { ownedBy } from "../../foundation/own.ts";
import type { Order } from "../../foundation/rows.ts";
import { sees } from "../../foundation/things.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import { InboxReason } from "./item.enums.ts";
import { recordSeen } from "./sight.ts";

@Entity({ schema: "inbox", name: "item" })
@Index("item_newest", ["memberId", "id"])
@Index("item_unread", ["memberId", "subjectId"], { unique: true, where: '"readAt" IS NULL' })
@Index("item_place", ["place"])
@ObjectType({
  description:
    "That something has happened which a member is to hear of. What happens to the same record, note or adoption until it is read is one item. For everybody but that member it does not exist, and for them only while they may see what it is about.",
})
@Directive('@key(fields: "id")')
export class InboxItem {
  @Field(() => ID, {
    description:
      "Identifier, a UUID (version 7). When more happens before the item is read, a new one with a new id takes its place.",
  })
  @PrimaryColumn("uuid")
  id: string;

  /** that of the event which it tells of, the latest where there are several */
  @Column("bigint")
  place: string;

  @Column("uuid")
  memberId: string;

  /** the note, the adoption, the membership or else the record that it is about */
  @Column("uuid")
  subjectId: string;

  @Field(() => InboxReason, { description: "Why you hear of it." })
  @Column("text")
  reason: InboxReason;

  @Field(() => [EventType], { description: "What has happened since you read of it last, the latest last." })
  @Column("text", { array: true })
  events: EventType[];

  @Field(() => Kind, { description: "The kind of record." })
  @Column("text")
  kind: Kind;

  @Column("uuid")
  recordId: string;

  @Column("uuid", { nullable: true })
  annotationId: string | null;

  @Column("uuid", { nullable: true })
  adoptionId: string | null;

  @Column("uuid", { nullable: true })
  membershipId: string | null;

  @Column("uuid", { nullable: true })
  savedSearchId: string | null;

  @Column("uuid", { nullable: true })
  followId: string | null;

  @Field(() => GraphQLISODateTime, { description: "When it happened, the latest where several things did." })
  @Column({ type: "timestamptz", precision: 3 })
  at: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "When you marked it as read; null while it is unread.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  readAt: Date | null;

  static visibleTo(viewer: Viewer): Sql {
    const own = ownedBy(viewer);
    if (own === nobody) return nobody;
    return sql`${own} AND ${recordSeen(viewer, 'r."recordId"')}
      AND (r."annotationId" IS NULL OR ${sees(viewer, "Annotation", 'r."annotationId"')})`;
  }
}

const InboxItemConnection = ConnectionOf(InboxItem);

@ObjectType({ description: "What you are to hear of, with how much of it is unread." })
export class Inbox extends InboxItemConnection {
  unread: () => Promise<number>;

  @Field(() => Int, { description: "How many items you have not read, on all pages together." })
  unreadCount(): Promise<number> {
    return this.unread();
  }
}

/** What happened last first. */
export const NEWEST: Order = { name: "NEWEST", by: "r.id", type: "uuid", descending: true };

export const unread: Sql = sql`r."readAt" IS NULL`;
