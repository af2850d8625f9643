import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { badInput, notAllowed, Problem } from "../../foundation/problems.ts";
import { isMember } from "../../foundation/viewer.ts";
import type { Annotation } from "./annotation.entity.ts";
import { AnnotationAudience, Motivation, Resolution } from "./annotation.enums.ts";
import { takeBack } from "./deletion.service.ts";
import { mentionsOf } from "./mentions.ts";
import { nameInPublished, publish } from "./publication.service.ts";
import type { NewAnswer, NewQuestion } from "./question.input.ts";
import { current, keepNote, lockedNote, writer } from "./thread.ts";
import { passageOf, wordsOf } from "./words.ts";
import { beginning, below, directoryEntry, ownerOf, write } from "./writing.ts";

const { OWNER, MEMBERS, EVERYONE } = AnnotationAudience;

/** Asks the organisation that owns a record. What is asked for the owner alone is read by its members and whoever asked. */
export async function askOwner(ctx: HubContext, input: NewQuestion): Promise<Annotation> {
  const authorId = writer(ctx, "ask the owner of a record");
  const { target, audience } = input;
  if (![OWNER, MEMBERS, EVERYONE].includes(audience))
    throw badInput("audience", "A question to the owner is for OWNER, MEMBERS or EVERYONE.");
  const words = wordsOf(Motivation.QUESTIONING, input);
  const passage = passageOf(target);
  return deed(ctx, async (tx) => {
    const mentions = await mentionsOf(tx, input.mentionIds);
    const { place, record } = await beginning(tx, target);
    const addresseeId = ownerOf({ audience: MEMBERS, addresseeId: null, ...place }, record);
    if (!addresseeId)
      throw new Problem("WRONG_STATE", "No organisation owns this record: ask all by a note instead.", {
        recordId: record.id,
      });
    const question = {
      ...words,
      ...passage,
      ...place,
      audience,
      groupIds: [],
      motivation: Motivation.QUESTIONING,
      resolution: Resolution.OPEN,
      authorId,
      organisationId: ctx.viewer.organisation ?? null,
      askerId: authorId,
      addresseeId,
      mayPublish: input.mayPublish ?? false,
      mayName: input.mayName ?? false,
    };
    return write(tx, question, mentions);
  });
}

/** Answers a question in the name of the organisation that it is for, for those who read the question, and publishes both where that is said. */
export async function answerQuestion(
  ctx: HubContext,
  id: string,
  revision: number,
  input: NewAnswer,
): Promise<Annotation> {
  const authorId = writer(ctx, "answer a question");
  const words = wordsOf(Motivation.REPLYING, input);
  return deed(ctx, async (tx) => {
    const mentions = await mentionsOf(tx, input.mentionIds);
    const question = await lockedNote(tx, id);
    const { audience, groupIds } = question;
    const record = await directoryEntry(tx, question.targetId);
    const organisationId = ownerOf(question, record);
    if (!isMember(tx.viewer) || !organisationId || tx.viewer.organisation !== organisationId)
      throw notAllowed("answer a question that is for another organisation");
    current(question, "answered", revision);
    if (!question.resolution)
      throw new Problem("WRONG_STATE", "This note asks nothing: reply to it instead.", { id });
    const answer = await write(
      tx,
      { ...words, ...below(question, record), audience, groupIds, authorId, organisationId },
      mentions,
    );
    await keepNote(tx, question, { resolution: Resolution.ANSWERED });
    if (input.publishFor) await publish(tx, question, answer, input.publishFor);
    return answer;
  });
}

/** Says, of a question of the viewer's own to an owner, whether it may be published, and by whose name. What was published goes once it may not be. */
export async function permitPublication(
  ctx: HubContext,
  id: string,
  revision: number,
  { mayPublish, mayName }: { mayPublish: boolean; mayName: boolean },
): Promise<Annotation> {
  const memberId = writer(ctx, "permit the publication of a question");
  return deed(ctx, async (tx) => {
    const question = await lockedNote(tx, id);
    if (question.authorId !== memberId)
      throw notAllowed("permit the publication of a question of someone else");
    current(question, "permitted to be published", revision);
    if (question.audience !== OWNER || !question.resolution)
      throw new Problem("WRONG_STATE", "Only a question to the owner alone can be published.", { id });
    const kept = await keepNote(tx, question, { mayPublish, mayName });
    if (mayPublish) await nameInPublished(tx, kept);
    else await takeBack(tx, id);
    return kept;
  });
}
