import type { Command } from "commander";
import { settings } from "../settings.ts";
import { type OpenHub, start } from "../start.ts";

/** `hub start`, with what opens the hub on its servers. */
export const startCommand = (openHub: OpenHub) => (program: Command) => {
  program
    .command("start", { isDefault: true })
    .description("run the whole hub: its servers, its rooms, its gateway and the explorer")
    .action(async () => {
      process.exit(await start(settings(), openHub));
    });
};
