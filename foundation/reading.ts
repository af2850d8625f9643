import { createHash } from "node:crypto";
import type { QueryConfig } from "pg";
import sql, { type Sql } from "sql-template-tag";
import { type Audience, audienceOf, ROLES, type Role } from "./audience.ts";
import type { HubContext } from "./context.ts";
import { CLOSING, doorOf, openingFor } from "./doors.ts";
import { Lru } from "./lru.ts";
import { problemOf } from "./problems.ts";
import { queryTogether, queryWithin } from "./together.ts";

/** By role and text: a role's plans are its own. */
const names = new Map(ROLES.map((role) => [role, new Lru<string, string>(5_000)]));

/**
 * Runs a reading statement as the viewer's audience, within a deed too; faults that the caller's values cause come back as
 * Problems. It is a prepared statement, so that PostgreSQL parses and plans it once per connection.
 */
export const read = <R>(ctx: Pick<HubContext, "db" | "viewer">, statement: Sql): Promise<R[]> =>
  readAs(ctx, audienceOf(ctx.viewer), statement);

/** As `read`, for what is not content: it is open to none of the public, but to partners who ask for what is theirs. */
export const readApart = <R>(ctx: Pick<HubContext, "db" | "viewer">, statement: Sql): Promise<R[]> =>
  readAs(ctx, audienceOf(ctx.viewer, true), statement);

/** As `read`, as an audience to which the viewer does not belong by themself. */
export async function readAs<R>(
  { db }: Pick<HubContext, "db">,
  audience: Audience,
  { text, values }: Sql,
): Promise<R[]> {
  try {
    db.connection.logger.logQuery(text, values as unknown[]);
    const query: QueryConfig = { name: nameOf(audience.role, text), text, values: values as unknown[] };
    const rows = db.queryRunner
      ? await queryWithin(
          await db.queryRunner.connect(),
          { opening: openingFor(audience), closing: CLOSING },
          query,
        )
      : await queryTogether(doorOf(db.connection, audience), query);
    return rows as R[];
  } catch (error) {
    throw problemOf(error);
  }
}

/**
 * Runs what one of TypeORM's builders has put together, within a deed, as the viewer's audience, which may write what is
 * theirs to write and nothing else.
 */
export async function write(
  { db, viewer }: Pick<HubContext, "db" | "viewer">,
  builder: { getQueryAndParameters(): [statement: string, values: unknown[]] },
): Promise<void> {
  const [text, values] = builder.getQueryAndParameters();
  db.connection.logger.logQuery(text, values);
  const frame = { opening: openingFor(audienceOf(viewer)), closing: CLOSING };
  await queryWithin(await db.queryRunner!.connect(), frame, { text, values });
}

/**
 * Ids as an array that PostgreSQL does not look into while it plans. If it did, it would take a few ids for cheaper than
 * its plan for any ids and plan anew each time, which costs more than to fetch the rows.
 */
export const unseen = (ids: readonly string[]): Sql => sql`(SELECT ${[...ids]}::uuid[])::uuid[]`;

function nameOf(role: Role, text: string): string {
  const own = names.get(role)!;
  let name = own.get(text);
  if (!name) {
    name = createHash("sha256").update(role).update(text).digest("base64url").slice(0, 24);
    own.set(text, name);
  }
  return name;
}
