import type { HubContext } from "./context.ts";
import { deed } from "./deeds/deed.ts";
import { keep, withoutTexts } from "./deeds/keeping.ts";
import { locked, theirs } from "./deeds/locking.ts";
import { type Kind, kindInWords } from "./enums.ts";
import { EventType } from "./events.ts";
import { Problem } from "./problems.ts";
import type { Provenance } from "./provenance.ts";
import type { ContentRecord, HubRecord, RecordClass } from "./record.ts";
import { type State, stateAt } from "./revision.ts";

/** What stays as it is, whichever revision is brought back: by what the record is called, whose it is, and who sees it. */
const STAYS = ["slug", "originalLanguage", "ownerId", "status", "visibility", "groupIds"];

/** Brings back the texts and fields of an earlier revision of content, as its next one; nothing in between is lost. Columns in `stays` stay as well. */
export const restore = <T extends ContentRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
  to: number,
  stays: readonly (keyof T & string)[] = [],
): Promise<T> =>
  deed(ctx, async (tx) => {
    const row = await theirs(tx, Entity, kind, id, revision, `restore this ${kindInWords(kind)}`);
    return restored(tx, Entity, kind, row, to, stays);
  });

/** Restores reference data, as `restore` does content. Who may is the caller's to check. */
export const restoreRecord = <T extends HubRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
  to: number,
  stays: readonly (keyof T & string)[] = [],
): Promise<T> =>
  deed(ctx, async (tx) => {
    const row = await locked(tx, Entity, kind, id, revision);
    return restored(tx, Entity, kind, row, to, stays);
  });

async function restored<T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  row: T,
  to: number,
  stays: readonly string[],
): Promise<T> {
  const { texts, fields } = await revisionToRestore(tx, Entity, row.id, to);
  const { sourceId, synthetic } = row.provenance;
  const kept = new Set([...STAYS, ...stays]);
  for (const { propertyName: name, type } of tx.db.connection.getMetadata(Entity).columns) {
    if (kept.has(name) || !(name in fields)) continue;
    const value = fields[name as keyof T];
    const isMoment = type === "timestamptz" && typeof value === "string";
    Object.assign(row, { [name]: isMoment ? new Date(value) : value });
  }
  withoutTexts(row);
  row.texts = texts as T["texts"];
  if (!kept.has("provenance")) row.provenance = { ...(fields.provenance as Provenance), sourceId, synthetic };
  return keep(tx, Entity, kind, row, EventType.CHANGED);
}

/** The state to bring back. Throws NOT_FOUND where there is no such revision, or none that the viewer may read. */
export async function revisionToRestore<T extends object>(
  tx: HubContext,
  Entity: RecordClass<T>,
  id: string,
  revision: number,
): Promise<Pick<State, "texts"> & { fields: Partial<T> }> {
  const state = await stateAt(tx, Entity, id, revision);
  if (!state?.whole)
    throw new Problem("NOT_FOUND", `There is no revision ${revision} of it.`, { id, revision });
  return { texts: state.texts, fields: state.fields as Partial<T> };
}
