import type { ExecutionResult } from "graphql";
import { pino } from "pino";
import { Breaker } from "../../gateway/breaker.ts";
import { createGateway } from "../../gateway/gateway.ts";
import { roomOverHttp } from "../../gateway/room-over-http.ts";
import { type Room, type RoomCall, roomInProcess } from "../../gateway/rooms.ts";
import { inTurn } from "../../gateway/turns.ts";
import { identify, identityOf, openFront, serveSchema } from "./front.ts";
import { type TestGraph, testGraph } from "./graph.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const call = (signal = new AbortController().signal): RoomCall => ({
  passport: "ada",
  languages: ["de", "en"],
  requestId: "r1",
  signal,
});
const inProcess = (graph: TestGraph, name: keyof TestGraph["schemas"]) =>
  roomInProcess({ name, schema: graph.schemas[name], contextOf: ({ passport }) => ({ viewer: passport }) });

/** A room that never answers. */
const hanging = (name: string, deadlineMs: number): Room => {
  const graph = testGraph();
  return roomInProcess({
    name,
    schema: graph.schemas.members,
    contextOf: () => new Promise(() => {}),
    deadlineMs,
  });
};

async function frontWith(members: Room) {
  const graph = testGraph();
  const front = await openFront({
    rooms: [inProcess(graph, "practices"), members, inProcess(graph, "workshops")],
  });
  closing.push(() => front.close());
  return front;
}

const QUERY = "{ practices(first: 2) { title lead { name } reviews shown } me { name } }";
const WITHOUT_MEMBERS = {
  practices: [
    { title: "Title of p1", lead: null, reviews: null, shown: 1 },
    { title: "Title of p2", lead: null, reviews: null, shown: 2 },
  ],
  me: null,
};
const PLACES = ["me", "practices.0.lead", "practices.0.reviews", "practices.1.lead", "practices.1.reviews"];

function expectPartial({
  data,
  errors,
}: Pick<Awaited<ReturnType<Awaited<ReturnType<typeof openFront>>["ask"]>>, "data" | "errors">) {
  expect(data).toEqual(WITHOUT_MEMBERS);
  expect(errors!.map(({ path }) => path!.join(".")).sort()).toEqual(PLACES);
  expect(new Set(errors!.map(({ message }) => message))).toEqual(
    new Set(["The members room does not answer at the moment."]),
  );
  expect(errors![0]!.extensions).toEqual({ code: "ROOM_UNAVAILABLE", room: "members" });
}

test("a room that is down leaves the others' fields standing, with an error at each of its own", async () => {
  const room = roomOverHttp({ name: "members", url: "http://127.0.0.1:1/graphql" });
  expectPartial(await (await frontWith(room)).ask(QUERY));
  expect(await room.healthy()).toBe(false);
});

test("a room that hangs holds nobody longer than its deadline, in process and over HTTP", async () => {
  const server = await serveSchema(testGraph().schemas.members, () => new Promise(() => {}));
  closing.push(server.close);
  for (const room of [
    hanging("members", 80),
    roomOverHttp({ name: "members", url: server.url, deadlineMs: 80 }),
  ]) {
    const front = await frontWith(room);
    const began = performance.now();
    expectPartial(await front.ask(QUERY));
    expect(performance.now() - began).toBeLessThan(1_500);
  }
});

test("a null where none may be, for want of a room, takes its parents and is told once by the room's name", async () => {
  const front = await frontWith(hanging("members", 50));
  const { data, errors } = await front.ask("{ practices(first: 1) { watchers { id } } whoami }");
  expect(data).toBeNull();
  expect(errors!.map(({ path }) => path!.join(".")).sort()).toEqual(["practices.0.watchers", "whoami"]);
  expect(errors!.every(({ extensions }) => extensions.code === "ROOM_UNAVAILABLE")).toBe(true);
});

test("the end of the whole request ends its fetches and starts no more", async () => {
  const graph = testGraph();
  const asked: string[] = [];
  const spied = (room: Room): Room => ({
    ...room,
    ask: (request, to) => {
      asked.push(room.name);
      return room.ask(request, to);
    },
  });
  const rooms = [
    inProcess(graph, "practices"),
    hanging("members", 10_000),
    inProcess(graph, "workshops"),
  ].map(spied);
  const gateway = createGateway({
    supergraphSdl: graph.supergraphSdl,
    rooms,
    identify,
    log: pino({ level: "silent" }),
    deadlineMs: 100,
  });
  closing.push(() => gateway.close());
  const { data, errors } = await gateway.execute(
    { query: "{ practices(first: 1) { lead { hosted } title } }" },
    identityOf("ada"),
  );
  expect(data).toEqual({ practices: [{ lead: null, title: "Title of p1" }] });
  expect(errors!.map(({ path, extensions }) => [path, extensions])).toEqual([
    [["practices", 0, "lead"], { code: "DEADLINE_EXCEEDED", limit: "deadline", allowed: 100 }],
  ]);
  expect(errors![0]!.message).toContain("100 ms");
  expect(asked).toEqual(["practices", "members"]);
});

test("a breaker opens after failures in a row, lets one caller try after a rest, and closes when that one is answered", () => {
  const breaker = new Breaker({ failures: 3, restMs: 1_000 });
  for (let failure = 0; failure < 3; failure++) {
    expect(breaker.admits(0)).toBe(true);
    breaker.failed(0);
  }
  expect(breaker.admits(999)).toBe(false);
  expect(breaker.admits(1_000)).toBe(true);
  expect(breaker.admits(1_000)).toBe(false);
  breaker.failed(1_000);
  expect(breaker.admits(1_500)).toBe(false);
  expect(breaker.admits(2_000)).toBe(true);
  breaker.succeeded();
  expect([breaker.admits(2_000), breaker.admits(2_000)]).toEqual([true, true]);
});

const ENDED = "The hub ran out of time before it came to this field.";

test("a room gets so many questions at once, the others in their order; who leaves gives up the turn, and no turn is lost", async () => {
  const answers: (() => void)[] = [];
  const begun: string[] = [];
  const room = inTurn(
    {
      name: "members",
      ask: ({ query }) => {
        begun.push(query);
        return new Promise((resolve, reject) =>
          answers.push(() => (query === "2" ? reject(new Error("ill")) : resolve({ data: { query } }))),
        );
      },
      healthy: async () => true,
      close: async () => {},
    },
    2,
  );
  const leaving = new AbortController();
  const asked = ["1", "2", "3", "4", "5"].map((query) =>
    room.ask({ query }, call(query === "3" ? leaving.signal : undefined)).then(
      ({ data }) => data?.query,
      ({ message }: Error) => message,
    ),
  );
  expect(begun).toEqual(["1", "2"]);
  leaving.abort();
  expect(await asked[2]).toBe(ENDED);
  for (let i = 0; i < 4; i++) {
    answers[i]!();
    await new Promise(setImmediate);
  }
  expect(begun).toEqual(["1", "2", "4", "5"]);
  expect(await Promise.all(asked)).toEqual(["1", "ill", ENDED, "4", "5"]);
  void room.ask({ query: "6" }, call());
  void room.ask({ query: "7" }, call());
  expect(begun.slice(4)).toEqual(["6", "7"]);
});

test("a room that failed often is spared, and asked again once it is well", async () => {
  let ill = true;
  const server = await serveSchema(testGraph().schemas.members, async () => ill);
  closing.push(server.close);
  const room = roomOverHttp({ name: "members", url: server.url, breaker: { failures: 3, restMs: 150 } });
  closing.push(() => room.close());
  const ask = () => room.ask({ query: 'mutation { addMember(name: "x") { id } }' }, call());
  for (let failure = 0; failure < 3; failure++)
    await expect(ask()).rejects.toMatchObject({ extensions: { code: "ROOM_UNAVAILABLE" } });
  expect(server.requests).toHaveLength(3);
  await expect(ask()).rejects.toMatchObject({ extensions: { code: "ROOM_UNAVAILABLE" } });
  expect(server.requests).toHaveLength(3);
  ill = false;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await ask()).toMatchObject({ data: { addMember: { id: "m2" } } });
  expect((await ask()).errors).toBeUndefined();
});

test("a query whose connection was reset is asked once more, a mutation only if each of its deeds has an idempotency key", async () => {
  let resets = 0;
  const server = await serveSchema(testGraph().schemas.members, async () => resets-- > 0);
  closing.push(server.close);
  const room = roomOverHttp({ name: "members", url: server.url });
  closing.push(() => room.close());
  const requests = async (query: string, variables: Record<string, unknown> = {}) => {
    resets = 1;
    const before = server.requests.length;
    const answered = await room.ask({ query, variables }, call()).then(
      ({ data }) => !!data,
      ({ extensions }) => extensions.code,
    );
    return [answered, server.requests.length - before];
  };
  const lost = ["ROOM_UNAVAILABLE", 1];
  const add = (args: string) => `addMember(name: "x"${args}) { id }`;
  expect(await requests("{ me { id } }")).toEqual([true, 2]);
  expect(await requests(`mutation { ${add("")} }`)).toEqual(lost);
  expect(await requests(`mutation { ${add(', idempotencyKey: "k"')} }`)).toEqual([true, 2]);
  const KEYED = `mutation ($k: String) { ${add(", idempotencyKey: $k")} }`;
  expect(await requests(KEYED, { k: "k" })).toEqual([true, 2]);
  expect(await requests(KEYED, { k: null })).toEqual(lost);
  expect(await requests(`mutation { ${add(', idempotencyKey: "k"')} other: ${add("")} }`)).toEqual(lost);
});

test("a room behind HTTP is told who asks, in which languages, and for which request", async () => {
  const server = await serveSchema(testGraph().schemas.members);
  closing.push(server.close);
  const room = roomOverHttp({ name: "members", url: server.url });
  closing.push(() => room.close());
  await room.ask({ query: "{ me { id } }", variables: {} }, call());
  expect(server.requests[0]!.headers).toMatchObject({
    authorization: "Bearer ada",
    "accept-language": "de,en",
    "x-request-id": "r1",
    "content-type": "application/json",
  });
});

test("a room in process has one context per request, and a fresh one after a deed", async () => {
  const graph = testGraph();
  const built: string[] = [];
  const room = roomInProcess({
    name: "members",
    schema: graph.schemas.members,
    contextOf: ({ passport }) => {
      built.push(passport);
      return { viewer: passport };
    },
  });
  const [one, other] = [call(), { ...call(), passport: "bob" }];
  const who = async (to: RoomCall): Promise<ExecutionResult> => room.ask({ query: "{ whoami }" }, to);
  expect((await who(one)).data).toEqual({ whoami: "ada" });
  expect((await who(other)).data).toEqual({ whoami: "bob" });
  await who(one);
  expect(built).toEqual(["ada", "bob"]);
  await room.ask({ query: 'mutation { addMember(name: "x") { id } }' }, one);
  await who(one);
  expect(built).toEqual(["ada", "bob", "ada", "ada"]);
});

test("a context that refuses the passport is an error at each field, not a failure of the hub", async () => {
  const graph = testGraph();
  const { Problem } = await import("../../foundation/problems.ts");
  const room = roomInProcess({
    name: "members",
    schema: graph.schemas.members,
    contextOf: async () => {
      throw new Problem("UNAUTHENTICATED", "The passport has expired.");
    },
  });
  const { data, errors } = await (await frontWith(room)).ask('{ me { id } practice(id: "p1") { title } }');
  expect(data).toEqual({ me: null, practice: { title: "Title of p1" } });
  expect(errors).toEqual([
    { message: "The passport has expired.", path: ["me"], extensions: { code: "UNAUTHENTICATED" } },
  ]);
});
