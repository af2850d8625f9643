import sql, { raw, type Sql } from "sql-template-tag";
import { contentFor, everybody, nobody, seesPeople } from "./access.ts";
import type { HubContext } from "./context.ts";
import { type Kind, kindInWords } from "./enums.ts";
import { loadAll } from "./loaders.ts";
import { limitExceeded, unknownReference } from "./problems.ts";
import { read, unseen } from "./reading.ts";
import { manyThat } from "./rows.ts";
import { isUuid } from "./uuid.ts";
import { isAdministrator, type Viewer } from "./viewer.ts";

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
  const entries = await loadAll(visible(ctx), ids);
  return entries.filter((entry) => entry !== null).map(({ id }) => ({ id }));
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

const knowsEverybody = (viewer: Viewer) => viewer.kind === "SERVICE" || isAdministrator(viewer);

/** The rows of hub.person whom the viewer may know: of people who wait to be let in, were refused or are erased only administrators and the hub itself, beside those people themselves. */
function peopleFor(viewer: Viewer): Sql {
  if (knowsEverybody(viewer)) return everybody;
  if (!seesPeople(viewer)) return nobody;
  return sql`((NOT person.pending AND NOT person.erased) OR person.id = ${viewer.member}::uuid)`;
}

/** The condition that the person whom `column` names is one whom the viewer may know. */
export const knownPerson = ({ viewer }: Pick<HubContext, "viewer">, column: string): Sql => {
  if (knowsEverybody(viewer)) return everybody;
  if (!seesPeople(viewer)) return nobody;
  return sql`EXISTS (SELECT 1 FROM hub.person person WHERE person.id = ${raw(column)} AND ${peopleFor(viewer)})`;
};

/** The person with that id as a reference; null where there is none, or none whom the viewer may know. */
export async function personReference(
  ctx: HubContext,
  id: string | null | undefined,
): Promise<{ id: string } | null> {
  const { viewer } = ctx;
  if (!id || !seesPeople(viewer)) return null;
  if (knowsEverybody(viewer) || viewer.member === id) return { id };
  return ctx.load
    .batched<string, { id: string } | null>("known people", async (ids) => {
      const found = await read<{ id: string }>(
        ctx,
        sql`SELECT person.id FROM hub.person person WHERE person.id = ANY(${unseen(ids)}) AND ${peopleFor(viewer)}`,
      );
      const there = new Set(found.map((person) => person.id));
      return ids.map((one) => (there.has(one) ? { id: one } : null));
    })
    .load(id);
}

/** Makes sure that the viewer sees a record of that kind behind each id; else UNKNOWN_REFERENCE, the same for hidden and for missing ones. */
export async function known(
  ctx: HubContext,
  kind: Kind,
  ids: readonly (string | null | undefined)[] | null | undefined,
) {
  const wanted = [...new Set((ids ?? []).filter((id): id is string => !!id))];
  if (wanted.length === 0) return;
  within(wanted.length, kindInWords(kind));
  const entries = await loadAll(visible(ctx), wanted);
  const missing = wanted.filter((_, i) => entries[i]?.kind !== kind);
  if (missing.length > 0) throw unknownReference(kindInWords(kind), missing);
}

/** Makes sure that each id is of a person whom the viewer may know; else UNKNOWN_REFERENCE, the same for hidden and for missing ones. */
export async function knownPeople(ctx: HubContext, ids: readonly (string | null | undefined)[]) {
  const wanted = [...new Set(ids.filter((id): id is string => !!id))];
  if (wanted.length === 0) return;
  within(wanted.length, "member");
  const known = peopleFor(ctx.viewer);
  const found =
    known === nobody
      ? []
      : await read<Pick<Reference, "id">>(
          ctx,
          sql`SELECT person.id FROM hub.person person WHERE person.id = ANY(${wanted.filter(isUuid)}::uuid[]) AND NOT person.erased AND ${known}`,
        );
  const there = new Set(found.map(({ id }) => id));
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
  manyThat(table, sql`r."topicIds" && ${topicsUnder(topicIds)}`);

/** These topics and all narrower ones, as an SQL array. */
export const topicsUnder = (topicIds: readonly string[]): Sql =>
  sql`ARRAY(SELECT t.id FROM hub.topic t WHERE t.path && ${topicIds.filter(isUuid)}::uuid[])`;

/** As `aboutTopics`, for the parent topic `p.id` of a nested list. */
export const aboutParentTopic = (table: string): Sql =>
  manyThat(table, sql`r."topicIds" && ARRAY(SELECT t.id FROM hub.topic t WHERE t.path @> ARRAY[p.id])`);

/** The condition that the record which `column` points at is one the viewer may see. */
export const pointsAtVisible = (ctx: Pick<HubContext, "viewer">, column: string): Sql =>
  sql`EXISTS (SELECT 1 FROM hub.record d WHERE d.id = ${raw(column)} AND ${contentFor(ctx.viewer, "d")})`;

/** Of these ids, as the caller names them in a filter, those whose record the viewer may see, as an SQL array: a hidden record selects nothing. */
export const visibleAmong = (ctx: Pick<HubContext, "viewer">, ids: readonly string[]): Sql =>
  sql`ARRAY(SELECT d.id FROM hub.record d WHERE d.id = ANY(${ids.filter(isUuid)}::uuid[]) AND ${contentFor(ctx.viewer, "d")})`;
