import type { Config } from "../foundation/config.ts";
import { openWalled } from "../foundation/database.ts";
import { passports } from "../foundation/passport.ts";
import { serveRoom } from "../foundation/server.ts";
import { type Subgraph, schemaOf } from "../foundation/subgraph.ts";
import { rooms } from "../subgraphs/registry.ts";
import { roomPlaces } from "./addresses.ts";
import { type Ground, searchPlace } from "./ground.ts";
import { roomPortProblem } from "./room-port.ts";

/** What a room stands on. */
export type RoomGround = Pick<Ground, "home" | "databaseUrl" | "meilisearch">;

/** A room behind HTTP at its place, in this process. Its tables must be up to date. */
export async function openRoom(
  room: Subgraph,
  ground: RoomGround,
  { newcomers }: Partial<Pick<Config, "newcomers">>,
): Promise<{ url: string; close(): Promise<void> }> {
  const places = roomPlaces(rooms);
  const { name } = room;
  const database = await openWalled([room], { url: ground.databaseUrl });
  try {
    const served = await serveRoom(
      name,
      schemaOf(room),
      { database, passports: await passports(ground.home), search: searchPlace(ground), newcomers },
      { port: places.portOf(name), host: places.host },
    );
    return {
      url: served.url,
      async close() {
        await served.close();
        await database.destroy();
      },
    };
  } catch (error) {
    await database.destroy();
    throw roomPortProblem(name, places, error);
  }
}
