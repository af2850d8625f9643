import type { GraphQLSchema } from "graphql";
import sql from "sql-template-tag";
import type { HubContext } from "./context.ts";
import { personReference } from "./directory.ts";
import { withoutHidden } from "./hidden.ts";
import { Problem, type StaleRevision } from "./problems.ts";
import { read } from "./reading.ts";
import type { HubRecord } from "./record.ts";
import type { StoredRevision } from "./revision.ts";

/** The problem with both versions of what the change was about: `yours` as it was sent, `current` as it is, and who made that when. */
export async function withVersions(ctx: HubContext, stale: StaleRevision): Promise<Problem> {
  const { row, message, extensions } = stale;
  const yours = ctx.said ?? {};
  const [last] = await read<Pick<StoredRevision, "at" | "byId" | "organisationId">>(
    ctx,
    sql`SELECT v.at, v."byId", v."organisationId" FROM hub.revision v WHERE v.record = ${row.id}::uuid AND v.revision = ${row.revision}`,
  );
  return new Problem("CONFLICT", message, {
    ...extensions,
    at: (last?.at ?? row.updatedAt)?.toISOString() ?? null,
    by: (await personReference(ctx, last?.byId))?.id ?? null,
    organisation: last?.organisationId ?? null,
    yours,
    current: await withoutHidden(ctx, named(yours, row)),
  });
}

/** Of a row, what a change names: columns, rows behind a field ("outcomeRows" for "outcomes"), and the same texts in the same language. */
function named(yours: Readonly<Record<string, unknown>>, row: object): Record<string, unknown> {
  const columns = row as Readonly<Record<string, unknown>> & Partial<HubRecord>;
  const current: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(yours)) {
    const rows = name.replace(/s$/, "Rows");
    if (name === "texts" && columns.texts && value) {
      const texts =
        columns.texts[(yours.language ?? columns.originalLanguage) as HubRecord["language"]] ?? {};
      current.texts = named(value as Record<string, unknown>, texts);
    } else if (Object.hasOwn(columns, name)) current[name] = columns[name];
    else if (Object.hasOwn(columns, rows)) current[name] = columns[rows];
  }
  return current;
}

/** Lets each mutation that names a revision remember what was sent beside it. */
export function rememberWhatIsSaid(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (!field.args.some(({ name }) => name === "revision")) continue;
    const resolve = field.resolve!;
    field.resolve = (source, args, ctx: HubContext, info) => {
      const { id: _id, revision: _revision, input, ...others } = args;
      return resolve(source, args, { ...ctx, said: { ...others, ...input } }, info);
    };
  }
}
