import type { Command } from "commander";
import { progressOn } from "../../seeds/progress.ts";
import { Halt } from "../exit.ts";
import { borrowGround, type Ground, searchPlace } from "../ground.ts";
import { settings } from "../settings.ts";
import { terminal } from "../start.ts";
import { tableSays, tablesOf } from "../tables.ts";

/** `hub reindex`: a fresh search index from all documents, put in the place of the old one at one stroke. */
export function reindexCommand(program: Command): void {
  program
    .command("reindex")
    .summary("build the search index anew; search goes on meanwhile")
    .description(
      "Builds the index in Meilisearch anew beside the live one and puts it in its place; search goes on meanwhile.",
    )
    .option(
      "--anew",
      "draw the documents of all records from the graph first, rather than take those that are kept",
    )
    .action(async ({ anew }: { anew?: boolean }) => {
      const { reindex } = await import("../../subgraphs/search/reindex.ts");
      const ground = await borrowGround(settings(), terminal);
      try {
        const place = searchPlace(ground);
        if (!place)
          throw new Halt("MISSING_BINARY", "There is no Meilisearch here: set MEILI_URL to one that runs.");
        const tables = await tablesOf(ground.databaseUrl);
        if (tables !== "there")
          throw new Halt("BAD_SETTING", `Nothing can be indexed: ${tableSays[tables]}.`);
        const bar = progressOn();
        if (anew) await redrawOn(ground, (done, all) => bar("documents drawn", done, all));
        const { carried, refused } = await reindex({
          databaseUrl: ground.databaseUrl,
          place,
          progress: (done, all) => bar("documents indexed", done, all),
        });
        terminal.info(`${carried} documents are in the index`);
        for (const [id, reason] of refused) terminal.warn(`${id} is not: ${reason.message}`);
        if (refused.size > 0) process.exitCode = 1;
      } finally {
        await ground.close();
      }
    });
}

async function redrawOn(ground: Ground, progress: (done: number, all: number) => void): Promise<void> {
  const { log } = await import("../../foundation/log.ts");
  const { redraw } = await import("../../subgraphs/search/redraw.ts");
  const { withHouse } = await import("../open.ts");
  return withHouse(ground, ({ ask }) => redraw({ databaseUrl: ground.databaseUrl, ask, log, progress }));
}
