import pg from "pg";

/** A connection that holds a lock which only one process at a time can have. When it goes, the lock goes. */
export class Hold {
  private constructor(
    readonly db: pg.Client,
    /** rejects when the connection ends */
    readonly lost: Promise<never>,
  ) {}

  /** Connects and takes the lock of that name; null where another process has it. `onNotice` is called for each notice on the channel. */
  static async take(
    url: string,
    { lock, channel, onNotice }: { lock: string; channel: string; onNotice: (payload?: string) => void },
  ): Promise<Hold | null> {
    const db = new pg.Client({
      connectionString: url,
      application_name: lock,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 60_000,
    });
    const lost = new Promise<never>((_, reject) => {
      db.on("error", reject);
      db.on("end", () => reject(new Error("The connection to PostgreSQL has ended.")));
    });
    lost.catch(() => {});
    db.on("notification", ({ payload }) => onNotice(payload));
    await db.connect();
    try {
      const { rows } = await db.query("SELECT pg_try_advisory_lock(hashtext($1)) AS mine", [lock]);
      if (rows[0].mine) {
        await db.query(`LISTEN ${channel}`);
        return new Hold(db, lost);
      }
    } catch (error) {
      await db.end().catch(() => {});
      throw error;
    }
    await db.end();
    return null;
  }

  async close(): Promise<void> {
    await this.db.end().catch(() => {});
  }
}

/** Does all of the work or nothing of it. */
export async function transaction(db: Pick<pg.Client, "query">, work: () => Promise<void>): Promise<void> {
  await db.query("BEGIN");
  try {
    await work();
    await db.query("COMMIT");
  } catch (error) {
    await db.query("ROLLBACK").catch(() => {});
    throw error;
  }
}
