import { DataSource, type Logger } from "typeorm";
import { ExperienceEntry } from "./experience.ts";
import { IdempotencyKey } from "./idempotency.ts";
import { PlaceEntry } from "./likeness.ts";
import { foundationMigrations } from "./migrations/index.ts";
import { DeadLetter, DirectoryEntry, News, PersonEntry } from "./outbox.ts";
import { FormerValue, StoredRevision } from "./revision.ts";
import type { Subgraph } from "./subgraph.ts";

export interface DatabaseOptions {
  url: string;
  /** connections at the most; 10 unless told */
  poolSize?: number;
  /** called with every statement, so that a test can count them */
  onStatement?: (statement: string) => void;
}

/** Opens PostgreSQL for these rooms: their entities and migrations, and the foundation's. Nothing is created or changed by opening it. */
export async function openDatabase(
  rooms: readonly Subgraph[],
  { url, poolSize = 10, onStatement }: DatabaseOptions,
): Promise<DataSource> {
  const source = new DataSource({
    type: "postgres",
    url,
    poolSize,
    installExtensions: false,
    synchronize: false,
    applicationName: "hub",
    migrationsTableName: "migration",
    migrationsTransactionMode: "each",
    entities: [
      ...[DirectoryEntry, PersonEntry, PlaceEntry, ExperienceEntry, News, DeadLetter],
      ...[IdempotencyKey, StoredRevision, FormerValue],
      ...rooms.flatMap((room) => [...room.entities]),
    ],
    migrations: [...foundationMigrations, ...rooms.flatMap((room) => [...room.migrations])],
    extra: {
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
      keepAlive: true,
      pipeline: true,
    },
    ...(onStatement ? { logging: ["query"], logger: listener(onStatement) } : { logging: false }),
  });
  return source.initialize();
}

const listener = (hear: (statement: string) => void): Logger => ({
  logQuery: (statement) => hear(statement),
  logQueryError: () => {},
  logQuerySlow: () => {},
  logSchemaBuild: () => {},
  logMigration: () => {},
  log: () => {},
});
