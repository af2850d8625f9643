import { pino } from "pino";
import { type Comparison, compare } from "../subgraphs/search/compare.ts";
import type { Indexer } from "../subgraphs/search/indexer.ts";
import { writerAt } from "../subgraphs/search/meilisearch/writer.ts";
import { repair } from "../subgraphs/search/repair.ts";
import { openTestHub, type TestHub } from "./hub.ts";
import { dropIndex, indexerOf } from "./make/indexers.ts";
import { makePractice } from "./make/practices.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(async () => {
  await dropIndex(hub).finally(() => hub.close());
});

const compared = () => compare({ databaseUrl: hub.databaseUrl, place: hub.search });
const repaired = (found: Comparison) =>
  repair(found, {
    databaseUrl: hub.databaseUrl,
    place: hub.search,
    ask: hub.house.ask,
    log: pino({ level: "silent" }),
  });
const withIndexer = async (work: (indexer: Indexer) => Promise<void>) => {
  const indexer = indexerOf(hub);
  try {
    await indexer.settled();
    await work(indexer);
  } finally {
    await indexer.close();
  }
};
const found = async (query: string) => {
  const { data } = await hub.ask(
    "query ($query: String!) { search(query: $query) { nodes { title } } }",
    { query },
    hub.people.curator,
  );
  return data.search.nodes.map(({ title }: { title: string }) => title).sort();
};

test.each(["beside an indexer that runs", "without one"])(
  "whatever records, documents and index differ in is named, and brought back %s",
  async (how) => {
    const ids: string[] = [];
    for (const title of ["Weir one", "Weir two", "Weir three", "Weir four", "Weir five"])
      ids.push((await makePractice(hub, { title: `${title} ${how}` })).id);
    const work = async () => {
      const whole = await compared();
      expect(whole.differences).toEqual([]);
      expect(whole.records).toBeGreaterThan(4);
      expect([whole.documents, whole.indexed]).toEqual([whole.records, whole.records]);

      const writer = writerAt(hub.search);
      const stranger = "00000000-0000-4000-8000-000000000000";
      const [undrawn, stale, gone, lost, old] = ids as [string, string, string, string, string];
      const [document] = await hub.db.query(
        "SELECT document, version::int FROM search.document WHERE id = $1",
        [old],
      );
      await writer.remove([undrawn, lost]);
      await writer.put([
        { ...document.document, version: document.version - 1 },
        { ...document.document, id: stranger, version: document.version },
      ]);
      await hub.db.query("DELETE FROM search.document WHERE id = $1", [undrawn]);
      await hub.db.query("UPDATE search.document SET revision = 99 WHERE id = $1", [stale]);
      await hub.db.query("DELETE FROM hub.record WHERE id = $1", [gone]);
      const ill = await compared();
      const by = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect([...ill.differences].sort(by)).toEqual(
        [
          { id: undrawn, kind: "PRACTICE", what: "record without document" },
          { id: stale, kind: "PRACTICE", what: "document of another revision" },
          { id: gone, kind: "PRACTICE", what: "document without record" },
          { id: lost, kind: "PRACTICE", what: "not in the index" },
          { id: old, kind: "PRACTICE", what: "other version in the index" },
          { id: stranger, kind: null, what: "in the index alone" },
        ].sort(by),
      );
      await repaired(ill);
      expect((await compared()).differences).toEqual([]);
      expect(await found("weir")).toEqual(
        expect.arrayContaining(
          ["Weir five", "Weir four", "Weir one", "Weir two"].map((title) => `${title} ${how}`),
        ),
      );
    };
    if (how === "without one") {
      await withIndexer(async () => {});
      await work();
    } else await withIndexer(work);
  },
);

test("what is on its way, or laid aside, is no difference", async () => {
  await withIndexer(async () => {});
  const { id } = await makePractice(hub, { title: "Buoy" });
  const other = await makePractice(hub, { title: "Buoy two" });
  expect((await compared()).differences).toEqual([]);
  await hub.db.query('DELETE FROM hub.outbox WHERE "recordId" = $1', [id]);
  expect((await compared()).differences).toMatchObject([{ id }]);
  await hub.db.query(
    `INSERT INTO hub.dead_letter ("recordId", kind, step, reason) VALUES ($1, 'PRACTICE', 'DRAW', 'spoilt')`,
    [id],
  );
  expect((await compared()).differences).toEqual([]);
  await hub.db.query("DELETE FROM hub.dead_letter");
  await repaired(await compared());
  expect(await found("buoy")).toEqual(["Buoy", "Buoy two"]);
  expect(other.id).not.toBe(id);
});

test("while records change and are carried, nothing is called a difference", async () => {
  await withIndexer(async () => {
    let writing = true;
    const writes = (async () => {
      for (let i = 0; writing; i++) {
        const { id, revision } = await makePractice(hub, { title: `Ripple ${i}` });
        await hub.tell(
          `mutation ($id: ID!, $revision: Int!) { changePractice(id: $id, revision: $revision, input: { tools: ["oar"] }) { id } }`,
          { id, revision },
        );
      }
    })();
    try {
      for (let i = 0; i < 8; i++) expect((await compared()).differences).toEqual([]);
    } finally {
      writing = false;
      await writes;
    }
  });
});
