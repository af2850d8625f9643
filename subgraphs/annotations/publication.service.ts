import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { badInput, notAllowed, Problem } from "../../foundation/problems.ts";
import { read } from "../../foundation/reading.ts";
import { rows } from "../../foundation/rows.ts";
import { newId } from "../../foundation/uuid.ts";
import { isMember } from "../../foundation/viewer.ts";
import { Annotation } from "./annotation.entity.ts";
import { AnnotationAudience, Moderation, Motivation, Resolution } from "./annotation.enums.ts";
import { current, lockedNote, writer } from "./thread.ts";
import { below, directoryEntry, insert } from "./writing.ts";

const { OWNER, MEMBERS, EVERYONE } = AnnotationAudience;

/** Publishes a question to the owner with an answer that the viewer's organisation has given; gives the published answer. */
export async function publishAnswer(
  ctx: HubContext,
  id: string,
  revision: number,
  audience: AnnotationAudience,
): Promise<Annotation> {
  writer(ctx, "publish an answer");
  return deed(ctx, async (tx) => {
    const answer = await lockedNote(tx, id);
    const { addresseeId, organisationId, replyToId, rootId } = answer;
    const ours = isMember(tx.viewer) && !!addresseeId && tx.viewer.organisation === addresseeId;
    if (!ours || organisationId !== addresseeId || !replyToId)
      throw notAllowed("publish what is no answer of your organisation to a question that it was asked");
    current(answer, "published", revision);
    const [question] = await rows(tx, Annotation, { where: [sql`r.id = ${rootId}::uuid`] });
    return publish(tx, question!, answer, audience);
  });
}

/**
 * Copies a question and its answer for all those readers; who asked stays unnamed unless they agreed. The thread must be locked.
 * Gives the published answer, the earlier one where there is one.
 */
export async function publish(
  tx: HubContext,
  question: Annotation,
  answer: Annotation,
  audience: AnnotationAudience,
): Promise<Annotation> {
  if (audience !== MEMBERS && audience !== EVERYONE)
    throw badInput("audience", "A question is published for MEMBERS or EVERYONE.");
  for (const note of [question, answer]) {
    current(note, "published");
    if (note.audience !== OWNER)
      throw badInput("audience", "Others read this question or its answer already.");
    if (note.moderation === Moderation.HIDDEN)
      throw new Problem("WRONG_STATE", "What a curator has hidden cannot be published.", { id: note.id });
  }
  if (!question.mayPublish) throw notAllowed("publish this question: who asked has not agreed");
  const asked = (await publishedFrom(tx, question.id)) ?? (await publishQuestion(tx, question, audience));
  if (asked.audience !== audience)
    throw badInput(
      "audience",
      `The question is published for ${asked.audience}: publish its answer for them too.`,
    );
  const before = await publishedFrom(tx, answer.id);
  if (before) return before;
  return insert(tx, {
    ...wordsIn(answer),
    ...(await signature(tx, answer)),
    ...below(asked, await directoryEntry(tx, asked.targetId)),
    audience,
    groupIds: [],
    publishedFromId: answer.id,
  });
}

/** Names in a published question who asked, or names them no more, as they agreed. */
export async function nameInPublished(tx: HubContext, question: Annotation) {
  const published = await publishedFrom(tx, question.id);
  if (!published) return;
  const author = question.mayName ? await signature(tx, question) : unsigned;
  // It is no change of what the note says, and its earlier revisions tell nobody either who asked.
  await tx.db.update(Annotation, { id: published.id }, { ...author, updatedAt: published.updatedAt });
  if (!author.authorId)
    await tx.db.query(
      'UPDATE hub.revision SET "byId" = NULL, "organisationId" = NULL WHERE record = $1 AND "byId" = $2',
      [published.id, question.authorId],
    );
}

async function publishQuestion(tx: HubContext, question: Annotation, audience: AnnotationAudience) {
  const { targetKind, targetId, targetField, targetLanguage, targetRevision, quote, position } = question;
  const id = newId();
  return insert(tx, {
    ...wordsIn(question),
    ...(question.mayName ? await signature(tx, question) : unsigned),
    id,
    rootId: id,
    replyToId: null,
    ancestorIds: [],
    targetKind,
    targetId,
    targetField,
    targetLanguage,
    targetRevision,
    quote,
    position,
    motivation: Motivation.QUESTIONING,
    resolution: Resolution.ANSWERED,
    audience,
    groupIds: [],
    addresseeId: question.addresseeId,
    publishedFromId: question.id,
  });
}

/** The copy by which a note was published, locked; null where there is none. */
async function publishedFrom(tx: HubContext, id: string): Promise<Annotation | null> {
  const [copy]: Annotation[] = await tx.db.query(
    'SELECT r.* FROM annotations.annotation r WHERE r."publishedFromId" = $1 FOR UPDATE',
    [id],
  );
  return copy ?? null;
}

const wordsIn = ({ body, language, links, tags, experience }: Annotation) => ({
  body,
  language,
  links,
  tags,
  experience,
});

const unsigned = { authorId: null, organisationId: null };

/** Who wrote a note, for a copy of it; nobody where that person is erased. */
async function signature(tx: HubContext, { authorId, organisationId }: Annotation) {
  const [there] = await read(
    tx,
    sql`SELECT 1 FROM hub.person p WHERE p.id = ${authorId}::uuid AND NOT p.erased`,
  );
  return { authorId: there ? authorId : null, organisationId };
}
