import { setTimeout as sleep } from "node:timers/promises";
import { exampleQueries } from "../explorer/serve.ts";
import { styled, tell } from "./exit.ts";
import { type Ground, openGround, type Settings } from "./ground.ts";
import { portProblem, requirePort } from "./servers/port.ts";
import type { Log } from "./servers/process.ts";
import { untilToldToStop } from "./stopping.ts";

/** The hub, answering on its port. */
export interface RunningHub {
  /** Where GraphQL is answered: `http://localhost:4000/graphql`. */
  url: string;
  /** Further lines for the summary, as name and value: `["Rooms", "9, in this process"]`. */
  facts?: (readonly [string, string])[];
  /** Drains and stops; what the hub stands on is stopped afterwards. */
  close(): Promise<void>;
}

/** Everything between the servers and the open door: tables, first content, rooms, gateway, indexer. */
export type OpenHub = (ground: Ground, settings: Settings, log: Log) => Promise<RunningHub>;

/** How long the hub may take to drain before its servers are stopped under it. */
const drain = 15_000;

/**
 * Runs the hub until Ctrl-C or SIGTERM and resolves with the exit code once everything has stopped, in the order
 * door, rooms, servers. A second Ctrl-C ends everything at once.
 */
export async function start(
  settings: Settings,
  openHub: OpenHub,
  takeGround: (settings: Settings, log: Log, before: () => Promise<void>) => Promise<Ground> = openGround,
): Promise<number> {
  const began = performance.now();
  const told = untilToldToStop();
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // nobody listens any more: go on
  let ground: Ground | undefined;
  let hub: RunningHub | undefined;
  try {
    ground = await takeGround(settings, terminal, async () => {
      await requirePort(settings.port);
      terminal.info(`Starting the hub on the data in ${settings.home}`);
    });
    const opening = openHub(ground, settings, terminal);
    hub = await Promise.race([opening, told.then(() => undefined)]);
    if (hub) {
      await ground.announce(hub.url);
      print(summary(hub, ground, settings, performance.now() - began));
      await told;
    } else {
      opening.catch(() => {}); // given up half-way: what it stands on goes now
    }
    terminal.info("Stopping");
    return 0;
  } catch (error) {
    return tell(portProblem(settings.port, error));
  } finally {
    const late = sleep(drain, undefined, { ref: false });
    await Promise.race([hub?.close().catch(tell), late]);
    await ground?.close();
  }
}

const print = (text: string) => void process.stdout.write(`${text}\n`);

/** Progress for the person at the terminal. */
export const terminal: Log = {
  info: (line) => print(`${styled("dim", "·")} ${line}`),
  warn: (line) => void process.stderr.write(`${styled("yellow", line, process.stderr)}\n`),
};

function summary(hub: RunningHub, ground: Ground, settings: Settings, took: number): string {
  const place = (url: string, given: string | undefined, name: string) =>
    `${new URL(url).host}${given ? `, given by ${name}` : ""}`;
  const lines: (readonly [string, string])[] = [
    ["Explorer", styled(["cyan", "underline"], hub.url)],
    ["Data", ground.home],
    ["PostgreSQL", place(ground.databaseUrl, settings.databaseUrl, "DATABASE_URL")],
    [
      "Meilisearch",
      ground.meilisearch
        ? place(ground.meilisearch.url, settings.meiliUrl, "MEILI_URL")
        : "none: search in its simpler form",
    ],
    ...(hub.facts ?? []),
  ];
  const examples = exampleQueries().map(({ title }) => `    ${styled("dim", "–")} ${title}`);
  const curl = `curl -s ${hub.url} -H 'content-type: application/json' -d '{"query":"{ practices(first: 3) { nodes { title } } }"}'`;
  return [
    "",
    `  ${styled("bold", "The hub is running")} ${styled("dim", `(ready in ${(took / 1000).toFixed(1)} s)`)}`,
    "",
    ...lines.map(([name, value]) => `  ${name.padEnd(13)}${value}`),
    "",
    ...(examples.length > 0 ? ["  Open the explorer in a browser; it offers", ...examples, ""] : []),
    "  Or ask from a terminal:",
    `    ${curl}`,
    "  as a member, curator or admin with a token from:",
    "    npm run hub token -- --as curator",
    "",
    `  ${styled("dim", "Ctrl-C stops everything.")}`,
    "",
  ].join("\n");
}
