import { connect } from "node:net";
import fc from "fast-check";
import { pino } from "pino";
import { Pool } from "undici";
import { serializers } from "../../foundation/log.ts";
import { serveRoom } from "../../foundation/server.ts";
import { schemaOf } from "../../foundation/subgraph.ts";
import { rooms } from "../../subgraphs/registry.ts";
import { type Answer, openTestHub, type TestHub } from "../hub.ts";
import { makePractice } from "../make/practices.ts";
import { asMany } from "../thorough.ts";
import { requests, type Sent } from "./requests.ts";

jest.setTimeout(300_000);

const SEED = Number(process.env.SEED ?? 1);
const COUNT = Number(process.env.REQUESTS ?? asMany({ thoroughly: 10_000, otherwise: 2_000 }));
/** So many are under way at once. */
const AT_ONCE = 40;

let hub: TestHub;
let room: Awaited<ReturnType<typeof serveRoom>>;
let doors: { front: Pool; room: Pool };
const faults: string[] = [];
beforeAll(async () => {
  const log = pino({ level: "error", serializers }, { write: (line: string) => void faults.push(line) });
  hub = await openTestHub({ log });
  await makePractice(hub, { title: "Lantern" });
  const practices = rooms.find(({ name }) => name === "practices")!;
  room = await serveRoom("practices", schemaOf(practices), {
    database: hub.walled,
    passports: hub.passports,
  });
  const options = { connections: AT_ONCE, headersTimeout: 60_000 };
  doors = {
    front: new Pool(new URL(hub.address).origin, options),
    room: new Pool(new URL(room.url).origin, options),
  };
});
afterAll(async () => {
  await Promise.all([doors.front.destroy(), doors.room.destroy()]);
  await room.close();
  await hub.close();
});

/** What an answer never tells. */
const INSIDE = /\n\s+at |node_modules|\.[tj]s:\d|file:\/\/|postgres:|QueryFailed|ECONN|INTERNAL_SERVER_ERROR/;

/** What is wrong with the answer to a request; nothing where it is as sound as it can be. */
async function wrongWith({ atRoom, method, path, headers, body }: Sent): Promise<string | undefined> {
  const answer = await doors[atRoom ? "room" : "front"].request({
    method,
    path,
    headers,
    body: body ?? null,
  });
  const text = await answer.body.text();
  const { statusCode } = answer;
  if (statusCode >= 500 && statusCode !== 503) return `HTTP ${statusCode}: ${text}`;
  const inside = INSIDE.exec(text);
  if (inside) return `it tells ${inside[0]}: ${text}`;
  if (!String(answer.headers["content-type"] ?? "").includes("json") || text === "") return undefined;
  const { errors = [] } = JSON.parse(text) as Partial<Answer>;
  const uncoded = errors.find(({ extensions }) => !extensions?.code);
  return uncoded && `an error without a code: ${JSON.stringify(uncoded)}`;
}

const NEIGHBOUR = "{ viewer { kind } practices(first: 2) { totalCount nodes { title } } }";

/** Somebody who asks all the time, and is answered as ever: tells how long that took at most, in milliseconds. */
async function neighbour(until: Promise<unknown>): Promise<number> {
  let over = false;
  until.then(
    () => (over = true),
    () => (over = true),
  );
  let slowest = 0;
  while (!over) {
    const began = performance.now();
    const answer = await hub.ask(NEIGHBOUR, {}, hub.people.member);
    slowest = Math.max(slowest, performance.now() - began);
    expect(answer).toEqual({
      data: {
        viewer: { kind: "MEMBER" },
        practices: { totalCount: expect.any(Number), nodes: expect.arrayContaining([{ title: "Lantern" }]) },
      },
    });
  }
  return slowest;
}

test(`of ${COUNT} malformed requests and tokens none is answered by a fault of ours, and neighbours are answered as ever`, async () => {
  const { admin, curator, other, partner } = hub.people;
  const passport = await hub.passports.issue({
    kind: "MEMBER",
    member: other.id,
    organisation: hub.organisations.beta,
    roles: ["MEMBER"],
    groups: [],
    scopes: [],
  });
  const good = [admin, curator, other, partner].map(({ token }) => token!);
  const some = fc.array(requests(good, [passport]), { minLength: AT_ONCE, maxLength: AT_ONCE });
  const all = fc.assert(
    fc.asyncProperty(some, async (sent) => {
      const told = await Promise.all(
        sent.map(async (one) => {
          const wrong = await wrongWith(one);
          return wrong === undefined
            ? []
            : [`${wrong.slice(0, 500)}\nto ${JSON.stringify(one).slice(0, 1_500)}`];
        }),
      );
      expect(told.flat()).toEqual([]);
    }),
    { numRuns: Math.ceil(COUNT / AT_ONCE), seed: SEED, endOnFailure: true },
  );
  const [slowest] = await Promise.all([neighbour(all), all]);
  expect(faults).toEqual([]);
  console.info(
    `seed ${SEED}: ${COUNT} requests; the slowest answer to a neighbour took ${Math.round(slowest)} ms`,
  );
  if (process.env.MOST_MS) expect(slowest).toBeLessThan(Number(process.env.MOST_MS));
});

test("what is no HTTP is told so, or left without an answer", async () => {
  const { hostname, port } = new URL(hub.address);
  const said = (bytes: Uint8Array) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname);
      let text = "";
      socket.on("data", (data) => (text += data));
      socket.on("error", () => resolve(text)).on("close", () => resolve(text));
      socket.end(bytes);
    });
  const garbage = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .tuple(
        fc.constantFrom("GET /graphql", "POST /graphql", "PRI *", "{ viewer { kind } }"),
        fc.string({ maxLength: 60 }),
      )
      .map(([head, rest]) => Buffer.from(`${head} HTTP/1.1\r\n${rest}\r\n\r\n${rest}`)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(garbage, { minLength: 20, maxLength: 20 }), async (many) => {
      for (const text of await Promise.all(many.map(said))) {
        expect(text === "" || /^HTTP\/1\.1 [234]/.test(text)).toBe(true);
        expect(text).not.toMatch(INSIDE);
      }
    }),
    { numRuns: 10, seed: SEED, endOnFailure: true },
  );
});
