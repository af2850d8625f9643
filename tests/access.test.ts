import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, isUnionType } from "graphql";
import { schemaOf } from "../foundation/subgraph.ts";
import type { Viewer } from "../foundation/viewer.ts";
import { rooms } from "../subgraphs/registry.ts";
import { everyone, members, type Who } from "./crawl/audience.ts";
import type { Hanging } from "./crawl/hanging.ts";
import { Paths } from "./crawl/paths.ts";
import { comparisons, crawl, lookUps, THINGS, thingsIn, valuesIn, wanderings } from "./crawl/questions.ts";
import { Reader } from "./crawl/reader.ts";
import { types } from "./crawl/records.ts";
import { Secrets } from "./crawl/secrets.ts";
import { unasked } from "./crawl/unasked.ts";
import { unsalted } from "./crawl/unsalted.ts";
import { fill, keepAlerts, keepInboxes, type World } from "./crawl/world.ts";
import { openTestHub, type TestHub, topology } from "./hub.ts";
import { anchorAll } from "./make/anchors.ts";
import { chunked, inChunks } from "./make/chunks.ts";
import { deliveryOf } from "./make/inbox.ts";
import { dropIndex, indexerOf } from "./make/indexers.ts";
import { type Logs, listenToLogs } from "./make/logs.ts";
import { asMany, thorough } from "./thorough.ts";

jest.setTimeout(240_000);

let hub: TestHub;
let world: World;
let schema: GraphQLSchema;
let logs: Logs;
beforeAll(async () => {
  logs = listenToLogs();
  hub = await openTestHub({ log: logs.log });
  world = await fill(hub);
  const indexer = indexerOf(hub);
  await indexer.settled();
  await indexer.close();
  await keepAlerts(hub, world);
  await anchorAll(hub);
  const delivery = deliveryOf(hub);
  await delivery.settled();
  await delivery.close();
  await keepInboxes(hub, world);
  schema = buildClientSchema((await hub.ask(getIntrospectionQuery({ descriptions: false }))).data);
});
afterAll(async () => {
  await dropIndex(hub);
  await hub.close();
  logs.close();
});

/** How many notes and adoptions there are, for whoever sees them. */
const hangingOn = (hanging: readonly Hanging[], id: string, who: Who) =>
  hanging.filter(({ on, seers }) => on === id && seers.includes(who)).length;

const readerOf = (who: Who) =>
  new Reader(who, world.secrets, (query, variables) => hub.ask(query, variables, world.people[who], ["fr"]));

/** With rooms behind HTTP, some people are enough: the rooms are the same. */
const asking = topology === "http" ? (["stranger", "grouped"] as const) : everyone;

/** Some go further than others, who see by the same rule. */
const far: readonly Who[] =
  topology === "http"
    ? []
    : thorough
      ? ["stranger", "partnerMembers", "alpha", "grouped"]
      : ["stranger", "grouped"];

/** So many ways of four steps each person goes by lot when the crawl is thorough. */
const ALL_LOTS = 160;
/** So many they go now. */
const LOTS = topology === "http" ? 20 : asMany({ thoroughly: ALL_LOTS, otherwise: 60 });

describe.each(asking)("asked as %s", (who) => {
  test("walking from anywhere, by search and by every name, one meets all that one may see and nothing else", async () => {
    const reader = readerOf(who);
    await inChunks(
      crawl(schema, world, who, far.includes(who) ? 3 : 2),
      6,
      async (query) => void (await reader.ask(query)),
    );
    await inChunks(wanderings(schema, world, who, LOTS), 6, (operations) => reader.askWhatFits(operations));
    await inChunks(comparisons(world), 6, async (query) => void (await reader.ask(query)));

    const looks = [...lookUps(world, who)];
    const unequal: string[] = [];
    await inChunks(chunked(looks, 20), 4, async (chunk) => {
      const { data } = await reader.ask(`{ ${chunk.map(([ask], i) => `a${i}: ${ask}`).join(" ")} }`);
      for (const [i, [ask, seen]] of chunk.entries())
        if ((data[`a${i}`] !== null) !== seen) unequal.push(ask);
    });
    expect(unequal).toEqual([]);

    const { data } = await reader.ask(
      `{ practices(first: 30) { nodes { id annotationCount adoptions { totalCount } } } }`,
    );
    for (const { id, annotationCount, adoptions } of data.practices.nodes) {
      expect(annotationCount).toBe(hangingOn(world.notes, id, who));
      expect(adoptions.totalCount).toBe(hangingOn(world.adoptions, id, who));
    }
    await reader.ask(
      "{ collections(first: 14) { nodes { items(first: 100) { nodes { why record { __typename } } } } } }",
    );

    if (members.includes(who)) {
      await reader.ask("{ following(first: 100) { totalCount nodes { id } } }");
      for (let after: string | null = null, more = true; more; ) {
        const { data } = await reader.ask(
          `query ($after: String) { inbox(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
            nodes { id record { __typename } annotation { id } follow { id } } } }`,
          { after },
        );
        ({ endCursor: after, hasNextPage: more } = data.inbox.pageInfo);
      }
    }

    const found = await reader.ask(`{ search(query: "lantern", first: 100, facets: [KIND]) {
      totalCount totalIsExact degraded pageInfo { hasNextPage }
      nodes { id kind title highlights { snippet } record { __typename } } facets { values { value count } } } }`);
    const { search } = found.data;
    const visible = types.flatMap((type) => world.records[type]).filter(({ seers }) => seers.includes(who));
    const groups = who === "grouped" ? 1 : 0;
    expect(search).toMatchObject({
      degraded: false,
      totalIsExact: true,
      totalCount: visible.length + groups,
    });
    expect(
      search.facets[0].values.reduce((sum: number, { count }: { count: number }) => sum + count, 0),
    ).toBe(visible.length + groups);

    expect(reader.wrong.slice(0, 5)).toEqual([]);
    expect(reader.unmet).toEqual([]);
  });
});

/** Who a person is in the passport that rooms get. */
function viewerOf(who: Who): Viewer {
  const nobody = { roles: [], groups: [], scopes: [] };
  if (who === "stranger" || who === "pending") return { ...nobody, kind: "STRANGER" };
  if (who === "partner")
    return { ...nobody, kind: "PARTNER", scopes: ["content:public", "annotations:public"] };
  if (who === "partnerMembers")
    return {
      ...nobody,
      kind: "PARTNER",
      scopes: ["content:public", "content:members", "annotations:public"],
    };
  return {
    ...nobody,
    kind: "MEMBER",
    member: world.people[who].id!,
    roles: ["MEMBER"],
    groups: who === "grouped" ? [world.group] : [],
    ...(who === "grouped" ? {} : { organisation: hub.organisations[who] }),
  };
}

test.each(asking)(
  "no room gives its things by reference to %s who may not see them, nor what hangs on others",
  async (who) => {
    const passport = await hub.passports.issue(viewerOf(who));
    for (const [i, room] of rooms.entries()) {
      const own = schemaOf(room);
      const paths = new Paths(own, THINGS, valuesIn(world));
      const entities = own.getType("_Entity");
      for (const type of isUnionType(entities) ? entities.getTypes() : []) {
        const things = thingsIn(world, type.name);
        const reader = new Reader(who, world.secrets, async (query, variables) => {
          const call = { passport, languages: [], requestId: "test", signal: new AbortController().signal };
          const { data, errors } = await hub.reached[i]!.ask(
            { query, variables: variables as Record<string, unknown> },
            call,
          );
          return { data, ...(errors ? { errors: errors as never } : {}) };
        });
        const { data } = await reader.ask(paths.byReference(type), {
          representations: things.map(({ id }) => ({ __typename: type.name, id })),
        });
        expect(reader.wrong.slice(0, 3)).toEqual([]);
        if (room.references[type.name])
          expect(data._entities.map((entity: unknown) => entity !== null)).toEqual(
            things.map(({ seers }) => seers.includes(who)),
          );
      }
    }
  },
);

const inProcess = topology === "http" ? test.skip : test;

test("every text of what not everybody sees is salted", async () => {
  expect(await unsalted(hub)).toEqual([]);
});

inProcess("a thorough crawl asks for every field of the schema", () => {
  const lots = [...wanderings(schema, world, "grouped", ALL_LOTS)].flat();
  const all = [...crawl(schema, world, "grouped", 3), ...lots, ...comparisons(world)];
  // The last one is for the hub itself alone.
  expect(unasked(schema, all)).toEqual(["Query.searchables"]);
});

test("no fault, no log line and no metric tells what a record, a note or a person says", async () => {
  const tables = ["practices.practice", "practices.adoption", "resources.resource", "annotations.annotation"];
  const rename = (from: string, to: string) =>
    Promise.all(tables.map((table) => hub.db.query(`ALTER TABLE ${table} RENAME COLUMN ${from} TO ${to}`)));
  await rename("id", "lost");
  const faults: string[] = [];
  try {
    for (const who of asking) {
      const reader = readerOf(who);
      await inChunks(wanderings(schema, world, who, 40), 6, async ([, , , , short]) => {
        const { errors = [] } = await reader.ask(short!);
        faults.push(...errors.map(({ message }) => message));
      });
      expect(reader.wrong.filter((one) => /^(zq|[\w.]+@)/.test(one))).toEqual([]);
    }
  } finally {
    await rename("lost", "id");
  }
  expect(faults.length).toBeGreaterThan(20);
  expect(
    new Set(faults.filter((message) => !message.startsWith("Something went wrong in the hub."))),
  ).toEqual(new Set());
  const metrics = await (await fetch(new URL("/metrics", hub.address))).text();
  expect(metrics).toContain("hub_");
  expect(logs.lines.length).toBeGreaterThan(20);
  const told = [...logs.lines, metrics].flatMap((text) => [...Secrets.in(text)]);
  expect(told.filter((one) => !/^[0-9a-f-]{36}$/.test(one))).toEqual([]);
});
