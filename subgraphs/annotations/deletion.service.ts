import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { notAllowed } from "../../foundation/problems.ts";
import { rows } from "../../foundation/rows.ts";
import { Annotation } from "./annotation.entity.ts";
import { AnnotationAudience } from "./annotation.enums.ts";
import { StoredAnchor } from "./following/following.entity.ts";
import { current, keepNote, lockedNote, writer } from "./thread.ts";

/** Takes a note of the viewer's own away, and what was published of it; gives what stays of it where replies stand below it, else null. */
export async function deleteAnnotation(
  ctx: HubContext,
  id: string,
  revision: number,
): Promise<Annotation | null> {
  const authorId = writer(ctx, "delete a note");
  return deed(ctx, async (tx) => {
    const note = await lockedNote(tx, id);
    if (note.authorId !== authorId) throw notAllowed("delete a note of someone else");
    current(note, "deleted", revision);
    await takeBack(tx, id);
    await remove(tx, note);
    return (await rows(tx, Annotation, { where: [sql`r.id = ${id}::uuid`] }))[0] ?? null;
  });
}

/** Takes away what was published of a locked note: others' answers to that stay. */
export async function takeBack(tx: HubContext, noteId: string) {
  const copies: Annotation[] = await tx.db.query(
    'SELECT r.* FROM annotations.annotation r WHERE r."publishedFromId" = $1',
    [noteId],
  );
  for (const { id, rootId } of copies) {
    await tx.db.query("SELECT 1 FROM annotations.annotation WHERE id = $1 FOR UPDATE", [rootId]);
    const [copy]: Annotation[] = await tx.db.query(
      'SELECT r.* FROM annotations.annotation r WHERE r.id = $1 AND r."deletedAt" IS NULL',
      [id],
    );
    if (copy) await remove(tx, copy);
  }
}

/** Removes a locked note; where replies stand below it, its place in the thread stays. */
async function remove(tx: HubContext, note: Annotation) {
  if (await answered(tx, note.id)) {
    // Who asked a record's owner goes on to see what stands below their question.
    const askerId = note.audience === AnnotationAudience.OWNER ? note.askerId : null;
    await tx.db.delete(StoredAnchor, { annotationId: note.id });
    await keepNote(tx, note, { ...nothing, askerId, deletedAt: new Date() });
  } else {
    await tx.db.delete(Annotation, { id: note.id });
    await prune(tx, note.ancestorIds);
  }
}

/** What stays of a deleted note is nothing that its author chose to say or to point at. */
const nothing = {
  targetField: null,
  targetLanguage: null,
  quote: null,
  position: null,
  body: null,
  language: null,
  links: [],
  tags: [],
  experience: null,
  canonical: null,
  via: [],
  mentionIds: [],
  authorId: null,
  organisationId: null,
  hiddenBecause: null,
  mayPublish: false,
  mayName: false,
  publishedFromId: null,
};

const answered = async (tx: HubContext, id: string): Promise<boolean> => {
  const below = await tx.db.query('SELECT 1 FROM annotations.annotation WHERE "replyToId" = $1 LIMIT 1', [
    id,
  ]);
  return below.length > 0;
};

/** Removes what means nothing without an answer and has none any more, deleted notes and published questions, from the innermost outwards. */
async function prune(tx: HubContext, ancestorIds: readonly string[]) {
  for (const id of ancestorIds.toReversed()) {
    const [note] = await tx.db.query(
      `SELECT "deletedAt" IS NOT NULL OR ("publishedFromId" IS NOT NULL AND "replyToId" IS NULL) AS empty
       FROM annotations.annotation WHERE id = $1`,
      [id],
    );
    if (!note?.empty || (await answered(tx, id))) return;
    await tx.db.delete(Annotation, { id });
  }
}
