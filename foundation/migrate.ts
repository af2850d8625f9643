import { DataSource } from "typeorm";
import { ensureRoles } from "./roles.ts";

/** Brings the database to the state the rooms expect, and the server's roles with it. Safe to call from several processes at once: they take turns. Throws WallDown. */
export async function migrate(database: DataSource): Promise<string[]> {
  const runner = database.createQueryRunner();
  await runner.connect();
  try {
    await runner.query("SELECT pg_advisory_lock(hashtext('hub migrations'))");
    await ensureRoles((statement, values) => database.query(statement, values));
    const done = await database.runMigrations();
    return done.map((migration) => migration.name);
  } finally {
    await runner.query("SELECT pg_advisory_unlock(hashtext('hub migrations'))");
    await runner.release();
  }
}

/** The statements by which the tables differ from the entities; none when they agree. */
export async function drift(database: DataSource): Promise<string[]> {
  const { upQueries } = await database.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
