import { readFile } from "node:fs/promises";
import type { DataSource } from "typeorm";
import { explorer } from "../explorer/serve.ts";
import type { SearchPlace } from "../foundation/context.ts";
import { openDatabase } from "../foundation/database.ts";
import { log as records } from "../foundation/log.ts";
import { migrate } from "../foundation/migrate.ts";
import { passports } from "../foundation/passport.ts";
import type { Room } from "../gateway/rooms.ts";
import { rooms } from "../subgraphs/registry.ts";
import { roomPlaces } from "./addresses.ts";
import type { Ground, Settings } from "./ground.ts";
import { openHouse, roomsInProcess, roomsOverHttp } from "./house.ts";
import { inProject } from "./paths.ts";
import type { Log } from "./servers/process.ts";
import type { OpenHub, RunningHub } from "./start.ts";

/** The whole hub in this process. */
export const openHub: OpenHub = async (ground, settings, log) => {
  const database = await openDatabase(rooms, { url: ground.databaseUrl, poolSize: 20 });
  const done = await migrate(database);
  if (done.length > 0) log.info(`Tables brought up to date (${done.length} migrations)`);
  const keys = await passports(ground.home);
  return openDoor(
    ground,
    settings,
    log,
    database,
    roomsInProcess(rooms, { database, passports: keys, search: searchPlace(ground) }),
    "all in this process",
  );
};

/** Where this hub's index is; undefined where there is no Meilisearch. */
export const searchPlace = ({ meilisearch }: Ground): SearchPlace | undefined =>
  meilisearch ? { ...meilisearch, index: "records" } : undefined;

/** The gateway in this process, its rooms in others. */
export const openGatewayAlone: OpenHub = async (ground, settings, log) => {
  const places = roomPlaces(rooms);
  const reached = roomsOverHttp(new Map(rooms.map(({ name }) => [name, places.urlOf(name)])));
  const database = await openDatabase([], { url: ground.databaseUrl, poolSize: 4 });
  return openDoor(ground, settings, log, database, reached, "behind HTTP");
};

async function openDoor(
  ground: Ground,
  settings: Settings,
  log: Log,
  database: DataSource,
  reached: readonly Room[],
  where: string,
): Promise<RunningHub> {
  const house = await openHouse(reached, {
    passports: await passports(ground.home),
    supergraphSdl: await readFile(inProject("schema", "supergraph.graphql"), "utf8"),
    log: records,
    explorer: explorer(),
  });
  const { port } = await house.gateway.listen({ port: settings.port });
  log.info(`Gateway at port ${port}`);
  return {
    url: `http://localhost:${port}/graphql`,
    facts: [["Rooms", `${reached.map(({ name }) => name).join(", ")}: ${where}`]],
    async close() {
      await house.close();
      await database.destroy();
    },
  };
}
