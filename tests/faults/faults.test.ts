import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { prepareHome } from "../../cli/servers/home.ts";
import { freePort } from "../../cli/servers/port.ts";
import { PASSING } from "../../foundation/problems.ts";
import { temporaryFolder } from "../servers.ts";
import { asMany, thorough } from "../thorough.ts";
import { RunningHub } from "./running-hub.ts";
import { type SmallDisk, smallDisk } from "./small-disk.ts";
import { lostOf, storm } from "./storm.ts";

/** Which moments are chosen: HUB_FAULT_SEED=… has those of an earlier run again. */
const seed = process.env.HUB_FAULT_SEED ?? String(Math.floor(Math.random() * 1_000_000));
const WRITES = asMany({ thoroughly: 1_000, otherwise: 300 });
const say = (line: string) => void process.stderr.write(`  ${line}\n`);
const folder = temporaryFolder();
let hub: RunningHub;
let disk: SmallDisk | null;

beforeAll(async () => {
  const home = await prepareHome(join(folder, ".hub"));
  disk = smallDisk(256);
  if (disk) symlinkSync(disk.folder, join(home, "meilisearch"));
  else mkdirSync(join(home, "meilisearch"));
  hub = new RunningHub(home, await freePort());
  await hub.start();
}, 240_000);

afterAll(async () => {
  await hub?.end();
  disk?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const NEWS = `INSERT INTO hub.outbox (kind, "recordId", xid) VALUES ('PRACTICE', $1, pg_current_xact_id()::text::bigint)`;
const make = async (title: string, objectives = ""): Promise<string> => {
  const { data, errors } = await hub.ask(
    `mutation ($title: String!, $objectives: String) {
      createPractice(input: { language: en, texts: { title: $title, objectives: $objectives } }) { id }
    }`,
    { title, objectives: objectives || null },
  );
  expect(errors).toBeUndefined();
  return data.createPractice.id;
};
const titles = async (query: string) => {
  const { data } = await hub.ask(
    "query ($query: String!) { search(query: $query) { degraded nodes { title } } }",
    { query },
  );
  return data.search;
};

test(`of ${WRITES} writes, while servers and the hub are killed, none that was acknowledged is lost`, async () => {
  say(`faults: seed ${seed}`);
  const blown = await storm(hub, {
    seed,
    writes: WRITES,
    kills: [
      "Meilisearch",
      "PostgreSQL",
      "hub",
      ...(thorough ? (["Meilisearch", "PostgreSQL"] as const) : []),
    ],
    say,
  });
  say(
    `${blown.acknowledged} writes acknowledged, ${blown.failed} not; the hub was started ${hub.starts} times`,
  );
  // Whoever is refused is told that it passes, or that what they wrote may have been written before.
  expect([...blown.codes].filter((code) => !PASSING.has(code) && code !== "CONFLICT")).toEqual([]);
  const { laidAside } = await hub.settled();
  expect(await lostOf(hub, blown)).toEqual([]);
  expect(laidAside).toEqual([]);
  const { differences, records, documents, indexed } = await hub.compared();
  expect(differences).toEqual([]);
  expect(records).toBeGreaterThan(blown.written.size);
  expect([documents, indexed]).toEqual([records, records]);
  expect((await titles(`storm ${seed}`)).degraded).toBe(false);
  const doctor = hub.command("doctor");
  expect(await doctor.ended).toBe(0);
  expect(doctor.said()).toContain(`${records} of ${records} documents, all alike`);
}, 300_000);

test("a poisoned record is laid aside, told of by the command, and carried once it is mended and tried again", async () => {
  const id = await make("Poisoned well");
  await make("Healthy well");
  await hub.settled();
  const spoilt = `UPDATE practices.practice SET texts = jsonb_set(texts, '{en,title}', $2) WHERE id = $1`;
  await hub.database(async (db) => {
    await db.query(spoilt, [id, '{"no": "title"}']);
    await db.query(NEWS, [id]);
  });
  await make("Another healthy well");
  const { laidAside } = await hub.settled();
  expect(laidAside).toMatchObject([{ record: id, kind: "PRACTICE", step: "DRAW" }]);
  const told = hub.command("outbox");
  expect(await told.ended).toBe(1);
  expect(told.said()).toMatch(new RegExp(`Laid aside +1\\n +${id} +PRACTICE +not drawn +since`));
  expect((await hub.compared()).differences).toEqual([]);

  await hub.database((db) => db.query(spoilt, [id, '"Mended well"']));
  const retry = hub.command("outbox", "--retry", id);
  expect(await retry.ended).toBe(0);
  expect((await hub.settled()).laidAside).toEqual([]);
  const empty = hub.command("outbox", "--json");
  expect(await empty.ended).toBe(0);
  expect(JSON.parse(empty.said())).toMatchObject({ fresh: { count: 0, oldest: null }, laidAside: [] });
  expect((await titles("mended well")).nodes).toContainEqual({ title: "Mended well" });
});

test("on a full disk documents wait, however long, and none is laid aside; once there is room they are brought", async () => {
  if (!disk) return say("faults: no small disk can be made here, so a full one is not tried");
  const pauses = 'hub_pauses_total{work="indexing"}';
  await hub.settled();
  const before = await hub.measured(pauses);
  disk.fill();
  const made = [
    await make("Crowded cellar"),
    await make("Crowded cellar of many words", "wine ".repeat(4_000)),
    await make("Crowded attic"),
  ];
  while ((await hub.measured(pauses)) < before + 4) {
    expect(await hub.measured('hub_search_records_laid_aside{step="INDEX"}')).toBe(0);
    await sleep(100);
  }
  expect(await hub.measured("hub_search_documents_pending")).toBe(made.length);

  disk.free();
  expect((await hub.settled()).laidAside).toEqual([]);
  expect((await hub.compared()).differences).toEqual([]);
  expect((await titles("crowded")).nodes).toHaveLength(made.length);
});
