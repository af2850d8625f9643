import type { ExecutionResult } from "graphql";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import type { Language } from "../foundation/language.ts";
import type { Passports } from "../foundation/passport.ts";
import { contextOf, type RoomResources } from "../foundation/server.ts";
import { type Subgraph, schemaOf } from "../foundation/subgraph.ts";
import type { Pulse } from "../gateway/feed.ts";
import { createGateway, type Gateway, type GatewayOptions } from "../gateway/gateway.ts";
import { identities } from "../gateway/identity.ts";
import { type ProviderSettings, signInProvider } from "../gateway/provider.ts";
import { roomOverHttp } from "../gateway/room-over-http.ts";
import { type Room, roomInProcess } from "../gateway/rooms.ts";

/** The gateway with its rooms behind it, wherever they are. */
export interface House {
  gateway: Gateway;
  /** Puts an operation to the graph as the hub itself, which reads everything and writes as a curator. */
  ask(query: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Lets the hub ask as a member at this moment, shown these languages first; undefined where they take part no more. */
  askAs(memberId: string, languages: readonly Language[]): Promise<House["ask"] | undefined>;
  close(): Promise<void>;
}

/** Rooms in this process, on one pool of connections. */
export const roomsInProcess = (subgraphs: readonly Subgraph[], resources: RoomResources): Room[] =>
  subgraphs.map((subgraph) =>
    roomInProcess({
      name: subgraph.name,
      schema: schemaOf(subgraph),
      contextOf: (call) => contextOf(resources, call as never),
      healthy: () => answers(resources.database),
    }),
  );

/** Rooms in other processes, by their name and address. */
export const roomsOverHttp = (addresses: ReadonlyMap<string, string>): Room[] =>
  [...addresses].map(([name, url]) => roomOverHttp({ name, url }));

/** Puts the gateway in front of rooms, with identities that come from the graph itself. */
export async function openHouse(
  rooms: readonly Room[],
  {
    passports,
    signIn,
    tellKeysMs,
    believedMs,
    pulse,
    ...options
  }: Omit<GatewayOptions, "rooms" | "identify" | "partners" | "feed"> & {
    passports: Passports;
    log: Logger;
    /** where people sign in; nowhere unless said */
    signIn?: ProviderSettings | undefined;
    tellKeysMs?: number;
    believedMs?: number;
    /** beats when something has happened; without it subscribers hear of it within a second */
    pulse?: Pulse;
  },
): Promise<House> {
  const identity = identities({
    passports,
    ask: (query, variables, who, caller) => gateway.execute({ query, variables }, who, caller),
    provider: signIn && signInProvider(signIn, options.log),
    log: options.log,
    tellKeysMs,
    believedMs,
  });
  const gateway: Gateway = createGateway({
    ...options,
    rooms,
    identify: identity.identify,
    partners: identity.partners,
    feed: { ask: identity.asHub, pulse },
    afterMutation: identity.forget,
  });
  return {
    gateway,
    ask: async (query, variables = {}) => gateway.execute({ query, variables }, await identity.service()),
    async askAs(memberId, languages) {
      const member = await identity.asMember(memberId, languages);
      return member && ((query, variables = {}) => gateway.execute({ query, variables }, member));
    },
    close: () => gateway.close(),
  };
}

const answers = (database: DataSource): Promise<boolean> =>
  database.query("SELECT 1").then(
    () => true,
    () => false,
  );
