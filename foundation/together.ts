import type { Writable } from "node:stream";
import type { Pool, PoolClient, QueryConfig } from "pg";
import { Lru } from "./lru.ts";
import { type Asked, type Frame, Unit } from "./unit.ts";

/** So many statements go over one connection in one piece at most, and so many milliseconds of work by what they have lately taken. */
const MOST = 8;
const MOST_MS = 4;

/** How much a longer time counts in what a statement has lately taken; a shorter one counts alone, for on a busy machine quick statements take long as well. */
const LONGER = 0.05;

/** Where statements are run, and what makes the settings of their transaction. */
export interface Door extends Pick<Frame, "opening"> {
  pool: Pool;
  /** statements with the same key may share a transaction */
  key: string;
}

interface Waiting extends Asked {
  door: Door;
}

/** By name of the statement. */
const taken = new Lru<string, number>(20_000);

const waitingFor = new WeakMap<Pool, Waiting[]>();

/**
 * Runs a reading statement on any connection behind the door, and gives its rows. Statements that are known to be quick wait for the end of the
 * turn and go out in one piece over one connection, whoever asks: that costs both processes far less than a piece each.
 * Within a piece they run one after the other, so all others go alone and hold nobody up. Those of the same key run in
 * one transaction, and nobody else's in it; where one of them fails, those behind it are run again, each by itself.
 */
export function queryTogether(door: Door, query: QueryConfig): Promise<unknown[]> {
  const lately = query.name === undefined ? undefined : taken.get(query.name);
  return new Promise((resolve, reject) => {
    const one = { door, query, lately: lately ?? MOST_MS, resolve, reject };
    if (one.lately >= MOST_MS) return sendOver(door.pool, [one]);
    const waiting = waitingFor.get(door.pool);
    if (waiting) waiting.push(one);
    else {
      waitingFor.set(door.pool, [one]);
      setImmediate(() => sendAll(door.pool));
    }
  });
}

function sendAll(pool: Pool): void {
  let piece: Waiting[] = [];
  let work = 0;
  for (const one of unitsOf(waitingFor.get(pool)!).flat()) {
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

/** Those of the same key together, the keys in the order in which they came. */
function unitsOf(waiting: readonly Waiting[]): Waiting[][] {
  const byKey = new Map<string, Waiting[]>();
  for (const one of waiting) {
    const unit = byKey.get(one.door.key);
    if (unit) unit.push(one);
    else byKey.set(one.door.key, [one]);
  }
  return [...byKey.values()];
}

function sendOver(pool: Pool, piece: readonly Waiting[]): void {
  pool.connect((error, client) => {
    if (client) send(client, piece);
    else for (const { reject } of piece) reject(error);
  });
}

function send(client: PoolClient, piece: readonly Waiting[]): void {
  const units = unitsOf(piece);
  let left = units.length;
  let before = performance.now();
  let lost: Error | undefined;
  const lose = (error: Error) => {
    lost = error;
  };
  client.on("error", lose);
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  for (const unit of units)
    client.query(
      new Unit(unit[0]!.door, unit, again, (error) => {
        const now = performance.now();
        if (!error) note(unit, now - before);
        before = now;
        if (error) lose(error);
        if (--left === 0) {
          client.off("error", lose);
          client.release(lost);
        }
      }),
    );
  stream.uncork();
}

/** Runs a statement within the transaction that is open on this connection, between these two. */
export const queryWithin = (client: PoolClient, frame: Frame, query: QueryConfig): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    const never = () => {};
    client.query(new Unit(frame, [{ query, lately: 0, resolve, reject }], never, never));
  });

/** Runs a statement by itself. */
const again = (asked: Asked): void => {
  const { door } = asked as Waiting;
  sendOver(door.pool, [asked as Waiting]);
};

/** Notes what the statements of a unit have taken: PostgreSQL answers them all at once, so that each has taken its usual share. */
function note(unit: readonly Waiting[], took: number): void {
  const usual = unit.reduce((sum, { lately }) => sum + lately, 0);
  for (const { query, lately } of unit) {
    if (query.name === undefined) continue;
    const share = (took * lately) / usual;
    const before = taken.get(query.name) ?? share;
    taken.set(query.name, share < before ? share : before + LONGER * (share - before));
  }
}
