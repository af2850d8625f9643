import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { openHouse, roomsInProcess } from "../cli/house.ts";
import { inProject } from "../cli/paths.ts";
import { startMeilisearch } from "../cli/servers/meilisearch.ts";
import { startPostgres } from "../cli/servers/postgres.ts";
import type { SearchPlace } from "../foundation/context.ts";
import { openDatabase, openWalled } from "../foundation/database.ts";
import { migrate } from "../foundation/migrate.ts";
import { passports } from "../foundation/passport.ts";
import { generate } from "../seeds/generate.ts";
import { loadFirstContent } from "../seeds/load.ts";
import { linesTo } from "../seeds/progress.ts";
import { rooms } from "../subgraphs/registry.ts";
import { reindex } from "../subgraphs/search/reindex.ts";
import { bareIndex, bareSearch, bareSuggest } from "./bare-meilisearch.ts";
import { freshness } from "./freshness.ts";
import { type Pair, searches, suggestions } from "./search-questions.ts";

const usage = `Measures search against bare calls of Meilisearch with the same words, filter and facets, in turn, in one run.

  npm run bench:search -- [--practices 60000] [--questions 300] [--writes 200] [--writes-only]

Prints a Markdown table: searches and suggestions through the gateway, the time to build the index anew, and how soon a
write is found. --writes-only measures that last one alone, which takes a third of the time.
`;

const { values } = parseArgs({
  options: {
    practices: { type: "string", default: "60000" },
    questions: { type: "string", default: "300" },
    writes: { type: "string", default: "200" },
    "writes-only": { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  },
});

const say = (line: string) => void process.stderr.write(`${line}\n`);
const children: ChildProcess[] = [];

async function measure(home: string, databaseUrl: string, place: SearchPlace): Promise<string> {
  const database = await openDatabase(rooms, { url: databaseUrl, poolSize: 8 });
  const keys = await passports(home);
  await migrate(database);
  const walled = await openWalled(rooms, { url: databaseUrl, poolSize: 8 });
  const house = await openHouse(roomsInProcess(rooms, { database: walled, passports: keys, search: place }), {
    passports: keys,
    supergraphSdl: readFileSync(inProject("schema", "supergraph.graphql"), "utf8"),
    log: pino({ level: "silent" }),
  });
  await loadFirstContent({ ask: house.ask });
  await generate({ database, practices: Number(values.practices), seed: 7, progress: linesTo(say) });
  await database.query("VACUUM ANALYZE");
  const [{ count }] = await database.query("SELECT count(*)::int AS count FROM hub.record");

  const url = await serving(home, databaseUrl, place);
  const drawing = await untilNone(
    database,
    "SELECT count(*)::int AS left FROM hub.outbox",
    "documents to draw",
  );
  await untilNone(
    database,
    "SELECT count(*)::int AS left FROM search.document WHERE pending",
    "documents to index",
  );
  await database.query("VACUUM ANALYZE search.document");

  const times = await freshness(house, url, Number(values.writes));
  const found = row("a write is found after", ms(at(times, 0.5)), ms(at(times, 0.99)));
  const close = async () => {
    await house.close();
    await Promise.all([walled.destroy(), database.destroy()]);
  };
  if (values["writes-only"]) {
    await close();
    return tableOf(
      count,
      [found],
      `Documents drawn from the graph: ${(count / drawing).toFixed(0)} per second.`,
    );
  }

  const bare = await bareIndex(databaseUrl, place, say);
  const lines: string[] = [];
  const pairs = Number(values.questions);
  lines.push(
    ...rowsFor(
      "search, 6 facets, 1 filter, highlights, 20 records",
      await alternately(await searches(database, pairs), url, bareSearch(place)),
    ),
  );
  lines.push(
    ...rowsFor(
      "suggestions, 8 records",
      await alternately(await suggestions(database, pairs), url, bareSuggest(place)),
    ),
  );

  const began = performance.now();
  await reindex({
    databaseUrl,
    place,
    progress: (done, all) => done % 10_000 === 0 && say(`  ${done} of ${all} indexed anew`),
  });
  const anew = performance.now() - began;
  await close();

  return tableOf(
    count,
    [...lines, found],
    `Index built anew: ${(anew / 1000).toFixed(1)} s, Meilisearch alone with the same documents ${(bare.took / 1000).toFixed(1)} s: ${(anew / bare.took).toFixed(2)} ×. Documents drawn from the graph: ${(count / drawing).toFixed(0)} per second.`,
  );
}

const tableOf = (records: number, lines: readonly string[], remark: string): string =>
  [
    `\n${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${records.toLocaleString("en")} records\n`,
    "|                                                   |        p50 |        p99 |",
    "| ------------------------------------------------- | ---------: | ---------: |",
    ...lines,
    "",
    remark,
    "",
  ].join("\n");

type Ask = (pair: Pair) => Promise<void>;

/** Asks each question of the hub and of Meilisearch alone, in turn, after a few that do not count; milliseconds of each. */
async function alternately(
  pairs: readonly Pair[],
  url: string,
  alone: Ask,
): Promise<{ hub: number[]; bare: number[] }> {
  const hub: number[] = [];
  const bare: number[] = [];
  for (const [i, pair] of pairs.entries()) {
    const whole = await timed(() => asked(url, pair));
    const only = await timed(() => alone(pair));
    if (i < pairs.length / 10) continue;
    hub.push(whole);
    bare.push(only);
  }
  return { hub, bare };
}

async function asked(url: string, { body }: Pair): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", "accept-language": "en" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok || text.includes('"errors":') || text.includes('"degraded":true'))
    throw new Error(text.slice(0, 500));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const at = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
};
const ms = (time: number) => `${time.toFixed(1)} ms`;
const row = (what: string, ...cells: string[]) =>
  `| ${what.padEnd(49)} | ${cells.map((cell) => cell.padStart(10)).join(" | ")} |`;

const rowsFor = (what: string, { hub, bare }: { hub: number[]; bare: number[] }): string[] => [
  row(what, ms(at(hub, 0.5)), ms(at(hub, 0.99))),
  row("- Meilisearch alone", ms(at(bare, 0.5)), ms(at(bare, 0.99))),
  row(
    "- ratio",
    `${(at(hub, 0.5) / at(bare, 0.5)).toFixed(2)} ×`,
    `${(at(hub, 0.99) / at(bare, 0.99)).toFixed(2)} ×`,
  ),
];

/** Waits until a count is 0; gives the seconds it took. */
async function untilNone(
  database: { query(text: string): Promise<{ left: number }[]> },
  query: string,
  what: string,
): Promise<number> {
  const began = performance.now();
  for (let shown = 0; ; ) {
    const [row] = await database.query(query);
    if (row!.left === 0) return (performance.now() - began) / 1000;
    if (performance.now() - shown > 5_000) {
      say(`  ${row!.left} ${what}`);
      shown = performance.now();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The hub in a process of its own, with its indexer; its address. */
function serving(home: string, databaseUrl: string, place: SearchPlace): Promise<string> {
  const child = spawn(process.execPath, [inProject("dist", "bench", "serve.js"), "process"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      HUB_HOME: home,
      DATABASE_URL: databaseUrl,
      MEILI_URL: place.url,
      MEILI_KEY: place.key,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`The hub ended with ${code}.`)));
  });
}

if (values.help) process.stdout.write(usage);
else {
  const home = mkdtempSync(join(tmpdir(), "hub-bench-"));
  const log = { info() {}, warn: say };
  const postgres = await startPostgres({ home, log });
  const meilisearch = await startMeilisearch({ home, log });
  try {
    if (meilisearch.kind === "missing") throw new Error(meilisearch.why);
    const place = { url: meilisearch.url, key: meilisearch.key, index: "records" };
    process.stdout.write(await measure(home, postgres.url, place));
  } finally {
    for (const child of children) child.kill();
    if (meilisearch.kind !== "missing") await meilisearch.close();
    await postgres.close();
    rmSync(home, { recursive: true, force: true });
  }
}
