import type { Command } from "commander";
import { borrowGround } from "../ground.ts";
import { openGatewayAlone } from "../open.ts";
import { settings } from "../settings.ts";
import { start } from "../start.ts";

/** `hub gateway`: the front door alone, before rooms that run elsewhere. */
export function gatewayCommand(program: Command): void {
  program
    .command("gateway")
    .description(
      "run the gateway alone, before rooms that hub rooms serves (their addresses: <NAME>_URL, as PRACTICES_URL)",
    )
    .action(async () => {
      process.exit(await start(settings(), openGatewayAlone, borrowGround));
    });
}
