import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { Counter } from "prom-client";
import { connected } from "./connected.ts";
import { metrics } from "./metrics.ts";

const pauses = new Counter({
  name: "hub_pauses_total",
  help: "Times that work in the background had to wait because something it depends on did not answer.",
  labelNames: ["work"],
  registers: [metrics],
});

/** Work that only one process at a time does, on a connection that holds the lock for it. */
export interface Turn {
  /** rejects when the connection ends, and the lock with it */
  readonly lost: Promise<never>;
  /** Does the next piece of work; false where there is none. */
  next(): Promise<boolean>;
  /** milliseconds until there may be work of which nobody tells */
  untilNextTry(): number;
  close(): Promise<void>;
}

export interface Turns {
  wake(): void;
  readonly closed: boolean;
  /** Stops after the piece of work that is under way. */
  close(): Promise<void>;
}

const POLL_MS = 1_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Works whenever it has the turn: `take` gives it, or null while another process has it. Whatever the work depends on may
 * go away: after a pause that grows it is tried again, however often.
 */
export function takingTurns(
  what: string,
  log: Pick<Logger, "warn">,
  take: (wake: () => void) => Promise<Turn | null>,
): Turns {
  const stopped = new AbortController();
  let woken = false;
  let wakeUp = () => {};
  /** A notice that comes while something is being done is not forgotten: the next rest is none. */
  const wake = () => {
    woken = true;
    wakeUp();
  };
  const rest = (longest: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longest);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken || stopped.signal.aborted) wakeUp();
    }).finally(() => {
      woken = false;
      wakeUp = () => {};
    });

  const running = (async () => {
    let pause = FIRST_PAUSE_MS;
    while (!stopped.signal.aborted) {
      try {
        const turn = await take(wake);
        if (!turn) {
          await rest(POLL_MS);
          continue;
        }
        try {
          while (!stopped.signal.aborted) {
            const working = turn.next();
            // What is under way when the lock is lost ends first: it must not write after what is done next.
            const worked = await Promise.race([working, turn.lost]).finally(() => working.catch(() => {}));
            pause = FIRST_PAUSE_MS;
            if (!worked) await rest(Math.min(POLL_MS, turn.untilNextTry()));
          }
        } finally {
          await turn.close();
        }
      } catch (error) {
        const { message, cause } = error as Error;
        pauses.inc({ work: what });
        log.warn({ reason: message, cause: (cause as Error | undefined)?.message, pause }, `${what} pauses`);
        await sleep(pause, undefined, { signal: stopped.signal }).catch(() => {});
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  })();

  return {
    wake,
    get closed() {
      return stopped.signal.aborted;
    },
    close: async () => {
      stopped.abort();
      wake();
      await running;
    },
  };
}

/** Resolves at a moment when none of these selects finds anything any more; rejects when one of those who work on it is closed before. */
export function untilNone(
  databaseUrl: string,
  left: readonly string[],
  turns: readonly Pick<Turns, "wake" | "closed">[],
): Promise<void> {
  return connected(databaseUrl, { name: "hub waiting" }, async (db) => {
    for (;;) {
      for (const one of turns) one.wake();
      const { rows } = await db.query(`SELECT ${left.map((one) => `EXISTS (${one})`).join(" OR ")} AS busy`);
      if (!rows[0].busy) return;
      if (turns.some(({ closed }) => closed)) throw new Error("It was closed before all was done.");
      await sleep(15);
    }
  });
}
