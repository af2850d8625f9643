import sql, { raw, type Sql } from "sql-template-tag";
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn, Unique } from "typeorm";
import { ConnectionOf } from "../../../foundation/connection.ts";
import { pointsAtVisible } from "../../../foundation/directory.ts";
import { Kind } from "../../../foundation/enums.ts";
import { ownedBy } from "../../../foundation/own.ts";
import type { Order } from "../../../foundation/rows.ts";
import type { Viewer } from "../../../foundation/viewer.ts";
import { audiencesOf, audiencesOfPerson } from "../sight.ts";

/** Those who see a record whatever its audience is. */
export const CURATORS = "curators";

/**
 * A record that matches a saved search. A row tells for each audience since when the record was for it and matched; who
 * reads, by their audiences, decides what of that is an alert.
 */
@Entity({ schema: "search" })
@Unique(["savedSearchId", "recordId"])
@Index(["memberId", "id"])
@ObjectType({
  description:
    "That a record began to match one of your saved searches, or to be shown to you while it matches. A record alerts once for each saved search, whatever becomes of it later; while you may not see the record, there is no alert.",
})
export class Alert {
  @Field(() => ID, { description: "Identifier, a UUID (version 7). It never changes." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  savedSearchId: string;

  /** the owner of the saved search */
  @Column("uuid")
  memberId: string;

  @Field(() => Kind, { description: "The kind of record." })
  @Column("text")
  kind: Kind;

  @Column("uuid")
  recordId: string;

  /** by audience, as documents name it: since when; -infinity where it was so when the search was saved */
  @Column("jsonb")
  since: Record<string, string>;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "When you marked it as read; null while it is unread.",
  })
  @Column("timestamptz", { nullable: true })
  readAt: Date | null;

  static visibleTo(viewer: Viewer): Sql {
    return sql`${ownedBy(viewer)} AND ${pointsAtVisible({ viewer }, 'r."recordId"')} AND ${momentFor(viewer)} > '-infinity'`;
  }
}

export const AlertConnection = ConnectionOf(Alert);

@ObjectType({ description: "Your alerts, with how many of them are unread." })
export class AlertInbox extends AlertConnection {
  unread: () => Promise<number>;

  @Field(() => Int, { description: "How many alerts you have not read, on all pages together." })
  unreadCount(): Promise<number> {
    return this.unread();
  }
}

/** The audiences of a viewer, as alerts name them. */
const audiencesFor = (viewer: Viewer): readonly string[] => audiencesOf(viewer) ?? [CURATORS];

/** When the row `r` became an alert for this viewer: null where it never was, -infinity where it is no news to them. */
export const momentFor = (viewer: Viewer): Sql =>
  sql`(SELECT min(s.moment::timestamptz) FROM jsonb_each_text(r.since) AS s(audience, moment) WHERE s.audience = ANY(${[...audiencesFor(viewer)]}::text[]))`;

/** As `momentFor`, for the person `p` of hub.person, by the audiences and moments in the column `since`. */
export const momentForPerson = (since: string): Sql =>
  sql`(SELECT min(s.moment::timestamptz) FROM jsonb_each_text(${raw(since)}) AS s(audience, moment)
    WHERE s.audience = ANY(CASE WHEN p.curates THEN ARRAY[${CURATORS}] ELSE ${audiencesOfPerson("p")} END))`;

/** As `momentFor`, of a row that is an alert for this viewer. */
export const momentOf = ({ since }: Alert, viewer: Viewer): Date =>
  new Date(
    Math.min(
      ...audiencesFor(viewer).flatMap((audience) => (since[audience] ? [Date.parse(since[audience])] : [])),
    ),
  );

/** The newest first. */
export const newestFor = (viewer: Viewer): Order => ({
  name: "NEWEST",
  by: momentFor(viewer),
  type: "timestamptz",
  descending: true,
});
