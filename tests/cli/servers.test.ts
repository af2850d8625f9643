import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { prepareHome } from "../../cli/servers/home.ts";
import { requireSame, startMeilisearch } from "../../cli/servers/meilisearch.ts";
import { freePort, requirePort } from "../../cli/servers/port.ts";
import { startPostgres } from "../../cli/servers/postgres.ts";
import { commandOf, markOf } from "../../cli/servers/process.ts";
import { connected } from "../../foundation/connected.ts";
import { until } from "../make/until.ts";
import { temporaryFolder } from "../servers.ts";

const said: string[] = [];
const log = { info: (line: string) => void said.push(line), warn: (line: string) => void said.push(line) };
let home: string;
let running: { close(): Promise<void> }[];

beforeEach(async () => {
  home = await prepareHome(join(temporaryFolder(), ".hub"));
  running = [];
  said.length = 0;
});
afterEach(async () => {
  for (const server of running) await server.close();
  rmSync(home, { recursive: true, force: true });
});

async function postgres() {
  const server = await startPostgres({ home, log, durable: false });
  running.push(server);
  return server;
}

const pidOf = (file: string) => Number.parseInt(readFileSync(join(home, file), "utf8"), 10);

/** A process that is killed is there until whoever started it has heard of its end. */
async function killed(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  const isThere = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await until(async () => !isThere());
}

const ask = (url: string, sql: string) => connected(url, {}, async (db) => (await db.query(sql)).rows);

test("PostgreSQL keeps its data over a stop, a kill, and a server left behind", async () => {
  const first = await postgres();
  await ask(first.url, "CREATE TABLE kept AS SELECT 'Łódź' AS name");
  const pid = pidOf("postgres/postmaster.pid");
  await first.close();
  expect(markOf(pid)).toBeNull();

  const second = await postgres();
  expect(second.url).toBe(first.url);
  await killed(pidOf("postgres/postmaster.pid"));

  await postgres();
  const left = pidOf("postgres/postmaster.pid");
  said.length = 0;
  const third = await postgres(); // as after a hub that was killed: nobody has closed the last one
  expect(said).toEqual([expect.stringContaining(`left behind (process ${left})`)]);
  expect(markOf(left)).toBeNull();
  expect(await ask(third.url, "SELECT name, lower('Ł') AS lower FROM kept")).toEqual([
    { name: "Łódź", lower: "ł" },
  ]);
});

test("PostgreSQL listens on this machine only and wants its password", async () => {
  const { url } = await postgres();
  expect(new URL(url).hostname).toBe("127.0.0.1");
  expect(await ask(url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  expect(statSync(join(home, "postgres.password")).mode & 0o777).toBe(0o600);
  const stranger = new URL(url);
  stranger.password = "guessed";
  await expect(ask(stranger.href, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
});

test("a lost password is replaced, and a remembered port that is taken is not insisted on", async () => {
  chmodSync(dirname(home), 0o700); // where root starts it, the server's own user must still get through
  const first = await postgres();
  await first.close();
  rmSync(join(home, "postgres.password"));
  const thief = createServer().listen(Number(new URL(first.url).port), "127.0.0.1");
  const second = await postgres();
  thief.close();
  expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
  expect(await ask(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("what a cut-off first start leaves is swept away, damaged data are named", async () => {
  mkdirSync(join(home, "postgres.new"));
  writeFileSync(join(home, "postgres.new", "PG_VERSION"), "18\n");
  await (await postgres()).close();

  const version = join(home, "postgres", "PG_VERSION");
  const refusal = (words: string) => ({ reason: "HOME_BROKEN", message: expect.stringContaining(words) });
  writeFileSync(version, "17\n");
  await expect(postgres()).rejects.toMatchObject(refusal(`${home}/postgres was written by PostgreSQL 17`));
  rmSync(version);
  await expect(postgres()).rejects.toMatchObject(refusal(`${home}/postgres is damaged`));
  writeFileSync(version, "18\n");
  rmSync(join(home, "postgres", "global"), { recursive: true });
  await expect(postgres()).rejects.toMatchObject({
    reason: "SERVER_FAILED",
    message: expect.stringMatching(/could not start on .*postgres.*global.*see .*postgres\.log/),
  });
});

test("Meilisearch starts, keeps its key, and stops without a trace", async () => {
  const first = await startMeilisearch({ home, log });
  if (first.kind === "missing") throw new Error(first.why);
  running.push(first);
  const stats = (key: string) => fetch(`${first.url}/stats`, { headers: { authorization: `Bearer ${key}` } });
  expect((await stats(first.key)).status).toBe(200);
  expect((await stats("guessed")).status).toBe(403);
  const left = pidOf("meilisearch.pid");
  expect(commandOf(left)).not.toContain(first.key);

  const second = await startMeilisearch({ home, log });
  if (second.kind === "missing") throw new Error(second.why);
  running.push(second);
  expect(said).toEqual([expect.stringContaining(`left behind (process ${left})`)]);
  expect(second.key).toBe(first.key);
  const pid = pidOf("meilisearch.pid");
  await second.close();
  expect([markOf(left), markOf(pid)]).toEqual([null, null]);
});

test("a program is run only if it is byte for byte the one we know", async () => {
  const file = join(home, "program");
  const note = join(home, "program.checked");
  const sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"; // of "hello"
  writeFileSync(file, "hello");
  await requireSame(file, sha256, note);
  await requireSame(file, sha256, note);
  writeFileSync(file, "hellO");
  await expect(requireSame(file, sha256, note)).rejects.toMatchObject({
    reason: "MISSING_BINARY",
    message: expect.stringContaining(`${file} is not the Meilisearch we know`),
  });
});

test("a port in use is named, with another one to try", async () => {
  const port = await freePort();
  await requirePort(port);
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, () => resolve()));
  await expect(requirePort(port)).rejects.toMatchObject({
    reason: "PORT_IN_USE",
    message: expect.stringMatching(`Port ${port} is in use.*PORT=${port + 1}`),
  });
  other.close();
});
