import sql from "sql-template-tag";
import { writesFor } from "../access.ts";
import type { HubContext } from "../context.ts";
import { type Kind, kindInWords } from "../enums.ts";
import { notAllowed, notFound, signInFirst, staleRevision } from "../problems.ts";
import type { HubRecord, RecordClass } from "../record.ts";
import { byId, rows, tableOf } from "../rows.ts";

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

/** As `locked`, the row of a record that the viewer may change; `what` says what they want to do, for whoever may not. Throws FORBIDDEN, and UNAUTHENTICATED for strangers. */
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
