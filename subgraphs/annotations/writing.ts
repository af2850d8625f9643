import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { known } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { badInput } from "../../foundation/problems.ts";
import { read, write as writeRow } from "../../foundation/reading.ts";
import { newId } from "../../foundation/uuid.ts";
import { Annotation } from "./annotation.entity.ts";
import { AnnotationAudience, Moderation, Motivation } from "./annotation.enums.ts";
import { type Mentions, seenByMentioned } from "./mentions.ts";
import { countForNewcomer } from "./newcomers.ts";
import type { AnnotationTargetInput } from "./target.ts";
import { told, toldMentioned } from "./telling.ts";

const DEEPEST = 50;

const blank = () => ({
  targetField: null,
  targetLanguage: null,
  quote: null,
  position: null,
  canonical: null,
  via: [],
  mentionIds: [],
  resolution: null,
  moderation: Moderation.SHOWN,
  hiddenBecause: null,
  askerId: null,
  addresseeId: null,
  mayPublish: false,
  mayName: false,
  publishedFromId: null,
  revision: 1,
  createdAt: new Date(),
  updatedAt: new Date(),
  deletedAt: null,
});

type Blank = keyof ReturnType<typeof blank>;

/** A note to be written: what is left out is as in any new note. */
export type Draft = Omit<Annotation, Blank> & Partial<Pick<Annotation, Blank>>;

/**
 * Writes a note of the viewer's own, once it is certain that all whom it mentions see it. Throws RATE_LIMITED where the viewer
 * is new and has written much.
 */
export async function write(tx: HubContext, draft: Draft, mentions: Mentions): Promise<Annotation> {
  await countForNewcomer(tx);
  const note: Annotation = { ...blank(), ...draft, mentionIds: mentions.ids };
  await writeRow(tx, tx.db.createQueryBuilder().insert().into(Annotation).values(note));
  await seenByMentioned(tx, note.id, mentions);
  await told(tx, note);
  await toldMentioned(tx, note, mentions.ids);
  return note;
}

/** Writes a note that others have said, as the hub itself. */
export async function insert(tx: HubContext, draft: Draft): Promise<Annotation> {
  const note: Annotation = { ...blank(), ...draft };
  await tx.db.insert(Annotation, note);
  await told(tx, note);
  return note;
}

/** What all rooms know of the record that a note is about. */
export interface TargetRecord {
  id: string;
  ownerId: string | null;
  revision: number;
}

/** The record with that id; make sure first that there is one. */
export async function directoryEntry(tx: HubContext, id: string): Promise<TargetRecord> {
  const [entry] = await read<TargetRecord>(
    tx,
    sql`SELECT d.id, d."ownerId", d.revision FROM hub.record d WHERE d.id = ${id}::uuid`,
  );
  return entry!;
}

/** Where a note stands that begins a thread on a record, and that record. Throws UNKNOWN_REFERENCE where the viewer sees none. */
export async function beginning(tx: HubContext, { kind, recordId, revision }: AnnotationTargetInput) {
  await known(tx, kind, [recordId]);
  const record = await directoryEntry(tx, recordId);
  if (revision != null && (revision < 1 || revision > record.revision))
    throw badInput("target.revision", `The record has the revisions 1 to ${record.revision}.`);
  const id = newId();
  const place = {
    id,
    rootId: id,
    replyToId: null,
    ancestorIds: [],
    targetKind: kind,
    targetId: record.id,
    targetRevision: revision ?? record.revision,
  };
  return { place, record };
}

/** Where an answer to a note stands. */
export function below(note: Annotation, { revision }: TargetRecord) {
  if (note.ancestorIds.length >= DEEPEST)
    throw badInput("id", `This thread is ${DEEPEST} replies deep: answer an earlier note of it.`);
  const { id, rootId, targetKind, targetId, askerId, addresseeId } = note;
  return {
    id: newId(),
    rootId,
    replyToId: id,
    ancestorIds: [...note.ancestorIds, id],
    targetKind,
    targetId,
    targetRevision: revision,
    motivation: Motivation.REPLYING,
    askerId,
    addresseeId,
  };
}

/** The organisation whose note it is to answer: the one that was asked, else the owner of the record; an organisation owns itself. */
export function ownerOf(
  {
    audience,
    addresseeId,
    targetKind,
    targetId,
  }: Pick<Annotation, "audience" | "addresseeId" | "targetKind" | "targetId">,
  { ownerId }: Pick<TargetRecord, "ownerId">,
): string | null {
  if (audience === AnnotationAudience.OWNER) return addresseeId;
  return targetKind === Kind.ORGANISATION ? targetId : ownerId;
}
