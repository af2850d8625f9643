import { GraphQLScalarType } from "graphql";
import sql, { join, type Sql } from "sql-template-tag";
import { personally } from "./audience.ts";
import type { HubContext } from "./context.ts";
import { readAs } from "./reading.ts";
import type { ReferenceLoader } from "./subgraph.ts";
import type { Viewer } from "./viewer.ts";

/** The id of the person who asks, whether they take part, wait to be confirmed, or take part no more. */
export const oneself = ({ member, applicant, former }: Viewer): string | undefined =>
  member ?? applicant ?? former;

/** Rows as they are stored, for which the schema has no type. */
export const Json = new GraphQLScalarType<unknown, unknown>({
  name: "JSON",
  description: "Any JSON value, in the form it is stored in. Only answers have it.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259",
  serialize: (value) => value,
});

/** The loader of a room that adds to what a person gets of what the hub holds of them: for themselves alone. */
export const ownPersonalData: ReferenceLoader = async ({ viewer }, ids) =>
  ids.map((id) => (id === oneself(viewer) ? { id } : null));

/** All rows of the person who asks by the names they get, each with a table, or a question for one, and the condition by which its row `r` is theirs. */
export async function personalRows(
  ctx: Pick<HubContext, "db" | "viewer">,
  tables: Readonly<Record<string, readonly [table: Sql, condition: Sql]>>,
): Promise<Record<string, unknown[]>> {
  const parts = Object.entries(tables).map(
    ([name, [table, condition]]) =>
      sql`${name}::text, (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM ${table} r WHERE ${condition})`,
  );
  const [row] = await readAs<{ all: Record<string, unknown[]> }>(
    ctx,
    personally(oneself(ctx.viewer) ?? ""),
    sql`SELECT jsonb_build_object(${join(parts)}) AS all`,
  );
  return row!.all;
}
