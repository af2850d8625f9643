import { buildSubgraphSchema } from "@apollo/subgraph";
import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";
import { Problem } from "../../foundation/problems.ts";
import { roomUnavailable } from "../../gateway/faults.ts";
import type { FeedEvent } from "../../gateway/feed.ts";
import type { GatewayOptions } from "../../gateway/gateway.ts";
import { roomInProcess } from "../../gateway/rooms.ts";
import type { Answer } from "../hub.ts";
import { type Dialled, dial, type Listening, listen, type Told } from "../make/subscribers.ts";
import { type Front, identify, openFront } from "./front.ts";

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close();
});

const typeDefs = parse(`extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { tick(id: ID!, of: [String!]): Tick }
  type Subscription { tick(of: [String!]): Tick }
  type Tick @key(fields: "id") { id: ID! seenBy: String long: String }`);
const supergraphSdl = composeServices([{ name: "clock", typeDefs, url: "http://clock" }]).supergraphSdl!;

/** A gateway before one room whose clock ticks when the test says so. */
async function ticking(options: Partial<GatewayOptions> = {}) {
  const asked: string[] = [];
  const told: FeedEvent[] = [];
  let beat = () => {};
  let here = true;
  let asleep = false;
  const resolvers = {
    Query: {
      tick: (_: unknown, { id }: { id: string }, { viewer }: { viewer: string }) => {
        if (viewer === "nobody") throw new Problem("FORBIDDEN", "You may not hear this clock.");
        asked.push(`${viewer} ${id}`);
        return /^\d+$/.test(id) ? { id, seenBy: viewer, long: "x".repeat(200_000) } : null;
      },
    },
  };
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  const room = roomInProcess({ name: "clock", schema, contextOf: ({ passport }) => ({ viewer: passport }) });
  const front = await openFront({
    supergraphSdl,
    rooms: [
      {
        ...room,
        ask: (request, call) => (asleep ? Promise.reject(roomUnavailable("clock")) : room.ask(request, call)),
      },
    ],
    feed: {
      ask: async (_query, { after } = {}) => {
        if (!here) throw new Error("The room is away.");
        const from = after === undefined ? told.length : Number(after);
        const events = told.slice(from, from + 50);
        return { feed: { position: String(from + events.length), more: from + 50 < told.length, events } };
      },
      pulse: (listener) => {
        beat = listener;
        return { close: async () => {} };
      },
    },
    ...options,
  });
  closing.push(front);
  return {
    front,
    asked,
    tick(times = 1, { member = null, tags = [] }: Partial<FeedEvent> = {}) {
      for (let i = 0; i < times; i++) told.push({ field: "tick", id: String(told.length), member, tags });
      beat();
    },
    sleep(so: boolean) {
      asleep = so;
    },
    away(so: boolean) {
      here = !so;
      beat();
    },
  };
}

const TICK = "subscription ($of: [String!]) { tick(of: $of) { id seenBy } }";

async function hear(
  { url }: Front,
  query = TICK,
  variables: object = {},
  headers: Record<string, string> = {},
) {
  const listening = await listen(url, query, variables, undefined, headers);
  closing.push(listening);
  return listening;
}
async function call(
  { url }: Front,
  as?: string,
  more: Record<string, string | boolean> = {},
): Promise<Dialled> {
  const dialled = await dial(url, as ? { token: as } : undefined, more);
  closing.push({ close: () => dialled.socket.terminate() });
  return dialled;
}
const idOf = (told: Told) => (told as Answer).data?.tick.id;
const codeOf = (told: Told) => (told as Answer).errors?.[0]?.extensions.code;
const as = (name: string) => ({ authorization: `Bearer ${name}` });

/** Subscribes over a WebSocket; it runs when this resolves, for it has heard a first tick. */
async function begun(
  clock: Awaited<ReturnType<typeof ticking>>,
  dialled: Dialled,
  query = "subscription { tick { id } }",
) {
  dialled.subscribe("a", query);
  const first = dialled.next();
  let there = false;
  void first.then(() => {
    there = true;
  });
  while (!there) {
    clock.tick();
    await new Promise(setImmediate);
  }
  await first;
}

test("each event is told once to those whom it is for and who asked for such, by the query of the same name", async () => {
  const clock = await ticking();
  const all = await hear(clock.front, TICK, {}, as("ann"));
  const red = await hear(clock.front, TICK, { of: ["red", "blue"] }, as("bob"));
  clock.tick(1, { tags: ["red"] });
  clock.tick(1, { tags: ["green"] });
  clock.tick(1, { member: "bob", tags: ["blue"] });
  clock.tick(1, { tags: ["blue"] });
  const ids = async (of: Listening, count: number) => {
    const got = [];
    for (let i = 0; i < count; i++) got.push(idOf(await of.next()));
    return got;
  };
  expect(await ids(all, 3)).toEqual(["0", "1", "3"]);
  expect(await ids(red, 3)).toEqual(["0", "2", "3"]);
  expect(clock.asked.filter((one) => /^bob \d+$/.test(one))).toEqual(["bob 0", "bob 2", "bob 3"]);
});

test("a feed that does not answer for a while costs nobody an event", async () => {
  const clock = await ticking();
  const listening = await hear(clock.front);
  clock.away(true);
  clock.tick(60);
  clock.away(false);
  for (let i = 0; i < 60; i++) expect(idOf(await listening.next())).toBe(String(i));
  expect(listening.left).toBe(0);
});

test("a refusal is told at the beginning, and who asks is found out anew for each event", async () => {
  let asks = "ann";
  const clock = await ticking({
    identify: async (headers, caller) =>
      await identify({ ...headers, authorization: `Bearer ${asks}` }, caller),
  });
  const listening = await hear(clock.front);
  clock.tick();
  expect(idOf(await listening.next())).toBe("0");
  asks = "bad";
  clock.tick();
  expect(codeOf(await listening.next())).toBe("UNAUTHENTICATED");
  expect(await listening.next()).toBe("complete");
  expect(clock.asked.slice(1)).toEqual(["ann 0"]);

  asks = "nobody";
  const refused = await hear(clock.front);
  expect([refused.status, codeOf(await refused.next())]).toEqual([403, "FORBIDDEN"]);
});

test("whoever's token expires is told so, by event stream and by the closing of the WebSocket", async () => {
  const clock = await ticking({
    identify: async (headers, caller) => ({ ...(await identify(headers, caller)), until: Date.now() + 300 }),
  });
  const [listening, dialled] = await Promise.all([hear(clock.front), call(clock.front, "ann")]);
  await begun(clock, dialled);
  expect(await dialled.closed).toEqual([4403, expect.stringMatching(/expired/)]);
  let told = await listening.next();
  while (idOf(told)) told = await listening.next();
  expect(codeOf(told)).toBe("UNAUTHENTICATED");
});

test("whoever takes nothing is dropped, and holds nobody else up", async () => {
  const clock = await ticking();
  const slow = await call(clock.front, "slow");
  await begun(clock, slow, "subscription { tick { id long } }");
  slow.socket.pause();
  const quick = await hear(clock.front);
  let heard = 0;
  let dropped = false;
  const gone = slow.closed.then(() => {
    dropped = true;
  });
  for (let i = 0; i < 40 && !dropped; i++) {
    clock.tick(50);
    for (let j = 0; j < 50; j++) if (idOf(await quick.next())) heard++;
  }
  slow.socket.resume();
  await gone;
  expect((await slow.closed)[0]).not.toBe(1000);
  expect(heard % 50).toBe(0);
  expect(clock.asked.filter((one) => one.startsWith("slow")).length).toBeLessThan(heard);
});

test("so many subscriptions are taken of one viewer and of one address of strangers, and no more", async () => {
  const clock = await ticking({ limits: { subscriptionsPerViewer: 2, subscriptions: 4 } });
  const first = await hear(clock.front, TICK, {}, as("ann"));
  await hear(clock.front, TICK, {}, as("ann"));
  const third = await hear(clock.front, TICK, {}, as("ann"));
  expect([third.status, (await third.next()) as Answer]).toMatchObject([
    429,
    { errors: [{ extensions: { code: "LIMIT_EXCEEDED", limit: "subscriptionsPerViewer", allowed: 2 } }] },
  ]);
  await hear(clock.front);
  await hear(clock.front);
  expect((await hear(clock.front)).status).toBe(429);
  expect((await hear(clock.front, TICK, {}, as("bob"))).status).toBe(429);
  first.close();
  let again = await hear(clock.front, TICK, {}, as("ann"));
  while (again.status === 429) again = await hear(clock.front, TICK, {}, as("ann"));
  expect(again.status).toBe(200);
});

test("pages of other sites open no WebSocket, and a WebSocket speaks one protocol and begins with who one is", async () => {
  const clock = await ticking({ production: true, corsOrigins: ["https://portal.example"] });
  await expect(call(clock.front, undefined, { origin: "https://evil.example" })).rejects.toThrow("403");
  await expect(dial(`${clock.front.origin}/elsewhere`)).rejects.toThrow("404");
  const friendly = await call(clock.front, "ann", { origin: "https://portal.example" });
  await begun(clock, friendly);
  const hasty = await call(clock.front, undefined, { init: false });
  hasty.subscribe("a", TICK);
  expect((await hasty.closed)[0]).toBe(4401);
  const wrong = await call(clock.front, "bad");
  expect(await wrong.closed).toEqual([4401, "The token has expired."]);
  const garbled = await call(clock.front, "ann");
  garbled.socket.send("nonsense");
  expect((await garbled.closed)[0]).toBe(4400);
  const long = await call(clock.front, "ann");
  long.subscribe("a", `${TICK}${" ".repeat(300_000)}`);
  expect((await long.closed)[0]).toBe(1009);
});

test("whoever cannot be let in at the moment is told to come again, not that they may not", async () => {
  let wrong: Error | undefined;
  const clock = await ticking({
    identify: async (headers, caller) => {
      if (wrong) throw wrong;
      return await identify(headers, caller);
    },
  });
  for (const passing of [
    new Problem("SIGN_IN_UNAVAILABLE", "Try again soon."),
    new Error("The wire is cut."),
  ]) {
    wrong = passing;
    expect((await (await call(clock.front, "ann")).closed)[0]).toBe(1013);
  }
  wrong = new Problem("SIGN_IN_UNAVAILABLE", "Try again soon.");
  const early = await hear(clock.front, TICK, {}, as("ann"));
  expect([early.status, codeOf(await early.next())]).toEqual([503, "SIGN_IN_UNAVAILABLE"]);
  wrong = undefined;
  clock.sleep(true);
  const asleep = await hear(clock.front, TICK, {}, as("ann"));
  expect([asleep.status, codeOf(await asleep.next())]).toEqual([503, "ROOM_UNAVAILABLE"]);
  clock.sleep(false);
  expect((await hear(clock.front, TICK, {}, as("ann"))).status).toBe(200);
});

test("a gateway that stops tells its subscribers to come again", async () => {
  const clock = await ticking();
  const listening = await hear(clock.front);
  const dialled = await call(clock.front, "ann");
  await begun(clock, dialled);
  await clock.front.gateway.close();
  expect((await dialled.closed)[0]).toBe(1001);
  let told = await listening.next();
  while (idOf(told)) told = await listening.next();
  expect(codeOf(told)).toBe("GOING_AWAY");
});
