import type { Command } from "commander";
import { borrowGround } from "../ground.ts";
import { settings } from "../settings.ts";
import { terminal } from "../start.ts";

/** `hub migrate`: brings the tables to what the rooms expect. */
export function migrateCommand(program: Command): void {
  program
    .command("migrate")
    .summary("bring the tables of the database up to date")
    .description(
      "Brings the tables of all rooms up to date; safe to repeat, and safe beside a running hub. hub start and hub rooms do so by themselves.",
    )
    .action(async () => {
      const { openDatabase } = await import("../../foundation/database.ts");
      const { migrate } = await import("../../foundation/migrate.ts");
      const { rooms } = await import("../../subgraphs/registry.ts");
      const ground = await borrowGround(settings(), terminal);
      try {
        const database = await openDatabase(rooms, { url: ground.databaseUrl, poolSize: 2 });
        const done = await migrate(database);
        await database.destroy();
        for (const name of done) terminal.info(name);
        const some = `Tables brought up to date (${done.length} migrations)`;
        terminal.info(done.length > 0 ? some : "The tables are up to date");
      } finally {
        await ground.close();
      }
    });
}
