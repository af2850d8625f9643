import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "../foundation/config.ts";
import type { SearchPlace } from "../foundation/context.ts";
import { Halt } from "./exit.ts";
import { requireDatabase } from "./servers/database.ts";
import { prepareHome } from "./servers/home.ts";
import { kept } from "./servers/kept.ts";
import { type Holder, type HomeLock, holderOf, lockHome } from "./servers/lock.ts";
import { startMeilisearch } from "./servers/meilisearch.ts";
import { postgresUrl, startPostgres } from "./servers/postgres.ts";
import type { Log } from "./servers/process.ts";

/** What the hub stands on: its data folder and its two servers, started by us or given by the settings. */
export interface Ground {
  home: string;
  databaseUrl: string;
  /** Null where there is no Meilisearch: search is then in its simpler form. */
  meilisearch: { url: string; key: string } | null;
  /** Says where the hub answers, for whoever tries to start a second one. */
  announce(url: string): Promise<void>;
  /** Stops the servers we started and gives the data folder free. */
  close(): Promise<void>;
}

export type Settings = Pick<Config, "port" | "home" | "databaseUrl" | "meiliUrl" | "meiliKey"> &
  Partial<Pick<Config, "newcomers">> &
  Door;

/** What the gateway's door needs to know beside its port; a hub that opens no door needs none of it. */
export type Door = Partial<
  Pick<Config, "signIn" | "proxies" | "corsOrigins" | "publicUrl" | "production" | "mail">
>;

/**
 * Takes the data folder for this process, makes sure of `before`, and brings both servers up side by side; whatever
 * fails, nothing stays running.
 */
export async function openGround(settings: Settings, log: Log, before = async () => {}): Promise<Ground> {
  const home = await prepareHome(settings.home);
  const url = `http://localhost:${settings.port}/graphql`;
  const lock = await lockHome(home, url);
  await before().catch(async (error) => {
    await lock.release();
    throw error;
  });
  const [database, search] = await Promise.allSettled([
    openDatabase(home, settings.databaseUrl, log),
    openSearch(home, settings, log),
  ]);
  const close = () => closeAll(lock, [database, search]);
  if (database.status === "rejected" || search.status === "rejected") {
    await close();
    throw database.status === "rejected" ? database.reason : (search as PromiseRejectedResult).reason;
  }
  await lock.announce(url);
  return {
    home,
    databaseUrl: database.value.url,
    meilisearch: search.value.server,
    announce: lock.announce,
    close,
  };
}

/** Where the hub's index is on this ground; undefined where there is no Meilisearch. */
export const searchPlace = ({ meilisearch }: Pick<Ground, "meilisearch">): SearchPlace | undefined =>
  meilisearch ? { ...meilisearch, index: "records" } : undefined;

/** How long a hub that is just starting may take to bring its servers up, for whoever wants to use them too. */
const patience = 60_000;

/**
 * The ground for a process that works beside others on the same data folder: that of the one which holds it if there
 * is one, so that `close` stops nothing, else one of its own.
 */
export async function borrowGround(settings: Settings, log: Log, before = async () => {}): Promise<Ground> {
  for (const until = Date.now() + patience; ; await sleep(100)) {
    const holder = await holderOf(settings.home);
    if (holder?.stands) {
      await before();
      return groundOf(holder, settings);
    }
    if (!holder) {
      try {
        return await openGround(settings, log, before);
      } catch (error) {
        if (!(error instanceof Halt) || error.reason !== "ALREADY_RUNNING") throw error;
      }
    } else if (Date.now() > until) {
      throw new Halt(
        "SERVER_FAILED",
        `The hub that holds ${settings.home} (process ${holder.pid}) does not bring up its servers; stop it and start it again.`,
      );
    }
  }
}

async function groundOf(holder: Holder, settings: Settings): Promise<Ground> {
  const { home, databaseUrl, meiliUrl, meiliKey } = settings;
  const kept = async (name: string) => (await readFile(join(home, name), "utf8")).trim();
  const elsewhere = () =>
    new Halt(
      "SERVER_FAILED",
      `The hub that holds ${home} (process ${holder.pid}) uses another database than the embedded one; give this command the same DATABASE_URL.`,
    );
  const embedded = async () => {
    const [password, port] = await Promise.all([kept("postgres.password"), kept("postgres.port")]);
    const url = postgresUrl(join(home, "postgres"), password, port);
    await requireDatabase(url);
    return url;
  };
  const embeddedSearch = async () => {
    const [key, port] = await Promise.all([kept("meilisearch.key"), kept("meilisearch.port")]);
    const url = `http://127.0.0.1:${port}`;
    await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
    return { url, key };
  };
  if (databaseUrl) await requireDatabase(databaseUrl);
  return {
    home,
    databaseUrl:
      databaseUrl ??
      (await embedded().catch(() => {
        throw elsewhere();
      })),
    meilisearch: meiliUrl ? { url: meiliUrl, key: meiliKey ?? "" } : await embeddedSearch().catch(() => null),
    announce: async () => {},
    close: async () => {},
  };
}

async function closeAll(lock: HomeLock, servers: PromiseSettledResult<{ close(): Promise<void> }>[]) {
  await Promise.allSettled(
    servers.map((one) => (one.status === "fulfilled" ? one.value.close() : undefined)),
  );
  await lock.release();
}

async function openDatabase(home: string, given: string | undefined, log: Log) {
  const start = performance.now();
  if (given) {
    await requireDatabase(given);
    log.info(`PostgreSQL at ${new URL(given).host}, given by DATABASE_URL`);
    return { url: given, close: async () => {} };
  }
  const server = await startPostgres({ home, log });
  log.info(`PostgreSQL 18 at ${new URL(server.url).host} ${since(start)}`);
  const port = Number(new URL(server.url).port);
  const { close } = kept("PostgreSQL", server, () => startPostgres({ home, port, log }), log);
  return { url: server.url, close };
}

async function openSearch(home: string, { meiliUrl, meiliKey }: Settings, log: Log) {
  const start = performance.now();
  const nothing = async () => {};
  if (meiliUrl) {
    log.info(`Meilisearch at ${new URL(meiliUrl).host}, given by MEILI_URL`);
    return { server: { url: meiliUrl, key: meiliKey ?? "" }, close: nothing };
  }
  const server = await startMeilisearch({ home, log });
  if (server.kind === "missing") {
    log.warn(server.why);
    return { server: null, close: nothing };
  }
  log.info(`Meilisearch at ${new URL(server.url).host} ${since(start)}`);
  const port = Number(new URL(server.url).port);
  const again = async () => {
    const started = await startMeilisearch({ home, port, log });
    if (started.kind === "missing") throw new Halt("MISSING_BINARY", started.why);
    return started;
  };
  const { close } = kept("Meilisearch", server, again, log);
  return { server: { url: server.url, key: server.key }, close };
}

const since = (start: number) => `(${((performance.now() - start) / 1000).toFixed(1)} s)`;
