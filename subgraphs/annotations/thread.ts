import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { notAllowed, notFound, Problem, signInFirst, staleRevision } from "../../foundation/problems.ts";
import { byId, rows } from "../../foundation/rows.ts";
import { isCurator, isMember } from "../../foundation/viewer.ts";
import { Annotation } from "./annotation.entity.ts";

/** The id of the member who writes; notes are made by people of the network, not by keys or programs. */
export function writer({ viewer }: HubContext, deed: string): string {
  if (viewer.kind === "STRANGER") throw signInFirst(deed);
  if (!viewer.member || !(isMember(viewer) || (viewer.kind === "MEMBER" && isCurator(viewer))))
    throw notAllowed(`${deed}: that is for members of the network`);
  return viewer.member;
}

/** The note, its whole thread locked until the transaction ends; NOT_FOUND where the viewer cannot see it. */
export async function lockedNote(tx: HubContext, id: string): Promise<Annotation> {
  const visible = await byId(tx, Annotation).load(id);
  if (!visible) throw notFound("annotation", id);
  await tx.db.query("SELECT 1 FROM annotations.annotation WHERE id = $1 FOR UPDATE", [visible.rootId]);
  const [note] = await rows(tx, Annotation, { where: [sql`r.id = ${id}::uuid`] });
  if (!note) throw notFound("annotation", id);
  return note;
}

/** Makes sure that the note has not been deleted, and has not moved on since the caller read it. */
export function current(note: Annotation, deed: string, revision: number = note.revision) {
  if (note.deletedAt)
    throw new Problem("WRONG_STATE", `A note that its author deleted cannot be ${deed}.`, { id: note.id });
  if (note.revision !== revision) throw staleRevision("annotation", revision, note);
}

/** Saves changes of a locked note as its next revision. */
export async function keepNote(
  tx: HubContext,
  note: Annotation,
  changes: Partial<Annotation>,
): Promise<Annotation> {
  const saved = { ...changes, revision: note.revision + 1, updatedAt: new Date() };
  await tx.db.update(Annotation, { id: note.id }, saved);
  return Object.assign(note, saved);
}
