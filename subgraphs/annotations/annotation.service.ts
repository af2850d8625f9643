import sql, { type Sql } from "sql-template-tag";
import { writesFor } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { badInput, notAllowed, Problem } from "../../foundation/problems.ts";
import { read } from "../../foundation/reading.ts";
import { revisionToRestore } from "../../foundation/restoring.ts";
import { count, rows } from "../../foundation/rows.ts";
import { isMember } from "../../foundation/viewer.ts";
import { Annotation } from "./annotation.entity.ts";
import { AnnotationAudience, Motivation, Resolution } from "./annotation.enums.ts";
import type { AnnotationChange, NewAnnotation, NewReply } from "./annotation.input.ts";
import { audienceFor, within } from "./audience.ts";
import { standing } from "./lists.ts";
import { type Mentions, mentionsOf, seenByMentioned } from "./mentions.ts";
import { originOf } from "./origin.ts";
import { told, toldMentioned } from "./telling.ts";
import { current, keepNote, lockedNote, writer } from "./thread.ts";
import { passageOf, wordsOf } from "./words.ts";
import { beginning, below, directoryEntry, ownerOf, write } from "./writing.ts";

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
    const mentions = await mentionsOf(tx, input.mentionIds);
    const note = {
      ...words,
      ...passage,
      ...origin,
      ...(await beginning(tx, target)).place,
      ...(await audienceFor(tx, input)),
      motivation,
      resolution: motivation === Motivation.QUESTIONING ? Resolution.OPEN : null,
      authorId,
      organisationId: ctx.viewer.organisation ?? null,
    };
    return write(tx, note, mentions);
  });
}

/** Answers a note that the viewer sees. */
export async function reply(ctx: HubContext, id: string, input: NewReply): Promise<Annotation> {
  const authorId = writer(ctx, "reply");
  const words = wordsOf(Motivation.REPLYING, input);
  const origin = originOf(input);
  return deed(ctx, async (tx) => {
    const mentions = await mentionsOf(tx, input.mentionIds);
    const note = await lockedNote(tx, id);
    current(note, "answered");
    const record = await directoryEntry(tx, note.targetId);
    const answer = {
      ...words,
      ...origin,
      ...below(note, record),
      ...(await audienceFor(tx, input, { answered: note, asked: note.addresseeId !== null })),
      authorId,
      organisationId: ctx.viewer.organisation ?? null,
    };
    const made = await write(tx, answer, mentions);
    if (isMember(tx.viewer) && tx.viewer.organisation === ownerOf(note, record))
      await answersQuestion(tx, made);
    return made;
  });
}

/** A question that waits is answered once the record's owner replies in its thread, for all who read the question or for who asked. */
async function answersQuestion(tx: HubContext, answer: Annotation) {
  const [question] = await rows(tx, Annotation, { where: [sql`r.id = ${answer.rootId}::uuid`, standing] });
  if (question?.resolution !== Resolution.OPEN || question.authorId === answer.authorId) return;
  if (within(question, answer) || answer.audience === AnnotationAudience.OWNER)
    await keepNote(tx, question, { resolution: Resolution.ANSWERED });
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
    const mentions = change.mentionIds === undefined ? null : await mentionsOf(tx, change.mentionIds);
    const note = await lockedNote(tx, id);
    if (note.authorId !== authorId) throw notAllowed("change a note of someone else");
    current(note, "changed", revision);
    const words = wordsOf(note.motivation, { ...note, ...said(change) });
    const audience = await newAudience(tx, note, change);
    const mentioned = mentions && newAmong(mentions, new Set(note.mentionIds));
    const kept = await keepNote(tx, note, {
      ...words,
      ...audience,
      ...(mentions && { mentionIds: mentions.ids }),
    });
    // Whoever was mentioned before may have lost sight of it since: that is no reason to refuse other changes.
    if (audience) await seenByMentioned(tx, id, mentions ?? (await mentionsOf(tx, note.mentionIds)));
    else if (mentioned) await seenByMentioned(tx, id, mentioned);
    if (audience) await told(tx, kept);
    if (mentioned) await toldMentioned(tx, kept, mentioned.ids);
    return kept;
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
    if (note.authorId !== memberId && !writesFor(tx.viewer, ownerOf(note, record)))
      throw notAllowed("resolve a question that is neither yours nor on a record of your organisation");
    current(note, "resolved", revision);
    if (!note.resolution)
      throw new Problem("WRONG_STATE", "This note asks nothing, so it cannot be resolved.", { id });
    return keepNote(tx, note, { resolution });
  });
}

/** The audience after a change of it, null without one: within that of what the note answers, and never smaller once others have answered it. */
async function newAudience(tx: HubContext, note: Annotation, change: AnnotationChange) {
  if (!change.audience && !change.groupIds) return null;
  const [above] = note.replyToId
    ? await read<Annotation>(
        tx,
        sql`SELECT audience, "groupIds" FROM annotations.thread WHERE id = ${note.replyToId}::uuid`,
      )
    : [];
  const wish = { ...change, audience: change.audience ?? note.audience };
  const after = await audienceFor(tx, wish, {
    ...(above && { answered: above }),
    asked: note.addresseeId !== null,
  });
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

const newAmong = ({ ids, viewers }: Mentions, before: ReadonlySet<string>): Mentions => ({
  ids: ids.filter((id) => !before.has(id)),
  viewers,
});

const said = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;
