import { setTimeout as sleep } from "node:timers/promises";
import type { DataSource } from "typeorm";
import { openDatabase } from "../foundation/database.ts";
import { migrate } from "../foundation/migrate.ts";
import { rooms } from "../subgraphs/registry.ts";
import { roomPlaces } from "./addresses.ts";
import { type House, roomsOverHttp } from "./house.ts";
import { type Followers, fill, followersOn, openHouseOn, signInFact } from "./open.ts";
import type { Log } from "./servers/process.ts";
import type { OpenHub } from "./start.ts";

/**
 * The gateway in this process, its rooms in others. It opens at once, whatever rooms answer; an empty hub gets its first
 * content as soon as all do.
 */
export const openGatewayAlone: OpenHub = async (ground, settings, log) => {
  const places = roomPlaces(rooms);
  const addresses = new Map(rooms.map(({ name }) => [name, places.urlOf(name)]));
  const database = await openDatabase([], { url: ground.databaseUrl, poolSize: 4 });
  await migrate(database);
  const house = await openHouseOn(ground, roomsOverHttp(addresses), settings);
  const { port } = await house.gateway.listen({ port: settings.port });
  await tellWhoIsMissing(house, log);

  const closing = new AbortController();
  let followers: Followers | undefined;
  void contentFirst(house, database, log, closing.signal).then(() => {
    if (!closing.signal.aborted) followers = followersOn(ground, house, settings, log);
  });
  return {
    url: `http://localhost:${port}/graphql`,
    facts: [
      ...signInFact(settings, log),
      ...[...addresses].map(([name, url], i): [string, string] => [
        i === 0 ? "Rooms" : "",
        `${name.padEnd(12)} ${url}`,
      ]),
    ],
    async close() {
      closing.abort();
      await followers?.close();
      await house.close();
      await database.destroy();
    },
  };
};

async function tellWhoIsMissing(house: House, log: Log): Promise<void> {
  const states = Object.entries((await house.gateway.ready()).rooms);
  const missing = states.filter(([, state]) => state === "down").map(([name]) => name);
  if (missing.length === 0) return;
  const which =
    missing.length === states.length ? "No room answers yet" : `Not answering: ${missing.join(", ")}`;
  log.warn(`${which}; their fields come as soon as they do (npm run hub rooms).`);
}

/** Resolves at once where the hub has content, else when all rooms have come and the first content is loaded. */
async function contentFirst(house: House, database: DataSource, log: Log, closing: AbortSignal) {
  try {
    const [{ empty }] = await database.query("SELECT NOT EXISTS (SELECT 1 FROM hub.record) AS empty");
    if (!empty) return;
    while ((await house.gateway.ready()).status !== "ready") await sleep(500, undefined, { signal: closing });
    await fill(database, house, log);
  } catch (error) {
    if (closing.aborted) return;
    log.warn(
      `The first content is not complete (${(error as Error).message}); the next hub start completes it.`,
    );
  }
}
