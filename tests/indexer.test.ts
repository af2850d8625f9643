import { GraphQLError } from "graphql";
import pg from "pg";
import { pino } from "pino";
import { connected } from "../foundation/connected.ts";
import type { Ask } from "../foundation/gather.ts";
import { Retries } from "../foundation/retries.ts";
import { EngineUnavailable } from "../subgraphs/search/engine.ts";
import type { Indexer } from "../subgraphs/search/indexer.ts";
import { tryAgain } from "../subgraphs/search/letters.ts";
import { DocumentsRefused, writerAt } from "../subgraphs/search/meilisearch/writer.ts";
import { redraw } from "../subgraphs/search/redraw.ts";
import { reindex } from "../subgraphs/search/reindex.ts";
import { type Shipped, ship } from "../subgraphs/search/ship.ts";
import { openTestHub, type TestHub } from "./hub.ts";
import { dropIndex, indexerOf } from "./make/indexers.ts";
import type { Made } from "./make/made.ts";
import { makeOrganisation } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeTopic } from "./make/topics.ts";
import { until } from "./make/until.ts";
import { makeWorkshop } from "./make/workshops.ts";
import { type Switch, switchTo } from "./switch.ts";

let hub: TestHub;
let meilisearch: Switch;
const open: Indexer[] = [];
beforeAll(async () => {
  hub = await openTestHub();
  meilisearch = await switchTo(hub.search.url);
  hub.search.url = meilisearch.url;
});
afterEach(async () => {
  meilisearch.set("open");
  for (const indexer of open.splice(0)) await indexer.close();
});
afterAll(async () => {
  await dropIndex(hub).finally(() => hub.close());
  await meilisearch.close();
});

function indexing(options?: Parameters<typeof indexerOf>[1]): Indexer {
  const indexer = indexerOf(hub, options);
  open.push(indexer);
  return indexer;
}

const search = async (query: string) => {
  const { data, errors } = await hub.ask(
    "query ($query: String!) { search(query: $query) { degraded totalCount nodes { title } } }",
    { query },
  );
  expect(errors).toBeUndefined();
  return data.search;
};
const titles = async (query: string): Promise<string[]> =>
  (await search(query)).nodes.map(({ title }: { title: string }) => title).sort();

/** There is no deed that removes a record: it is as if its row had been taken out of the database. */
const remove = async (id: string) => {
  await hub.db.query("DELETE FROM hub.record WHERE id = $1", [id]);
  await hub.db.query(
    `INSERT INTO hub.outbox (kind, "recordId", xid) VALUES ('PRACTICE', $1, pg_current_xact_id()::text::bigint)`,
    [id],
  );
};
const letters = () => hub.db.query('SELECT "recordId", kind, step, reason FROM hub.dead_letter');
const outbox = async () => (await hub.db.query("SELECT count(*)::int AS n FROM hub.outbox"))[0].n;

const versions = () => hub.db.query("SELECT id, version FROM search.document ORDER BY id");
const pending = async () =>
  (await hub.db.query("SELECT count(*)::int AS n FROM search.document WHERE pending"))[0].n;

test("without Meilisearch PostgreSQL answers, with what is new as well, and the index catches up by itself", async () => {
  const indexer = indexing();
  await indexer.settled();
  meilisearch.set("closed");
  await makePractice(hub, { title: "Orchard one" });
  await until(async () => (await search("orchard")).totalCount === 1);
  expect(await search("orchards")).toMatchObject({ degraded: true, nodes: [{ title: "Orchard one" }] });
  const { data } = await hub.ask(`{ suggest(prefix: "orch") { text } }`);
  expect(data.suggest).toEqual([{ text: "Orchard one" }]);
  await makePractice(hub, { title: "Orchard two" });
  await until(async () => (await outbox()) === 0);
  expect(await pending()).toBeGreaterThan(0);

  meilisearch.set("open");
  await indexer.settled();
  await until(async () => !(await search("orchard")).degraded);
  expect(await titles("orchard")).toEqual(["Orchard one", "Orchard two"]);
});

test("a Meilisearch that never answers costs a reader little more than a second", async () => {
  meilisearch.set("stalled");
  const began = performance.now();
  expect(await search("orchard")).toMatchObject({ degraded: true });
  expect(performance.now() - began).toBeLessThan(3_000);
});

test("news of a transaction that commits late is not skipped", async () => {
  const practice = await makePractice(hub, { title: "Slow snail" });
  const indexer = indexing();
  await indexer.settled();

  const slow = new pg.Client(hub.databaseUrl);
  await slow.connect();
  await slow.query("BEGIN");
  await slow.query(
    `INSERT INTO hub.outbox (kind, "recordId", xid) VALUES ('PRACTICE', $1, pg_current_xact_id()::text::bigint)`,
    [practice.id],
  );
  await slow.query(
    `UPDATE practices.practice SET texts = jsonb_set(texts, '{en,title}', '"Slow tortoise"') WHERE id = $1`,
    [practice.id],
  );
  await makePractice(hub, { title: "Quick hare" });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await outbox()).toBeGreaterThan(0);
  await slow.query("COMMIT");
  await slow.end();
  await indexer.settled();
  expect(await titles("tortoise")).toEqual(["Slow tortoise"]);
  expect(await titles("hare")).toEqual(["Quick hare"]);
  expect(await titles("snail")).toEqual([]);
});

test("a record that cannot be carried is laid aside with the reason and stops nobody else", async () => {
  const made: Made[] = [];
  for (let i = 1; i <= 5; i++) made.push(await makePractice(hub, { title: `Barrel ${i}` }));
  const poison = made[2]!;
  const spoiling: Ask = async (query, variables) => {
    const answer = await hub.house.ask(query, variables);
    const found = (answer.data?.searchables ?? []) as ({ id: string; translations: unknown } | null)[];
    for (const record of found) if (record?.id === poison.id) record.translations = "spoilt";
    return answer;
  };
  const indexer = indexing({ ask: spoiling });
  await indexer.settled();
  expect(await titles("barrel")).toEqual(["Barrel 1", "Barrel 2", "Barrel 4", "Barrel 5"]);
  expect(await letters()).toEqual([
    {
      recordId: poison.id,
      kind: "PRACTICE",
      step: "DRAW",
      reason: expect.stringContaining("translations"),
    },
  ]);
  await indexer.close();

  await hub.tell(
    `mutation ($id: ID!, $revision: Int!) { changePractice(id: $id, revision: $revision, input: { tools: ["hammer"] }) { id } }`,
    { ...poison },
  );
  await indexing().settled();
  expect(await titles("barrel")).toHaveLength(5);
  expect(await letters()).toEqual([]);
});

/** Tries again what was laid aside, as `hub outbox --retry` does. */
const retried = (records: readonly string[] | null = null): Promise<string[]> =>
  connected(hub.databaseUrl, {}, (db) => tryAgain(db, { records }));

/** What the index has of a document. */
const inIndex = async (id: string) =>
  fetch(`${hub.search.url}/indexes/${hub.search.index}/documents/${id}`, {
    headers: { authorization: `Bearer ${hub.search.key}` },
  });

test("a text that PostgreSQL cannot keep lays its own record aside and stops nobody else", async () => {
  const made: Made[] = [];
  for (let i = 1; i <= 4; i++) made.push(await makePractice(hub, { title: `Gramophone ${i}` }));
  const poison = made[1]!;
  const indexer = indexing({
    ask: async (query, variables) => {
      const answer = await hub.house.ask(query, variables);
      const found = (answer.data?.searchables ?? []) as ({ id: string; translations: unknown } | null)[];
      return JSON.parse(
        JSON.stringify({ ...answer, data: { ...answer.data, searchables: found } }),
        (_, value) => (value === "Gramophone 2" ? "Gramophone \ud83d" : value),
      );
    },
  });
  await indexer.settled();
  expect(await titles("gramophone")).toEqual(["Gramophone 1", "Gramophone 3", "Gramophone 4"]);
  expect(await letters()).toMatchObject([{ recordId: poison.id, step: "DRAW" }]);
  await indexer.close();
  expect(await retried()).toEqual([poison.id]);
  await indexing().settled();
  expect(await letters()).toEqual([]);
  expect(await titles("gramophone")).toHaveLength(4);
});

test("while the graph fails for every record of a kind, none is laid aside", async () => {
  const before = indexing();
  await makePractice(hub, { title: "Harmonica one" });
  await before.settled();
  await open.pop()!.close();
  await makePractice(hub, { title: "Harmonica two" });
  let fails = 0;
  let ill = true;
  const indexer = indexing({
    ask: async (query, variables) => {
      const answer = await hub.house.ask(query, variables);
      if (!ill) return answer;
      fails++;
      const found = (answer.data?.searchables ?? []) as unknown[];
      return {
        data: { searchables: found.map(() => null) },
        errors: found.map(
          (_, i) =>
            new GraphQLError("Something went wrong.", {
              path: ["searchables", i],
              extensions: { code: "INTERNAL_SERVER_ERROR" },
            }),
        ),
      };
    },
  });
  await until(async () => fails >= 8);
  expect(await letters()).toEqual([]);
  ill = false;
  await indexer.settled();
  expect(await titles("harmonica")).toEqual(["Harmonica one", "Harmonica two"]);
});

test("of documents that the index refuses, only the bad one is left out, until the index takes it", async () => {
  await indexing().settled();
  await open.pop()!.close();
  const made: Made[] = [];
  for (let i = 1; i <= 3; i++) made.push(await makePractice(hub, { title: `Thimble ${i}` }));
  const drawing = indexing({ place: undefined });
  await drawing.settled();
  const writer = writerAt(hub.search);
  const bad = made[1]!.id;
  await connected(hub.databaseUrl, {}, async (db) => {
    const retries = new Retries();
    const refusing: typeof writer = {
      ...writer,
      put: (documents) =>
        writer.put(documents.map((one) => (one.id === bad ? { ...one, _vectors: "none" } : one))),
    };
    const refused: Shipped["refused"] = [];
    await until(async () => {
      refused.push(...(await ship(db, refusing, 500, retries)).refused);
      return refused.length > 0;
    });
    expect(refused.map(({ row }) => row.id)).toEqual([bad]);
    expect(refused[0]!.why).toContain("invalid type");
  });
  expect(await titles("thimble")).toEqual(["Thimble 1", "Thimble 3"]);
  meilisearch.set("closed");
  expect(await titles("thimble")).toEqual(["Thimble 1", "Thimble 2", "Thimble 3"]);
  meilisearch.set("open");

  await hub.db.query(
    `INSERT INTO hub.outbox (kind, "recordId", xid) VALUES ('PRACTICE', $1, pg_current_xact_id()::text::bigint)`,
    [bad],
  );
  await drawing.settled();
  expect(await letters()).toMatchObject([{ recordId: bad, step: "INDEX" }]);
  await open.pop()!.close();

  expect(await retried([bad])).toEqual([bad]);
  expect(await letters()).toHaveLength(1);
  await indexing().settled();
  expect(await letters()).toEqual([]);
  expect((await inIndex(bad)).status).toBe(200);
});

test("an index that refuses all without saying why is in trouble itself: documents wait, be it one or many", async () => {
  await indexing().settled();
  await open.pop()!.close();
  const writer = writerAt(hub.search);
  const ill = {
    ...writer,
    put: async () => {
      throw new DocumentsRefused("The `json` payload provided is malformed.", false);
    },
  };
  await connected(hub.databaseUrl, {}, async (db) => {
    for (const title of ["Spindle one", "Spindle two"]) {
      await makePractice(hub, { title });
      await indexing({ place: undefined }).settled();
      await open.pop()!.close();
      for (let i = 0; i < 6; i++) await expect(ship(db, ill, 500)).rejects.toThrow(EngineUnavailable);
    }
    expect(await pending()).toBe(2);
    expect(await letters()).toEqual([]);
    await indexing().settled();
    expect(await titles("spindle")).toEqual(["Spindle one", "Spindle two"]);
    await open.pop()!.close();

    const last = await makePractice(hub, { title: "Spindle three" });
    await indexing({ place: undefined }).settled();
    await open.pop()!.close();
    const doubtful: typeof writer = {
      ...writer,
      put: (documents) => (documents.some(({ id }) => id === last.id) ? ill.put() : writer.put(documents)),
    };
    const retries = new Retries();
    expect((await ship(db, doubtful, 500, retries)).waiting.map(({ id }) => id)).toEqual([last.id]);
    expect((await ship(db, doubtful, 500, retries)).count).toBe(0);
    expect([await pending(), await letters()]).toEqual([1, []]);
  });
});

test("an index that was put in place by a process which then died is brought what it missed", async () => {
  const indexer = indexing();
  const { id } = await makePractice(hub, { title: "Semaphore" });
  await indexer.settled();
  const now = await (await inIndex(id)).json();
  await writerAt(hub.search).put([{ ...now, version: now.version - 1 }]);
  await hub.db.query("INSERT INTO search.swap (began) VALUES ($1)", [now.version - 1]);
  await until(async () => (await (await inIndex(id)).json()).version === now.version);
  await until(async () => (await hub.db.query("SELECT FROM search.swap")).length === 0);
});

test("news is carried twice, without harm, where the indexer dies between writing and clearing", async () => {
  await indexing().settled();
  await open.pop()!.close();
  const { id } = await makePractice(hub, { title: "Lighthouse twice" });
  let asked = 0;
  const dying: Ask = async (query, variables) => {
    const answer = await hub.house.ask(query, variables);
    const references = variables.references as { id: string }[];
    if (references.some((one) => one.id === id) && asked++ === 0)
      await hub.db.query(
        "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND a.application_name = 'hub indexer' AND a.datname = current_database()",
      );
    return answer;
  };
  const indexer = indexing({ ask: dying });
  await indexer.settled();
  expect(asked).toBe(2);
  expect(await titles("lighthouse")).toEqual(["Lighthouse twice"]);
});

test("what another version of the hub has drawn is drawn anew by the next indexer, and once", async () => {
  const { id } = await makePractice(hub, { title: "Sextant" });
  const again = async () => {
    await indexing().settled();
    await open.pop()!.close();
  };
  const drawn = async () =>
    (await hub.db.query("SELECT document->'years' AS years FROM search.document WHERE id = $1", [id]))[0]
      .years;
  await again();
  const years = await drawn();
  await hub.db.query(
    "UPDATE search.document SET document = jsonb_set(document, '{years}', '[1066]') WHERE id = $1",
    [id],
  );
  await again();
  expect(await drawn()).toEqual([1066]);

  await hub.db.query("UPDATE search.drawn_by SET code = 'of an older hub'");
  const next = indexing();
  const codes = () => hub.db.query("SELECT code FROM search.drawn_by");
  await until(async () => (await codes())[0].code !== "of an older hub");
  await next.settled();
  expect(await drawn()).toEqual(years);
  expect(await codes()).toHaveLength(1);
});

test("an organisation that is drawn again as it was makes no other record be drawn", async () => {
  const owner = await makeOrganisation(hub);
  const { id } = await makePractice(hub, { title: "Lighthouse of Ghent", ownerId: owner.id });
  await indexing().settled();
  await open.pop()!.close();
  const before = await versions();
  const drawn: string[] = [];
  const watching: Ask = (query, variables) => {
    drawn.push(...(variables.references as { id: string }[]).map((reference) => reference.id));
    return hub.house.ask(query, variables);
  };
  await hub.db.query(
    `INSERT INTO hub.outbox (kind, "recordId", xid) VALUES ('ORGANISATION', $1, pg_current_xact_id()::text::bigint)`,
    [owner.id],
  );
  await indexing({ ask: watching }).settled();
  expect(drawn).toContain(owner.id);
  expect(drawn).not.toContain(id);
  expect(await versions()).toEqual(before);
});

test("a room that does not answer deletes nothing; what others hold is carried meanwhile, and the rest later", async () => {
  const practice = await makePractice(hub, { title: "Ferry timetable" });
  const indexer = indexing();
  await indexer.settled();
  const room = hub.reached.find(({ name }) => name === "practices")!;
  const { ask } = room;
  await hub.tell(
    `mutation ($id: ID!, $revision: Int!) { changePractice(id: $id, revision: $revision, input: { texts: { title: "Ferry horn" } }) { id } }`,
    { ...practice },
  );
  room.ask = async () => {
    throw new GraphQLError("down", { extensions: { code: "ROOM_UNAVAILABLE" } });
  };
  try {
    await makeWorkshop(hub, { title: "Ferry day", workshopKind: "WORKSHOP" });
    await until(async () => (await titles("ferry day")).includes("Ferry day"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await until(async () => (await search("ferry")).totalCount === 2);
    expect(await letters()).toEqual([]);
  } finally {
    room.ask = ask;
  }
  await indexer.settled();
  expect(await titles("ferry")).toEqual(["Ferry day", "Ferry horn"]);
});

test("one indexer works, and another takes over when it ends", async () => {
  const first = indexing();
  await first.settled();
  const second = indexing();
  await makePractice(hub, { title: "Baton" });
  await second.settled();
  await first.close();
  await makePractice(hub, { title: "Baton passed" });
  await second.settled();
  expect(await titles("baton")).toEqual(["Baton", "Baton passed"]);
});

test("an index that has lost its documents is filled again, and PostgreSQL answers meanwhile", async () => {
  const indexer = indexing();
  await makePractice(hub, { title: "Phoenix" });
  await indexer.settled();
  await dropIndex(hub);
  expect(await titles("phoenix")).toEqual(["Phoenix"]);
  await until(async () => !(await search("phoenix")).degraded);
  await indexer.settled();
  expect(await search("phoenix")).toMatchObject({ degraded: false, totalCount: 1 });
});

test("a record that is gone is gone from the index", async () => {
  const { id } = await makePractice(hub, { title: "Mayfly" });
  const indexer = indexing();
  await indexer.settled();
  await remove(id);
  await indexer.settled();
  expect((await inIndex(id)).status).toBe(404);
});

test("the index is built afresh beside the live one, and what changes meanwhile is not lost", async () => {
  const indexer = indexing();
  const topic = await makeTopic(hub, { label: "Carousels" });
  const practice = await makePractice(hub, { title: "Roundabout", topicIds: [topic.id] });
  const doomed = await makePractice(hub, { title: "Roundabout doomed" });
  await indexer.settled();
  const seen: number[] = [];
  let changed: Promise<void> | undefined;
  const change = async () => {
    await hub.tell(
      `mutation ($id: ID!, $revision: Int!) { changePractice(id: $id, revision: $revision, input: { texts: { title: "Roundabout new" } }) { id } }`,
      { ...practice },
    );
    await makePractice(hub, { title: "Roundabout late" });
    await remove(doomed.id);
    await indexer.settled();
    expect(await titles("roundabout")).toHaveLength(2);
  };
  const { refused, carried } = await reindex({
    databaseUrl: hub.databaseUrl,
    place: hub.search,
    progress: (done, all) => {
      seen.push(done / all);
      changed ??= change();
    },
  });
  await changed;
  expect(refused.size).toBe(0);
  expect(carried).toBeGreaterThan(3);
  expect(seen.at(-1)).toBe(1);
  await indexer.settled();
  expect(await titles("roundabout")).toEqual(["Roundabout late", "Roundabout new"]);
  expect(await titles("carousels")).toEqual(["Carousels", "Roundabout new"]);
});

test("documents are drawn anew from the graph, whatever has become of them", async () => {
  await makePractice(hub, { title: "Kaleidoscope" });
  const indexer = indexing();
  await indexer.settled();
  await hub.db.query("UPDATE search.document SET document = NULL, words = '', pending = false");
  const told: number[] = [];
  await redraw({
    databaseUrl: hub.databaseUrl,
    ask: hub.house.ask,
    log: pino({ level: "silent" }),
    progress: (done) => told.push(done),
  });
  await indexer.settled();
  expect(told.at(-1)).toBeGreaterThan(0);
  expect(await titles("kaleidoscope")).toEqual(["Kaleidoscope"]);
});
