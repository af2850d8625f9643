import type { InsertQueryBuilder, UpdateQueryBuilder } from "typeorm";
import type { HubContext } from "../context.ts";
import { type Kind, TranslationState } from "../enums.ts";
import { EventType, happened } from "../events.ts";
import type { Language } from "../language.ts";
import { announce } from "../outbox.ts";
import { type ProvenanceInput, provenance } from "../provenance.ts";
import { write } from "../reading.ts";
import type { HubRecord, RecordClass, Translations } from "../record.ts";
import { shown } from "../rows.ts";
import { sortTitleOf } from "../slug.ts";
import { changeTexts, checkTexts } from "../texts.ts";
import { newId } from "../uuid.ts";
import { freeSlug, newSlug, referencesKnown, sourceIsFree } from "./claims.ts";

/** What may be said of any record when it is created or changed; each kind adds its own. */
export interface RecordInput {
  slug?: string | null;
  texts?: object | null;
  provenance?: ProvenanceInput | null;
}

/** Saves a new record with its texts in one language, and tells of it. */
export async function insert<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  language: Language,
  input: RecordInput,
  columns: Partial<T>,
): Promise<T> {
  const texts = checkTexts(input.texts ?? {}, true);
  const title = String(
    (texts as Record<string, unknown>).title ??
      (texts as Record<string, unknown>).name ??
      (texts as Record<string, unknown>).label,
  );
  const row = {
    id: newId(),
    ...columns,
    slug: input.slug ? await freeSlug(tx, Entity, kind, input.slug) : await newSlug(tx, Entity, title),
    originalLanguage: language,
    texts: { [language]: { ...texts, state: TranslationState.ORIGINAL } } as Translations<
      Record<string, unknown>
    >,
    sortTitle: sortTitleOf(title),
    provenance: provenance(input.provenance),
    revision: 1,
    createdAt: new Date(),
    updatedAt: new Date(),
  } as unknown as T;
  await referencesKnown(tx, row);
  await sourceIsFree(tx, row);
  await store(
    tx,
    row,
    tx.db
      .createQueryBuilder()
      .insert()
      .into(Entity)
      .values(storable(tx, Entity, row) as never),
  );
  await told(tx, Entity, kind, row, EventType.CREATED);
  return shown(tx, Entity, row);
}

/** Changes a locked row, and tells of it: what `input` does not say stays; `apply` sets the columns of its kind. */
export async function update<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  row: T,
  input: RecordInput,
  apply: (row: T, tx: HubContext) => void | Promise<void>,
): Promise<T> {
  if (input.slug && input.slug !== row.slug) row.slug = await freeSlug(tx, Entity, kind, input.slug);
  if (input.texts) row.texts = changeTexts(row.texts, row.originalLanguage, input.texts);
  if (input.provenance) row.provenance = provenance(input.provenance, row.provenance);
  await apply(row, tx);
  await referencesKnown(tx, row);
  if (input.provenance?.sourceId) await sourceIsFree(tx, row);
  return keep(tx, Entity, kind, row, EventType.CHANGED);
}

/** Saves a locked row as its next revision and tells of it. */
export async function keep<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  row: T,
  type: EventType,
): Promise<T> {
  const original = row.texts[row.originalLanguage] as Record<string, unknown>;
  row.sortTitle = sortTitleOf(String(original.title ?? original.name ?? original.label));
  row.revision += 1;
  row.updatedAt = new Date();
  const update = tx.db
    .createQueryBuilder()
    .update(Entity)
    .set(storable(tx, Entity, row) as never);
  await store(tx, row, update.where("id = :id", { id: row.id }));
  await told(tx, Entity, kind, row, type);
  return shown(tx, Entity, withoutTexts(row));
}

/** Tells the index of a row as it is now, and people of what has happened to it. */
async function told<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  row: T,
  type: EventType,
) {
  await announce(tx.db, kind, row);
  const ids = tx.db.connection
    .getMetadata(Entity)
    .columns.filter((column) => column.type === "uuid" && !column.isPrimary)
    .flatMap(({ propertyName }) => row[propertyName as keyof T] as string | string[] | null | undefined);
  const concerns = [...new Set(ids.filter((id) => id != null))];
  await happened(tx, { type, kind, recordId: row.id, concerns });
}

/** Writes content as the viewer, who may write no other than is theirs. Who may write reference data, a role of the database cannot tell. */
const store = <T extends HubRecord>(
  tx: HubContext,
  row: T,
  builder: InsertQueryBuilder<T> | UpdateQueryBuilder<T>,
) => ("visibility" in row ? write(tx, builder) : builder.execute());

/** The row before a language is chosen for it, so that no text of the one shown before stays on it. */
export function withoutTexts<T extends HubRecord>(row: T): T {
  for (const { state: _state, ...texts } of Object.values(row.texts))
    for (const field of Object.keys(texts)) delete row[field as keyof T];
  return row;
}

/** The row's columns alone: TypeORM refuses what is none. */
function storable<T extends HubRecord>(tx: HubContext, Entity: RecordClass<T>, row: T): Partial<T> {
  const columns = tx.db.connection
    .getMetadata(Entity)
    .columns.map((column) => column.propertyName as keyof T);
  return Object.fromEntries(
    columns.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]),
  ) as Partial<T>;
}
