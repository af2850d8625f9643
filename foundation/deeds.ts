import sql from "sql-template-tag";
import type { EntityManager, InsertQueryBuilder, UpdateQueryBuilder } from "typeorm";
import { writesFor } from "./access.ts";
import { withVersions } from "./conflict.ts";
import type { HubContext } from "./context.ts";
import { known } from "./directory.ts";
import { Kind, kindInWords, Status, TranslationState, Visibility } from "./enums.ts";
import { EventType, happened } from "./events.ts";
import { doneOnce } from "./idempotency.ts";
import type { Language } from "./language.ts";
import { Loaders } from "./loaders.ts";
import { announce } from "./outbox.ts";
import {
  badInput,
  notAllowed,
  notFound,
  Problem,
  problemOf,
  StaleRevision,
  signInFirst,
  slugTaken,
  staleRevision,
  wrongState,
} from "./problems.ts";
import { type ProvenanceInput, provenance } from "./provenance.ts";
import { write } from "./reading.ts";
import type { ContentRecord, HubRecord, RecordClass, Translations } from "./record.ts";
import { byId, rows, shown, tableOf } from "./rows.ts";
import { isSlug, slugOf, sortTitleOf } from "./slug.ts";
import { addTexts, changeTexts, checkTexts } from "./texts.ts";
import { newId } from "./uuid.ts";
import { isCurator } from "./viewer.ts";

/** What may be said of any record when it is created or changed; each kind adds its own. */
export interface RecordInput {
  slug?: string | null;
  texts?: object | null;
  provenance?: ProvenanceInput | null;
}

export interface ContentInput extends RecordInput {
  ownerId?: string | null;
  visibility?: Visibility | null;
  groupIds?: string[] | null;
  topicIds?: string[] | null;
  organisationIds?: string[] | null;
}

/**
 * A transaction in which a deed is done: all of it or nothing, and once for an idempotency key. Faults of the caller's values
 * come back as Problems.
 */
export async function deed<T>(ctx: HubContext, work: (tx: HubContext) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.transaction(async (db: EntityManager) => {
      const { once, ...rest } = ctx;
      const tx: HubContext = { ...rest, db, load: new Loaders(), wanted: undefined };
      if (!ctx.db.queryRunner) await sign(tx);
      return once ? doneOnce(tx, once, () => work(tx)) : work(tx);
    });
  } catch (error) {
    throw error instanceof StaleRevision ? await withVersions(ctx, error) : problemOf(error);
  }
}

/** Makes a transaction the hub's own, and says who does what is done in it: the revisions that it makes bear it. */
const sign = ({ db, viewer: { member, organisation } }: HubContext): Promise<unknown> =>
  db.query(
    "SELECT set_config('role', 'none', true), set_config('hub.member', $1, true), set_config('hub.organisation', $2, true)",
    [member ?? "", organisation ?? ""],
  );

/** Creates a draft in the name of the viewer's organisation, or of any where the viewer is a curator. `columns` are the kind's own; `check` makes sure of what they refer to. */
export async function createContent<T extends ContentRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  language: Language,
  input: ContentInput,
  columns: Partial<T>,
  check: (tx: HubContext) => Promise<unknown> = async () => {},
): Promise<T> {
  if (ctx.viewer.kind === "STRANGER") throw signInFirst(`create a ${kindInWords(kind)}`);
  const ownerId = input.ownerId === undefined ? (ctx.viewer.organisation ?? null) : input.ownerId;
  if (!writesFor(ctx.viewer, ownerId))
    throw notAllowed(`create a ${kindInWords(kind)} for that organisation`);
  return deed(ctx, async (tx) => {
    const audience = await audienceOf(tx, input);
    await check(tx);
    return insert(tx, Entity, kind, language, input, {
      status: Status.DRAFT,
      ...audience,
      ownerId,
      topicIds: input.topicIds ?? [],
      organisationIds: input.organisationIds ?? [],
      publishedAt: null,
      ...columns,
    } as Partial<T>);
  });
}

/** Creates reference data. Who may is the caller's to check. */
export const createRecord = <T extends HubRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  language: Language,
  input: RecordInput,
  columns: Partial<T>,
): Promise<T> => deed(ctx, (tx) => insert(tx, Entity, kind, language, input, columns));

/** Changes content: what `input` does not say stays. `apply` sets the kind's own columns on the locked row. A change of the texts marks the translations as stale. */
export async function changeContent<T extends ContentRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
  input: ContentInput,
  apply: (row: T, tx: HubContext) => void | Promise<void>,
): Promise<T> {
  return deed(ctx, async (tx) => {
    const row = await theirs(tx, Entity, kind, id, revision, `change this ${kindInWords(kind)}`);
    await widened(tx, row, input);
    if (input.ownerId !== undefined && input.ownerId !== row.ownerId) {
      if (!writesFor(tx.viewer, input.ownerId)) throw notAllowed("hand a record to another organisation");
      await known(tx, Kind.ORGANISATION, [input.ownerId]);
      row.ownerId = input.ownerId;
    }
    Object.assign(row, await audienceOf(tx, input, row));
    if (input.topicIds) row.topicIds = input.topicIds;
    if (input.organisationIds) row.organisationIds = input.organisationIds;
    return update(tx, Entity, kind, row, input, apply);
  });
}

/** Changes reference data, as `changeContent` does content. Who may is the caller's to check. */
export const changeRecord = <T extends HubRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
  input: RecordInput,
  apply: (row: T, tx: HubContext) => void | Promise<void>,
): Promise<T> =>
  deed(ctx, async (tx) =>
    update(tx, Entity, kind, await locked(tx, Entity, kind, id, revision), input, apply),
  );

/** Adds the texts of one more language, or replaces those of a translation. */
export const translate = <T extends HubRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
  language: Language,
  texts: object,
  state: TranslationState,
): Promise<T> =>
  deed(ctx, async (tx) => {
    const row = await theirs(tx, Entity, kind, id, revision, `translate this ${kindInWords(kind)}`);
    return translated(tx, Entity, kind, row, language, texts, state);
  });

/** Adds texts to reference data, as `translate` does to content. Who may is the caller's to check. */
export const translateRecord = <T extends HubRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
  language: Language,
  texts: object,
  state: TranslationState,
): Promise<T> =>
  deed(ctx, async (tx) => {
    const row = await locked(tx, Entity, kind, id, revision);
    return translated(tx, Entity, kind, row, language, texts, state);
  });

async function translated<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  row: T,
  language: Language,
  texts: object,
  state: TranslationState,
): Promise<T> {
  if (language === row.originalLanguage) {
    throw badInput(
      "language",
      `"${language}" is the original of this record: change the record instead of translating it.`,
    );
  }
  if (state === TranslationState.ORIGINAL)
    throw badInput("state", "A translation is HUMAN, MACHINE or STALE, never ORIGINAL.");
  row.texts = addTexts(row.texts, language, texts, state);
  return keep(tx, Entity, kind, row, EventType.TRANSLATED);
}

/** Hands a draft to the curators. */
export const submit = <T extends ContentRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
) =>
  move(ctx, Entity, kind, id, revision, "submitted", [Status.DRAFT], Status.IN_REVIEW, EventType.SUBMITTED);

/** Gives a record in review back to its owner. Curators only. */
export const giveBack = <T extends ContentRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
) =>
  move(
    ctx,
    Entity,
    kind,
    id,
    revision,
    "given back",
    [Status.IN_REVIEW],
    Status.DRAFT,
    EventType.RETURNED,
    true,
  );

/** Shows a record to those its visibility names. Curators only. */
export const publish = <T extends ContentRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
) =>
  move(
    ctx,
    Entity,
    kind,
    id,
    revision,
    "published",
    [Status.DRAFT, Status.IN_REVIEW, Status.ARCHIVED],
    Status.PUBLISHED,
    EventType.PUBLISHED,
    true,
  );

/** Withdraws a record from its readers; nothing is lost. */
export const archive = <T extends ContentRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
) =>
  move(
    ctx,
    Entity,
    kind,
    id,
    revision,
    "archived",
    [Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED],
    Status.ARCHIVED,
    EventType.ARCHIVED,
  );

async function move<T extends ContentRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
  done: string,
  from: readonly Status[],
  to: Status,
  type: EventType,
  curatorsOnly = false,
): Promise<T> {
  return deed(ctx, async (tx) => {
    const row = await theirs(tx, Entity, kind, id, revision, `have this ${kindInWords(kind)} ${done}`);
    if (curatorsOnly && !isCurator(tx.viewer))
      throw notAllowed(`have this ${kindInWords(kind)} ${done}: that is for a curator`);
    if (!from.includes(row.status)) throw wrongState(done, row.status);
    row.status = to;
    if (to === Status.PUBLISHED) row.publishedAt ??= new Date();
    return keep(tx, Entity, kind, row, type);
  });
}

/** The row, locked until the transaction ends; NOT_FOUND where the viewer cannot see it, CONFLICT where it has moved on. */
export async function locked<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
): Promise<T> {
  const visible = await byId(tx, Entity).load(id);
  if (!visible) throw notFound(kindInWords(kind), id);
  await tx.db.query(`SELECT 1 FROM ${tableOf(tx, Entity).text} WHERE id = $1 FOR UPDATE`, [id]);
  const [row] = await rows(tx, Entity, { where: [sql`r.id = ${id}::uuid`] });
  if (!row) throw notFound(kindInWords(kind), id);
  if (row.revision !== revision) throw staleRevision(kindInWords(kind), revision, row);
  return row;
}

export async function theirs<T extends HubRecord & { ownerId?: string | null }>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
  what: string,
): Promise<T> {
  if (tx.viewer.kind === "STRANGER") throw signInFirst(what);
  const visible = await byId(tx, Entity).load(id);
  if (!visible) throw notFound(kindInWords(kind), id);
  if (!writesFor(tx.viewer, visible.ownerId)) throw notAllowed(what);
  return locked(tx, Entity, kind, id, revision);
}

/** Only a curator may show a published record to more people than before. */
async function widened(tx: HubContext, row: ContentRecord, input: ContentInput) {
  const touches = (input.visibility && input.visibility !== row.visibility) || input.groupIds;
  if (touches && row.status === Status.PUBLISHED && !isCurator(tx.viewer)) {
    throw notAllowed("change who sees a published record: ask a curator");
  }
}

async function audienceOf(
  tx: HubContext,
  input: ContentInput,
  before?: Pick<ContentRecord, "visibility" | "groupIds">,
): Promise<Pick<ContentRecord, "visibility" | "groupIds">> {
  const visibility = input.visibility ?? before?.visibility ?? Visibility.PUBLIC;
  const groupIds = visibility === Visibility.GROUP ? (input.groupIds ?? before?.groupIds ?? []) : [];
  if (visibility === Visibility.GROUP && groupIds.length === 0) {
    throw badInput("groupIds", "A record for groups must name at least one group.");
  }
  // Groups that were there before may be hidden from whoever changes something else.
  if (input.groupIds) await known(tx, Kind.WORKING_GROUP, groupIds);
  return { visibility, groupIds };
}

async function insert<T extends HubRecord>(
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

async function update<T extends HubRecord>(
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

async function referencesKnown(tx: HubContext, row: object) {
  const { topicIds, organisationIds, ownerId } = row as Partial<ContentRecord>;
  await Promise.all([
    known(tx, Kind.TOPIC, topicIds),
    known(
      tx,
      Kind.ORGANISATION,
      [...(organisationIds ?? []), ...(ownerId ? [ownerId] : [])].filter(
        (id) => id !== (row as HubRecord).id,
      ),
    ),
  ]);
}

async function sourceIsFree(tx: HubContext, row: HubRecord) {
  const { sourceId } = row.provenance;
  if (!sourceId) return;
  const [other] = await tx.db.query('SELECT 1 FROM hub.record WHERE "sourceId" = $1 AND id <> $2', [
    sourceId,
    row.id,
  ]);
  if (other)
    throw new Problem("CONFLICT", `Another record already has the source id "${sourceId}".`, { sourceId });
}

async function freeSlug<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  slug: string,
): Promise<string> {
  if (!isSlug(slug))
    throw badInput(
      "slug",
      "A slug has 2 to 100 small letters, digits and single hyphens, as online-safety-platform.",
    );
  if (await taken(tx, Entity, slug)) throw slugTaken(kindInWords(kind), slug);
  return slug;
}

async function newSlug<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  title: string,
): Promise<string> {
  const slug = slugOf(title);
  return (await taken(tx, Entity, slug)) ? `${slug.slice(0, 87)}-${newId().slice(-12)}` : slug;
}

/** Is there a record with that slug? Whoever is about to take the same one waits until this transaction ends. */
async function taken<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  slug: string,
): Promise<boolean> {
  const table = tableOf(tx, Entity).text;
  await tx.db.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`${table} ${slug}`]);
  const found = await tx.db.query(`SELECT 1 FROM ${table} WHERE slug = $1`, [slug]);
  return found.length > 0;
}
