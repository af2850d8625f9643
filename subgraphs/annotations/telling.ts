import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { EventType, happened } from "../../foundation/events.ts";
import { read } from "../../foundation/reading.ts";
import type { Annotation } from "./annotation.entity.ts";
import { AnnotationAudience, Motivation } from "./annotation.enums.ts";

/** Lets people hear of a note that is there for others than its author: a reply, by themselves those who wrote above it. */
export async function told(tx: HubContext, note: Annotation): Promise<void> {
  if (note.audience === AnnotationAudience.ONLY_ME) return;
  const question = note.motivation === Motivation.QUESTIONING ? EventType.ASKED : EventType.ANNOTATED;
  await happened(tx, {
    ...about(note),
    type: note.replyToId ? EventType.REPLIED : question,
    to: await authorsOf(tx, note.ancestorIds),
  });
}

/** Lets people hear that a note mentions them. */
export async function toldMentioned(tx: HubContext, note: Annotation, ids: string[]): Promise<void> {
  if (ids.length > 0) await happened(tx, { ...about(note), type: EventType.MENTIONED, to: ids });
}

const about = ({ id, targetKind, targetId }: Annotation) =>
  ({ kind: targetKind, recordId: targetId, aboutType: "Annotation", aboutId: id }) as const;

async function authorsOf(tx: HubContext, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const authors = await read<{ id: string }>(
    tx,
    sql`SELECT DISTINCT a."authorId" AS id FROM annotations.annotation a WHERE a.id = ANY(${[...ids]}::uuid[]) AND a."authorId" IS NOT NULL`,
  );
  return authors.map(({ id }) => id);
}
