import sql, { empty, join, raw, type Sql } from "sql-template-tag";
import { nobody } from "./access.ts";
import type { HubContext } from "./context.ts";
import { type Language, languageFor } from "./language.ts";
import { badInput } from "./problems.ts";
import { read, readApart, unseen } from "./reading.ts";
import type { HubRecord, RecordClass } from "./record.ts";
import { isUuid } from "./uuid.ts";

/** By which column expression rows are put in order; `id` breaks ties. `type` is the expression's PostgreSQL type. */
export interface Order {
  name: string;
  by: string | Sql;
  type: "timestamptz" | "text" | "int" | "uuid";
  descending: boolean;
}

export interface Selection {
  where?: readonly Sql[];
  order?: Order;
  limit?: number;
}

type Row<T> = T & { _key?: string; _parent?: string };

export const tableOf = (ctx: HubContext, Entity: RecordClass<object>): Sql => {
  const { schema, tableName } = ctx.db.connection.getMetadata(Entity);
  return raw(`"${schema}"."${tableName}"`);
};

/** The row as this reader sees it: its texts in the language chosen for them, and the name of its GraphQL type. It is an instance of its class, so that type-graphql need not make one for each of its fields. */
export function shown<T extends object>(ctx: HubContext, Entity: RecordClass<T>, row: T): T {
  const shown = Object.assign(new Entity(), row);
  const record = shown as unknown as Partial<HubRecord> & { __typename?: string };
  record.__typename = Entity.name;
  if (record.languages && !record.texts)
    record.languages = inOrder(record.languages, record.originalLanguage!);
  if (record.texts && record.originalLanguage) {
    const original = record.originalLanguage;
    const language = languageFor(record.texts, ctx.languages, original);
    const { state: _state, ...texts } = record.texts[language] ?? {};
    Object.assign(record, texts);
    record.language = language;
    record.languages = inOrder(Object.keys(record.texts) as Language[], original);
  }
  return shown;
}

const inOrder = (languages: readonly Language[], original: Language): Language[] => [
  original,
  ...languages.filter((one) => one !== original).sort(),
];

/** Runs a statement on the rows of an entity; it must keep to what the viewer may see. */
const ask = <R>(ctx: HubContext, Entity: RecordClass<object>, statement: Sql): Promise<R[]> =>
  Entity.apart ? readApart(ctx, statement) : read(ctx, statement);

/** The rows of an entity that the viewer may see and that meet all conditions, as the reader sees them. The row's alias is `r`. Every list, look-up and reference reads through here. */
export async function rows<T extends object>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  { where = [], order, limit }: Selection = {},
): Promise<Row<T>[]> {
  const seen = Entity.visibleTo(ctx.viewer);
  if (seen === nobody) return [];
  const found = await ask<Row<T>>(
    ctx,
    Entity,
    projected(
      ctx,
      Entity,
      order,
      sql`SELECT r.*${keyOf(order)} FROM ${tableOf(ctx, Entity)} r
      WHERE ${join([seen, ...where], " AND ")}${ordered(order)}${limited(limit)}`,
    ),
  );
  return found.map((row) => shown(ctx, Entity, row));
}

/** As `rows`, for many parents in one statement: `link` ties a row `r` to its parent, whose id is `p.id`. */
export async function rowsPerParent<T extends object>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  parents: readonly string[],
  link: Sql,
  { where = [], order, limit }: Selection = {},
): Promise<Map<string, Row<T>[]>> {
  const byParent = new Map<string, Row<T>[]>(parents.map((id) => [id, []]));
  const seen = Entity.visibleTo(ctx.viewer);
  if (seen === nobody) return byParent;
  const found = await ask<Row<T>>(
    ctx,
    Entity,
    sql`SELECT p.id AS "_parent", r.* FROM unnest(${unseen(parents)}) AS p(id) CROSS JOIN LATERAL (${projected(
      ctx,
      Entity,
      order,
      sql`SELECT r.*${keyOf(order)} FROM ${tableOf(ctx, Entity)} r
      WHERE ${join([seen, link, ...where], " AND ")}${ordered(order)}${limited(limit)}`,
    )}) r`,
  );
  for (const row of found) byParent.get(row._parent!)?.push(shown(ctx, Entity, row));
  return byParent;
}

/**
 * The condition that a row `r` is among those of `table` whose links meet `condition`, which few do: they are found by their
 * own index first. Left to itself PostgreSQL reads the whole table in the order of the list, for behind the wall no index
 * finds a row by what an array of it holds.
 */
export const fewThat = (table: string, condition: Sql): Sql =>
  sql`r.id = ANY(ARRAY(SELECT r.id FROM ${raw(table)}_links r WHERE ${condition}))`;

/** By the condition that a list asks, the one that a count asks in its place. */
const counted = new WeakMap<Sql, Sql>();

/** As `fewThat`, where many rows may meet the condition: a list asks row after row until its page is full, a count finds all by their index. */
export function manyThat(table: string, condition: Sql): Sql {
  const listed = sql`${condition}`;
  counted.set(listed, fewThat(table, condition));
  return listed;
}

const forCount = (where: readonly Sql[]): Sql[] => where.map((one) => counted.get(one) ?? one);

/** How many rows the viewer may see that meet all conditions. */
export async function count<T extends object>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  where: readonly Sql[] = [],
): Promise<number> {
  const seen = Entity.visibleTo(ctx.viewer);
  if (seen === nobody) return 0;
  const [row] = await ask<{ count: number }>(
    ctx,
    Entity,
    sql`SELECT count(*)::int AS count FROM ${tableOf(ctx, Entity)} r WHERE ${join([seen, ...forCount(where)], " AND ")}`,
  );
  return row!.count;
}

/** As `count`, for many parents in one statement. */
export async function countPerParent<T extends object>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  parents: readonly string[],
  link: Sql,
  where: readonly Sql[] = [],
): Promise<Map<string, number>> {
  const seen = Entity.visibleTo(ctx.viewer);
  if (seen === nobody) return new Map(parents.map((id) => [id, 0]));
  const found = await ask<{ id: string; count: number }>(
    ctx,
    Entity,
    sql`SELECT p.id, (SELECT count(*)::int FROM ${tableOf(ctx, Entity)} r
      WHERE ${join([seen, ...forCount([link, ...where])], " AND ")}) AS count
      FROM unnest(${unseen(parents)}) AS p(id)`,
  );
  return new Map(found.map(({ id, count }) => [id, count]));
}

/** As `countPerParent`, told apart by what rows have in some columns. */
export async function countsPerParent<T extends object, C extends keyof T & string>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  parents: readonly string[],
  link: Sql,
  { by, where = [] }: { by: readonly C[]; where?: readonly Sql[] },
): Promise<Map<string, (Pick<T, C> & { count: number })[]>> {
  const columns = raw(by.map((name) => `r."${name}"`).join(", "));
  const found = await read<Pick<T, C> & { _parent: string; count: number }>(
    ctx,
    sql`SELECT p.id AS "_parent", c.* FROM unnest(${unseen(parents)}) AS p(id) CROSS JOIN LATERAL (
      SELECT ${columns}, count(*)::int AS count FROM ${tableOf(ctx, Entity)} r
      WHERE ${join([Entity.visibleTo(ctx.viewer), link, ...where], " AND ")} GROUP BY ${columns}) c`,
  );
  const byParent = new Map<string, typeof found>(parents.map((id) => [id, []]));
  for (const row of found) byParent.get(row._parent)?.push(row);
  return byParent;
}

/** The loader that finds visible records by id; an id that is unknown or hidden gives null. */
export function byId<T extends object>(ctx: HubContext, Entity: RecordClass<T>) {
  return ctx.load.batched<string, T | null>(nameFor(ctx, Entity, "by id"), async (ids) => {
    const found = await rows(ctx, Entity, { where: [sql`r.id = ANY(${unseen(ids.filter(isUuid))})`] });
    const map = new Map(found.map((row) => [(row as unknown as HubRecord).id, row]));
    return ids.map((id) => map.get(id) ?? null);
  });
}

/** The loader that finds visible records by slug; an unknown or hidden one gives null. */
function bySlug<T extends object>(ctx: HubContext, Entity: RecordClass<T>) {
  return ctx.load.batched<string, T | null>(nameFor(ctx, Entity, "by slug"), async (slugs) => {
    const found = await rows(ctx, Entity, { where: [sql`r.slug = ANY(${[...slugs]}::text[])`] });
    const map = new Map(found.map((row) => [(row as unknown as HubRecord).slug, row]));
    return slugs.map((slug) => map.get(slug) ?? null);
  });
}

/** The visible record with that id or slug. Throws a Problem unless exactly one of the two is given. */
export function one<T extends object>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  { id, slug }: { id?: string | null; slug?: string | null },
): Promise<T | null> {
  if (id && !slug) return byId(ctx, Entity).load(id);
  if (slug && !id) return bySlug(ctx, Entity).load(slug);
  throw badInput("id", "Give either an id or a slug.");
}

/** Names a loader of records of that kind, by what is read of them. */
export const nameFor = (ctx: HubContext, Entity: RecordClass<object>, what: string) =>
  `${Entity.name} ${what} ${ctx.wanted?.get(Entity.name)?.key ?? ""}`;

/** Of the rows that `inner` finds, only what the operation asks for, their texts in the reader's language alone. The order stays. */
function projected(ctx: HubContext, Entity: RecordClass<object>, order: Order | undefined, inner: Sql): Sql {
  const wanted = ctx.wanted?.get(Entity.name);
  if (!wanted) return inner;
  const columns = [...wanted.columns, ...(order ? ["_key"] : [])].map((name) => `r."${name}"`).join(", ");
  if (wanted.columns.includes("texts")) return sql`SELECT ${raw(columns)} FROM (${inner}) r`;
  const language = shownLanguage(ctx, "r");
  const words = wanted.texts.map(
    ({ name, list }) => `, r.texts->${language}->${list ? "" : ">"}'${name}' AS "${name}"`,
  );
  const languages = wanted.languages ? ", ARRAY(SELECT jsonb_object_keys(r.texts)) AS languages" : "";
  return sql`SELECT ${raw(`${columns}, ${language} AS language${languages}${words.join("")}`)} FROM (${inner}) r`;
}

/** The language in which this reader sees the row `alias`, as an expression on its columns `texts` and `originalLanguage`. */
export function shownLanguage({ languages }: Pick<HubContext, "languages">, alias: string): string {
  const chosen = languages
    .filter((code) => /^[a-z]{2}$/.test(code))
    .map((code) => `WHEN ${alias}.texts ? '${code}' THEN '${code}' `)
    .join("");
  return chosen ? `(CASE ${chosen}ELSE ${alias}."originalLanguage" END)` : `${alias}."originalLanguage"`;
}

/** What rows are put in order by, as a part of a statement. */
export const expressionOf = ({ by }: Order): Sql => (typeof by === "string" ? raw(by) : by);

const keyOf = (order: Order | undefined) => (order ? sql`, (${expressionOf(order)})::text AS "_key"` : empty);

/** Written into the statement: with a parameter PostgreSQL would plan for a tenth of the table. */
const limited = (limit: number | undefined) =>
  limit === undefined ? empty : raw(` LIMIT ${Math.trunc(limit)}`);

const ordered = (order: Order | undefined) => {
  if (!order) return empty;
  const direction = raw(order.descending ? "DESC" : "ASC");
  return sql` ORDER BY ${expressionOf(order)} ${direction}, r.id ${direction}`;
};
