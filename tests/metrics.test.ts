import { openTestHub, type TestHub } from "./hub.ts";
import { anchoringOf } from "./make/anchors.ts";
import { makeNote } from "./make/annotations.ts";
import { dropIndex, indexerOf } from "./make/indexers.ts";
import { makePractice } from "./make/practices.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterEach(() => {
  delete process.env.METRICS_TOKEN;
  process.env.NODE_ENV = "test";
});
afterAll(async () => {
  await dropIndex(hub).finally(() => hub.close());
});

const fetched = (headers: Record<string, string> = {}) =>
  fetch(new URL("/metrics", hub.address), { headers });

/** What is measured now, by name and labels as they stand in the text. */
async function measured(): Promise<Map<string, number>> {
  const lines = (await (await fetched()).text()).split("\n").filter((line) => line && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
}
const search = (query: string) =>
  hub.ask("query ($query: String!) { search(query: $query) { degraded } }", { query });

test("what waits, what was carried and what was searched can be measured, and no text of a question is told", async () => {
  await makePractice(hub, { title: "Barometer" });
  const indexer = indexerOf(hub);
  try {
    await indexer.settled();
    const before = await measured();
    expect(before.get("hub_search_index_lag_seconds")).toBe(0);
    expect(before.get('hub_outbox_news{news="fresh"}')).toBe(0);
    expect(before.get("hub_search_documents_pending")).toBe(0);
    expect(before.get('hub_search_carried_total{step="INDEX"}')).toBeGreaterThan(0);
    expect((await search("barometer")).data.search.degraded).toBe(false);
    const answered = 'hub_searches_total{engine="meilisearch"}';
    const timed = 'hub_search_duration_seconds_count{engine="meilisearch"}';
    const after = await measured();
    expect(after.get(answered)).toBe((before.get(answered) ?? 0) + 1);
    expect(after.get(timed)).toBe((before.get(timed) ?? 0) + 1);
  } finally {
    await indexer.close();
  }
  const text = await (await fetched()).text();
  expect(text).not.toMatch(/barometer/i);
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  expect(text).not.toContain("hub_search_index_lag_seconds");
});

test("what waits too long and what is laid aside shows, and why answers are degraded", async () => {
  const degraded = 'hub_search_degraded_answers_total{reason="behind"}';
  const before = (await measured()).get(degraded)!;
  const { id } = await makePractice(hub, { title: "Hygrometer" });
  const drawing = indexerOf(hub, { place: undefined });
  await drawing.settled();
  await drawing.close();
  await hub.db.query(
    `UPDATE search.document SET pending = true, "changedAt" = now() - interval '5 minutes' WHERE id = $1`,
    [id],
  );
  await hub.db.query(
    `INSERT INTO hub.dead_letter ("recordId", kind, step, reason) VALUES (gen_random_uuid(), 'PRACTICE', 'DRAW', 'spoilt')`,
  );
  expect((await search("hygrometer")).data.search.degraded).toBe(true);
  const elsewhere = { ...hub.search, url: "http://127.0.0.1:9" };
  const waiting = indexerOf(hub, { place: elsewhere });
  try {
    const now = await measured();
    expect(now.get("hub_search_index_lag_seconds")).toBeGreaterThan(299);
    expect(now.get("hub_search_documents_pending")).toBe(1);
    expect(now.get('hub_search_records_laid_aside{step="DRAW"}')).toBe(1);
    expect(now.get(degraded)).toBe(before + 1);
  } finally {
    await waiting.close();
  }
});

test("records whose notes wait to be anchored are counted while somebody anchors, until they are", async () => {
  const name = "hub_annotations_unanchored_records";
  expect((await measured()).has(name)).toBe(false);
  const { id } = await makePractice(hub, {
    title: "Anemometer",
    texts: { summary: "It measures the wind." },
  });
  const target = { field: "summary", language: "en", quote: { exact: "the wind" } };
  await makeNote(hub, hub.people.member, { on: id, target });
  const restore = await hub.without("practices");
  const anchoring = anchoringOf(hub);
  try {
    expect((await measured()).get(name)).toBe(1);
    await restore();
    await anchoring.settled();
    expect((await measured()).get(name)).toBe(0);
  } finally {
    await anchoring.close();
  }
});

test("with a token the metrics are for whoever brings it, without one for this machine, and in production for nobody", async () => {
  expect((await fetched()).status).toBe(200);
  process.env.NODE_ENV = "production";
  expect((await fetched()).status).toBe(404);
  process.env.METRICS_TOKEN = "a token of some length";
  expect((await fetched({ authorization: "Bearer a token of some length" })).status).toBe(200);
  process.env.NODE_ENV = "test";
  for (const headers of [
    {},
    { authorization: "Bearer another" },
    { authorization: "a token of some length" },
  ])
    expect((await fetched(headers as Record<string, string>)).status).toBe(401);
});
