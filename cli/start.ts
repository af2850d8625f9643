import { setTimeout as sleep } from "node:timers/promises";
import { exampleQueries } from "../explorer/serve.ts";
import { measureProcess } from "../foundation/metrics.ts";
import { type Halt, styled, tell } from "./exit.ts";
import { type Ground, openGround, type Settings } from "./ground.ts";
import { portProblem, requirePort } from "./servers/port.ts";
import type { Log } from "./servers/process.ts";
import { untilToldToStop } from "./stopping.ts";

/** What runs, and answers. */
export interface RunningHub {
  /** Where GraphQL is answered: `http://localhost:4000/graphql`. */
  url: string;
  /** Further lines for the summary, as name and value: `["Rooms", "9, in this process"]`. */
  facts?: (readonly [string, string])[];
  /** What to try next, instead of the explorer and a query from a terminal. */
  tries?: readonly string[];
  /** Resolves with the reason when it ends without having been told to. */
  over?: Promise<Halt>;
  /** Drains and stops; what it stands on is stopped afterwards. */
  close(): Promise<void>;
}

/** Everything between the servers and the open door: tables, first content, rooms, gateway, indexer. */
export type OpenHub = (ground: Ground, settings: Settings, log: Log) => Promise<RunningHub>;

export interface Part {
  /** what is started, as people say it */
  what: "the hub" | "the gateway" | "the rooms";
  takeGround(settings: Settings, log: Log, before: () => Promise<void>): Promise<Ground>;
  /** Halts where it could not listen. */
  requirePorts(settings: Settings): Promise<void>;
}

const wholeHub: Part = {
  what: "the hub",
  takeGround: openGround,
  requirePorts: ({ port }) => requirePort(port),
};

/** How long it may take to drain before the servers are stopped under it. */
const drain = 15_000;

/**
 * Runs the hub, or a part of it, until Ctrl-C or SIGTERM and resolves with the exit code once everything has stopped,
 * in the order door, rooms, servers. A second Ctrl-C ends everything at once.
 */
export async function start(settings: Settings, openHub: OpenHub, part: Partial<Part> = {}): Promise<number> {
  const { what, takeGround, requirePorts } = { ...wholeHub, ...part };
  const began = performance.now();
  const told = untilToldToStop();
  measureProcess();
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {}); // nobody listens any more: go on
  let ground: Ground | undefined;
  let hub: RunningHub | undefined;
  try {
    ground = await takeGround(settings, terminal, async () => {
      await requirePorts(settings);
      terminal.info(`Starting ${what} on the data in ${settings.home}`);
    });
    const opening = openHub(ground, settings, terminal);
    hub = await Promise.race([opening, told.then(() => undefined)]);
    if (hub) {
      await ground.announce(hub.url);
      print(summary(what, hub, ground, settings, performance.now() - began));
      const over = await Promise.race([told, ...(hub.over ? [hub.over] : [])]);
      if (over) throw over;
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

function summary(
  what: Part["what"],
  hub: RunningHub,
  ground: Ground,
  settings: Settings,
  took: number,
): string {
  const place = (url: string, given: string | undefined, name: string) =>
    `${new URL(url).host}${given ? `, given by ${name}` : ""}`;
  const lines: (readonly [string, string])[] = [
    ...(hub.tries ? [] : [["Explorer", styled(["cyan", "underline"], hub.url)] as const]),
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
  const runs = `The ${what.slice(4)} ${what === "the rooms" ? "are" : "is"} running`;
  return [
    "",
    `  ${styled("bold", runs)} ${styled("dim", `(ready in ${(took / 1000).toFixed(1)} s)`)}`,
    "",
    ...lines.map(([name, value]) => `  ${name.padEnd(13)}${value}`),
    "",
    ...(hub.tries ?? triesAt(hub.url, settings)).map((line) => `  ${line}`.trimEnd()),
    "",
    `  ${styled("dim", `Ctrl-C stops ${what === "the hub" ? "everything" : what}.`)}`,
    "",
  ].join("\n");
}

/** What to try with a gateway at that address. */
function triesAt(url: string, { signIn }: Settings): string[] {
  const examples = exampleQueries().map(({ title }) => `  ${styled("dim", "–")} ${title}`);
  return [
    ...(examples.length > 0 ? ["Open the explorer in a browser; it offers", ...examples, ""] : []),
    "Or ask from a terminal:",
    `  curl -s ${url} -H 'content-type: application/json' -d '{"query":"{ practices(first: 3) { nodes { title } } }"}'`,
    ...(signIn
      ? [
          "as a member, steward, curator or administrator with the token that signing in keeps:",
          "  npm run hub login",
        ]
      : ["as a member, curator or admin with a token from:", "  npm run -s hub token -- --as curator"]),
  ];
}
