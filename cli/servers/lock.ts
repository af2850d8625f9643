import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Halt, systemCode } from "../exit.ts";
import { homeProblem } from "./home.ts";
import { markOf } from "./process.ts";

/** Who uses the data folder, as written in its file `hub.lock`. */
export interface Holder {
  pid: number;
  mark: string | null;
  url: string;
  /** true once its servers take connections, so that others may use them too */
  stands: boolean;
}

export interface HomeLock {
  /** Notes that the servers are up and where the hub can be reached, for whoever comes later. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process alone; halts, saying where the other hub runs, if one has it. A lock whose
 * process is gone, or whose number now belongs to another process, is taken over.
 */
export async function lockHome(home: string, url: string): Promise<HomeLock> {
  const file = join(home, "hub.lock");
  const mine = (at: string, stands: boolean) =>
    JSON.stringify({ pid: process.pid, mark: markOf(process.pid), url: at, stands } satisfies Holder);
  const place = async (text: string, put: (draft: string) => Promise<void>) => {
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, text, { mode: 0o600 });
    await put(draft).finally(() => rm(draft, { force: true }));
  };
  try {
    for (;;) {
      const taken = await place(mine(url, false), (draft) => link(draft, file)).then(
        () => true,
        (error) => {
          if (systemCode(error) === "EEXIST") return false;
          throw error;
        },
      );
      if (taken) break;
      const text = await readFile(file, "utf8").catch(() => "");
      const holder = living(text);
      if (holder) {
        throw new Halt(
          "ALREADY_RUNNING",
          `The hub already runs at ${holder.url} (process ${holder.pid}, data in ${home}); stop that one first, or start a second one beside it with another HUB_HOME and PORT.`,
        );
      }
      await removeStale(file, text);
      await sleep(5);
    }
  } catch (error) {
    throw homeProblem(home, error);
  }
  return {
    announce: (at) => place(mine(at, true), (draft) => rename(draft, file)),
    release: () => rm(file, { force: true }),
  };
}

/** The process that has the data folder now; null if none has. */
export const holderOf = async (home: string): Promise<Holder | null> =>
  living(await readFile(join(home, "hub.lock"), "utf8").catch(() => ""));

function living(text: string): Holder | null {
  try {
    const { pid, mark, url, stands } = JSON.parse(text) as Holder;
    return pid > 0 && markOf(pid) !== null && markOf(pid) === mark ? { pid, mark, url, stands } : null;
  } catch {
    return null;
  }
}

/** Removes the lock that says `stale`, and no other: who removes holds a guard, under which he looks once more. */
async function removeStale(file: string, stale: string) {
  const guard = `${file}.takeover`;
  try {
    await writeFile(guard, "", { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
    const since = (await stat(guard).catch(() => null))?.mtimeMs ?? Date.now();
    if (Date.now() - since > 5_000) await rm(guard, { force: true }); // whoever made it was killed with it in hand
    return;
  }
  try {
    if ((await readFile(file, "utf8").catch(() => null)) === stale) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}
