import pg, { type ClientBase } from "pg";
import { DataSource, type DataSourceOptions, type Logger } from "typeorm";
import type { Role } from "./audience.ts";
import { keepForPublic } from "./doors.ts";
import { HubEvent } from "./events.ts";
import { ExperienceEntry } from "./experience.ts";
import { IdempotencyKey } from "./idempotency.ts";
import { PlaceEntry } from "./likeness.ts";
import { log } from "./log.ts";
import { foundationMigrations } from "./migrations/index.ts";
import { DeadLetter, DirectoryEntry, News, PersonEntry } from "./outbox.ts";
import { FormerValue, StoredRevision } from "./revision.ts";
import { WallDown, wallFaults } from "./roles.ts";
import type { Subgraph } from "./subgraph.ts";

export interface DatabaseOptions {
  url: string;
  /** connections at the most, in all; 10 unless told */
  poolSize?: number;
  /** called with every statement, so that a test can count them; what makes a transaction's settings is none */
  onStatement?: (statement: string) => void;
}

/** Opens PostgreSQL for these rooms as the hub itself, which sees everything: their entities and migrations, and the foundation's. Nothing is created or changed by opening it. */
export const openDatabase = (rooms: readonly Subgraph[], options: DatabaseOptions): Promise<DataSource> =>
  new DataSource(optionsOf(rooms, options)).initialize();

/**
 * Opens PostgreSQL for rooms to answer from, behind the wall: half of the connections are the public's, on the others
 * nothing is seen but by the settings of a transaction. The database must be migrated. Throws WallDown where the wall does not stand.
 */
export async function openWalled(rooms: readonly Subgraph[], options: DatabaseOptions): Promise<DataSource> {
  const { url, poolSize = 10 } = options;
  const forPublic = Math.ceil(poolSize / 2);
  const database = new DataSource(
    optionsOf(rooms, { ...options, poolSize: Math.max(1, poolSize - forPublic) }, as("hub_viewer")),
  );
  const everybody = new pg.Pool({
    connectionString: url,
    application_name: NAME,
    max: forPublic,
    ...CONNECTION,
    ...as("hub_public"),
  });
  everybody.on("error", (error) => log.warn({ err: error }, "a connection of the public was lost"));
  keepForPublic(database, everybody);
  const destroy = database.destroy.bind(database);
  database.destroy = async () => void (await Promise.all([everybody.end(), destroy()]));
  await database.initialize().catch((error: { code?: string }) => {
    throw ["22023", "42501"].includes(error.code ?? "")
      ? down(["its roles are missing or may not be used"])
      : error;
  });
  const faults = await wallFaults((statement, values) => database.query(statement, values));
  if (faults.length === 0) return database;
  await database.destroy();
  throw down(faults);
}

const down = (faults: readonly string[]) =>
  new WallDown(
    `The hub's wall in the database is down: ${faults.join("; ")}. \`npm run hub migrate\` builds it.`,
  );

const NAME = "hub";
const CONNECTION = {
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 30_000,
  keepAlive: true,
  pipeline: true,
};

/**
 * Connections on which nobody is more than that, until a transaction says otherwise. What rooms ask is short: to start
 * processes that help with it takes PostgreSQL longer than they save.
 */
const as = (role: Role) => ({
  onConnect: (client: ClientBase) =>
    client.query(`SET ROLE ${role}; SET max_parallel_workers_per_gather = 0`),
});

function optionsOf(
  rooms: readonly Subgraph[],
  { url, poolSize = 10, onStatement }: DatabaseOptions,
  further: object = {},
): DataSourceOptions {
  return {
    type: "postgres",
    url,
    poolSize,
    installExtensions: false,
    synchronize: false,
    applicationName: NAME,
    migrationsTableName: "migration",
    migrationsTransactionMode: "each",
    entities: [
      ...[DirectoryEntry, PersonEntry, PlaceEntry, ExperienceEntry, News, DeadLetter, HubEvent],
      ...[IdempotencyKey, StoredRevision, FormerValue],
      ...rooms.flatMap((room) => [...room.entities]),
    ],
    migrations: [...foundationMigrations, ...rooms.flatMap((room) => [...room.migrations])],
    extra: { ...CONNECTION, ...further },
    ...(onStatement ? { logging: ["query"], logger: listener(onStatement) } : { logging: false }),
  };
}

const listener = (hear: (statement: string) => void): Logger => ({
  logQuery: (statement) => hear(statement),
  logQueryError: () => {},
  logQuerySlow: () => {},
  logSchemaBuild: () => {},
  logMigration: () => {},
  log: () => {},
});
