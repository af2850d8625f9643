import { ROLES } from "./audience.ts";

/** The wall in the database is not up: told in one sentence to whoever runs the hub. Without it no room answers. */
export class WallDown extends Error {
  override name = "WallDown";
}

/** Asks PostgreSQL, and gives the rows. */
export type Asking = <R>(statement: string, values?: unknown[]) => Promise<R[]>;

/** How often it is tried again when another process makes the same roles at the same moment. */
const TRIES = 10;

/**
 * Makes sure that the audiences' roles exist and that this user may act as them. Roles belong to the whole server, so
 * several databases may want them at once. Throws WallDown where the user may not make them.
 */
export async function ensureRoles(ask: Asking): Promise<void> {
  for (let left = TRIES; ; left--) {
    try {
      for (const { role, exists } of await lackingRoles(ask)) {
        if (!exists) await ask(`CREATE ROLE ${role} NOLOGIN`);
        await ask(`GRANT ${role} TO CURRENT_USER WITH SET TRUE, INHERIT FALSE`);
      }
      return;
    } catch (error) {
      const { code = "" } = error as { code?: string };
      if (code === "42501") throw await notAllowed(ask);
      // Somebody else was there first: 42710 and 23505 by a role, XX000 by a grant.
      if (left === 0 || !["42710", "23505", "XX000"].includes(code)) throw error;
    }
  }
}

const lackingRoles = (ask: Asking): Promise<{ role: string; exists: boolean }[]> =>
  ask(
    `SELECT role, r.oid IS NOT NULL AS exists FROM unnest($1::text[]) AS role LEFT JOIN pg_roles r ON r.rolname = role
     WHERE r.oid IS NULL OR NOT pg_has_role(session_user, r.oid, 'SET') ORDER BY array_position($1::text[], role)`,
    [ROLES],
  );

async function notAllowed(ask: Asking): Promise<WallDown> {
  const [user] = await ask<{ name: string }>("SELECT quote_ident(session_user) AS name");
  const lacking = await lackingRoles(ask);
  const creating = lacking
    .filter(({ exists }) => !exists)
    .map(({ role }) => `CREATE ROLE ${role} NOLOGIN; `)
    .join("");
  const roles = lacking.map(({ role }) => role).join(", ");
  const { name } = user!;
  return new WallDown(
    `The hub keeps its content behind roles of PostgreSQL that the user ${name} may not make: let an administrator run "${creating}GRANT ${roles} TO ${name} WITH SET TRUE, INHERIT FALSE;" once, and start the hub again.`,
  );
}

/** What is wrong with the wall, in some words each; nothing where it stands. */
export async function wallFaults(ask: Asking): Promise<string[]> {
  const lacking = await lackingRoles(ask);
  if (lacking.length > 0)
    return [`the roles ${lacking.map(({ role }) => role).join(", ")} are missing or may not be used`];
  const roles = await ask<{ name: string }>(
    "SELECT rolname AS name FROM pg_roles WHERE rolname = ANY($1::text[]) AND (rolsuper OR rolbypassrls)",
    [ROLES],
  );
  const tables = await ask<{ name: string }>(
    `SELECT DISTINCT c.oid::regclass::text AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
     WHERE p.polroles && ARRAY(SELECT oid FROM pg_roles WHERE rolname = ANY($1::text[]))
       AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    [ROLES],
  );
  return [
    ...roles.map(({ name }) => `the role ${name} passes row-level security`),
    ...tables.map(({ name }) => `row-level security is not forced for ${name}`),
  ];
}
