import type { Command } from "commander";
import { borrowGround } from "../ground.ts";
import { settings } from "../settings.ts";
import { start } from "../start.ts";

/** `hub gateway`: the front door alone, before rooms that run elsewhere. */
export function gatewayCommand(program: Command): void {
  program
    .command("gateway")
    .summary("run the gateway alone, before rooms that hub rooms runs")
    .description(
      "Runs the gateway and the indexer alone, before rooms that hub rooms runs in another terminal or on another machine. It opens at once; rooms may come and go.",
    )
    .addHelpText(
      "after",
      `
It listens on PORT (4000) and looks for the rooms on ROOMS_PORT (4101) and the ports after it, at ROOMS_HOST
(127.0.0.1); a room that is elsewhere is named by its address: PRACTICES_URL=http://10.0.0.7:4104/graphql.
The database and Meilisearch are found as hub rooms finds them.

  npm run hub gateway`,
    )
    .action(async () => {
      const { openGatewayAlone } = await import("../open-gateway.ts");
      process.exit(
        await start(settings(), openGatewayAlone, { what: "the gateway", takeGround: borrowGround }),
      );
    });
}
