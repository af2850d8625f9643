import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { pino } from "pino";
import { serializers } from "../../foundation/log.ts";
import { notAllowed, notFound, rateLimited } from "../../foundation/problems.ts";
import type { GatewayOptions } from "../../gateway/gateway.ts";
import { type Room, roomInProcess } from "../../gateway/rooms.ts";
import { openFront } from "./front.ts";
import { testGraph } from "./graph.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(options: Partial<GatewayOptions> = {}) {
  const front = await openFront(options);
  closing.push(() => front.close());
  return front;
}

const ASK = {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ query: "{ me { id } }" }),
};

/** A request with headers that fetch would not send. */
const raw = (url: string, method: string, headers: Record<string, string>, body = "") =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>(
    (resolve, reject) => {
      const sent = httpRequest(url, { method, headers }, (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, text }));
      });
      sent.on("error", reject);
      sent.end(body);
    },
  );

test("bodies that a form could send are refused, whatever other headers they bring", async () => {
  const { url } = await open();
  for (const type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]) {
    const body = type.includes("form-url") ? "query=%7Bme%7Bid%7D%7D" : ASK.body;
    expect(
      (await raw(url, "POST", { "content-type": type, "apollo-require-preflight": "1" }, body)).status,
    ).toBe(415);
  }
  expect((await raw(url, "POST", {}, ASK.body)).status).toBe(415);
  expect((await raw(url, "POST", { "content-type": "application/json" }, "{no")).status).toBe(400);
});

test("a head that is too long is refused by a limit that says so, and what is no HTTP as well", async () => {
  const { url } = await open();
  const long = await raw(`${url}?query=${"a".repeat(20_000)}`, "GET", {});
  expect([long.status, JSON.parse(long.text).errors[0].extensions]).toEqual([
    431,
    { code: "LIMIT_EXCEEDED", limit: "headers", allowed: 16_384, found: 16_385 },
  ]);
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.end("NONSENSE\r\n\r\n");
  let text = "";
  for await (const chunk of socket) text += chunk;
  expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(text).toContain('"code":"BAD_REQUEST"');
});

test("every refusal is logged by whom, what and why, by the id that the answer bears, and with nothing secret", async () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const { ask, url } = await open({ log });
  const secret = { authorization: "Bearer bad" };
  const refused = await ask("{ me { id } }", {}, secret);
  const long = await ask(`{ me ${"{ boss ".repeat(11)}{ id } ${"}".repeat(11)} }`, {}, secret);
  const form = await raw(url, "POST", { "content-type": "text/plain", ...secret }, "x");
  const big = await ask("{ me { id } }", { pad: "x".repeat(300_000) }, secret);
  const bug = await ask("{ me { id } }", {}, { authorization: "Bearer bug" });
  const batch = await fetch(url, { ...ASK, body: `[${ASK.body},${ASK.body}]` });
  const foreign = await raw(url, "POST", { ...ASK.headers, "sec-fetch-site": "cross-site" }, ASK.body);
  const byGet = await fetch(`${url}?query=${encodeURIComponent('mutation { addMember(name: "x") { id } }')}`);
  await raw(`${url}?query=${"a".repeat(20_000)}`, "GET", {});
  const found = (answer: { headers: Headers }) =>
    lines.find(({ requestId }) => requestId === answer.headers.get("x-request-id"));
  expect(found(refused)).toMatchObject({ code: "UNAUTHENTICATED", clientAddress: "127.0.0.1" });
  expect(found(long)).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "depth", allowed: 10, found: 13 });
  expect(found(big)).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "body", allowed: 262_144 });
  expect(lines.find(({ requestId }) => requestId === form.headers["x-request-id"])).toMatchObject({
    code: "UNSUPPORTED_MEDIA_TYPE",
    status: 415,
  });
  expect(found(batch)).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "operations", allowed: 1, found: 2 });
  expect(lines.find(({ requestId }) => requestId === foreign.headers["x-request-id"])).toMatchObject({
    code: "ORIGIN_REFUSED",
  });
  expect(found(byGet)).toMatchObject({ status: 405 });
  expect(lines).toContainEqual(expect.objectContaining({ code: "LIMIT_EXCEEDED", limit: "headers" }));
  const refusals = lines.filter(({ msg }) => msg === "a request is refused");
  expect(refusals).toHaveLength(8);
  for (const line of refusals) expect(line).toMatchObject({ clientAddress: "127.0.0.1" });
  expect(found(bug)).toMatchObject({ errorId: bug.errors![0]!.extensions.id, level: 50 });
  expect(JSON.stringify(lines)).not.toContain("Bearer");
});

test("a deed that is refused is logged, also where its doer is only told that there is no such thing", async () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const graph = testGraph();
  const problems = [
    notFound("member", "m9"),
    notAllowed("do that"),
    rateLimited("Not so fast.", "notes", 20, 21, new Date(Date.now() + 60_000)),
  ];
  const left = [...problems];
  const rooms = (["practices", "members", "workshops"] as const).map((name) =>
    roomInProcess({ name, schema: graph.schemas[name], contextOf: () => Promise.reject(left.shift()) }),
  );
  const { ask } = await open({ rooms, log });
  for (const { extensions } of problems) {
    const answer = await ask('mutation { addMember(name: "x") { id } }', {}, { authorization: "Bearer ada" });
    expect(answer.errors?.[0]?.extensions.code).toBe(extensions.code);
    expect(lines.filter(({ requestId }) => requestId === answer.headers.get("x-request-id"))).toMatchObject([
      { code: extensions.code, clientAddress: "127.0.0.1", path: ["addMember"], msg: "a deed is refused" },
    ]);
  }
});

test("the log tells of a fault by the id that the answer bears, and nothing of whom it concerned", async () => {
  const lines: string[] = [];
  const log = pino({ level: "info", serializers }, { write: (line: string) => void lines.push(line) });
  const graph = testGraph();
  const driver = Object.assign(new Error("duplicate key value violates unique constraint"), {
    constraint: "member_email",
    detail: "Key (email)=(ada@city.test) already exists.",
  });
  const fault = Object.assign(new Error("QueryFailed"), { cause: driver, parameters: ["ada@city.test"] });
  const rooms = (["practices", "members", "workshops"] as const).map((name) =>
    roomInProcess({ name, schema: graph.schemas[name], contextOf: () => Promise.reject(fault) }),
  );
  const { ask } = await open({ rooms, log });
  const { data, errors } = await ask("{ me { id } }", {}, { authorization: "Bearer ada" });
  expect(data).toEqual({ me: null });
  const line = lines.find((one) => one.includes(String(errors![0]!.extensions.id)))!;
  expect(JSON.parse(line)).toMatchObject({
    level: 50,
    requestId: expect.any(String),
    err: { message: "QueryFailed", cause: { constraint: "member_email", stack: expect.any(String) } },
  });
  expect(lines.join("") + JSON.stringify(errors)).not.toContain("ada@city.test");
});

test("several operations in one body are refused", async () => {
  const { url } = await open();
  const response = await fetch(url, { ...ASK, body: `[${ASK.body},${ASK.body}]` });
  const { errors } = (await response.json()) as { errors: { extensions: object }[] };
  expect([response.status, errors[0]!.extensions]).toEqual([
    400,
    { code: "LIMIT_EXCEEDED", limit: "operations", allowed: 1, found: 2 },
  ]);
  expect((await fetch(url, { ...ASK, body: `[${ASK.body}]` })).status).toBe(400);
});

test("GET asks queries and never does a deed", async () => {
  const { url, graph } = await open();
  const get = (query: string) => fetch(`${url}?query=${encodeURIComponent(query)}`);
  expect(await (await get("{ me { id } }")).json()).toEqual({ data: { me: { id: "m1" } } });
  expect((await get('mutation { addMember(name: "x") { id } }')).status).toBe(405);
  expect(graph.deeds.done).toEqual([]);
  expect((await raw(url, "PUT", { "content-type": "application/json" }, ASK.body)).status).toBe(405);
});

test("pages of other sites are let in only when listed, and never with credentials", async () => {
  const { url } = await open({ corsOrigins: ["https://portal.example"] });
  const preflight = (origin: string) =>
    raw(url, "OPTIONS", { origin, "access-control-request-method": "POST" });
  expect((await preflight("https://portal.example")).headers).toMatchObject({
    "access-control-allow-origin": "https://portal.example",
    "access-control-allow-methods": "GET, POST",
    vary: "origin",
  });
  expect((await preflight("http://localhost:5173")).headers["access-control-allow-origin"]).toBe(
    "http://localhost:5173",
  );
  for (const origin of ["https://evil.example", "http://localhost.evil.example", "null"]) {
    expect((await preflight(origin)).headers["access-control-allow-origin"]).toBeUndefined();
    const asked = await raw(
      url,
      "POST",
      { origin, "sec-fetch-site": "cross-site", "content-type": "application/json" },
      ASK.body,
    );
    expect(asked.status).toBe(403);
  }
  const answer = await raw(
    url,
    "POST",
    { origin: "https://portal.example", "sec-fetch-site": "cross-site", "content-type": "application/json" },
    ASK.body,
  );
  expect(answer.status).toBe(200);
  expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
});

test("in production pages of localhost are strangers too, and strangers read no schema and get no hints", async () => {
  const { url, ask } = await open({ production: true });
  const preflight = await raw(url, "OPTIONS", { origin: "http://localhost:5173" });
  expect(preflight.headers["access-control-allow-origin"]).toBeUndefined();

  const forbidden = await ask("{ __schema { types { name } } me { id } }");
  expect(forbidden.errors![0]!.extensions.code).toBe("INTROSPECTION_FORBIDDEN");
  expect(forbidden.data).toBeUndefined();
  expect((await ask("{ __typename }")).data).toEqual({ __typename: "Query" });
  expect((await ask("{ members { nam } }")).errors![0]!.message).not.toContain("name");
  expect((await ask("{ practices(filter: { maturity: SEE }) { id } }")).errors![0]!.message).not.toContain(
    "SEED",
  );

  const ada = { authorization: "Bearer ada" };
  expect((await ask('{ __type(name: "Member") { name } }', {}, ada)).data).toEqual({
    __type: { name: "Member" },
  });
  expect((await ask("{ members { nam } }", {}, ada)).errors![0]!.message).toContain("name");
});

test("a token that is refused is answered by 401, a fault of ours by 500 that says nothing", async () => {
  const { ask } = await open();
  const refused = await ask("{ me { id } }", {}, { authorization: "Bearer bad" });
  expect([refused.status, refused.errors]).toEqual([
    401,
    [{ message: "The token has expired.", extensions: { code: "UNAUTHENTICATED" } }],
  ]);
  const fault = await ask("{ me { id } }", {}, { authorization: "Bearer bug" });
  expect([fault.status, fault.errors![0]!.extensions.code]).toEqual([500, "INTERNAL_SERVER_ERROR"]);
  expect(JSON.stringify(fault)).not.toContain("postgres");
});

test("a request keeps its id on the way to the rooms and back, if the id is sane", async () => {
  const graph = testGraph();
  const seen: string[] = [];
  const room = (name: keyof typeof graph.schemas) =>
    roomInProcess({
      name,
      schema: graph.schemas[name],
      contextOf: ({ requestId, passport }) => {
        seen.push(requestId);
        return { viewer: passport };
      },
    });
  const { ask } = await open({ rooms: [room("practices"), room("members"), room("workshops")] });
  const answer = await ask("{ me { id workshops { id } } }", {}, { "x-request-id": "abc-1" });
  expect(answer.headers.get("x-request-id")).toBe("abc-1");
  expect(seen).toEqual(["abc-1", "abc-1"]);
  const other = await ask("{ me { id } }", {}, { "x-request-id": "a b\tc" });
  expect(other.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
});

test("the hub hears of deeds before their answer goes out", async () => {
  const heard: string[] = [];
  const { ask } = await open({ afterMutation: ({ key }) => heard.push(key) });
  await ask("{ me { id } }", {}, { authorization: "Bearer ada" });
  expect(heard).toEqual([]);
  await ask('mutation { addMember(name: "x") { id } }', {}, { authorization: "Bearer ada" });
  expect(heard).toEqual(["ada"]);
});

test("readiness tells the truth: ready, degraded, down", async () => {
  const well = { practices: true, members: true, workshops: true };
  const graph = testGraph();
  const rooms = (Object.keys(well) as (keyof typeof well)[]).map((name) =>
    roomInProcess({
      name,
      schema: graph.schemas[name],
      contextOf: () => ({}),
      healthy: async () => well[name],
    }),
  );
  const { origin } = await open({ rooms, essentialRooms: ["members"] });
  const ready = async () => {
    await new Promise((resolve) => setTimeout(resolve, 520));
    const response = await fetch(`${origin}/health/ready`);
    return [response.status, ((await response.json()) as { status: string }).status];
  };
  expect(await ready()).toEqual([200, "ready"]);
  well.workshops = false;
  expect(await ready()).toEqual([200, "degraded"]);
  well.members = false;
  expect(await ready()).toEqual([503, "down"]);
  expect((await fetch(`${origin}/health/live`)).status).toBe(200);
});

test("closing finishes what is under way, is not ready meanwhile, takes nothing new, and may be repeated", async () => {
  const graph = testGraph();
  let open_: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    open_ = resolve;
  });
  let closed = 0;
  const room = (name: keyof typeof graph.schemas): Room =>
    roomInProcess({
      name,
      schema: graph.schemas[name],
      contextOf: async () => {
        await gate;
        return { viewer: "ada" };
      },
      close: async () => {
        closed++;
      },
    });
  const front = await openFront({ rooms: [room("practices"), room("members"), room("workshops")] });
  const pending = front.ask("{ me { id } }");
  await new Promise((resolve) => setTimeout(resolve, 50));
  const ends = Promise.all([front.gateway.close(), front.gateway.close()]);
  expect((await front.gateway.ready()).status).toBe("draining");
  await expect(fetch(front.url, ASK)).rejects.toThrow();
  expect(closed).toBe(0);
  open_();
  expect((await pending).data).toEqual({ me: { id: "m1" } });
  await ends;
  expect(closed).toBe(3);
});

test("closing waits no longer than it was told", async () => {
  const graph = testGraph();
  const rooms = (["practices", "members", "workshops"] as const).map((name) =>
    roomInProcess({
      name,
      schema: graph.schemas[name],
      contextOf: () => new Promise(() => {}),
      deadlineMs: 60_000,
    }),
  );
  const front = await openFront({ rooms, drainMs: 100 });
  const pending = front.ask("{ me { id } }").catch(() => "cut off");
  await new Promise((resolve) => setTimeout(resolve, 50));
  const began = performance.now();
  await front.gateway.close();
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(await pending).toBe("cut off");
});

test("the explorer is asked first, and other paths are not found", async () => {
  const { origin } = await open({
    explorer: (request, response) => {
      if (!request.headers.accept?.includes("text/html")) return false;
      response.end("<html>");
      return true;
    },
  });
  expect(await (await fetch(`${origin}/graphql`, { headers: { accept: "text/html" } })).text()).toBe(
    "<html>",
  );
  expect((await fetch(`${origin}/nowhere`)).status).toBe(404);
});
