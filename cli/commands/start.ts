import type { Command } from "commander";
import { settings } from "../settings.ts";
import { start } from "../start.ts";

/** `hub start`. */
export function startCommand(program: Command): void {
  program
    .command("start")
    .summary("run the whole hub")
    .description(
      "Runs the whole hub in one process: its servers, its rooms, its gateway and the explorer. Answers at http://localhost:4000/graphql, or at PORT; npm start is the same.",
    )
    .action(async () => {
      const { openHub } = await import("../open.ts");
      process.exit(await start(settings(), openHub));
    });
}
