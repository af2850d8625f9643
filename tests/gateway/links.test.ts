import { type AddressInfo, connect, createServer } from "node:net";
import { request } from "undici";
import { WebSocket } from "ws";
import { passingPassports } from "../../foundation/passport.ts";
import { serveRoom } from "../../foundation/server.ts";
import { STRANGER } from "../../foundation/viewer.ts";
import { roomOverHttp } from "../../gateway/room-over-http.ts";
import { type Room, type RoomCall } from "../../gateway/rooms.ts";
import { testGraph } from "./graph.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const keys = await passingPassports();
const ME = { query: "{ me { id } }" };
const ADD = { query: 'mutation { addMember(name: "x") { id } }' };

async function call(): Promise<RoomCall> {
  const { signal } = new AbortController();
  return { passport: await keys.issue(STRANGER), languages: [], requestId: "r", signal };
}

/** The room of members as a process of its own would serve it. Its field `me` waits for the gate; `started` tells how often it was asked for. */
async function serve({ gate }: { gate?: Promise<unknown> } = {}) {
  const graph = testGraph();
  const schema = graph.schemas.members;
  const { me } = schema.getQueryType()!.getFields();
  const resolve = me!.resolve!;
  const started: unknown[] = [];
  me!.resolve = async (...given) => {
    started.push(given);
    await gate;
    return resolve(...given);
  };
  const resources = { database: { manager: {} } as never, passports: keys };
  const served = await serveRoom("members", schema, resources);
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= served.close());
  closing.push(close);
  return { ...served, close, graph, started };
}

function roomAt(url: string, deadlineMs?: number): Room {
  const room = roomOverHttp({ name: "members", url, deadlineMs });
  closing.push(() => room.close());
  return room;
}

/** Asks once over HTTP, so that the room offers a link, and waits until it is open. */
async function linked(room: Room): Promise<void> {
  await room.ask({ query: "{ __typename }" }, await call());
  await new Promise((resolve) => setTimeout(resolve, 100));
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 50));

test("answers on a link are those of HTTP, faults included", async () => {
  const { url } = await serve();
  const questions = [
    ME,
    { query: "query Two($n: Int) { members(first: $n) { id name } }", variables: { n: 2 } },
    { query: "query A { me { id } } query B { whoami }", operationName: "A" },
    { query: "{ me { id city { country { code } } } members(first: 6) { city { name country { code } } } }" },
    { query: "{ nothing }" },
    { query: "{ me {" },
    { query: "{ _service { sdl } }" },
    {
      query: "query E($r: [_Any!]!) { _entities(representations: $r) { ... on Member { name } } }",
      variables: { r: [{ __typename: "Member", id: "m2" }] },
    },
  ];
  const over = roomAt(url);
  await linked(over);
  for (const question of questions) {
    const plain = await request(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${(await call()).passport}` },
      body: JSON.stringify(question),
    });
    const { data, errors } = (await plain.body.json()) as { data?: unknown; errors?: { message: string }[] };
    for (let time = 0; time < 4; time++) {
      const answer = await over.ask(question, await call());
      expect(answer.data).toEqual(data);
      expect(answer.errors?.map(({ message }) => message)).toEqual(errors?.map(({ message }) => message));
    }
  }
  const schema = await over.ask({ query: "{ __schema { queryType { name } } }" }, await call());
  expect([schema.data, schema.errors?.length]).toEqual([undefined, 2]);
});

test("a link answers nobody without a passport", async () => {
  const { url } = await serve();
  const over = roomAt(url);
  await linked(over);
  for (const passport of ["", "forged", await keys.sign({ viewer: STRANGER }, "hub-gateway", 60)]) {
    const answer = await over.ask(ME, { ...(await call()), passport });
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  }
});

test("a slow question on a link holds no other up, and waits no longer than its deadline", async () => {
  let open: (value?: unknown) => void = () => {};
  const gate = new Promise((resolve) => {
    open = resolve;
  });
  const { url } = await serve({ gate });
  const over = roomAt(url, 1_000);
  await linked(over);
  const slow = over.ask(ME, await call());
  slow.catch(() => {});
  for (let time = 0; time < 5; time++)
    expect(await over.ask({ query: "{ members(first: 1) { id } }" }, await call())).toEqual({
      data: { members: [{ id: "m1" }] },
    });
  await expect(slow).rejects.toMatchObject({ extensions: { code: "ROOM_UNAVAILABLE" } });
  open();
  expect(await over.ask(ME, await call())).toEqual({ data: { me: { id: "m1" } } });
});

test("a room that stops answers first what it was asked on links", async () => {
  let open: (value?: unknown) => void = () => {};
  const gate = new Promise((resolve) => {
    open = resolve;
  });
  const { url, close, started } = await serve({ gate });
  const over = roomAt(url);
  await linked(over);
  const underWay = over.ask(ME, await call());
  while (started.length === 0) await turn();
  const closed = close();
  await turn();
  open();
  expect(await underWay).toEqual({ data: { me: { id: "m1" } } });
  await closed;
  await expect(over.ask(ME, await call())).rejects.toMatchObject({
    extensions: { code: "ROOM_UNAVAILABLE" },
  });
});

test("when a link breaks, queries are asked once more over HTTP and deeds never are", async () => {
  const { url, graph, started } = await serve();
  const wire = await wireTo(url);
  const over = roomAt(wire.url);
  await linked(over);
  const before = graph.deeds.done.length;
  for (const [question, times] of [
    [ME, 2],
    [ADD, 1],
  ] as const) {
    wire.cutNextAnswer();
    const answer = await over.ask(question, await call()).catch((error: unknown) => error);
    if (times === 2) expect(answer).toEqual({ data: { me: { id: "m1" } } });
    else expect(answer).toMatchObject({ extensions: { code: "ROOM_UNAVAILABLE" } });
    expect(question === ME ? started.length : graph.deeds.done.length - before).toBe(times);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await linked(over);
  }
});

test("a link on which nothing is heard any more is given up, and a room that only thinks long keeps its own", async () => {
  const { url } = await serve({ gate: new Promise(() => {}) });
  const wire = await wireTo(url);
  const over = roomAt(wire.url, 1_000);
  await linked(over);
  const quick = { query: "{ members(first: 1) { id } }" };
  const rejected = { extensions: { code: "ROOM_UNAVAILABLE" } };
  await expect(over.ask(ME, await call())).rejects.toMatchObject(rejected);
  expect((await over.ask(quick, await call())).data).toBeDefined();
  expect(wire.opened).toBe(2);

  wire.muteLatest();
  await expect(over.ask(quick, await call())).rejects.toMatchObject(rejected);
  await new Promise((resolve) => setTimeout(resolve, 2_300));
  expect((await over.ask(quick, await call())).data).toBeDefined();
});

/** A wire to a server, that can be cut in the moment in which an answer comes, and whose latest connection can be made to carry no more answers. */
async function wireTo(url: string) {
  let cutting = false;
  let opened = 0;
  let muted = 0;
  const server = createServer((near) => {
    const number = ++opened;
    const far = connect(Number(new URL(url).port), "127.0.0.1");
    near.pipe(far);
    far.on("data", (chunk) => {
      if (number === muted) return;
      if (!cutting) near.write(chunk);
      else near.destroy();
      cutting = false;
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on("error", () => {}).on("close", () => other.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    get opened() {
      return opened;
    },
    muteLatest() {
      muted = opened;
    },
    cutNextAnswer() {
      cutting = true;
    },
  };
}

test("a message that is no list of questions ends the link and nothing else", async () => {
  const { url } = await serve();
  for (const message of ["{", "7", "null", "[null]", '[{"id":1}]']) {
    const socket = new WebSocket(url.replace("http", "ws"));
    await new Promise((resolve) => socket.once("open", resolve));
    const heard = new Promise((resolve) => {
      socket.once("message", resolve);
      socket.once("close", resolve);
    });
    socket.send(message);
    await heard;
    socket.terminate();
  }
  expect(await roomAt(url).ask(ME, await call())).toEqual({ data: { me: { id: "m1" } } });
});
