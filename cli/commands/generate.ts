import { type Command, InvalidArgumentError } from "commander";
import { progressOn } from "../../seeds/progress.ts";
import { borrowGround } from "../ground.ts";
import { settings } from "../settings.ts";
import { terminal } from "../start.ts";

const whole = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  return value;
};

/** `hub generate`: made-up records to try the hub with under load. */
export function generateCommand(program: Command): void {
  program
    .command("generate")
    .summary("fill the hub with made-up records, to try it under load")
    .description(
      "Fills the hub with made-up records, marked as synthetic; the same seed makes the same ones.",
    )
    .option("--practices <number>", "how many practices; all else in proportion", whole(1, 1_000_000), 10_000)
    .option("--seed <number>", "what the records depend on", whole(0, 999_999), 7)
    .action(async ({ practices, seed }: { practices: number; seed: number }) => {
      const began = performance.now();
      const { openDatabase } = await import("../../foundation/database.ts");
      const { migrate } = await import("../../foundation/migrate.ts");
      const { generate } = await import("../../seeds/generate.ts");
      const { rooms } = await import("../../subgraphs/registry.ts");
      const ground = await borrowGround(settings(), terminal);
      try {
        const database = await openDatabase(rooms, { url: ground.databaseUrl, poolSize: 4 });
        await migrate(database);
        const { created, total } = await generate({ database, practices, seed, progress: progressOn() });
        await database.destroy();
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        const number = new Intl.NumberFormat("en");
        terminal.info(
          created > 0
            ? `${number.format(created)} rows made in ${seconds} s; a running hub takes them into its search index by itself`
            : `All ${number.format(total)} rows of seed ${seed} are there already`,
        );
      } finally {
        await ground.close();
      }
    });
}
