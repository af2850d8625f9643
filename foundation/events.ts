import { registerEnumType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from "typeorm";
import type { HubContext } from "./context.ts";
import type { Kind } from "./enums.ts";

export enum EventType {
  CREATED = "CREATED",
  CHANGED = "CHANGED",
  TRANSLATED = "TRANSLATED",
  SUBMITTED = "SUBMITTED",
  RETURNED = "RETURNED",
  PUBLISHED = "PUBLISHED",
  ARCHIVED = "ARCHIVED",
  ADOPTED = "ADOPTED",
  ADOPTION_CHANGED = "ADOPTION_CHANGED",
  ANNOTATED = "ANNOTATED",
  ASKED = "ASKED",
  REPLIED = "REPLIED",
  MENTIONED = "MENTIONED",
  INVITED = "INVITED",
  JOIN_REQUESTED = "JOIN_REQUESTED",
  JOIN_ANSWERED = "JOIN_ANSWERED",
  MATCHED = "MATCHED",
  SEARCH_SAVED = "SEARCH_SAVED",
  SEARCH_DELETED = "SEARCH_DELETED",
}
registerEnumType(EventType, {
  name: "EventType",
  description: "What has happened.",
  valuesConfig: {
    CREATED: { description: "A record was begun." },
    CHANGED: { description: "A record was changed." },
    TRANSLATED: { description: "A record was translated, or its translation changed." },
    SUBMITTED: { description: "A record was handed to the curators." },
    RETURNED: { description: "A record was given back to its owner." },
    PUBLISHED: { description: "A record was published." },
    ARCHIVED: { description: "A record was withdrawn from its readers." },
    ADOPTED: { description: "An organisation took a practice over." },
    ADOPTION_CHANGED: { description: "What an organisation tells of its adoption was changed." },
    ANNOTATED: { description: "Somebody made a note on a record." },
    ASKED: { description: "Somebody asked a question about a record." },
    REPLIED: { description: "Somebody answered a note." },
    MENTIONED: { description: "Somebody mentioned you in a note." },
    INVITED: { description: "Somebody invited you to a working group." },
    JOIN_REQUESTED: { description: "Somebody asked to join a working group that you lead." },
    JOIN_ANSWERED: { description: "Your request to join a working group was answered." },
    MATCHED: { description: "A record began to match a saved search of yours." },
    SEARCH_SAVED: { description: "You saved a search." },
    SEARCH_DELETED: { description: "You deleted a saved search." },
  },
});

/** The types of the things beside records that an event may be about. */
type AboutType = "Adoption" | "Annotation" | "Membership" | "SavedSearch";

/**
 * Something that has happened, for people to hear of. It is written in the transaction of the deed itself, without a place
 * among the others; whoever delivers events gives each its place, so that by place none is ever passed over.
 */
@Entity({ schema: "hub", name: "event" })
@Index("event_waiting", ["id"], { where: '"place" IS NULL' })
@Index("event_by_place", ["place"], { unique: true })
export class HubEvent {
  @PrimaryColumn("uuid", { default: () => "uuidv7()" })
  id: string;

  /** null until it is delivered; a later one is greater */
  @Column("bigint", { nullable: true })
  place: string | null;

  @Column("text")
  type: EventType;

  /** null where it is about no record */
  @Column("text", { nullable: true })
  kind: Kind | null;

  @Column("uuid", { nullable: true })
  recordId: string | null;

  @Column("text", { nullable: true })
  aboutType: AboutType | null;

  @Column("uuid", { nullable: true })
  aboutId: string | null;

  /** the member who did it; null for the hub itself, and once they are erased */
  @Column("uuid", { nullable: true })
  actorId: string | null;

  /** the members whom it concerns by themselves */
  @Column("uuid", { array: true, default: () => "'{}'" })
  to: string[];

  /** the other records that its record names: its topics, organisations, places, groups and so on */
  @Column("uuid", { array: true, default: () => "'{}'" })
  concerns: string[];

  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  at: Date;
}

/** The channel on which it is told that something has happened. */
export const EVENTS_CHANNEL = "hub_events";

type Happened = Pick<HubEvent, "type"> &
  Partial<Pick<HubEvent, "kind" | "recordId" | "aboutType" | "aboutId" | "to" | "concerns">>;

/** Writes down what the viewer has done, in the transaction in which they do it. Of what it concerns only records are kept. */
export async function happened(
  { db, viewer }: Pick<HubContext, "db" | "viewer">,
  { type, kind = null, recordId = null, aboutType = null, aboutId = null, to = [], concerns = [] }: Happened,
): Promise<void> {
  await db.query(
    `WITH event AS (
       INSERT INTO hub.event (type, kind, "recordId", "aboutType", "aboutId", "actorId", "to", concerns)
       SELECT $1, $2, $3, $4, $5, $6, $7, ARRAY(SELECT d.id FROM hub.record d WHERE d.id = ANY($8::uuid[]) AND d.id <> $3))
     SELECT pg_notify('${EVENTS_CHANNEL}', '')`,
    [type, kind, recordId, aboutType, aboutId, viewer.member ?? null, to, concerns],
  );
}
