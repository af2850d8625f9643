import { createHash } from "node:crypto";
import type { Pool, QueryConfig } from "pg";
import sql, { type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import type { HubContext } from "./context.ts";
import { problemOf } from "./problems.ts";
import { queryTogether } from "./together.ts";

/** How many statements a connection keeps prepared; rarer ones are parsed each time. */
const PREPARED = 500;

const names = new Map<string, string>();

/**
 * Runs a reading statement; faults that the caller's values cause come back as Problems. Outside a transaction it is a
 * prepared statement, so that PostgreSQL parses and plans it once per connection.
 */
export async function read<R>(ctx: Pick<HubContext, "db">, statement: Sql): Promise<R[]> {
  const { text, values } = statement;
  try {
    if (ctx.db.queryRunner) return await ctx.db.query(text, values as unknown[]);
    const { rows } = await queryTogether(poolOf(ctx.db), prepared(ctx, statement));
    return rows as R[];
  } catch (error) {
    throw problemOf(error);
  }
}

function prepared({ db }: Pick<HubContext, "db">, { text, values }: Sql): QueryConfig {
  db.connection.logger.logQuery(text, values as unknown[]);
  return { name: nameOf(text), text, values: values as unknown[] };
}

/**
 * Ids as an array that PostgreSQL does not look into while it plans. If it did, it would take a few ids for cheaper than
 * its plan for any ids and plan anew each time, which costs more than to fetch the rows.
 */
export const unseen = (ids: readonly string[]): Sql => sql`(SELECT ${[...ids]}::uuid[])::uuid[]`;

const poolOf = ({ connection }: EntityManager) => (connection.driver as unknown as { master: Pool }).master;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= PREPARED) return known;
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 24);
  names.set(text, name);
  return name;
}
