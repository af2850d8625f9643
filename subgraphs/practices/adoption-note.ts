import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import type { ExperienceEntry } from "../../foundation/experience.ts";
import { badInput, Problem, signInFirst } from "../../foundation/problems.ts";
import { read, unseen } from "../../foundation/reading.ts";
import { byId } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { Adoption } from "./adoption.entity.ts";
import type { NewAdoption } from "./adoption.input.ts";
import { adoptPractice } from "./adoption.service.ts";

/** Records the adoption that a note of the viewer's own tells of, in the name of the organisation that the note was written for. */
export async function adoptFromAnnotation(
  ctx: HubContext,
  annotationId: string,
  input: NewAdoption,
): Promise<Adoption> {
  if (ctx.viewer.kind === "STRANGER") throw signInFirst("record an adoption");
  return deed(ctx, async (tx) => {
    const { recordId, organisationId } = await ownExperience(tx, annotationId);
    if (input.organisationId && organisationId && input.organisationId !== organisationId)
      throw badInput("organisationId", "The note tells of what another organisation did.");
    const adoption = await adoptPractice(tx, recordId, {
      ...input,
      organisationId: input.organisationId ?? organisationId,
    });
    await tx.db.query('UPDATE hub.experience SET "adoptionId" = $1 WHERE id = $2', [
      adoption.id,
      annotationId,
    ]);
    return adoption;
  });
}

async function ownExperience(
  tx: HubContext,
  annotationId: string,
): Promise<Pick<ExperienceEntry, "recordId" | "organisationId">> {
  const [entry] = isUuid(annotationId)
    ? await tx.db.query(
        'SELECT "recordId", "organisationId" FROM hub.experience WHERE id = $1 AND "authorId" = $2 FOR UPDATE',
        [annotationId, tx.viewer.member ?? null],
      )
    : [];
  if (!entry)
    throw new Problem(
      "NOT_FOUND",
      `There is no note of yours with id ${annotationId} that says that your organisation did this.`,
      { kind: "annotation", id: annotationId },
    );
  return entry;
}

/** The adoption that was recorded from a note, if the viewer may see it. */
export async function adoptionFrom(ctx: HubContext, annotationId: string): Promise<Adoption | null> {
  const adoptionId = await ctx.load
    .batched<string, string | null>("adoptions from annotations", async (ids) => {
      const found = await read<Pick<ExperienceEntry, "id" | "adoptionId">>(
        ctx,
        sql`SELECT e.id, e."adoptionId" FROM hub.experience e WHERE e.id = ANY(${unseen(ids)})`,
      );
      const map = new Map(found.map((entry) => [entry.id, entry.adoptionId]));
      return ids.map((id) => map.get(id) ?? null);
    })
    .load(annotationId);
  return adoptionId ? byId(ctx, Adoption).load(adoptionId) : null;
}
