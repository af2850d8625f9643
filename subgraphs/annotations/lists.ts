import sql, { type Sql } from "sql-template-tag";
import { seesPeople } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { knownPerson } from "../../foundation/directory.ts";
import { badInput } from "../../foundation/problems.ts";
import { countPerParent, fewThat, type Order } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { AnchorState } from "./anchor.enums.ts";
import { Annotation } from "./annotation.entity.ts";
import { type AnnotationFilter, AnnotationSort } from "./annotation.input.ts";

/** Notes that their author has not deleted. */
export const standing: Sql = sql`r."deletedAt" IS NULL`;

export const annotationOrder = (sort: AnnotationSort): Order => ({
  name: sort,
  by: "r.id",
  type: "uuid",
  descending: sort === AnnotationSort.NEWEST,
});

/** The notes `r` of whose passages any of these has become. Few are lost or have moved, most stand where they stood. */
const anchoredAs = (states: readonly AnchorState[]): Sql => {
  const as = sql`SELECT a."annotationId" FROM annotations.anchor a WHERE a.state = ANY(${[...states]}::text[])`;
  return states.includes(AnchorState.EXACT) ? sql`r.id IN (${as})` : sql`r.id = ANY(ARRAY(${as}))`;
};

/** The notes `r` that mention any of these people, an SQL array of their ids. */
const naming = (ids: Sql): Sql => fewThat("annotations.annotation", sql`r."mentionIds" && ${ids}`);

/** An AnnotationFilter as conditions on the row `r`. */
export function annotationsThat(ctx: HubContext, filter: AnnotationFilter | null | undefined): Sql[] {
  if (!filter) return [];
  const { viewer } = ctx;
  const {
    recordIds,
    kinds,
    motivations,
    authorIds,
    audience,
    resolutions,
    tags,
    mine,
    mentioning,
    mentioningMe,
    field,
    anchor,
    since,
    olderThan,
    newerThan,
  } = filter;
  const where: Sql[] = [];
  if (recordIds) where.push(sql`r."targetId" = ANY(${recordIds.filter(isUuid)}::uuid[])`);
  if (kinds) where.push(sql`r."targetKind" = ANY(${kinds}::text[])`);
  if (motivations) where.push(sql`r.motivation = ANY(${motivations}::text[])`);
  if (authorIds)
    where.push(
      sql`r."authorId" = ANY(${authorIds.filter(isUuid)}::uuid[])`,
      knownPerson(ctx, 'r."authorId"'),
    );
  if (mentioning) where.push(naming(knownAmong(ctx, mentioning)));
  if (mentioningMe === true) where.push(naming(sql`ARRAY[${viewer.member ?? null}::uuid]`));
  if (mentioningMe === false) where.push(sql`NOT r."mentionIds" @> ARRAY[${viewer.member ?? null}::uuid]`);
  if (audience) where.push(sql`r.audience = ANY(${audience}::text[])`);
  if (resolutions) where.push(sql`r.resolution = ANY(${resolutions}::text[])`);
  if (tags) where.push(sql`r.id = ANY(ARRAY(SELECT annotations.tagged(${tags}::text[])))`);
  if (mine === true) where.push(sql`r."authorId" = ${viewer.member ?? null}::uuid`);
  if (mine === false && viewer.member) where.push(sql`r."authorId" IS DISTINCT FROM ${viewer.member}::uuid`);
  if (field) where.push(sql`r."targetField" = ${field}`);
  if (anchor) where.push(anchoredAs(anchor));
  if (since) where.push(sql`r."createdAt" >= ${since}::timestamptz`);
  if (olderThan) where.push(sql`r.id < ${named("olderThan", olderThan)}::uuid`);
  if (newerThan) where.push(sql`r.id > ${named("newerThan", newerThan)}::uuid`);
  return where;
}

/** Of these ids, as the caller names them, those of people whom the viewer may know, as an SQL array. */
const knownAmong = (ctx: HubContext, ids: readonly string[]): Sql =>
  seesPeople(ctx.viewer)
    ? sql`ARRAY(SELECT p.id FROM hub.person p WHERE p.id = ANY(${ids.filter(isUuid)}::uuid[]) AND ${knownPerson(ctx, "p.id")})`
    : sql`'{}'::uuid[]`;

function named(field: string, id: string): string {
  if (!isUuid(id)) throw badInput(field, "A note is named by its id.");
  return id;
}

/** The loader that counts the standing notes of each parent that the viewer may see, in one statement for all. */
export function countOfNotes(ctx: HubContext, name: string, link: Sql) {
  return ctx.load.batched<string, number>(`count of ${name}`, async (parents) => {
    const counts = await countPerParent(ctx, Annotation, parents, link, [standing]);
    return parents.map((id) => counts.get(id) ?? 0);
  });
}
