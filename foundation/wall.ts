import type { QueryRunner } from "typeorm";
import { ROLES, type Role } from "./audience.ts";

/** For each audience, the condition by which it sees a row; an audience that is not named sees none. */
export type Sight = Partial<Readonly<Record<Role, string>>>;

/**
 * A setting of the transaction, as policies read it; null where it was not made. It is looked up for each row that comes so
 * far: behind what tells most rows apart already, that costs less than to get ready to look it up once.
 */
export const setting = (name: string, type: "uuid" | "uuid[]" | "text[]") =>
  `NULLIF(current_setting('hub.${name}', true), '')::${type}`;

/** As `setting`, looked up once for each statement: for what every row is asked. */
export const settingOnce = (name: string, type: "text[]") => `(SELECT ${setting(name, type)})::${type}`;

/** Who sees a row of content, or of the directory: what `contentFor` says, said to the database. */
export const contentSight: Required<Sight> = {
  hub_public: `status = 'PUBLISHED' AND visibility = 'PUBLIC'`,
  hub_viewer: `status = 'PUBLISHED' AND visibility = ANY(${settingOnce("shows", "text[]")})`,
  hub_member: `(status = 'PUBLISHED' AND (visibility IN ('PUBLIC', 'MEMBERS')
      OR (visibility = 'GROUP' AND "groupIds" && ${setting("groups", "uuid[]")})))
    OR (status <> 'PUBLISHED' AND "ownerId" = ${setting("organisation", "uuid")})`,
  hub_curator: "true",
};

/** For each audience that does not see all, whether a row of hub.revision was published for it. */
export const publishedRevision = {
  hub_public: `(revision.status = 'PUBLISHED' AND revision.visibility = 'PUBLIC')`,
  hub_viewer: `(revision.status = 'PUBLISHED' AND revision.visibility = ANY(${settingOnce("shows", "text[]")}))`,
  hub_member: `(revision.status = 'PUBLISHED' AND (revision.visibility IN ('PUBLIC', 'MEMBERS')
    OR (revision.visibility = 'GROUP' AND revision."groupIds" && ${setting("groups", "uuid[]")})))`,
};

/** The condition that a row's `column` points at a record which the audience sees: the directory stands behind the wall too. OFFSET keeps PostgreSQL from reading the whole directory for the sake of a few rows. */
export const pointsAtSeen = (column: string) =>
  `EXISTS (SELECT 1 FROM hub.record d WHERE d.id = "${column}" OFFSET 0)`;

/**
 * For migrations: puts a table behind the wall, so that each audience sees the rows that `sight` says and no others,
 * whatever a statement asks for. Who owns the table, the hub itself, goes on seeing all. Repeated, it says anew who sees what.
 */
export async function wall(runner: QueryRunner, table: string, sight: Sight): Promise<void> {
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  await runner.query(`DROP POLICY IF EXISTS hub_itself ON ${table}`);
  await runner.query(`CREATE POLICY hub_itself ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`);
  for (const role of ROLES) {
    await runner.query(`DROP POLICY IF EXISTS ${role}_sees ON ${table}`);
    if (!sight[role]) continue;
    await runner.query(`CREATE POLICY ${role}_sees ON ${table} FOR SELECT TO ${role} USING (${sight[role]})`);
  }
  await readable(runner, table);
}

/** For migrations: lets audiences see more rows of another room's table, or of the foundation's, as this room says. */
export async function alsoSeen(
  runner: QueryRunner,
  table: string,
  room: string,
  sight: Sight,
): Promise<void> {
  for (const role of ROLES.filter((role) => sight[role])) {
    await runner.query(`DROP POLICY IF EXISTS ${role}_sees_by_${room} ON ${table}`);
    await runner.query(
      `CREATE POLICY ${role}_sees_by_${room} ON ${table} FOR SELECT TO ${role} USING (${sight[role]})`,
    );
  }
}

/**
 * For migrations: lets audiences write rows of a table behind the wall: those for which the condition holds, of a changed
 * row before and after the change. Rows that must not be seen are not changed either.
 */
export async function writable(runner: QueryRunner, table: string, rows: Sight): Promise<void> {
  for (const role of ROLES.filter((role) => rows[role])) {
    const all = rows[role];
    await runner.query(`CREATE POLICY ${role}_adds ON ${table} FOR INSERT TO ${role} WITH CHECK (${all})`);
    await runner.query(
      `CREATE POLICY ${role}_changes ON ${table} FOR UPDATE TO ${role} USING (${all}) WITH CHECK (${all})`,
    );
    await runner.query(`GRANT INSERT, UPDATE ON ${table} TO ${role}`);
  }
}

/** For migrations: lets audiences read a table or view, or some columns of it. What does not stand behind the wall is then read whole. */
export async function readable(
  runner: QueryRunner,
  table: string,
  { roles = ROLES, columns = [] }: { roles?: readonly Role[]; columns?: readonly string[] } = {},
): Promise<void> {
  const some = columns.length > 0 ? ` (${columns.map((name) => `"${name}"`).join(", ")})` : "";
  await runner.query(`GRANT USAGE ON SCHEMA ${table.split(".")[0]} TO ${roles.join(", ")}`);
  await runner.query(`GRANT SELECT${some} ON ${table} TO ${roles.join(", ")}`);
}

/**
 * For migrations: a view beside a table of content, `<table>_links`, of ids alone: of each row, and of what it is linked
 * with. It does not stand behind the wall, so that rows can be found by indexes which no condition of the wall stands
 * before; the rows themselves are then read from the table.
 */
export async function links(runner: QueryRunner, table: string, columns: readonly string[]): Promise<void> {
  const all = ["id", ...columns].map((name) => `"${name}"`).join(", ");
  await runner.query(`CREATE VIEW ${table}_links AS SELECT ${all} FROM ${table}`);
  await readable(runner, `${table}_links`);
}

/** Who sees a row of content, and what an audience sees besides. */
export function contentSightAnd(also: Sight): Sight {
  const more = (role: Role) => (also[role] ? ` OR (${also[role]})` : "");
  return Object.fromEntries(ROLES.map((role) => [role, `(${contentSight[role]})${more(role)}`]));
}

/** For migrations: puts a table of content behind the wall, and its links beside it. `columns` are the kind's own links; `also` says what an audience sees besides. */
export async function contentWall(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
  also: Sight = {},
): Promise<void> {
  await wall(runner, table, contentSightAnd(also));
  await writable(runner, table, {
    hub_member: `"ownerId" = ${setting("organisation", "uuid")}`,
    hub_curator: "true",
  });
  await links(runner, table, [...CONTENT_LINKS, ...columns]);
}
const CONTENT_LINKS = ["ownerId", "topicIds", "organisationIds"];

/** Those to whom what is not content can belong. */
export const PEOPLE = ["hub_viewer", "hub_member", "hub_curator"] as const satisfies readonly Role[];
