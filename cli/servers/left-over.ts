import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { commandOf, type Log, stopStranger } from "./process.ts";

/** Stops the PostgreSQL that a killed hub has left running on `<home>/postgres`. */
export const stopLeftOverPostgres = (home: string, log: Log): Promise<void> =>
  stopLeftOver("PostgreSQL", join(home, "postgres", "postmaster.pid"), join(home, "postgres"), "SIGINT", log);

/** Stops the Meilisearch that a killed hub has left running on `<home>/meilisearch`. */
export const stopLeftOverMeilisearch = (home: string, log: Log): Promise<void> =>
  stopLeftOver("Meilisearch", join(home, "meilisearch.pid"), join(home, "meilisearch"), "SIGTERM", log);

async function stopLeftOver(name: string, pidFile: string, data: string, signal: NodeJS.Signals, log: Log) {
  const pid = Number.parseInt(await readFile(pidFile, "utf8").catch(() => ""), 10);
  const ours = (word: string) => word === data || word.startsWith(`${data}/`);
  if (!(pid > 1) || !commandOf(pid).split(" ").some(ours)) return;
  log.info(`Stopping the ${name} that an earlier hub has left behind (process ${pid})`);
  await stopStranger(pid, signal, 10_000);
}
