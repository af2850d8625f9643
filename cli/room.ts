import { measureProcess } from "../foundation/metrics.ts";
import { rooms } from "../subgraphs/registry.ts";
import { tell } from "./exit.ts";
import { openRoom } from "./open-room.ts";
import { settings } from "./settings.ts";
import { untilToldToStop } from "./stopping.ts";

/**
 * One room in a process of its own, on given servers: `node room.js <name>`. Sends its address to the process that
 * started it, and ends when that one says so or is gone.
 */
try {
  const told = untilToldToStop();
  measureProcess();
  const room = rooms.find(({ name }) => name === process.argv[2])!;
  const { home, databaseUrl, meiliUrl, meiliKey, newcomers } = settings();
  const meilisearch = meiliUrl ? { url: meiliUrl, key: meiliKey ?? "" } : null;
  const served = await openRoom(room, { home, databaseUrl: databaseUrl!, meilisearch }, { newcomers });
  if (process.connected) process.send?.(served.url);
  await told;
  await served.close();
  process.exit();
} catch (error) {
  process.exit(tell(error));
}
