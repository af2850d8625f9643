import type pg from "pg";
import sql, { empty, type Sql } from "sql-template-tag";
import { contentForPerson } from "../../foundation/access.ts";
import { EventType, type HubEvent } from "../../foundation/events.ts";
import { InboxReason } from "./item.enums.ts";
import { seersOf } from "./seers.ts";

type Connection = Pick<pg.Client, "query">;

/** An event that has its place, with what is known of its record now. */
export type Placed = HubEvent & { place: string; ownerId: string | null };

/** What may be read by the rule of records alone, and what has a rule of its own. */
const ON_NOTES = new Set<EventType>([
  EventType.ANNOTATED,
  EventType.ASKED,
  EventType.REPLIED,
  EventType.MENTIONED,
]);

/** Why those hear of an event whom it concerns by themselves. */
const DIRECTLY: Partial<Record<EventType, InboxReason>> = {
  [EventType.MENTIONED]: InboxReason.MENTIONED,
  [EventType.REPLIED]: InboxReason.REPLIED,
  [EventType.INVITED]: InboxReason.INVITED,
  [EventType.JOIN_REQUESTED]: InboxReason.MEMBERSHIP,
  [EventType.JOIN_ANSWERED]: InboxReason.MEMBERSHIP,
};

/**
 * Puts an event into the inboxes of all whom it concerns and who may see what it is about at this moment, in one statement
 * however many they are. Where an unread item on the same subject is there already, it takes its place.
 */
export async function deliver(db: Connection, event: Placed): Promise<void> {
  switch (event.type) {
    case EventType.SEARCH_SAVED:
      return void (await db.query(sql`
        INSERT INTO inbox.follow (id, "memberId", kind, "targetId")
        SELECT uuidv7(), p.id, 'SAVED_SEARCH', ${event.aboutId}::uuid FROM hub.person p
        WHERE p.id = ANY(${event.to}::uuid[]) AND NOT p.erased ON CONFLICT DO NOTHING`));
    case EventType.SEARCH_DELETED:
      return void (await db.query(
        sql`DELETE FROM inbox.follow WHERE "targetId" = ${event.aboutId}::uuid AND "memberId" = ANY(${event.to}::uuid[])`,
      ));
    case EventType.MATCHED:
      return void (await db.query(items(event, matched(event), seenByPerson)));
    case EventType.INVITED:
    case EventType.JOIN_REQUESTED:
    case EventType.JOIN_ANSWERED:
      // The group's own rule decides when it is shown.
      return void (await db.query(items(event, directly(event), sql`TRUE`)));
  }
  if (!ON_NOTES.has(event.type)) return void (await db.query(items(event, concerned(event), seenByPerson)));
  const wanted = event.type === EventType.MENTIONED ? directly(event) : concerned(event);
  const seers = await seersOf(db, "Annotation", event.aboutId!, wanted);
  const among = seers === "all members" ? empty : sql` AND p.id = ANY(${seers}::uuid[])`;
  await db.query(items(event, wanted, sql`${seenByPerson}${among}`));
}

const seenByPerson = contentForPerson("p", "d");

/** Whom an event concerns, each once for each reason: `memberId`, `reason`, `followId`, and by `rank` which reason goes first. */
const concerned = (event: Placed): Sql =>
  sql`${directly(event)} UNION ALL ${owning(event)} UNION ALL ${following(event)}`;

const directly = ({ type, to }: Placed): Sql => sql`
  SELECT t.id AS "memberId", ${DIRECTLY[type] ?? null}::text AS reason, NULL::uuid AS "followId", 0 AS rank
  FROM unnest(${DIRECTLY[type] ? to : []}::uuid[]) AS t(id)`;

/** Those whose organisation's record it is, where somebody of another one did it. */
const owning = ({ ownerId, actorId }: Placed): Sql => sql`
  SELECT p.id, ${InboxReason.OWNED}::text, NULL::uuid, 1 FROM hub.person p
  WHERE p."organisationId" = ${ownerId}::uuid AND EXISTS (
    SELECT FROM hub.person a WHERE a.id = ${actorId}::uuid AND a."organisationId" IS DISTINCT FROM p."organisationId")`;

/** Those who follow the record, or, unless it is a note that was made, something that the record names or a broader topic of that. */
function following({ type, recordId, concerns }: Placed): Sql {
  const things = [recordId!, ...(ON_NOTES.has(type) ? [] : concerns)];
  return sql`
    SELECT f."memberId", ${InboxReason.FOLLOWED}::text, f.id, CASE WHEN f."targetId" = ${recordId}::uuid THEN 2 ELSE 3 END
    FROM (SELECT unnest(${things}::uuid[]) AS id UNION SELECT unnest(o.path) FROM hub.topic o WHERE o.id = ANY(${things}::uuid[])) named
    JOIN inbox.follow f ON f."targetId" = named.id JOIN hub.record t ON t.id = f."targetId" JOIN hub.person p ON p.id = f."memberId"
    WHERE ${contentForPerson("p", "t")}`;
}

/** Whoever follows the saved search that the record began to match. */
const matched = ({ to, aboutId }: Placed): Sql => sql`
  SELECT f."memberId", ${InboxReason.SAVED_SEARCH}::text AS reason, f.id AS "followId", 0 AS rank FROM inbox.follow f
  WHERE f."targetId" = ${aboutId}::uuid AND f."memberId" = ANY(${to}::uuid[])`;

/** The statement that writes the items for those among `wanted` who take part, did not do it themselves and meet `seen`. */
function items(event: Placed, wanted: Sql, seen: Sql): Sql {
  const { type, place, kind, recordId, aboutType, aboutId, actorId, at } = event;
  const about = (wanted: HubEvent["aboutType"]) => (aboutType === wanted ? aboutId : null);
  const subject = about("Annotation") ?? about("Adoption") ?? about("Membership") ?? recordId;
  const stronger = Object.values(InboxReason);
  return sql`
    INSERT INTO inbox.item AS i (id, place, "memberId", "subjectId", reason, events, kind, "recordId", "annotationId", "adoptionId", "membershipId", "savedSearchId", "followId", at)
    SELECT uuidv7(), ${place}::bigint, p.id, ${subject}::uuid, w.reason, ARRAY[${type}::text], ${kind}::text, ${recordId}::uuid,
      ${about("Annotation")}::uuid, ${about("Adoption")}::uuid, ${about("Membership")}::uuid, ${about("SavedSearch")}::uuid, w."followId", ${at}::timestamptz
    FROM (SELECT DISTINCT ON ("memberId") * FROM (${wanted}) AS all_reasons ORDER BY "memberId", rank) w
    JOIN hub.person p ON p.id = w."memberId" JOIN hub.record d ON d.id = ${recordId}::uuid
    WHERE p."activeSince" IS NOT NULL AND NOT p.erased AND p.id IS DISTINCT FROM ${actorId}::uuid AND ${seen}
    ON CONFLICT ("memberId", "subjectId") WHERE "readAt" IS NULL DO UPDATE SET
      id = excluded.id, place = excluded.place, at = excluded.at,
      events = array_remove(i.events, ${type}::text) || excluded.events,
      reason = CASE WHEN array_position(${stronger}::text[], excluded.reason) < array_position(${stronger}::text[], i.reason) THEN excluded.reason ELSE i.reason END,
      "savedSearchId" = coalesce(excluded."savedSearchId", i."savedSearchId"),
      "followId" = coalesce(excluded."followId", i."followId")`;
}
