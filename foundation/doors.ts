import type { Pool, QueryConfig } from "pg";
import type { DataSource } from "typeorm";
import { type Audience, type Role, SETTINGS } from "./audience.ts";
import type { Door } from "./together.ts";

/** The connections of the public, by the database that rooms answer from. All others are the database's own. */
const publicPools = new WeakMap<DataSource, Pool>();

export const keepForPublic = (database: DataSource, pool: Pool) => void publicPools.set(database, pool);

/** Where the statements of an audience are run. */
export function doorOf(database: DataSource, audience: Audience): Door {
  const forPublic = publicPools.get(database);
  // Through any other database everything would be seen.
  if (!forPublic) throw new Error("Rooms answer only from behind the wall.");
  if (audience.role === "hub_public") return { pool: forPublic, key: audience.key };
  const pool = (database.driver as unknown as { master: Pool }).master;
  return { pool, key: audience.key, opening: openingFor(audience) };
}

/** Makes a transaction the hub's own again, which sees and may do everything. */
export const CLOSING: QueryConfig & { name: string } = {
  name: "as hub",
  text: "SELECT set_config('role', 'none', true)",
};

/** The statement that makes a transaction that audience's. What it sets ends with the transaction. */
export function openingFor({ role, settings }: Audience): QueryConfig & { name: string } {
  return { name: `as ${role}`, text: openings[role], values: SETTINGS[role].map((name) => settings[name]) };
}

const opening = (role: Role) =>
  `SELECT ${[
    `set_config('role', '${role}', true)`,
    ...SETTINGS[role].map((name, i) => `set_config('hub.${name}', $${i + 1}, true)`),
  ].join(", ")}`;

const openings: Readonly<Record<Role, string>> = {
  hub_public: opening("hub_public"),
  hub_viewer: opening("hub_viewer"),
  hub_member: opening("hub_member"),
  hub_curator: opening("hub_curator"),
};
