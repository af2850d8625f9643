import { readFile } from "node:fs/promises";
import type { DataSource } from "typeorm";
import { annotationProtocol } from "../annotation-protocol/service.ts";
import { explorer } from "../explorer/serve.ts";
import { openDatabase, openWalled } from "../foundation/database.ts";
import { listening } from "../foundation/listening.ts";
import { log as records } from "../foundation/log.ts";
import { migrate } from "../foundation/migrate.ts";
import { passports } from "../foundation/passport.ts";
import type { Pulse } from "../gateway/feed.ts";
import type { Room } from "../gateway/rooms.ts";
import { providerKeys } from "../provider/keys.ts";
import { embeddedProvider } from "../provider/provider.ts";
import { accounts } from "../seeds/accounts.ts";
import { seeds } from "../seeds/content.ts";
import { loadFirstContent } from "../seeds/load.ts";
import { progressOn } from "../seeds/progress.ts";
import { startAnchoring } from "../subgraphs/annotations/following/follower.ts";
import { DELIVERED_CHANNEL, startDelivery } from "../subgraphs/inbox/delivery.ts";
import { startDigests } from "../subgraphs/inbox/digest/sending.ts";
import { rooms } from "../subgraphs/registry.ts";
import { startIndexer } from "../subgraphs/search/indexer.ts";
import { digestsOn, leavingAt, mailSecret } from "./digests.ts";
import { type Door, type Ground, searchPlace } from "./ground.ts";
import { type House, openHouse, roomsInProcess } from "./house.ts";
import { inProject } from "./paths.ts";
import type { Log } from "./servers/process.ts";
import type { OpenHub } from "./start.ts";

/** The whole hub in this process. */
export const openHub: OpenHub = async (ground, settings, log) => {
  const own = await openDatabase(rooms, { url: ground.databaseUrl, poolSize: 2 });
  const done = await migrate(own);
  if (done.length > 0) log.info(`Tables brought up to date (${done.length} migrations)`);
  const database = await openWalled(rooms, { url: ground.databaseUrl, poolSize: 20 });
  const keys = await passports(ground.home);
  const reached = roomsInProcess(rooms, {
    database,
    passports: keys,
    search: searchPlace(ground),
    newcomers: settings.newcomers,
  });
  const house = await openHouseOn(ground, reached, settings);
  const fresh = await fill(own, house, log);
  await own.destroy();
  const followers = followersOn(ground, house, settings, log);
  if (fresh) await followers.drawn();
  const { port } = await house.gateway.listen({ port: settings.port });
  return {
    url: `http://localhost:${port}/graphql`,
    facts: [
      ...signInFact(settings, log),
      ["Rooms", `${reached.map(({ name }) => name).join(", ")}: all in this process`],
    ],
    async close() {
      await followers.close();
      await house.close();
      await database.destroy();
    },
  };
};

/** The gateway before these rooms, as a house that does not listen yet. Where sign-in is embedded, its pages are there too. */
export async function openHouseOn(
  ground: Ground,
  reached: readonly Room[],
  { signIn, proxies = 0, corsOrigins = [], publicUrl, production = false }: Door = {},
): Promise<House> {
  const page = explorer();
  const provider =
    signIn?.embedded &&
    embeddedProvider({
      ...signIn,
      accounts: accounts(),
      keys: await providerKeys(ground.home),
      production,
      evenInProduction: process.env.OIDC_EMBEDDED === "yes",
    });
  const house: House = await openHouse(reached, {
    passports: await passports(ground.home),
    supergraphSdl: await readFile(inProject("schema", "supergraph.graphql"), "utf8"),
    log: records,
    signIn,
    proxies,
    corsOrigins,
    services: [
      leavingAt(mailSecret(ground.home), (query, variables) => house.ask(query, variables)),
      ...(publicUrl ? [annotationProtocol({ publicUrl })] : []),
    ],
    pulse: pulseOf(ground.databaseUrl),
    explorer: provider ? (request, response) => provider(request, response) || page(request, response) : page,
  });
  return house;
}

/** Beats whenever something has been delivered to inboxes. */
export const pulseOf =
  (databaseUrl: string): Pulse =>
  (beat) =>
    listening(databaseUrl, DELIVERED_CHANNEL, beat, records);

/** Where people sign in, as a line of the summary. */
export function signInFact({ signIn, production }: Door, log: Log): [string, string][] {
  if (signIn?.embedded && production)
    log.warn(
      "The embedded sign-in runs in production: whoever reaches it is whom they choose, without a password.",
    );
  if (!signIn) return [["Sign-in", "none: set OIDC_ISSUER and OIDC_AUDIENCE"]];
  return [
    [
      "Sign-in",
      `${signIn.issuer}${signIn.embedded ? ", embedded: npm run hub login" : ", given by OIDC_ISSUER"}`,
    ],
  ];
}

/** Works with a house, its rooms in this process, without opening a door; the tables must be up to date. */
export async function withHouse<T>(ground: Ground, work: (house: House) => Promise<T>): Promise<T> {
  const database = await openWalled(rooms, { url: ground.databaseUrl });
  const resources = { database, passports: await passports(ground.home), search: searchPlace(ground) };
  const house = await openHouseOn(ground, roomsInProcess(rooms, resources));
  try {
    return await work(house);
  } finally {
    await house.close();
    await database.destroy();
  }
}

/** What follows what happens: search, the anchors of notes, people's inboxes and their digests. */
export interface Followers {
  /** Resolves at a moment when search finds all that the graph holds. */
  drawn(): Promise<void>;
  close(): Promise<void>;
}

export function followersOn(ground: Ground, house: House, settings: Door, log: Log): Followers {
  const { databaseUrl } = ground;
  const { ask } = house;
  const indexer = startIndexer({ databaseUrl, place: searchPlace(ground), ask, log: records });
  const all = [
    indexer,
    startAnchoring({ databaseUrl, ask, log: records }),
    startDelivery({ databaseUrl, log: records }),
    ...(settings.production && !settings.mail ? [] : [digestsRunOn(ground, house, settings, log)]),
  ];
  return {
    drawn: () => indexer.drawn(),
    close: async () => void (await Promise.all(all.map((one) => one.close()))),
  };
}

/** Sends digests when they are due. */
function digestsRunOn(ground: Ground, house: House, settings: Door, log: Log) {
  const onSent = (where: string) => {
    if (!settings.mail) log.info(`A digest was written to ${where}`);
  };
  return startDigests({ ...digestsOn(ground, house, settings), onSent });
}

/**
 * Loads the first content into an empty hub, and completes it where an earlier start died over it; true where something
 * was written. Of several processes that would do so at once, one does.
 */
export async function fill(database: DataSource, house: House, log: Log): Promise<boolean> {
  const runner = database.createQueryRunner();
  try {
    const [{ mine }] = await runner.query(
      "SELECT pg_try_advisory_lock(hashtext('hub first content')) AS mine",
    );
    if (!mine) return false;
    const [{ empty, begun }] = await runner.query(
      `SELECT NOT EXISTS (SELECT 1 FROM hub.record WHERE "sourceId" IS NULL OR "sourceId" NOT LIKE 'synthetic:%') AS empty,
              EXISTS (SELECT 1 FROM hub.record WHERE "sourceId" = ANY($1::text[])) AS begun`,
      [seeds().map(({ sourceId }) => sourceId)],
    );
    if (!empty && !begun) return false;
    const { created, completed } = await loadFirstContent({
      ask: house.ask,
      ...(empty ? { progress: progressOn() } : {}),
    });
    if (created + completed > 0)
      log.info(`First content: ${created} records written, ${completed} completed`);
    return created + completed > 0;
  } finally {
    await runner.query("SELECT pg_advisory_unlock(hashtext('hub first content'))").catch(() => {});
    await runner.release();
  }
}
