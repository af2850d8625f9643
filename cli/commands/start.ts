import type { Command } from "commander";
import { settings } from "../settings.ts";
import { type OpenHub, start } from "../start.ts";

/** `hub start`, with what opens the hub on its servers. */
export const startCommand = (openHub: OpenHub) => (program: Command) => {
  program
    .command("start")
    .summary("run the whole hub")
    .description(
      "Runs the whole hub in one process: its servers, its rooms, its gateway and the explorer. Answers at http://localhost:4000/graphql, or at PORT; npm start is the same.",
    )
    .action(async () => {
      process.exit(await start(settings(), openHub));
    });
};
