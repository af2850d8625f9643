import pg from "pg";
import type { Kind } from "../../foundation/enums.ts";
import { CHANNEL } from "../../foundation/outbox.ts";

export interface NewsRow {
  id: string;
  kind: Kind;
  recordId: string;
}

/**
 * The outbox as its one reader has it: on a connection of its own, which holds the lock that lets only one read at a
 * time. When the connection goes, the lock goes, and whatever was being carried cannot be cleared.
 */
export class News {
  readonly #client: pg.Client;
  /** rejects when the connection ends */
  readonly lost: Promise<never>;

  private constructor(client: pg.Client, onNews: () => void) {
    this.#client = client;
    client.on("notification", onNews);
    this.lost = new Promise((_, reject) => {
      client.on("error", reject);
      client.on("end", () => reject(new Error("The connection to PostgreSQL has ended.")));
    });
    this.lost.catch(() => {});
  }

  /** Connects and takes the lock; null where another reader has it. `onNews` is called when something may have changed. */
  static async open(url: string, onNews: () => void): Promise<News | null> {
    const client = new pg.Client({
      connectionString: url,
      application_name: "hub indexer",
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 30_000,
    });
    const news = new News(client, onNews);
    await client.connect();
    const { rows } = await client.query("SELECT pg_try_advisory_lock(hashtext('hub indexer')) AS mine");
    if (!rows[0].mine) {
      await client.end();
      return null;
    }
    await client.query(`LISTEN ${CHANNEL}`);
    return news;
  }

  /** The next news in order, but none whose transaction may still be followed by an older one, and none of these records or rows. */
  async next(limit: number, records: readonly string[], rows: readonly string[]): Promise<NewsRow[]> {
    const { rows: found } = await this.#client.query<NewsRow>(
      `SELECT id, kind, "recordId" FROM hub.outbox
       WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
         AND NOT "recordId" = ANY($2::uuid[]) AND NOT id = ANY($3::bigint[])
       ORDER BY id LIMIT $1`,
      [limit, records, rows],
    );
    return found;
  }

  /** Forgets news that has been carried, and any letter that lay about these records. */
  async clear(rows: readonly string[], carried: readonly string[]): Promise<void> {
    await this.#client.query(
      `WITH letters AS (DELETE FROM hub.dead_letter WHERE "recordId" = ANY($2::uuid[]))
       DELETE FROM hub.outbox WHERE id = ANY($1::bigint[])`,
      [rows, carried],
    );
  }

  /** Lays news aside that cannot be carried. */
  async layAside(
    { kind, recordId }: Omit<NewsRow, "id">,
    rows: readonly string[],
    reason: string,
  ): Promise<void> {
    await this.#client.query(
      `WITH letter AS (
         INSERT INTO hub.dead_letter ("recordId", kind, reason) VALUES ($1, $2, $3)
         ON CONFLICT ("recordId") DO UPDATE SET reason = excluded.reason, at = now())
       DELETE FROM hub.outbox WHERE id = ANY($4::bigint[])`,
      [recordId, kind, reason.replaceAll("\0", "").slice(0, 1_000), rows],
    );
  }

  /** Makes news of every record, for an index that has lost them. */
  async announceAll(): Promise<void> {
    await this.#client.query(
      `INSERT INTO hub.outbox (kind, "recordId", xid)
       SELECT kind, id, pg_current_xact_id()::text::bigint FROM hub.record d
       WHERE NOT EXISTS (SELECT 1 FROM hub.outbox o WHERE o."recordId" = d.id) ORDER BY id`,
    );
  }

  /** Makes news of these records, as of records that have changed. */
  async announce(records: readonly { kind: Kind; id: string }[]): Promise<void> {
    if (records.length === 0) return;
    await this.#client.query(
      `INSERT INTO hub.outbox (kind, "recordId", xid)
       SELECT kind, id, pg_current_xact_id()::text::bigint FROM unnest($1::text[], $2::uuid[]) AS n(kind, id)`,
      [records.map(({ kind }) => kind), records.map(({ id }) => id)],
    );
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => {});
  }
}
