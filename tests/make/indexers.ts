import { pino } from "pino";
import type { SearchPlace } from "../../foundation/context.ts";
import type { Ask } from "../../foundation/gather.ts";
import { type Indexer, startIndexer } from "../../subgraphs/search/indexer.ts";
import type { TestHub } from "../hub.ts";

/** An indexer of this hub; it asks the hub itself and writes to the hub's index unless told otherwise; to none where its place is undefined. */
export const indexerOf = (
  hub: TestHub,
  { ask = hub.house.ask, ...elsewhere }: { ask?: Ask; place?: SearchPlace | undefined } = {},
): Indexer =>
  startIndexer({
    databaseUrl: hub.databaseUrl,
    place: "place" in elsewhere ? elsewhere.place : hub.search,
    ask,
    log: pino({ level: "silent" }),
  });

/** Removes the hub's index. */
export async function dropIndex({ search }: TestHub): Promise<void> {
  const drop = () =>
    fetch(`${search.url}/indexes/${search.index}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${search.key}` },
    });
  await drop().catch(drop); // a kept connection may have been cut by the test
}
