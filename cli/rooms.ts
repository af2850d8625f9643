import { fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openDatabase } from "../foundation/database.ts";
import { migrate } from "../foundation/migrate.ts";
import type { Subgraph } from "../foundation/subgraph.ts";
import { rooms } from "../subgraphs/registry.ts";
import { roomPlaces } from "./addresses.ts";
import { Halt } from "./exit.ts";
import type { Ground, Settings } from "./ground.ts";
import { openRoom } from "./open-room.ts";
import { requireRoomPort } from "./room-port.ts";
import type { Log } from "./servers/process.ts";
import type { OpenHub } from "./start.ts";

/** A room that is being opened, here or in a process of its own. */
interface Opening {
  name: string;
  /** its address; rejects where it could not be opened */
  ready: Promise<string>;
  /** how it ended; never where it stands and falls with this process */
  gone: Promise<string>;
  close(): Promise<void>;
}

/** How long a room may take to answer what it has begun before it is killed. */
const drain = 10_000;

/** Halts with one sentence where one of these rooms could not listen. */
export async function requireRoomPorts(wanted: readonly Subgraph[]): Promise<void> {
  const places = roomPlaces(rooms);
  for (const { name } of wanted) await requireRoomPort(name, places);
}

/** These rooms behind HTTP, each in a process of its own; a single one in this process. */
export const openRooms =
  (wanted: readonly Subgraph[]): OpenHub =>
  async (ground, settings, log) => {
    await bringUpToDate(wanted, ground, log);
    const opening = wanted.map((room) =>
      wanted.length === 1 ? here(room, ground, settings) : apart(room, ground),
    );
    const close = async () => void (await Promise.all(opening.map((room) => room.close())));
    let closing = false;
    const addresses: string[] = [];
    try {
      for (const { name, ready } of opening) {
        addresses.push(await ready);
        log.info(`${name.padEnd(12)} ${addresses.at(-1)}`);
      }
    } catch (error) {
      await close();
      throw error;
    }
    for (const { name, gone } of opening) {
      void gone.then((how) => {
        if (!closing)
          log.warn(`The room ${name} has ended (${how}); start it again: npm run hub rooms ${name}`);
      });
    }
    return {
      url: addresses[0]!,
      facts: [["Rooms", wanted.map(({ name }) => name).join(", ")]],
      tries: ["Put the gateway in front of them, in another terminal:", "  npm run hub gateway"],
      over: Promise.all(opening.map(({ gone }) => gone)).then(
        () => new Halt("SERVER_FAILED", "No room is left: all of them have ended."),
      ),
      close() {
        closing = true;
        return close();
      },
    };
  };

async function bringUpToDate(wanted: readonly Subgraph[], ground: Ground, log: Log) {
  const database = await openDatabase(wanted, { url: ground.databaseUrl, poolSize: 2 });
  try {
    const done = await migrate(database);
    if (done.length > 0) log.info(`Tables brought up to date (${done.length} migrations)`);
  } finally {
    await database.destroy();
  }
}

function here(room: Subgraph, ground: Ground, settings: Settings): Opening {
  const served = openRoom(room, ground, settings);
  return {
    name: room.name,
    ready: served.then(({ url }) => url),
    gone: new Promise(() => {}),
    close: () =>
      served.then(
        ({ close }) => close(),
        () => {},
      ),
  };
}

const program = fileURLToPath(new URL("room.js", import.meta.url));

/** In a session of its own, so that Ctrl-C reaches this process alone; the room ends when this process is gone. */
function apart({ name }: Subgraph, { home, databaseUrl, meilisearch }: Ground): Opening {
  const child = fork(program, [name], {
    env: {
      ...process.env,
      HUB_HOME: home,
      DATABASE_URL: databaseUrl,
      MEILI_URL: meilisearch?.url ?? "",
      MEILI_KEY: meilisearch?.key ?? "",
    },
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const gone = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.once("message", (url) => resolve(String(url)));
    void gone.then((how) =>
      reject(new Halt("SERVER_FAILED", `The room ${name} could not be opened (${how}).`)),
    );
  });
  ready.catch(() => {}); // told in the order of the rooms
  return {
    name,
    ready,
    gone,
    async close() {
      child.kill("SIGTERM");
      const late = new AbortController();
      const wait = sleep(drain, "late", { signal: late.signal }).catch(() => "gone");
      if ((await Promise.race([gone, wait])) === "late") child.kill("SIGKILL");
      await gone;
      late.abort();
    },
  };
}
