import sql, { type Sql } from "sql-template-tag";
import { writesFor } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds.ts";
import { known } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { badInput, notAllowed, Problem } from "../../foundation/problems.ts";
import { read, write } from "../../foundation/reading.ts";
import { revisionToRestore } from "../../foundation/restoring.ts";
import { count, rows } from "../../foundation/rows.ts";
import { newId } from "../../foundation/uuid.ts";
import { Annotation } from "./annotation.entity.ts";
import { Moderation, Motivation, Resolution } from "./annotation.enums.ts";
import type { AnnotationChange, NewAnnotation, NewReply } from "./annotation.input.ts";
import { audienceFor, within } from "./audience.ts";
import { originOf } from "./origin.ts";
import { current, keepNote, lockedNote, writer } from "./thread.ts";
import { passageOf, wordsOf } from "./words.ts";

const DEEPEST = 50;

/** Makes a note on a record that the viewer sees, and so begins a thread. */
export async function annotate(ctx: HubContext, input: NewAnnotation): Promise<Annotation> {
  const authorId = writer(ctx, "annotate");
  const { target, motivation } = input;
  if (motivation === Motivation.REPLYING)
    throw badInput("motivation", "A reply answers a note: use the mutation `reply`.");
  const words = wordsOf(motivation, input);
  const passage = passageOf(target);
  const origin = originOf(input);
  if (motivation === Motivation.HIGHLIGHTING && !passage.quote)
    throw badInput("target.quote", "A highlight marks a passage: quote it.");
  return deed(ctx, async (tx) => {
    await known(tx, target.kind, [target.recordId]);
    const record = await directoryEntry(tx, target.recordId);
    const { revision } = target;
    if (revision != null && (revision < 1 || revision > record.revision))
      throw badInput("target.revision", `The record has the revisions 1 to ${record.revision}.`);
    const id = newId();
    return insert(tx, {
      ...blank(),
      ...words,
      ...passage,
      ...origin,
      ...(await audienceFor(tx, input)),
      id,
      rootId: id,
      replyToId: null,
      ancestorIds: [],
      targetKind: target.kind,
      targetId: record.id,
      targetRevision: revision ?? record.revision,
      motivation,
      resolution: motivation === Motivation.QUESTIONING ? Resolution.OPEN : null,
      authorId,
      organisationId: ctx.viewer.organisation ?? null,
    });
  });
}

/** Answers a note that the viewer sees. */
export async function reply(ctx: HubContext, id: string, input: NewReply): Promise<Annotation> {
  const authorId = writer(ctx, "reply");
  const words = wordsOf(Motivation.REPLYING, input);
  const origin = originOf(input);
  return deed(ctx, async (tx) => {
    const note = await lockedNote(tx, id);
    current(note, "answered");
    if (note.ancestorIds.length >= DEEPEST)
      throw badInput("id", `This thread is ${DEEPEST} replies deep: answer an earlier note of it.`);
    const record = await directoryEntry(tx, note.targetId);
    return insert(tx, {
      ...blank(),
      ...words,
      ...origin,
      ...(await audienceFor(tx, input, note)),
      id: newId(),
      rootId: note.rootId,
      replyToId: note.id,
      ancestorIds: [...note.ancestorIds, note.id],
      targetKind: note.targetKind,
      targetId: note.targetId,
      targetRevision: record.revision,
      motivation: Motivation.REPLYING,
      resolution: null,
      authorId,
      organisationId: ctx.viewer.organisation ?? null,
    });
  });
}

/** Changes a note of the viewer's own. */
export async function changeAnnotation(
  ctx: HubContext,
  id: string,
  revision: number,
  change: AnnotationChange,
): Promise<Annotation> {
  const authorId = writer(ctx, "change a note");
  return deed(ctx, async (tx) => {
    const note = await lockedNote(tx, id);
    if (note.authorId !== authorId) throw notAllowed("change a note of someone else");
    current(note, "changed", revision);
    const words = wordsOf(note.motivation, { ...note, ...said(change) });
    return keepNote(tx, note, { ...words, ...(await newAudience(tx, note, change)) });
  });
}

/** Brings back what a note of the viewer's own said in an earlier revision. */
export async function restoreAnnotation(
  ctx: HubContext,
  id: string,
  revision: number,
  to: number,
): Promise<Annotation> {
  const authorId = writer(ctx, "restore a note");
  return deed(ctx, async (tx) => {
    const note = await lockedNote(tx, id);
    if (note.authorId !== authorId) throw notAllowed("restore a note of someone else");
    current(note, "restored", revision);
    const { fields } = await revisionToRestore(tx, Annotation, id, to);
    return keepNote(tx, note, wordsOf(note.motivation, fields));
  });
}

/** Takes a note of the viewer's own away; gives what stays of it where replies stand below it, else null. */
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
    if (await answered(tx, note.id)) {
      await keepNote(tx, note, { ...nothing, deletedAt: new Date() });
      return (await rows(tx, Annotation, { where: [sql`r.id = ${id}::uuid`] }))[0] ?? null;
    }
    await tx.db.delete(Annotation, { id });
    await prune(tx, note.ancestorIds);
    return null;
  });
}

/** Says what became of a question: for its author, for members of the organisation that the record belongs to, and for curators. */
export async function resolveAnnotation(
  ctx: HubContext,
  id: string,
  revision: number,
  resolution: Resolution,
): Promise<Annotation> {
  const memberId = writer(ctx, "resolve a question");
  return deed(ctx, async (tx) => {
    const note = await lockedNote(tx, id);
    const record = await directoryEntry(tx, note.targetId);
    const owner = note.targetKind === Kind.ORGANISATION ? note.targetId : record.ownerId;
    if (note.authorId !== memberId && !writesFor(tx.viewer, owner))
      throw notAllowed("resolve a question that is neither yours nor on a record of your organisation");
    current(note, "resolved", revision);
    if (!note.resolution)
      throw new Problem("WRONG_STATE", "This note asks nothing, so it cannot be resolved.", { id });
    return keepNote(tx, note, { resolution });
  });
}

const nothing = {
  body: null,
  language: null,
  links: [],
  tags: [],
  experience: null,
  canonical: null,
  via: [],
  authorId: null,
  organisationId: null,
};

const blank = () => ({
  targetField: null,
  targetLanguage: null,
  quote: null,
  position: null,
  moderation: Moderation.SHOWN,
  hiddenBecause: null,
  revision: 1,
  createdAt: new Date(),
  updatedAt: new Date(),
  deletedAt: null,
});

async function insert(tx: HubContext, note: Omit<Annotation, "__typename">): Promise<Annotation> {
  await write(
    tx,
    tx.db
      .createQueryBuilder()
      .insert()
      .into(Annotation)
      .values(note as Annotation),
  );
  return note as Annotation;
}

async function directoryEntry(tx: HubContext, id: string) {
  const [entry] = await read<{ id: string; ownerId: string | null; revision: number }>(
    tx,
    sql`SELECT d.id, d."ownerId", d.revision FROM hub.record d WHERE d.id = ${id}::uuid`,
  );
  return entry!;
}

/** The audience after a change: within that of what the note answers, and never smaller once others have answered it. */
async function newAudience(tx: HubContext, note: Annotation, change: AnnotationChange) {
  if (!change.audience && !change.groupIds) return {};
  const [above] = note.replyToId
    ? await read<Annotation>(
        tx,
        sql`SELECT audience, "groupIds" FROM annotations.thread WHERE id = ${note.replyToId}::uuid`,
      )
    : [];
  const after = await audienceFor(tx, { ...change, audience: change.audience ?? note.audience }, above);
  const others: Sql[] = [
    sql`r.id = ANY(ARRAY(SELECT t.id FROM annotations.thread t WHERE t."ancestorIds" @> ARRAY[${note.id}::uuid]))`,
    sql`r."authorId" <> ${note.authorId}::uuid`,
  ];
  if (!within(note, after) && (await count(tx, Annotation, others)) > 0)
    throw new Problem("WRONG_STATE", "A note that others have answered cannot be meant for fewer people.", {
      id: note.id,
    });
  return after;
}

const answered = async (tx: HubContext, id: string): Promise<boolean> => {
  const below = await tx.db.query('SELECT 1 FROM annotations.annotation WHERE "replyToId" = $1 LIMIT 1', [
    id,
  ]);
  return below.length > 0;
};

/** Removes deleted notes that nothing stands below any more, from the innermost outwards. */
async function prune(tx: HubContext, ancestorIds: readonly string[]) {
  for (const id of ancestorIds.toReversed()) {
    const [note] = await tx.db.query('SELECT "deletedAt" FROM annotations.annotation WHERE id = $1', [id]);
    if (!note?.deletedAt || (await answered(tx, id))) return;
    await tx.db.delete(Annotation, { id });
  }
}

const said = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;
