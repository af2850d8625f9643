import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { answersOf } from "../../cli/answers.ts";
import { examine } from "../../cli/commands/doctor.ts";
import { prepareHome } from "../../cli/servers/home.ts";
import { lockHome } from "../../cli/servers/lock.ts";
import { freePort } from "../../cli/servers/port.ts";
import { temporaryFolder } from "../servers.ts";

async function findings(environment: { databaseUrl?: string; meiliUrl?: string } = {}) {
  const home = join(temporaryFolder(), ".hub");
  const port = await freePort();
  const settings = {
    home,
    port,
    databaseUrl: undefined,
    meiliUrl: undefined,
    meiliKey: undefined,
    ...environment,
  };
  const look = async () => Object.fromEntries((await examine(settings)).map((one) => [one.name, one]));
  return { home, port, look };
}

test("the doctor finds a machine that has all, and changes nothing there", async () => {
  const { home, look } = await findings();
  expect(await look()).toMatchObject({
    Node: { good: true },
    Data: { good: true, says: `${home}, made at the first start` },
    Hub: { good: true, says: "not running" },
    Port: { good: true, says: expect.stringContaining("free") },
    PostgreSQL: { good: true, says: expect.stringContaining("embedded") },
    Meilisearch: { good: true },
  });
  expect(await look()).toMatchObject({ Data: { says: expect.stringContaining("made at the first start") } });
});

test("the doctor names what is amiss", async () => {
  const nowhere = await freePort();
  const { home, port, look } = await findings({
    databaseUrl: `postgres://someone:secret@127.0.0.1:${nowhere}/hub`,
    meiliUrl: `http://127.0.0.1:${nowhere}`,
  });
  await prepareHome(home);
  writeFileSync(join(home, "layout"), "?");
  const other = createServer((_, response) => response.writeHead(503).end("a room is down"));
  await new Promise<void>((resolve) => other.listen(port, () => resolve()));
  expect(await look()).toMatchObject({
    Data: { good: false, says: expect.stringContaining("damaged") },
    Port: { good: false, says: expect.stringContaining("in use") },
    PostgreSQL: { good: false, says: expect.not.stringContaining("secret") },
    Meilisearch: { good: false, says: expect.stringContaining("MEILI_URL") },
  });
  const lock = await lockHome(home, `http://127.0.0.1:${port}/graphql`);
  expect(await look()).toMatchObject({
    Hub: { good: false, says: expect.stringMatching(/not ready: a room is down/) },
    Port: { good: true },
  });
  await lock.release();
  other.close();
});

test("the doctor tells what the running hub has answered, degraded or not, and which tasks failed", async () => {
  let shown = [
    'hub_searches_total{engine="meilisearch"} 12',
    'hub_searches_total{engine="postgresql"} 3',
    'hub_search_degraded_answers_total{reason="unavailable"} 3',
    'hub_search_degraded_answers_total{reason="behind"} 0',
    'hub_search_retries_total{step="DRAW"} 2',
    'hub_pauses_total{work="carrying"} 1',
  ].join("\n");
  const hub = createServer((_, response) => response.end(shown));
  const port = await freePort();
  await new Promise<void>((resolve) => hub.listen(port, "127.0.0.1", () => resolve()));
  const says = async () => (await answersOf(`http://127.0.0.1:${port}/graphql`)).says;
  try {
    expect(await says()).toBe(
      "15 answered since the start; degraded 3 because Meilisearch was unavailable; 3 tasks in the background failed and were tried again",
    );
    shown = 'hub_searches_total{engine="meilisearch"} 1';
    expect(await says()).toBe("1 answered since the start; none degraded; no task in the background failed");
    shown = "not found";
    expect(await says()).toContain("METRICS_TOKEN");
  } finally {
    hub.close();
  }
});
