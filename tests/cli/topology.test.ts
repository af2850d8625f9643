import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { borrowGround } from "../../cli/ground.ts";
import { inProject } from "../../cli/paths.ts";
import { stopLeftOverMeilisearch, stopLeftOverPostgres } from "../../cli/servers/left-over.ts";
import { freePort, requirePort } from "../../cli/servers/port.ts";
import { markOf } from "../../cli/servers/process.ts";
import { rooms as registered } from "../../subgraphs/registry.ts";
import type { Answer } from "../hub.ts";
import { browse } from "../make/provider.ts";
import { listen } from "../make/subscribers.ts";
import { temporaryFolder } from "../servers.ts";
import { type Talking, talking } from "./talking.ts";

const silent = { info() {}, warn() {} };
const folder = temporaryFolder();
const home = join(folder, ".hub");
const started: Talking[] = [];
let port: number;
let firstRoomPort: number;

beforeAll(async () => {
  port = await freePort();
  firstRoomPort = await portsForRooms();
}, 360_000);

afterEach(async () => {
  for (const { child } of started) child.kill("SIGKILL");
  await Promise.all(started.map(({ ended }) => ended));
});

afterAll(async () => {
  await Promise.all([stopLeftOverPostgres(home, silent), stopLeftOverMeilisearch(home, silent)]);
  rmSync(folder, { recursive: true, force: true });
});

async function portsForRooms(): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const all = registered.map((_, i) => requirePort(first + i, "127.0.0.1"));
    if ((await Promise.allSettled(all)).every(({ status }) => status === "fulfilled")) return first;
  }
}

/** The command `hub`, as a user starts it. */
function hub(...args: string[]): Talking {
  const one = talking([inProject("dist", "cli", "hub.js"), ...args], {
    HUB_HOME: home,
    PORT: String(port),
    ROOMS_PORT: String(firstRoomPort),
    LOG_LEVEL: "silent",
    XDG_CONFIG_HOME: join(folder, "config"),
  });
  started.push(one);
  return one;
}

const question = `{
  practices(first: 3) {
    totalCount
    nodes { title owner { name } topics { label } workshops { nodes { title } } annotationCount }
  }
  projects(first: 2) { nodes { title } }
  workingGroups(first: 2) { nodes { title } }
}`;

async function ask(query = question, token?: string): Promise<Answer> {
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query }),
  });
  return (await answer.json()) as Answer;
}

/** As whom the hub knows the bearer of a token; its code where it refuses. */
async function whoIs(token: string) {
  const { data, errors } = await ask("{ viewer { kind member { name } } }", token);
  return errors?.[0]?.extensions.code ?? data.viewer;
}

async function readiness() {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
  return { http: answer.status, ...((await answer.json()) as { status: string; rooms: object }) };
}

async function until(what: () => Promise<boolean> | boolean, within = 15_000) {
  const end = Date.now() + within;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`This never came true: ${what}`);
    await sleep(50);
  }
}

const quiet = (address: string) =>
  fetch(address).then(
    () => false,
    () => true,
  );

/** Asks for practices while their table is locked; `letGo` lets the answer come. */
async function slowQuestion(): Promise<{ answer: Promise<Answer>; letGo(): Promise<void> }> {
  const { databaseUrl } = await borrowGround(
    { home, port, databaseUrl: undefined, meiliUrl: undefined, meiliKey: undefined },
    silent,
  );
  const client = new pg.Client(databaseUrl);
  client.on("error", () => {});
  await client.connect();
  await client.query("BEGIN; LOCK TABLE practices.practice IN ACCESS EXCLUSIVE MODE");
  const answer = ask("{ practices(first: 1) { totalCount } }");
  await until(async () => {
    const { rows } = await client.query("SELECT FROM pg_locks WHERE NOT granted");
    return rows.length > 0;
  });
  return {
    answer,
    async letGo() {
      await client.query("COMMIT");
      await client.end();
    },
  };
}

/** The processes that this one has started, servers and rooms alike. */
const childrenOf = (parent: Talking): number[] =>
  execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, ppid]) => ppid === parent.child.pid)
    .map(([pid]) => pid!);

const alive = (pids: number[]) => pids.filter((pid) => markOf(pid) !== null);

/** The room's process among those that `hub rooms` has started. */
const processOf = (room: string, rooms: Talking): number =>
  childrenOf(rooms).find((pid) =>
    execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .endsWith(`room.js ${room}`),
  )!;

let inOneProcess: Answer;

test("one command starts the whole hub, and a second one says so", async () => {
  const first = hub("start");
  await first.says("Ctrl-C stops everything");
  inOneProcess = await ask();
  expect(inOneProcess.errors).toBeUndefined();
  expect(inOneProcess.data.practices.nodes).toHaveLength(3);
  expect((await readiness()).status).toBe("ready");

  const second = hub("start");
  expect(await second.ended).toBe(3);
  expect(second.said()).toMatch(/^The hub already runs at http:\/\/localhost:\d+\/graphql [^\n]*\n$/);

  const token = hub("token", "--as", "curator");
  expect(await token.ended).toBe(0);
  expect(token.said()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);

  const login = hub("login");
  const address = /http:\/\/localhost\S+/.exec(await login.says("/oidc/auth?"))![0];
  expect(await browse(address, "person:rotterdam-steward")).toContain("close this window");
  expect(await login.ended).toBe(0);
  expect(login.said()).toContain("You are Sanne Verzonnen of City of Rotterdam (member, steward)");
  const kept = join(folder, "config", "urban-safety-hub", "token.json");
  expect(statSync(kept).mode & 0o777).toBe(0o600);
  const printed = hub("login", "--token");
  expect(await printed.ended).toBe(0);
  expect(await whoIs(printed.said().trim())).toEqual({ kind: "MEMBER", member: { name: "Sanne Verzonnen" } });
  expect(await hub("logout").ended).toBe(0);
  expect(existsSync(kept)).toBe(false);

  const parts = childrenOf(first);
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  expect(alive(parts)).toEqual([]);
}, 360_000);

test("started again, it has the same data, and answers what is under way before it stops", async () => {
  const again = hub("start");
  await again.says("Ctrl-C stops everything");
  expect(await ask()).toEqual(inOneProcess);

  const parts = childrenOf(again);
  const slow = await slowQuestion();
  again.child.kill("SIGTERM");
  await until(() => quiet(`http://127.0.0.1:${port}/health/live`));
  await slow.letGo();
  expect(await slow.answer).toEqual({
    data: { practices: { totalCount: inOneProcess.data.practices.totalCount } },
  });
  expect(await again.ended).toBe(0);
  expect(alive(parts)).toEqual([]);
  expect(existsSync(join(home, "hub.lock"))).toBe(false);
}, 360_000);

test("with a process for each room it answers the same; a room that dies takes its fields alone, and heals when it is back", async () => {
  const rooms = hub("rooms");
  await until(() => existsSync(join(home, "hub.lock")));
  const gateway = hub("gateway");
  await Promise.all([rooms.says("Ctrl-C stops"), gateway.says("Ctrl-C stops")]);
  expect(readFileSync(join(home, "hub.lock"), "utf8")).toContain(`"pid":${rooms.child.pid},`);
  expect(await ask()).toEqual(inOneProcess);

  const token = hub("token", "--as", "curator");
  expect(await token.ended).toBe(0);
  const curator = token.said().trim();
  const keys = () => readdirSync(join(home, "keys")).filter((name) => name.startsWith("passport"));
  for (const how of [[], ["--overlap", "10"]]) {
    const rotation = hub("keys", "rotate", ...how);
    expect(await rotation.ended).toBe(0);
    expect(rotation.said()).toContain("signs from now on");
    expect(await whoIs(curator)).toEqual({ kind: "MEMBER", member: { name: "Claire Modèle" } });
    expect(await ask()).toEqual(inOneProcess);
  }
  expect(keys()).toHaveLength(3);
  expect(await hub("keys", "rotate", "--at-once").ended).toBe(0);
  await until(async () => {
    expect(await ask()).toEqual(inOneProcess);
    return (await whoIs(curator)) === "UNAUTHENTICATED";
  });
  const measured = async (at: number) => (await fetch(`http://127.0.0.1:${at}/metrics`)).text();
  expect(await measured(port)).toContain("hub_search_index_lag_seconds");
  expect(await measured(firstRoomPort)).toContain("process_resident_memory_bytes");

  process.kill(processOf("annotations", rooms), "SIGKILL");
  await rooms.says("The room annotations has ended (SIGKILL)");
  const without = await ask();
  expect(without.data.projects).toEqual(inOneProcess.data.projects);
  expect(without.data.practices.nodes).toEqual(
    inOneProcess.data.practices.nodes.map((node: object) => ({ ...node, annotationCount: null })),
  );
  expect(without.errors).toHaveLength(3);
  for (const [i, error] of without.errors!.entries()) {
    expect(error.path).toEqual(["practices", "nodes", i, "annotationCount"]);
    expect(error.extensions.code).toBe("ROOM_UNAVAILABLE");
  }
  const notes = await ask("{ annotations(first: 1) { totalCount } projects(first: 2) { nodes { title } } }");
  expect(notes.data).toEqual({ annotations: null, projects: inOneProcess.data.projects });
  await until(async () => (await readiness()).status !== "ready");
  expect(await readiness()).toMatchObject({ http: 200, status: "degraded", rooms: { annotations: "down" } });

  const annotations = hub("rooms", "annotations");
  await annotations.says("Ctrl-C stops");
  await until(async () => (await readiness()).status === "ready");
  expect(await ask()).toEqual(inOneProcess);

  const heard = await listen(
    `http://127.0.0.1:${port}/graphql`,
    "subscription { recordEvent(kinds: [TOPIC]) { type record { ... on Topic { label } } } }",
  );
  process.kill(processOf("inbox", rooms), "SIGKILL");
  await rooms.says("The room inbox has ended (SIGKILL)");
  const again = hub("token", "--as", "curator");
  expect(await again.ended).toBe(0);
  const deed = `mutation { createTopic(input: { language: en, texts: { label: "Told later" } }) { id } }`;
  expect((await ask(deed, again.said().trim())).errors).toBeUndefined();
  const inbox = hub("rooms", "inbox");
  await inbox.says("Ctrl-C stops");
  const event = { type: "CREATED", record: { label: "Told later" } };
  expect(await heard.next()).toEqual({ data: { recordEvent: event } });
  expect(heard.left).toBe(0);
  heard.close();

  const parts = childrenOf(rooms);
  expect(parts).toHaveLength(registered.length - 2 + 2);
  const slow = await slowQuestion();
  rooms.child.kill("SIGTERM");
  await until(() => quiet(`http://127.0.0.1:${firstRoomPort + 3}/health/ready`));
  await slow.letGo();
  expect((await slow.answer).errors).toBeUndefined();
  expect(await rooms.ended).toBe(0);
  expect(alive(parts)).toEqual([]);

  for (const rest of [annotations, inbox, gateway]) rest.child.kill("SIGTERM");
  expect(await Promise.all([annotations.ended, inbox.ended, gateway.ended])).toEqual([0, 0, 0]);
  expect(gateway.said()).not.toContain("Error");
}, 360_000);

test("rooms end when the process that started them is killed", async () => {
  const rooms = hub("rooms", "members", "topics");
  await rooms.says("Ctrl-C stops");
  const two = [processOf("members", rooms), processOf("topics", rooms)];
  rooms.child.kill("SIGKILL");
  await until(() => alive(two).length === 0);
});

test("a room that does not exist and a port in use are each one sentence", async () => {
  const unknown = hub("rooms", "cellar");
  expect(await unknown.ended).toBe(2);
  expect(unknown.said()).toMatch(/^There is no room cellar; the rooms are members, [^\n]*\n$/);

  const other = createServer().listen(firstRoomPort + 1, "127.0.0.1");
  await once(other, "listening");
  const late = hub("rooms");
  expect(await late.ended).toBe(4);
  expect(late.said()).toMatch(
    new RegExp(
      `^Port ${firstRoomPort + 1}, where the room topics is to answer, is in use, [^\\n]* ROOMS_PORT[^\\n]*\\n$`,
    ),
  );
  other.close();
});
