import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds.ts";
import { badInput, notAllowed, signInFirst } from "../../foundation/problems.ts";
import { checkText } from "../../foundation/texts.ts";
import { newId } from "../../foundation/uuid.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { Annotation } from "./annotation.entity.ts";
import { Moderation } from "./annotation.enums.ts";
import { ModerationEntry } from "./moderation.entity.ts";
import { current, keepNote, lockedNote, writer } from "./thread.ts";

/** Asks the curators to look at a note. A member's flag counts once for each note; the note's revision stays. */
export async function flagAnnotation(ctx: HubContext, id: string, reason: string): Promise<Annotation> {
  const actorId = writer(ctx, "flag a note");
  const why = reasonOf(reason);
  return deed(ctx, async (tx) => {
    const note = await lockedNote(tx, id);
    if (note.authorId === actorId) throw notAllowed("flag your own note: change or delete it");
    current(note, "flagged");
    if (await tx.db.existsBy(ModerationEntry, { annotationId: id, actorId, byMember: true })) return note;
    const moderation = note.moderation === Moderation.SHOWN ? Moderation.FLAGGED : note.moderation;
    await enter(tx, { annotationId: id, actorId, byMember: true, moderation, reason: why });
    if (moderation !== note.moderation) {
      await tx.db.update(Annotation, { id }, { moderation, updatedAt: note.updatedAt });
      note.moderation = moderation;
    }
    return note;
  });
}

/** Hides a note, shows it again, or leaves it flagged. Curators only; each decision is logged with its reason. */
export async function moderateAnnotation(
  ctx: HubContext,
  id: string,
  revision: number,
  moderation: Moderation,
  reason: string,
): Promise<Annotation> {
  if (ctx.viewer.kind === "STRANGER") throw signInFirst("moderate notes");
  if (!isCurator(ctx.viewer)) throw notAllowed("moderate notes: that is for a curator");
  const why = reasonOf(reason);
  return deed(ctx, async (tx) => {
    const note = await lockedNote(tx, id);
    current(note, "moderated", revision);
    const actorId = tx.viewer.member ?? null;
    await enter(tx, { annotationId: id, actorId, byMember: false, moderation, reason: why });
    return keepNote(tx, note, { moderation, hiddenBecause: moderation === Moderation.HIDDEN ? why : null });
  });
}

const enter = (tx: HubContext, entry: Omit<ModerationEntry, "id" | "at">) =>
  tx.db.insert(ModerationEntry, { ...entry, id: newId(), at: new Date() });

function reasonOf(reason: string): string {
  const why = checkText("reason", reason, 1_000);
  if (!why) throw badInput("reason", "Say why.");
  return why;
}
