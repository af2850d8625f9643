import sql, { type Sql } from "sql-template-tag";
import { matching } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { changeContent, createContent } from "../../foundation/deeds/content.ts";
import { translate } from "../../foundation/deeds/translating.ts";
import { known, visibleAmong } from "../../foundation/directory.ts";
import { Kind, type TranslationState } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { badInput, notAllowed, notFound, signInFirst } from "../../foundation/problems.ts";
import { byId, fewThat } from "../../foundation/rows.ts";
import { changeTexts, checkText } from "../../foundation/texts.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { Collection, type ItemRow } from "./collection.entity.ts";
import type {
  CollectionChange,
  CollectionFilter,
  NewCollection,
  NewCollectionItem,
} from "./collection.input.ts";
import type { CollectionTexts, ItemNote } from "./collection.texts.ts";

const MOST_ITEMS = 500;
const WHY = 500;

/** A CollectionFilter as conditions on the row `r`. */
export function collectionsThat(ctx: HubContext, filter: CollectionFilter | null | undefined): Sql[] {
  const where = matching(filter, "resources.collection");
  if (filter?.recordIds)
    where.push(fewThat("resources.collection", sql`r."itemIds" && ${visibleAmong(ctx, filter.recordIds)}`));
  return where;
}

/** Collections are the curators' own; everybody else is refused, whatever they belong to. */
export function curatorsOnly({ viewer }: HubContext, what: string) {
  if (viewer.kind === "STRANGER") throw signInFirst(what);
  if (!isCurator(viewer)) throw notAllowed(`${what}: that is for a curator`);
}

export async function createCollection(ctx: HubContext, input: NewCollection): Promise<Collection> {
  curatorsOnly(ctx, "create a collection");
  const items = input.items ?? [];
  const itemRows = items.map(({ recordId, kind }) => ({ id: recordId, kind }));
  const columns = contents(itemRows);
  const said = new Map(input.texts?.itemNotes?.map(({ id, why }) => [id, why]));
  for (const { recordId, why } of items) if (why) said.set(recordId, why);
  const itemNotes = [...said].map(([id, why]) => ({ id, why }));
  checkNotes(itemNotes, columns.itemIds);
  const texts = itemNotes.length > 0 ? { ...input.texts, itemNotes } : input.texts;
  return createContent(
    ctx,
    Collection,
    Kind.COLLECTION,
    input.language,
    { ...input, ...(texts ? { texts } : {}) },
    columns,
    (tx) => itemsKnown(tx, itemRows),
  );
}

export async function changeCollection(
  ctx: HubContext,
  id: string,
  revision: number,
  input: CollectionChange,
): Promise<Collection> {
  curatorsOnly(ctx, "change a collection");
  return changeContent(ctx, Collection, Kind.COLLECTION, id, revision, input, ({ itemIds }) =>
    checkNotes(input.texts?.itemNotes, itemIds),
  );
}

export async function translateCollection(
  ctx: HubContext,
  id: string,
  revision: number,
  language: Language,
  texts: CollectionTexts,
  state: TranslationState,
): Promise<Collection> {
  curatorsOnly(ctx, "translate a collection");
  const collection = await byId(ctx, Collection).load(id);
  if (!collection) throw notFound("collection", id);
  checkNotes(texts.itemNotes, collection.itemIds);
  return translate(ctx, Collection, Kind.COLLECTION, id, revision, language, texts, state);
}

/** Puts a record into a collection, at a position from 1 or at the end. */
export async function addToCollection(
  ctx: HubContext,
  id: string,
  revision: number,
  { kind, recordId, why }: NewCollectionItem,
  position: number | null,
): Promise<Collection> {
  curatorsOnly(ctx, "add to a collection");
  return rearrange(ctx, id, revision, async (collection, tx) => {
    const rows = [...collection.itemRows];
    const at = position ?? rows.length + 1;
    if (at < 1 || at > rows.length + 1)
      throw badInput("position", `The position is a number from 1 to ${rows.length + 1}.`);
    if (recordId === id) throw badInput("recordId", "A collection does not contain itself.");
    await itemsKnown(tx, [{ id: recordId, kind }]);
    rows.splice(at - 1, 0, { id: recordId, kind });
    Object.assign(collection, contents(rows));
    return why ? [...notesOf(collection), { id: recordId, why }] : undefined;
  });
}

/** Takes a record, and what was said of it in any language, out of a collection. */
export async function removeFromCollection(
  ctx: HubContext,
  id: string,
  revision: number,
  recordId: string,
): Promise<Collection> {
  curatorsOnly(ctx, "remove from a collection");
  return rearrange(ctx, id, revision, (collection) => {
    if (!collection.itemIds.includes(recordId))
      throw badInput("recordId", "The collection does not contain this record.");
    Object.assign(collection, contents(collection.itemRows.filter((item) => item.id !== recordId)));
    for (const texts of Object.values(collection.texts) as Partial<CollectionTexts>[])
      if (texts.itemNotes) texts.itemNotes = texts.itemNotes.filter((note) => note.id !== recordId);
    return undefined;
  });
}

/** Puts the records of a collection into a new order; every one of them must be named once. */
export async function reorderCollection(
  ctx: HubContext,
  id: string,
  revision: number,
  recordIds: readonly string[],
): Promise<Collection> {
  curatorsOnly(ctx, "reorder a collection");
  return rearrange(ctx, id, revision, (collection) => {
    const items = new Map(collection.itemRows.map((item) => [item.id, item]));
    if (recordIds.length !== items.size || new Set(recordIds).size !== items.size)
      throw badInput("recordIds", `Name each of the ${items.size} records of the collection once.`);
    const rows = recordIds.map((recordId) => {
      const item = items.get(recordId);
      if (!item) throw badInput("recordIds", `The collection does not contain the record ${recordId}.`);
      return item;
    });
    Object.assign(collection, contents(rows));
    return undefined;
  });
}

/** Changes the items of a collection; `arrange` may answer with the new notes of its original language. */
function rearrange(
  ctx: HubContext,
  id: string,
  revision: number,
  arrange: (collection: Collection, tx: HubContext) => MaybePromise<ItemNote[] | undefined>,
): Promise<Collection> {
  return changeContent(ctx, Collection, Kind.COLLECTION, id, revision, {}, async (collection, tx) => {
    const itemNotes = await arrange(collection, tx);
    if (!itemNotes) return;
    checkNotes(itemNotes, collection.itemIds);
    collection.texts = changeTexts(collection.texts, collection.originalLanguage, { itemNotes });
  });
}

type MaybePromise<T> = T | Promise<T>;

const notesOf = ({ texts, originalLanguage }: Collection): readonly ItemNote[] =>
  (texts[originalLanguage] as CollectionTexts | undefined)?.itemNotes ?? [];

/** The columns that hold these items. */
function contents(itemRows: readonly ItemRow[]) {
  if (itemRows.length > MOST_ITEMS) throw badInput("items", `A collection has at most ${MOST_ITEMS} items.`);
  const itemIds = itemRows.map(({ id }) => id);
  if (new Set(itemIds).size < itemIds.length)
    throw badInput("items", "A record stands in a collection only once.");
  return { itemRows: [...itemRows], itemIds };
}

async function itemsKnown(tx: HubContext, items: readonly ItemRow[]) {
  const kinds = new Set(items.map(({ kind }) => kind));
  const idsOf = (kind: Kind) => items.filter((item) => item.kind === kind).map(({ id }) => id);
  await Promise.all([...kinds].map((kind) => known(tx, kind, idsOf(kind))));
}

function checkNotes(notes: readonly ItemNote[] | null | undefined, itemIds: readonly string[]) {
  const items = new Set(itemIds);
  for (const { id, why } of notes ?? []) {
    checkText("why", why, WHY);
    if (!items.delete(id))
      throw badInput("itemNotes", `The collection does not contain the record ${id}, or two notes name it.`);
  }
}
