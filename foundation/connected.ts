import pg from "pg";

export interface ConnectedOptions {
  /** who it is, in PostgreSQL's list of connections */
  name?: string;
  /** milliseconds to wait for the connection, and for each answer; without it, for ever */
  patienceMs?: number;
}

/**
 * Works on a connection of its own, which is closed at the end. Where PostgreSQL ends it meanwhile, the work fails with
 * what PostgreSQL said, at its next statement.
 */
export async function connected<T>(
  databaseUrl: string,
  { name, patienceMs }: ConnectedOptions,
  work: (db: pg.Client) => Promise<T>,
): Promise<T> {
  const db = new pg.Client({
    connectionString: databaseUrl,
    ...(name ? { application_name: name } : {}),
    ...(patienceMs ? { connectionTimeoutMillis: patienceMs, query_timeout: patienceMs } : {}),
  });
  let lost: Error | undefined;
  // Unheard, it would end the process.
  db.on("error", (error) => {
    lost ??= error;
  });
  try {
    await db.connect();
    return await work(db);
  } catch (error) {
    throw lost ?? error;
  } finally {
    await db.end().catch(() => {});
  }
}
