import { loadFirstContent } from "../seeds/load.ts";
import type { Indexer } from "../subgraphs/search/indexer.ts";
import { openTestHub, type TestHub } from "./hub.ts";
import { dropIndex, indexerOf } from "./make/indexers.ts";
import {
  hitsIn,
  JUDGED_SEARCH,
  judgedQueries,
  type Measured,
  measure,
  overall,
} from "./relevance/measure.ts";

let hub: TestHub;
let indexer: Indexer;
beforeAll(async () => {
  hub = await openTestHub();
  indexer = indexerOf(hub);
  await loadFirstContent({ ask: hub.house.ask });
  await indexer.settled();
}, 240_000);
afterAll(async () => {
  await indexer.close();
  await dropIndex(hub).finally(() => hub.close());
});

const measured = (): Promise<Measured[]> =>
  measure(async ({ query, language }) => {
    const { data, errors } = await hub.ask(JUDGED_SEARCH, { query }, undefined, [language]);
    expect(errors).toBeUndefined();
    return hitsIn(data);
  });

test("there are at least ten judged queries in each of six languages, and every record they name is there", async () => {
  const judged = judgedQueries();
  expect([...judged.keys()].sort()).toEqual(["de", "en", "es", "fr", "it", "pt"]);
  const rows: { named: string }[] = await hub.db.query(
    "SELECT kind || ':' || slug AS named FROM hub.record WHERE status = 'PUBLISHED'",
  );
  const there = new Set(rows.map(({ named }) => named));
  for (const queries of judged.values()) {
    expect(queries.length).toBeGreaterThanOrEqual(10);
    for (const { query, top } of queries)
      expect([query, top.filter((one) => !there.has(one))]).toEqual([query, []]);
  }
});

test("of what askers expect, 95 in a hundred stand among the first five hits, and 90 in each language", async () => {
  const results = await measured();
  expect(overall(results).recallAt5).toBeGreaterThanOrEqual(0.95);
  for (const { language, recallAt5 } of results)
    expect([language, recallAt5 >= 0.9 ? "enough" : recallAt5]).toEqual([language, "enough"]);
});
