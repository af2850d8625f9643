import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../foundation/config.ts";
import { Halt } from "./exit.ts";
import { requireDatabase } from "./servers/database.ts";
import { prepareHome } from "./servers/home.ts";
import { type HomeLock, lockHome } from "./servers/lock.ts";
import { startMeilisearch } from "./servers/meilisearch.ts";
import { startPostgres } from "./servers/postgres.ts";
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

export type Settings = Pick<Config, "port" | "home" | "databaseUrl" | "meiliUrl" | "meiliKey">;

/**
 * Takes the data folder for this process, makes sure of `before`, and brings both servers up side by side; whatever
 * fails, nothing stays running.
 */
export async function openGround(settings: Settings, log: Log, before = async () => {}): Promise<Ground> {
  const home = await prepareHome(settings.home);
  const lock = await lockHome(home, `http://localhost:${settings.port}/graphql`);
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
  return {
    home,
    databaseUrl: database.value.url,
    meilisearch: search.value.server,
    announce: lock.announce,
    close,
  };
}

/**
 * The ground for a command that works beside the hub: that of the running hub if there is one, so that `close` stops
 * nothing, else one of its own.
 */
export async function borrowGround(settings: Settings, log: Log): Promise<Ground> {
  try {
    return await openGround(settings, log);
  } catch (error) {
    if (!(error instanceof Halt) || error.reason !== "ALREADY_RUNNING") throw error;
  }
  const kept = async (name: string) => (await readFile(join(settings.home, name), "utf8")).trim();
  const own = async () =>
    `postgres://postgres:${await kept("postgres.password")}@127.0.0.1:${await kept("postgres.port")}/hub`;
  const ownSearch = async () => ({
    url: `http://127.0.0.1:${await kept("meilisearch.port")}`,
    key: await kept("meilisearch.key"),
  });
  const given = settings.meiliUrl && { url: settings.meiliUrl, key: settings.meiliKey ?? "" };
  return {
    home: settings.home,
    databaseUrl: settings.databaseUrl ?? (await own()),
    meilisearch: given || (await ownSearch().catch(() => null)),
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
  return server;
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
  return { server: { url: server.url, key: server.key }, close: server.close };
}

const since = (start: number) => `(${((performance.now() - start) / 1000).toFixed(1)} s)`;
