import type { Command } from "commander";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { Halt } from "../exit.ts";
import { borrowGround } from "../ground.ts";
import { settings } from "../settings.ts";
import { start } from "../start.ts";

/** `hub rooms`: rooms behind HTTP, each in a process of its own, for a gateway that runs elsewhere. */
export function roomsCommand(program: Command): void {
  program
    .command("rooms")
    .summary("run rooms behind HTTP, each in a process of its own")
    .description(
      "Runs rooms behind HTTP, each in a process of its own, for the gateway that hub gateway starts in another terminal or on another machine.",
    )
    .argument("[names...]", "which rooms, by the names of the folders in subgraphs/", "all")
    .addHelpText(
      "after",
      `
The first room listens on ROOMS_PORT (4101), each further one on the next port, at ROOMS_HOST (127.0.0.1).
The database and Meilisearch are those of the hub that runs on the same HUB_HOME, else the given ones
(DATABASE_URL, MEILI_URL), else embedded ones, which are started and stopped with this command.

  npm run hub rooms
  npm run hub rooms practices members`,
    )
    .action(async (wanted: string[] | "all") => {
      const { rooms } = await import("../../subgraphs/registry.ts");
      const { openRooms, requireRoomPorts } = await import("../rooms.ts");
      const chosen = wanted === "all" ? rooms : named(wanted, rooms);
      process.exit(
        await start(settings(), openRooms(chosen), {
          what: "the rooms",
          takeGround: borrowGround,
          requirePorts: () => requireRoomPorts(chosen),
        }),
      );
    });
}

function named(wanted: readonly string[], rooms: readonly Subgraph[]): readonly Subgraph[] {
  const unknown = wanted.filter((name) => !rooms.some((room) => room.name === name));
  if (unknown.length > 0) {
    const names = rooms.map(({ name }) => name).join(", ");
    throw new Halt("BAD_SETTING", `There is no room ${unknown.join(", ")}; the rooms are ${names}.`);
  }
  return rooms.filter(({ name }) => wanted.includes(name));
}
