import sql, { type Sql } from "sql-template-tag";
import { Directive, Field, GraphQLISODateTime, ID, ObjectType } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { pointsAtVisible, visibleAmong } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { EventType } from "../../foundation/events.ts";
import { read, unseen } from "../../foundation/reading.ts";

/** What is told of records to whoever may see them; all else concerns somebody by themselves. */
export const OF_RECORDS: readonly EventType[] = [
  EventType.CREATED,
  EventType.CHANGED,
  EventType.TRANSLATED,
  EventType.SUBMITTED,
  EventType.RETURNED,
  EventType.PUBLISHED,
  EventType.ARCHIVED,
  EventType.ADOPTED,
  EventType.ADOPTION_CHANGED,
];

@ObjectType({
  description:
    "That something has happened to a record. It is known for a week, to whoever may see the record at the moment they ask.",
})
@Directive('@key(fields: "id")')
export class RecordEvent {
  @Field(() => ID, { description: "Identifier, a UUID." })
  id: string;

  @Field(() => EventType, { description: "What has happened." })
  type: EventType;

  @Field(() => Kind, { description: "The kind of record." })
  kind: Kind;

  @Field(() => GraphQLISODateTime, { description: "When it happened." })
  at: Date;

  recordId: string;
}

/** By id, those events of records that the viewer sees now; with `about`, only of records that are, or name, one of these. */
export async function recordEvents(
  ctx: HubContext,
  ids: readonly string[],
  about?: readonly string[] | null,
): Promise<(RecordEvent | null)[]> {
  const found = await read<RecordEvent>(
    ctx,
    sql`SELECT e.id, e.type, e.kind, e.at, e."recordId" FROM hub.event e
      WHERE e.id = ANY(${unseen(ids)}) AND e.place IS NOT NULL AND e.type = ANY(${[...OF_RECORDS]}::text[])
        AND ${pointsAtVisible(ctx, 'e."recordId"')} AND ${about ? isAbout(ctx, about) : sql`TRUE`}`,
  );
  const map = new Map(found.map((event) => [event.id, Object.assign(new RecordEvent(), event)]));
  return ids.map((id) => map.get(id) ?? null);
}

/** A hidden thing selects nothing, so that nobody learns what names it. */
const isAbout = (ctx: HubContext, about: readonly string[]): Sql => {
  const things = sql`(e."recordId" || e.concerns)`;
  return sql`${visibleAmong(ctx, about)} && (${things} || ARRAY(SELECT unnest(o.path) FROM hub.topic o WHERE o.id = ANY(${things})))`;
};
