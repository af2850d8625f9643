import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Calls `onNotice` whenever something is told on a channel of PostgreSQL, and each time that the connection is there again:
 * what was told meanwhile is not known.
 */
export function listening(
  url: string,
  channel: string,
  onNotice: () => void,
  log: Pick<Logger, "warn">,
): { close(): Promise<void> } {
  const stopped = new AbortController();
  const running = (async () => {
    let pause = FIRST_PAUSE_MS;
    while (!stopped.signal.aborted) {
      const db = new pg.Client({
        connectionString: url,
        application_name: `hub listens to ${channel}`,
        keepAlive: true,
        connectionTimeoutMillis: 5_000,
      });
      try {
        const over = new Promise<void>((resolve, reject) => {
          db.on("error", reject);
          db.on("end", () => reject(new Error("The connection to PostgreSQL has ended.")));
          stopped.signal.addEventListener("abort", () => resolve(), { once: true });
        });
        over.catch(() => {});
        db.on("notification", () => onNotice());
        await db.connect();
        await db.query(`LISTEN ${channel}`);
        onNotice();
        pause = FIRST_PAUSE_MS;
        await over;
      } catch (error) {
        log.warn({ reason: (error as Error).message, pause }, `listening to ${channel} pauses`);
        await sleep(pause, undefined, { signal: stopped.signal }).catch(() => {});
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      } finally {
        await db.end().catch(() => {});
      }
    }
  })();
  return {
    close: async () => {
      stopped.abort();
      await running;
    },
  };
}
