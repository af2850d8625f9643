import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stopLeftOverMeilisearch, stopLeftOverPostgres } from "../../cli/servers/left-over.ts";
import { freePort } from "../../cli/servers/port.ts";
import { markOf } from "../../cli/servers/process.ts";
import { temporaryFolder } from "../servers.ts";
import { talking } from "./talking.ts";

const program = fileURLToPath(new URL("small-hub.js", import.meta.url));
const folder = temporaryFolder();
const home = join(folder, ".hub");
const started: ChildProcess[] = [];
let port: number;

beforeAll(async () => {
  port = await freePort();
});
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  const silent = { info() {}, warn() {} };
  await Promise.all([stopLeftOverPostgres(home, silent), stopLeftOverMeilisearch(home, silent)]);
  rmSync(folder, { recursive: true, force: true });
});

function hub(environment: Record<string, string> = {}) {
  const hub = talking(["--disable-warning=ExperimentalWarning", program, home, String(port)], environment);
  started.push(hub.child);
  return hub;
}

/** The process numbers of the servers that stand in the data folder, running or not. */
const servers = () =>
  ["postgres/postmaster.pid", "meilisearch.pid"]
    .map((file) => join(home, file))
    .filter((file) => existsSync(file))
    .map((file) => Number.parseInt(readFileSync(file, "utf8"), 10));

const alive = (pids: number[]) => pids.filter((pid) => markOf(pid) !== null);

test("it says what runs and where, refuses a second one, and stops without a trace", async () => {
  const first = hub();
  const summary = await first.says("Ctrl-C stops everything");
  for (const words of [`http://localhost:${port}/graphql`, home, "PostgreSQL", "Meilisearch", "Rooms"]) {
    expect(summary).toContain(words);
  }
  expect(summary).not.toContain("\u001b");
  expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe("hello");

  const second = hub();
  expect(await second.ended).toBe(3);
  expect(second.said()).toBe(
    `The hub already runs at http://localhost:${port}/graphql (process ${first.child.pid}, data in ${home}); ` +
      "stop that one first, or start a second one beside it with another HUB_HOME and PORT.\n",
  );

  const pids = servers();
  expect(alive(pids)).toHaveLength(2);
  first.child.kill("SIGINT");
  expect(await first.ended).toBe(0);
  expect(alive(pids)).toEqual([]);
  expect(existsSync(join(home, "hub.lock"))).toBe(false);
});

test("after a kill the next one takes over what was left behind", async () => {
  const killed = hub();
  await killed.says("Ctrl-C stops everything");
  const left = servers();
  killed.child.kill("SIGKILL");
  await killed.ended;

  const next = hub();
  await next.says("Ctrl-C stops everything");
  expect(alive(left)).toEqual([]);
  const pids = servers();
  expect(alive(pids)).toHaveLength(2);
  next.child.kill("SIGTERM");
  expect(await next.ended).toBe(0);
  expect(alive(pids)).toEqual([]);
});

test("servers that are killed under it are started again at their places, and the terminal says so", async () => {
  const keeping = hub();
  await keeping.says("Ctrl-C stops everything");
  const place = (name: string) => readFileSync(join(home, `${name}.port`), "utf8");
  const places = [place("postgres"), place("meilisearch")];
  const killed = servers();
  for (const pid of killed) process.kill(pid, "SIGKILL");
  await Promise.all([keeping.says("PostgreSQL runs again"), keeping.says("Meilisearch runs again")]);
  expect(keeping.said()).toContain("PostgreSQL has ended (signal SIGKILL); it is started again");
  expect([place("postgres"), place("meilisearch")]).toEqual(places);
  expect(alive(killed)).toEqual([]);
  const pids = servers();
  expect(alive(pids)).toHaveLength(2);

  keeping.child.kill("SIGINT");
  expect(await keeping.ended).toBe(0);
  expect(alive(pids)).toEqual([]);
});

test("told to stop while it starts, it stops", async () => {
  const hasty = hub();
  await hasty.says("PostgreSQL 18");
  hasty.child.kill("SIGTERM");
  expect(await hasty.ended).toBe(0);
  expect(alive(servers())).toEqual([]);
  expect(existsSync(join(home, "hub.lock"))).toBe(false);
});

test("a port in use and a database out of reach are each one sentence, and nothing stays running", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, () => resolve()));
  const late = hub();
  expect(await late.ended).toBe(4);
  expect(late.said()).toMatch(new RegExp(`^Port ${port} is in use by another program; [^\\n]*\\n$`));
  await new Promise((resolve) => other.close(resolve));

  const nowhere = hub({ DATABASE_URL: `postgres://someone:secret@127.0.0.1:${port}/hub` });
  expect(await nowhere.ended).toBe(8);
  expect(nowhere.said()).toContain(`DATABASE_URL cannot be used (ECONNREFUSED at 127.0.0.1:${port}/hub)`);
  expect(nowhere.said()).not.toContain("secret");
  expect(existsSync(join(home, "hub.lock"))).toBe(false);
  expect(alive(servers())).toEqual([]);
});
