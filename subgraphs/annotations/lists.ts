import sql, { type Sql } from "sql-template-tag";
import { seesPeople } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { countPerParent, type Order } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
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

/** An AnnotationFilter as conditions on the row `r`. */
export function annotationsThat({ viewer }: HubContext, filter: AnnotationFilter | null | undefined): Sql[] {
  if (!filter) return [];
  const { recordIds, kinds, motivations, authorIds, audience, resolutions, tags, mine, field, since } =
    filter;
  const where: Sql[] = [];
  if (recordIds) where.push(sql`r."targetId" = ANY(${recordIds.filter(isUuid)}::uuid[])`);
  if (kinds) where.push(sql`r."targetKind" = ANY(${kinds}::text[])`);
  if (motivations) where.push(sql`r.motivation = ANY(${motivations}::text[])`);
  if (authorIds && !seesPeople(viewer)) where.push(sql`FALSE`);
  else if (authorIds) where.push(sql`r."authorId" = ANY(${authorIds.filter(isUuid)}::uuid[])`);
  if (audience) where.push(sql`r.audience = ANY(${audience}::text[])`);
  if (resolutions) where.push(sql`r.resolution = ANY(${resolutions}::text[])`);
  if (tags) where.push(sql`r.id = ANY(ARRAY(SELECT annotations.tagged(${tags}::text[])))`);
  if (mine === true) where.push(sql`r."authorId" = ${viewer.member ?? null}::uuid`);
  if (mine === false) where.push(sql`r."authorId" IS DISTINCT FROM ${viewer.member ?? null}::uuid`);
  if (field) where.push(sql`r."targetField" = ${field}`);
  if (since) where.push(sql`r."createdAt" >= ${since}::timestamptz`);
  return where;
}

/** The loader that counts the standing notes of each parent that the viewer may see, in one statement for all. */
export function countOfNotes(ctx: HubContext, name: string, link: Sql) {
  return ctx.load.batched<string, number>(`count of ${name}`, async (parents) => {
    const counts = await countPerParent(ctx, Annotation, parents, link, [standing]);
    return parents.map((id) => counts.get(id) ?? 0);
  });
}
