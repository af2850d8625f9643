import type pg from "pg";
import type { Kind } from "../../foundation/enums.ts";
import { CHANNEL, type Step } from "../../foundation/outbox.ts";
import { DOCUMENTS_CHANNEL } from "./news.ts";

type Connection = Pick<pg.Client, "query">;

/** A record that was laid aside at one step. */
export interface Letter {
  recordId: string;
  kind: Kind;
  step: Step;
  reason: string;
}

/** Lays records aside, each with the reason, and forgets this news. */
export async function layAside(
  db: Connection,
  letters: readonly Letter[],
  news: readonly string[],
): Promise<void> {
  if (letters.length === 0) return;
  await db.query(
    `WITH letter AS (
       INSERT INTO hub.dead_letter ("recordId", kind, step, reason)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
       ON CONFLICT ("recordId", step) DO UPDATE SET reason = excluded.reason, "triedAt" = now())
     DELETE FROM hub.outbox WHERE id = ANY($5::bigint[])`,
    [
      letters.map(({ recordId }) => recordId),
      letters.map(({ kind }) => kind),
      letters.map(({ step }) => step),
      letters.map(({ reason }) => reason.replaceAll("\0", "").slice(0, 1_000)),
      news,
    ],
  );
}

/** Forgets the letters of records for which that step has been done. */
export const redeem = (db: Connection, step: Step, records: readonly string[]) =>
  db.query(`DELETE FROM hub.dead_letter WHERE step = $1 AND "recordId" = ANY($2::uuid[])`, [step, records]);

/** Makes news of laid-aside records again: of these, or of all, that were tried last so many seconds ago. Gives them. */
export async function tryAgain(
  db: Connection,
  { records = null, rested = 0 }: { records?: readonly string[] | null; rested?: number },
): Promise<string[]> {
  const { rows } = await db.query<{ recordId: string }>(
    `WITH again AS (
       UPDATE hub.dead_letter SET "triedAt" = now()
       WHERE ($1::uuid[] IS NULL OR "recordId" = ANY($1)) AND "triedAt" <= now() - make_interval(secs => $2)
       RETURNING "recordId", kind, step),
     news AS (
       INSERT INTO hub.outbox (kind, "recordId", xid, follows)
       SELECT DISTINCT kind, "recordId", pg_current_xact_id()::text::bigint, true FROM again
       WHERE NOT EXISTS (SELECT 1 FROM hub.outbox o WHERE o."recordId" = again."recordId")),
     shipment AS (
       UPDATE search.document SET pending = true
       WHERE id IN (SELECT "recordId" FROM again WHERE step = 'INDEX') AND NOT pending)
     SELECT DISTINCT "recordId" FROM again`,
    [records, rested],
  );
  if (rows.length > 0) await wake(db);
  return rows.map(({ recordId }) => recordId);
}

/** Tells whoever draws and whoever ships that there is something to do. */
export const wake = (db: Connection) =>
  db.query(`SELECT pg_notify('${CHANNEL}', ''), pg_notify('${DOCUMENTS_CHANNEL}', '')`);
