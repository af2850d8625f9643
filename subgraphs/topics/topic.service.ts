import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { changeRecord, createRecord } from "../../foundation/deeds/reference-data.ts";
import { translateRecord } from "../../foundation/deeds/translating.ts";
import { known } from "../../foundation/directory.ts";
import { Kind, type TranslationState } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { announce } from "../../foundation/outbox.ts";
import { badInput, notAllowed, signInFirst } from "../../foundation/problems.ts";
import { restoreRecord } from "../../foundation/restoring.ts";
import { byId, rows } from "../../foundation/rows.ts";
import { checkText } from "../../foundation/texts.ts";
import { newId } from "../../foundation/uuid.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { Topic } from "./topic.entity.ts";
import type { NewTopic, TopicChange } from "./topic.input.ts";
import type { TopicTexts } from "./topic.texts.ts";

export async function createTopic(ctx: HubContext, input: NewTopic): Promise<Topic> {
  curatorsOnly(ctx, "create a topic");
  const { broaderId = null } = input;
  const closeMatch = addresses(input.closeMatch ?? []);
  return deed(ctx, async (outer) => {
    await treeLocked(outer);
    const id = newId();
    const path = [...(await pathOf(outer, broaderId)), id];
    const said = { ...input, texts: tidied(input.texts) };
    return createRecord(outer, Topic, Kind.TOPIC, input.language, said, { id, broaderId, path, closeMatch });
  });
}

/** Changes a topic. Moving it under another one moves all topics below it too, and announces them. */
export async function changeTopic(
  ctx: HubContext,
  id: string,
  revision: number,
  input: TopicChange,
): Promise<Topic> {
  curatorsOnly(ctx, "change this topic");
  const closeMatch = input.closeMatch && addresses(input.closeMatch);
  return deed(ctx, async (outer) => {
    if (input.broaderId !== undefined) await treeLocked(outer);
    const said = { ...input, texts: tidied(input.texts) };
    const topic = await changeRecord(outer, Topic, Kind.TOPIC, id, revision, said, async (row, tx) => {
      if (closeMatch) row.closeMatch = closeMatch;
      if (input.broaderId === undefined) return;
      const above = await pathOf(tx, input.broaderId);
      if (above.includes(id))
        throw badInput("broaderId", "A topic cannot stand under itself or under one of its own topics.");
      row.broaderId = input.broaderId;
      row.path = [...above, id];
    });
    if (input.broaderId !== undefined) await moveBelow(outer, topic);
    return topic;
  });
}

/** Adds or replaces the texts of one language. */
export async function translateTopic(
  ctx: HubContext,
  id: string,
  revision: number,
  language: Language,
  texts: TopicTexts,
  state: TranslationState,
): Promise<Topic> {
  curatorsOnly(ctx, "translate this topic");
  return translateRecord(ctx, Topic, Kind.TOPIC, id, revision, language, tidied(texts), state);
}

/** Brings back an earlier revision of a topic; it stays where it stands in the thesaurus. */
export async function restoreTopic(
  ctx: HubContext,
  id: string,
  revision: number,
  to: number,
): Promise<Topic> {
  curatorsOnly(ctx, "restore this topic");
  return restoreRecord(ctx, Topic, Kind.TOPIC, id, revision, to, ["broaderId", "path"]);
}

function curatorsOnly({ viewer }: HubContext, what: string) {
  if (viewer.kind === "STRANGER") throw signInFirst(what);
  if (!isCurator(viewer)) throw notAllowed(`${what}: that is for a curator`);
}

/** Lets one transaction at a time change what stands under what: two moves at once could close a circle. */
const treeLocked = (tx: HubContext) => tx.db.query("SELECT pg_advisory_xact_lock(hashtext('topics tree'))");

/** The path of a topic as it stands now; of none, an empty one. */
async function pathOf(tx: HubContext, id: string | null): Promise<string[]> {
  if (!id) return [];
  await known(tx, Kind.TOPIC, [id]);
  return (await byId(tx, Topic).load(id))?.path ?? [];
}

/** Brings the paths of all topics below a moved one up to date. */
async function moveBelow(tx: HubContext, { id, path }: Topic) {
  await tx.db.query(
    `UPDATE topics.topic SET path = $2::uuid[] || path[array_position(path, $1::uuid) + 1:]
     WHERE path @> ARRAY[$1::uuid] AND id <> $1::uuid`,
    [id, path],
  );
  const below = await rows(tx, Topic, {
    where: [sql`r.path @> ARRAY[${id}::uuid] AND r.id <> ${id}::uuid`],
  });
  for (const topic of below) await announce(tx.db, Kind.TOPIC, topic);
}

/** The texts with each synonym once and no empty ones. */
function tidied<T extends TopicTexts | null | undefined>(texts: T): T {
  if (!texts?.synonyms) return texts;
  if (texts.synonyms.length > 100)
    throw badInput("synonyms", "A topic has at most 100 synonyms in a language.");
  const synonyms = texts.synonyms.map((word) => checkText("synonyms", word, 200)).filter(Boolean);
  return { ...texts, synonyms: [...new Set(synonyms)] };
}

function addresses(uris: readonly string[]): string[] {
  if (uris.length > 50) throw badInput("closeMatch", "A topic has at most 50 close matches.");
  return [...new Set(uris)].map((uri) => {
    const text = checkText("closeMatch", uri, 1000);
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
      throw badInput("closeMatch", "A close match is the address of a concept, with https:// or http://.");
    return text;
  });
}
