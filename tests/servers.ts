import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stopLeftOverMeilisearch, stopLeftOverPostgres } from "../cli/servers/left-over.ts";
import { startMeilisearch } from "../cli/servers/meilisearch.ts";
import { startPostgres } from "../cli/servers/postgres.ts";
import { markOf } from "../cli/servers/process.ts";

const silent = { info() {}, warn() {} };
const prefix = "hub-test-";

/** A new folder, removed at the end of the test run; what a killed run has left behind goes when the next one starts. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(process.env.HUB_TEST_FOLDER ?? tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(folder, 0o711); // servers that run as another user pass through it
  return folder;
}

/**
 * One PostgreSQL and one Meilisearch for a whole test run, on free ports, their data in a temporary folder; or those
 * given by HUB_TEST_DATABASE_URL and HUB_TEST_MEILI_URL. Where they are stands in the variables of `environment`.
 */
export async function startTestServers() {
  const { HUB_TEST_DATABASE_URL, HUB_TEST_MEILI_URL, HUB_TEST_MEILI_KEY } = process.env;
  await sweep();
  const home = temporaryFolder();
  const stops: (() => Promise<void>)[] = [];

  const postgres = async () => {
    if (HUB_TEST_DATABASE_URL) return { HUB_TEST_PG_URL: HUB_TEST_DATABASE_URL };
    const { url, close } = await startPostgres({ home, log: silent, durable: false });
    stops.push(close);
    return { HUB_TEST_PG_URL: url };
  };
  const meilisearch = async () => {
    if (HUB_TEST_MEILI_URL) {
      return void Object.assign(environment, {
        HUB_TEST_MEILI_URL,
        HUB_TEST_MEILI_KEY: HUB_TEST_MEILI_KEY ?? "",
      });
    }
    const server = await startMeilisearch({ home, log: silent });
    if (server.kind === "missing") throw new Error(server.why);
    stops.push(server.close);
    return { HUB_TEST_MEILI_URL: server.url, HUB_TEST_MEILI_KEY: server.key };
  };
  const close = async () => {
    await Promise.allSettled(stops.map((stop) => stop()));
    rmSync(home, { recursive: true, force: true });
  };

  const started = await Promise.allSettled([postgres(), meilisearch()]);
  const environment: Record<string, string> = { HUB_TEST_FOLDER: home };
  for (const one of started) {
    if (one.status === "fulfilled") Object.assign(environment, one.value);
    else {
      await close();
      throw one.reason;
    }
  }
  return { environment, close };
}

/** Ends and removes what test runs that were killed have left behind. */
async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (!owner || markOf(Number(owner)) !== null) continue;
    const folder = join(tmpdir(), name);
    for (const home of [folder, ...readdirSync(folder).map((inner) => join(folder, inner, ".hub"))]) {
      await Promise.all([stopLeftOverPostgres(home, silent), stopLeftOverMeilisearch(home, silent)]);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
