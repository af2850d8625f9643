import type { Writable } from "node:stream";
import { DatabaseError, type Pool, type PoolClient, type QueryConfig, type QueryResult } from "pg";

/** So many statements go over one connection in one piece at most, and so many milliseconds of work by what they have lately taken. */
const MOST = 8;
const MOST_MS = 4;

/** How much a longer time counts in what a statement has lately taken; a shorter one counts alone, for on a busy machine quick statements take long as well. */
const LONGER = 0.05;

interface Waiting {
  query: QueryConfig;
  /** milliseconds that it has lately taken */
  lately: number;
  resolve(result: QueryResult): void;
  reject(error: unknown): void;
}

/** By name of the statement. */
const taken = new Map<string, number>();

const waitingFor = new WeakMap<Pool, Waiting[]>();

/**
 * Runs a statement on any connection of the pool. Statements that are known to be quick wait for the end of the turn and
 * go out in one piece over one connection, whoever asks: that costs both processes far less than a piece each. Within a
 * piece they run one after the other, so all others go alone and hold nobody up.
 */
export function queryTogether(pool: Pool, query: QueryConfig): Promise<QueryResult> {
  const lately = query.name === undefined ? undefined : taken.get(query.name);
  return new Promise((resolve, reject) => {
    const one = { query, lately: lately ?? MOST_MS, resolve, reject };
    if (one.lately >= MOST_MS) return sendOver(pool, [one]);
    const waiting = waitingFor.get(pool);
    if (waiting) waiting.push(one);
    else {
      waitingFor.set(pool, [one]);
      setImmediate(() => sendAll(pool));
    }
  });
}

function sendAll(pool: Pool): void {
  let piece: Waiting[] = [];
  let work = 0;
  for (const one of waitingFor.get(pool)!) {
    if (piece.length === MOST || work + one.lately > MOST_MS) {
      sendOver(pool, piece);
      piece = [];
      work = 0;
    }
    piece.push(one);
    work += one.lately;
  }
  waitingFor.delete(pool);
  sendOver(pool, piece);
}

function sendOver(pool: Pool, piece: readonly Waiting[]): void {
  pool.connect((error, client) => {
    if (client) send(client, piece);
    else for (const { reject } of piece) reject(error);
  });
}

function send(client: PoolClient, piece: readonly Waiting[]): void {
  let left = piece.length;
  let before = performance.now();
  let lost: Error | undefined;
  const lose = (error: Error) => {
    lost = error;
  };
  client.on("error", lose);
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  for (const { query, resolve, reject } of piece)
    void client.query(query, (error: Error | null, result: QueryResult) => {
      const now = performance.now();
      if (query.name !== undefined) note(query.name, now - before);
      before = now;
      if (error && !(error instanceof DatabaseError && error.severity === "ERROR")) lose(error);
      if (--left === 0) {
        client.off("error", lose);
        client.release(lost);
      }
      if (error) reject(error);
      else resolve(result);
    });
  stream.uncork();
}

function note(name: string, took: number): void {
  const lately = taken.get(name) ?? took;
  taken.set(name, took < lately ? took : lately + LONGER * (took - lately));
}
