import type { Subgraph } from "../foundation/subgraph.ts";
import { Halt } from "./exit.ts";

/** Where rooms answer that run in processes of their own. */
export interface RoomPlaces {
  /** the address rooms listen on; ROOMS_HOST, 127.0.0.1 unless set */
  host: string;
  portOf(name: string): number;
  /** where the gateway finds a room: `<NAME>_URL`, else host and port */
  urlOf(name: string): string;
}

/** The places of the rooms: the first at ROOMS_PORT (4101 unless set), each further one at the next port. */
export function roomPlaces(
  rooms: readonly Subgraph[],
  environment: NodeJS.ProcessEnv = process.env,
): RoomPlaces {
  const host = environment.ROOMS_HOST || "127.0.0.1";
  const first = Number(environment.ROOMS_PORT || 4101);
  if (!Number.isInteger(first) || first < 1 || first + rooms.length > 65536) {
    throw new Halt(
      "BAD_SETTING",
      "ROOMS_PORT must be a number from 1 to 65535, with room for all rooms above it.",
    );
  }
  const portOf = (name: string) => first + rooms.findIndex((room) => room.name === name);
  return {
    host,
    portOf,
    urlOf(name) {
      const given = environment[`${name.toUpperCase()}_URL`];
      if (given && !URL.canParse(given))
        throw new Halt("BAD_SETTING", `${name.toUpperCase()}_URL is not an address.`);
      return given || `http://${host}:${portOf(name)}/graphql`;
    },
  };
}
