import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { badInput, notAllowed, Problem, signInFirst } from "../../foundation/problems.ts";
import { checkText } from "../../foundation/texts.ts";
import { newId } from "../../foundation/uuid.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { Annotation } from "./annotation.entity.ts";
import { Moderation } from "./annotation.enums.ts";
import { FlagState, ModerationEntry } from "./moderation.entity.ts";
import { countForNewcomer } from "./newcomers.ts";
import { current, keepNote, lockedNote, writer } from "./thread.ts";

/**
 * Asks the curators to look at a note; the note's revision stays. A member's flag counts once, and once it has been decided
 * on, not again until the note changes.
 */
export async function flagAnnotation(ctx: HubContext, id: string, reason: string): Promise<Annotation> {
  const actorId = writer(ctx, "flag a note");
  const why = reasonOf(reason);
  return deed(ctx, async (tx) => {
    const note = await lockedNote(tx, id);
    if (note.authorId === actorId) throw notAllowed("flag your own note: change or delete it");
    current(note, "flagged");
    const before = await lastFlag(tx, id, actorId);
    const stands = before?.flag === FlagState.DECIDED && note.revision <= (before.decided ?? 0);
    if (before?.flag === FlagState.OPEN || stands) return note;
    await countForNewcomer(tx);
    const moderation = note.moderation === Moderation.SHOWN ? Moderation.FLAGGED : note.moderation;
    const { revision } = note;
    const flag = { annotationId: id, actorId, byMember: true, flag: FlagState.OPEN };
    await enter(tx, { ...flag, moderation, reason: why, revision });
    return standsAs(tx, note, moderation);
  });
}

/** Takes the viewer's own flag back; where none is left and no curator wants to look at it, the note is as before. */
export async function withdrawFlag(ctx: HubContext, id: string): Promise<Annotation> {
  const actorId = writer(ctx, "withdraw a flag");
  return deed(ctx, async (tx) => {
    const note = await lockedNote(tx, id);
    const before = await lastFlag(tx, id, actorId);
    if (before?.flag === FlagState.WITHDRAWN) return note;
    if (before?.flag !== FlagState.OPEN)
      throw new Problem("WRONG_STATE", "You have no flag on this note that waits for the curators.", { id });
    await close(tx, { annotationId: id, actorId }, FlagState.WITHDRAWN);
    const keepsWaiting =
      (await tx.db.existsBy(ModerationEntry, { annotationId: id, flag: FlagState.OPEN })) ||
      (await lastDecision(tx, id)) === Moderation.FLAGGED;
    return note.moderation === Moderation.FLAGGED && !keepsWaiting
      ? standsAs(tx, note, Moderation.SHOWN)
      : note;
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
    const hiddenBecause = moderation === Moderation.HIDDEN ? why : null;
    const kept = await keepNote(tx, note, { moderation, hiddenBecause });
    const decision = { annotationId: id, actorId: tx.viewer.member ?? null, byMember: false, flag: null };
    await enter(tx, { ...decision, moderation, reason: why, revision: kept.revision });
    if (moderation !== Moderation.FLAGGED) await close(tx, { annotationId: id }, FlagState.DECIDED);
    return kept;
  });
}

/** What became of the last flag of a member on a note, and which revision a curator decided on last. */
async function lastFlag(tx: HubContext, annotationId: string, actorId: string) {
  const [flag]: { flag: FlagState; decided: number | null }[] = await tx.db.query(
    `SELECT f.flag, (SELECT max(d.revision) FROM annotations.moderation_log d WHERE d."annotationId" = $1 AND NOT d."byMember") AS decided
     FROM annotations.moderation_log f WHERE f."annotationId" = $1 AND f."actorId" = $2 AND f."byMember" ORDER BY f.id DESC LIMIT 1`,
    [annotationId, actorId],
  );
  return flag;
}

async function lastDecision(tx: HubContext, annotationId: string): Promise<Moderation | undefined> {
  const [decision]: { moderation: Moderation }[] = await tx.db.query(
    `SELECT moderation FROM annotations.moderation_log WHERE "annotationId" = $1 AND NOT "byMember" ORDER BY id DESC LIMIT 1`,
    [annotationId],
  );
  return decision?.moderation;
}

const enter = (tx: HubContext, entry: Omit<ModerationEntry, "id" | "at" | "closedAt">) =>
  tx.db.insert(ModerationEntry, { ...entry, id: newId(), at: new Date(), closedAt: null });

const close = (tx: HubContext, which: { annotationId: string; actorId?: string }, flag: FlagState) =>
  tx.db.update(ModerationEntry, { ...which, flag: FlagState.OPEN }, { flag, closedAt: new Date() });

/** Writes how a note stands; it is no change of the note itself. */
async function standsAs(tx: HubContext, note: Annotation, moderation: Moderation): Promise<Annotation> {
  if (moderation !== note.moderation)
    await tx.db.update(Annotation, { id: note.id }, { moderation, updatedAt: note.updatedAt });
  return Object.assign(note, { moderation });
}

function reasonOf(reason: string): string {
  const why = checkText("reason", reason, 1_000);
  if (!why) throw badInput("reason", "Say why.");
  return why;
}
