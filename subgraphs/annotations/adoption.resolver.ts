import sql from "sql-template-tag";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { rowsPerParent } from "../../foundation/rows.ts";
import { Annotation } from "./annotation.entity.ts";
import { Adoption } from "./references.ts";

@Resolver(() => Adoption)
export class AdoptionAnnotation {
  @FieldResolver(() => Annotation, {
    nullable: true,
    description:
      "The note from which it was recorded; null where it was recorded directly, where the note is gone, or where you may not see it.",
  })
  annotation(@Root() { id }: { id: string }, @Ctx() ctx: HubContext): Promise<Annotation | null> {
    return ctx.load
      .batched<string, Annotation | null>("annotations of adoptions", async (ids) => {
        const link = sql`r.id = (SELECT e.id FROM hub.experience e WHERE e."adoptionId" = p.id)`;
        const found = await rowsPerParent(ctx, Annotation, ids, link);
        return ids.map((adoption) => found.get(adoption)?.[0] ?? null);
      })
      .load(id);
  }
}
