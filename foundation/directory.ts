import sql, { raw, type Sql } from "sql-template-tag";
import { contentFor, seesPeople } from "./access.ts";
import type { HubContext } from "./context.ts";
import { type Kind, kindInWords } from "./enums.ts";
import { limitExceeded, unknownReference } from "./problems.ts";
import { read, unseen } from "./reading.ts";
import { manyThat } from "./rows.ts";
import { isUuid } from "./uuid.ts";
import { isAdministrator } from "./viewer.ts";

export interface Reference {
  kind: Kind;
  id: string;
}

/** The loader that tells of ids in any room whether this viewer may see what they stand for; null where not, or where there is nothing. */
export function visible(ctx: HubContext) {
  return ctx.load.batched<string, Reference | null>("visible records", async (ids) => {
    const found = await read<Reference>(
      ctx,
      sql`SELECT d.id, d.kind FROM hub.record d WHERE d.id = ANY(${unseen(ids.filter(isUuid))}) AND ${contentFor(ctx.viewer, "d")}`,
    );
    const map = new Map(found.map((entry) => [entry.id, entry]));
    return ids.map((id) => map.get(id) ?? null);
  });
}

/** Of these ids of another room's content, those the viewer may see, as references to it. The order stays. */
export async function visibleReferences(ctx: HubContext, ids: readonly string[]): Promise<{ id: string }[]> {
  if (ids.length === 0) return [];
  const entries = await visible(ctx).loadMany([...ids]);
  return entries
    .filter((entry): entry is Reference => entry !== null && !(entry instanceof Error))
    .map(({ id }) => ({ id }));
}

/** As `visibleReferences`, for one id or none. */
export async function visibleReference(
  ctx: HubContext,
  id: string | null | undefined,
): Promise<{ id: string } | null> {
  return id ? ((await visibleReferences(ctx, [id]))[0] ?? null) : null;
}

/** References to reference data (organisations, territories, topics), which everybody may see. */
export const references = (ids: readonly string[]): { id: string }[] => ids.map((id) => ({ id }));

/** The member with that id as a reference; null where there is none and for viewers who may not know people. */
export const personReference = (
  { viewer }: Pick<HubContext, "viewer">,
  id: string | null | undefined,
): { id: string } | null => (id && seesPeople(viewer) ? { id } : null);

/** Makes sure that the viewer sees a record of that kind behind each id; else UNKNOWN_REFERENCE, the same for hidden and for missing ones. */
export async function known(
  ctx: HubContext,
  kind: Kind,
  ids: readonly (string | null | undefined)[] | null | undefined,
) {
  const wanted = [...new Set((ids ?? []).filter((id): id is string => !!id))];
  if (wanted.length === 0) return;
  within(wanted.length, kindInWords(kind));
  const entries = await visible(ctx).loadMany(wanted);
  const missing = wanted.filter((_, i) => (entries[i] as Reference | null)?.kind !== kind);
  if (missing.length > 0) throw unknownReference(kindInWords(kind), missing);
}

/** Makes sure that each id is of a person whom the viewer may know; else UNKNOWN_REFERENCE, the same for hidden and for missing ones. */
export async function knownPeople(ctx: HubContext, ids: readonly (string | null | undefined)[]) {
  const wanted = [...new Set(ids.filter((id): id is string => !!id))];
  if (wanted.length === 0) return;
  within(wanted.length, "member");
  const { viewer } = ctx;
  const all = viewer.kind === "SERVICE" || isAdministrator(viewer);
  const found = await read<Pick<Reference, "id">>(
    ctx,
    sql`SELECT p.id FROM hub.person p WHERE p.id = ANY(${wanted.filter(isUuid)}::uuid[]) AND NOT p.erased AND (NOT p.pending OR ${all})`,
  );
  const there = new Set(seesPeople(viewer) ? found.map(({ id }) => id) : []);
  const missing = wanted.filter((id) => !there.has(id.toLowerCase()));
  if (missing.length > 0) throw unknownReference("member", missing);
}

/** So many records of a kind may be named in one list of another: what hangs on a record has a bound. */
const MOST = 200;

function within(found: number, kind: string): void {
  if (found > MOST)
    throw limitExceeded(
      `At most ${MOST} of a kind can be named, and these are ${found} (${kind}).`,
      "references",
      MOST,
      found,
    );
}

/** The condition that a row of `table` names one of these topics, or a topic narrower than one of them. */
export const aboutTopics = (table: string, topicIds: readonly string[]): Sql =>
  manyThat(
    table,
    sql`r."topicIds" && ARRAY(SELECT t.id FROM hub.topic t WHERE t.path && ${topicIds.filter(isUuid)}::uuid[])`,
  );

/** As `aboutTopics`, for the parent topic `p.id` of a nested list. */
export const aboutParentTopic = (table: string): Sql =>
  manyThat(table, sql`r."topicIds" && ARRAY(SELECT t.id FROM hub.topic t WHERE t.path @> ARRAY[p.id])`);

/** The condition that the record which `column` points at is one the viewer may see. */
export const pointsAtVisible = (ctx: Pick<HubContext, "viewer">, column: string): Sql =>
  sql`EXISTS (SELECT 1 FROM hub.record d WHERE d.id = ${raw(column)} AND ${contentFor(ctx.viewer, "d")})`;

/** Of these ids, as the caller names them in a filter, those whose record the viewer may see, as an SQL array: a hidden record selects nothing. */
export const visibleAmong = (ctx: Pick<HubContext, "viewer">, ids: readonly string[]): Sql =>
  sql`ARRAY(SELECT d.id FROM hub.record d WHERE d.id = ANY(${ids.filter(isUuid)}::uuid[]) AND ${contentFor(ctx.viewer, "d")})`;
