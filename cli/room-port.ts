import type { RoomPlaces } from "./addresses.ts";
import { Halt, systemCode } from "./exit.ts";
import { requirePort } from "./servers/port.ts";

/** Halts with one sentence where the room could not listen at its place. */
export const requireRoomPort = (name: string, places: RoomPlaces): Promise<void> =>
  requirePort(places.portOf(name), places.host, (error) => roomPortProblem(name, places, error));

/** What a failure to listen means to the person at the terminal; other failures come back unchanged. */
export function roomPortProblem(name: string, { host, portOf }: RoomPlaces, error: unknown): unknown {
  const port = portOf(name);
  switch (systemCode(error)) {
    case "EADDRINUSE":
      return new Halt(
        "PORT_IN_USE",
        `Port ${port}, where the room ${name} is to answer, is in use, perhaps by that very room; end that program, or choose other ports by ROOMS_PORT, the same for the rooms and the gateway.`,
      );
    case "EACCES":
      return new Halt(
        "PORT_IN_USE",
        `This user may not listen on port ${port}, where the room ${name} is to answer; choose ports above 1023 by ROOMS_PORT.`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new Halt("BAD_SETTING", `ROOMS_HOST, ${host}, is no address of this machine.`);
    default:
      return error;
  }
}
