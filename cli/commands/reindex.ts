import type { Command } from "commander";
import { openDatabase } from "../../foundation/database.ts";
import { passports } from "../../foundation/passport.ts";
import { progressOn } from "../../seeds/progress.ts";
import { rooms } from "../../subgraphs/registry.ts";
import { reindex } from "../../subgraphs/search/reindex.ts";
import { Halt } from "../exit.ts";
import { borrowGround, searchPlace } from "../ground.ts";
import { roomsInProcess } from "../house.ts";
import { openHouseOn } from "../open.ts";
import { settings } from "../settings.ts";
import { terminal } from "../start.ts";

/** `hub reindex`: a fresh search index from all records, put in the place of the old one at one stroke. */
export function reindexCommand(program: Command): void {
  program
    .command("reindex")
    .summary("build the search index anew; search goes on meanwhile")
    .description(
      "Builds the search index anew beside the live one and puts it in its place; search goes on meanwhile.",
    )
    .action(async () => {
      const ground = await borrowGround(settings(), terminal);
      try {
        const place = searchPlace(ground);
        if (!place)
          throw new Halt("MISSING_BINARY", "There is no Meilisearch here: set MEILI_URL to one that runs.");
        const database = await openDatabase(rooms, { url: ground.databaseUrl });
        const house = await openHouseOn(
          ground,
          roomsInProcess(rooms, { database, passports: await passports(ground.home), search: place }),
        );
        const bar = progressOn();
        const { carried, failed } = await reindex({
          databaseUrl: ground.databaseUrl,
          place,
          ask: house.ask,
          progress: (done, all) => bar("records indexed", done, all),
        });
        await house.close();
        await database.destroy();
        terminal.info(`${carried} records are in the index`);
        for (const [id, reason] of failed) terminal.warn(`${id} is not: ${reason}`);
        if (failed.size > 0) process.exitCode = 1;
      } finally {
        await ground.close();
      }
    });
}
