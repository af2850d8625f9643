import type { Command } from "commander";
import { openDatabase } from "../../foundation/database.ts";
import { migrate } from "../../foundation/migrate.ts";
import { rooms } from "../../subgraphs/registry.ts";
import { borrowGround } from "../ground.ts";
import { settings } from "../settings.ts";
import { terminal } from "../start.ts";

/** `hub migrate`: brings the tables to what the rooms expect. */
export function migrateCommand(program: Command): void {
  program
    .command("migrate")
    .description("bring the tables of the database up to date; safe to repeat")
    .action(async () => {
      const ground = await borrowGround(settings(), terminal);
      try {
        const database = await openDatabase(rooms, { url: ground.databaseUrl, poolSize: 2 });
        const done = await migrate(database);
        await database.destroy();
        for (const name of done) terminal.info(name);
        terminal.info(done.length > 0 ? `${done.length} migrations done` : "The tables are up to date");
      } finally {
        await ground.close();
      }
    });
}
