import type { Writable } from "node:stream";
import type { Pool, PoolClient, QueryConfig, QueryResult } from "pg";

/** More than this go over several connections, so that PostgreSQL works on them at the same time. */
const MOST = 8;

interface Waiting {
  query: QueryConfig;
  resolve(result: QueryResult): void;
  reject(error: unknown): void;
}

/**
 * Sends the statements that one request makes in the same turn in one piece over one connection, which costs the process
 * far less than one piece each. They run one after the other, so only quick ones belong here; and a request waits for
 * nobody's statements but its own.
 */
export class Together {
  readonly #waiting = new Map<Pool, Waiting[]>();

  query(pool: Pool, query: QueryConfig): Promise<QueryResult> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(pool);
      if (waiting) waiting.push({ query, resolve, reject });
      else {
        this.#waiting.set(pool, [{ query, resolve, reject }]);
        setImmediate(() => this.#send(pool));
      }
    });
  }

  #send(pool: Pool): void {
    const waiting = this.#waiting.get(pool)!;
    this.#waiting.delete(pool);
    for (let at = 0; at < waiting.length; at += MOST) void sendOver(pool, waiting.slice(at, at + MOST));
  }
}

async function sendOver(pool: Pool, batch: readonly Waiting[]): Promise<void> {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    for (const { reject } of batch) reject(error);
    return;
  }
  let lost: Error | undefined;
  const lose = (error: Error) => {
    lost = error;
  };
  client.on("error", lose);
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  const results = batch.map(({ query, resolve, reject }) => client.query(query).then(resolve, reject));
  stream.uncork();
  await Promise.all(results);
  client.off("error", lose);
  client.release(lost);
}
