import { setTimeout as sleep } from "node:timers/promises";
import { Halt } from "../exit.ts";
import type { Log } from "./process.ts";

/** A server that runs, and how one learns that it does so no longer. */
export interface Running {
  /** resolves once its process is gone, with a word on how it ended */
  gone: Promise<string>;
  close(): Promise<void>;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** How long closing waits for a server that is just starting or ending. */
const MOST_MS = 20_000;
/** A server that has stood so long counts as well again. */
const STANDS_MS = 30_000;

/**
 * Keeps a server running: one that ends without having been told to is started again, however often, after a pause that
 * grows while it does not stay. The person at the terminal is told.
 */
export function kept(
  name: string,
  first: Running,
  again: () => Promise<Running>,
  log: Log,
): { close(): Promise<void> } {
  const closing = new AbortController();
  let server = first;
  const watching = (async () => {
    let pause = FIRST_PAUSE_MS;
    for (;;) {
      const began = Date.now();
      const how = await Promise.race([server.gone, aborted(closing.signal)]);
      if (closing.signal.aborted) return server.close();
      if (Date.now() - began > STANDS_MS) pause = FIRST_PAUSE_MS;
      log.warn(`${name} has ended (${how}); it is started again`);
      for (let told = false; ; ) {
        await sleep(pause, undefined, { signal: closing.signal }).catch(() => {});
        if (closing.signal.aborted) return;
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        try {
          server = await again();
          break;
        } catch (error) {
          if (!told) log.warn(`${sentence(error)} It is tried again until it starts.`);
          told = true;
        }
      }
      log.info(`${name} runs again`);
    }
  })();
  return {
    async close() {
      closing.abort();
      // One that is just starting ends with this process at the latest.
      await Promise.race([watching, sleep(MOST_MS, undefined, { ref: false })]);
    },
  };
}

const aborted = (signal: AbortSignal) =>
  new Promise<string>((resolve) => {
    if (signal.aborted) resolve("told to");
    else signal.addEventListener("abort", () => resolve("told to"), { once: true });
  });

const sentence = (error: unknown) => (error instanceof Halt ? error.message : String(error));
