import { fork } from "node:child_process";
import type { Command } from "commander";
import { openDatabase } from "../../foundation/database.ts";
import { migrate } from "../../foundation/migrate.ts";
import { passports } from "../../foundation/passport.ts";
import { serveRoom } from "../../foundation/server.ts";
import { type Subgraph, schemaOf } from "../../foundation/subgraph.ts";
import { rooms } from "../../subgraphs/registry.ts";
import { roomPlaces } from "../addresses.ts";
import { Halt } from "../exit.ts";
import { borrowGround, type Ground } from "../ground.ts";
import { searchPlace } from "../open.ts";
import { settings } from "../settings.ts";
import { terminal } from "../start.ts";
import { untilToldToStop } from "../stopping.ts";

/** `hub rooms`: rooms behind HTTP, each in a process of its own, for a gateway that runs elsewhere. */
export function roomsCommand(program: Command): void {
  program
    .command("rooms [names...]")
    .description(
      `serve rooms behind HTTP, each in a process of its own; all where none is named (${rooms.map(({ name }) => name).join(", ")})`,
    )
    .action(async (names: string[]) => {
      const wanted = named(names);
      const ground = await borrowGround(settings(), terminal);
      const told = untilToldToStop();
      try {
        await (wanted.length === 1 ? serveOne(wanted[0]!, ground, told) : serveAll(wanted, ground, told));
      } finally {
        await ground.close();
      }
      process.exit();
    });
}

function named(names: readonly string[]): readonly Subgraph[] {
  const unknown = names.filter((name) => !rooms.some((room) => room.name === name));
  if (unknown.length > 0) {
    throw new Halt(
      "BAD_SETTING",
      `There is no room ${unknown.join(", ")}: the rooms are ${rooms.map(({ name }) => name).join(", ")}.`,
    );
  }
  return names.length > 0 ? rooms.filter(({ name }) => names.includes(name)) : rooms;
}

async function serveOne(room: Subgraph, ground: Ground, told: Promise<void>): Promise<void> {
  const places = roomPlaces(rooms);
  const database = await openDatabase([room], { url: ground.databaseUrl });
  const served = await serveRoom(
    room.name,
    schemaOf(room),
    { database, passports: await passports(ground.home), search: searchPlace(ground) },
    { port: places.portOf(room.name), host: places.host },
  );
  terminal.info(`${room.name} at ${served.url}`);
  await told;
  await served.close();
  await database.destroy();
}

async function serveAll(wanted: readonly Subgraph[], ground: Ground, told: Promise<void>): Promise<void> {
  const database = await openDatabase(rooms, { url: ground.databaseUrl, poolSize: 2 });
  await migrate(database);
  await database.destroy();
  const env = {
    ...process.env,
    HUB_HOME: ground.home,
    DATABASE_URL: ground.databaseUrl,
    ...(ground.meilisearch ? { MEILI_URL: ground.meilisearch.url, MEILI_KEY: ground.meilisearch.key } : {}),
  };
  const children = wanted.map(({ name }) => {
    const child = fork(process.argv[1]!, ["rooms", name], {
      env,
      stdio: "inherit",
      execArgv: process.execArgv,
    });
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    let stopping = false;
    child.once("exit", (code, signal) => {
      if (!stopping)
        terminal.warn(
          `The ${name} room has ended (${signal ?? code}); start it again with: npm run hub rooms -- ${name}`,
        );
    });
    return {
      ended,
      stop() {
        stopping = true;
        child.kill("SIGTERM");
      },
    };
  });
  const allEnded = Promise.all(children.map(({ ended }) => ended));
  await Promise.race([told, allEnded]);
  for (const child of children) child.stop();
  await allEnded;
}
