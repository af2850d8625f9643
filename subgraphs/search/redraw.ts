import { setTimeout as sleep } from "node:timers/promises";
import { connected } from "../../foundation/connected.ts";
import { type IndexerOptions, startIndexer } from "./indexer.ts";
import { announceAll } from "./news.ts";

/**
 * Draws the documents of all records anew from the graph: by the indexer that runs on this database, or by one of its own
 * where none does. Fresh news goes first, so that search stays true meanwhile. Records that are laid aside count as done.
 */
export function redraw({
  progress,
  ...options
}: Omit<IndexerOptions, "place"> & { progress: (done: number, all: number) => void }): Promise<void> {
  return connected(options.databaseUrl, { name: "hub redraw" }, async (db) => {
    const all = await announceAll(db);
    const indexer = startIndexer({ ...options, place: undefined });
    try {
      for (;;) {
        const { rows } = await db.query("SELECT count(*)::int AS count FROM hub.outbox WHERE follows");
        const { count } = rows[0] as { count: number };
        progress(Math.max(0, all - count), all);
        if (count === 0) return;
        await sleep(200);
      }
    } finally {
      await indexer.close();
    }
  });
}
