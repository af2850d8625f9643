import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { connected } from "../../foundation/connected.ts";
import { type Comparison, compare, type Difference, undrawn } from "./compare.ts";
import { type IndexerOptions, startIndexer } from "./indexer.ts";
import { wake } from "./letters.ts";
import { writerAt } from "./meilisearch/writer.ts";

/** How often it is compared again before what still differs is told rather than repaired. */
const ROUNDS = 3;

/**
 * Brings back what differs, as `compare` has found it, by the indexer that runs on this database, or by one of its own
 * where none does; gives what differs still. What turns out not to be drawable, or is refused, is laid aside as ever.
 */
export function repair(
  found: Comparison,
  options: IndexerOptions & { progress?: (done: number, all: number) => void },
): Promise<Comparison> {
  const { databaseUrl, place, progress = () => {} } = options;
  return connected(databaseUrl, { name: "hub doctor" }, async (db) => {
    const indexer = startIndexer(options);
    try {
      let now = found;
      for (let round = 0; now.differences.length > 0 && round < ROUNDS; round++) {
        const ids = now.differences.map(({ id }) => id);
        await announce(db, await undrawn(db));
        const those = (...what: Difference["what"][]) =>
          now.differences.filter((one) => what.includes(one.what)).map(({ id }) => id);
        const surplus = those("in the index alone");
        if (place && surplus.length > 0) await writerAt(place).remove(surplus);
        await db.query(
          // What came back while it was removed is brought once more.
          `UPDATE search.document SET pending = true WHERE id::text = ANY($1) AND NOT pending`,
          [[...those("not in the index", "other version in the index"), ...surplus]],
        );
        await wake(db);
        await done(db, ids, !!place, progress);
        now = await compare({ databaseUrl, place });
      }
      return now;
    } finally {
      await indexer.close();
    }
  });
}

/** News that follows, of records whose documents differ. */
const announce = (db: pg.Client, differing: readonly Difference[]) =>
  db.query(
    `INSERT INTO hub.outbox (kind, "recordId", xid, follows)
     SELECT kind, id, pg_current_xact_id()::text::bigint, true FROM unnest($1::uuid[], $2::text[]) AS d(id, kind)
     WHERE NOT EXISTS (SELECT 1 FROM hub.outbox o WHERE o."recordId" = d.id)`,
    [differing.map(({ id }) => id), differing.map(({ kind }) => kind)],
  );

/** Resolves when nothing of these waits any more. */
async function done(
  db: pg.Client,
  ids: readonly string[],
  indexed: boolean,
  progress: (done: number, all: number) => void,
): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ left: number }>(
      `SELECT count(*)::int AS left FROM unnest($1::text[]) AS one(id)
       WHERE EXISTS (SELECT 1 FROM hub.outbox o WHERE o."recordId"::text = one.id)
          OR $2 AND EXISTS (SELECT 1 FROM search.document d WHERE d.id::text = one.id AND d.pending)`,
      [ids, indexed],
    );
    progress(ids.length - rows[0]!.left, ids.length);
    if (rows[0]!.left === 0) return;
    await sleep(100);
  }
}
