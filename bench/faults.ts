import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { prepareHome } from "../cli/servers/home.ts";
import { freePort } from "../cli/servers/port.ts";
import { type Part, RunningHub } from "../tests/faults/running-hub.ts";
import { lostOf, storm } from "../tests/faults/storm.ts";

const usage = `Kills parts of a hub of its own (the hub itself, PostgreSQL, Meilisearch) while it is written to, and looks whether anything is lost.

  npm run bench:faults -- [--writes 5000] [--kills 30] [--writers 8] [--seed 1] [--rounds 1]

Each round has a seed of its own, the given one and those after it. Ends with 1 where an acknowledged write is lost, the
index differs from the database, or a record was laid aside.
`;

const { values } = parseArgs({
  options: {
    writes: { type: "string", default: "5000" },
    kills: { type: "string", default: "30" },
    writers: { type: "string", default: "8" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
    rounds: { type: "string", default: "1" },
    help: { type: "boolean", short: "h" },
  },
});

const parts: readonly Part[] = ["PostgreSQL", "Meilisearch", "hub"];
const say = (line: string) => void process.stdout.write(`${line}\n`);

if (values.help) process.stdout.write(usage);
else {
  const folder = mkdtempSync(join(tmpdir(), "hub-bench-"));
  const hub = new RunningHub(await prepareHome(join(folder, ".hub")), await freePort());
  try {
    await hub.start();
    for (let round = 0; round < Number(values.rounds); round++)
      if (!(await whole(hub, String(Number(values.seed) + round)))) process.exitCode = 1;
  } finally {
    await hub.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One storm, and whether everything was whole after it. */
async function whole(hub: RunningHub, seed: string): Promise<boolean> {
  say(`Seed ${seed}`);
  const began = performance.now();
  const blown = await storm(hub, {
    seed,
    writes: Number(values.writes),
    kills: Array.from({ length: Number(values.kills) }, (_, i) => parts[i % parts.length]!),
    writers: Number(values.writers),
    say: (line) => say(`  ${line}`),
  });
  const after = performance.now();
  const { laidAside } = await hub.settled(300_000);
  const settled = performance.now();
  const lost = await lostOf(hub, blown);
  const { records, indexed, differences } = await hub.compared();
  say(
    `  ${blown.acknowledged} writes acknowledged and ${blown.failed} not, in ${seconds(began, after)}; all carried ${seconds(after, settled)} later`,
  );
  say(
    `  lost ${lost.length}, different ${differences.length}, laid aside ${laidAside.length}; ${records} records, ${indexed} in the index`,
  );
  for (const line of [...lost, ...differences, ...laidAside].slice(0, 10)) say(`  ${JSON.stringify(line)}`);
  return lost.length + differences.length + laidAside.length === 0;
}

function seconds(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(1)} s`;
}
