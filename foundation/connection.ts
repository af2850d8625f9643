import sql, { raw, type Sql } from "sql-template-tag";
import { ArgsType, Directive, Field, Int, ObjectType } from "type-graphql";
import type { HubContext } from "./context.ts";
import { cursorParts, cursorWith } from "./cursor.ts";
import { Problem } from "./problems.ts";
import type { RecordClass } from "./record.ts";
import { count, countPerParent, expressionOf, nameFor, type Order, rows, rowsPerParent } from "./rows.ts";
import { isUuid } from "./uuid.ts";

const MOST = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: "How many to give, from 0 to 100." })
  first: number;

  @Field(() => String, {
    nullable: true,
    description: "Give those after this cursor, the endCursor of the page before.",
  })
  after?: string | null;
}

@ObjectType({ description: "Where a page lies in its list (Relay)." })
@Directive("@shareable")
export class PageInfo {
  @Field({ description: "Whether more follow after endCursor." })
  hasNextPage: boolean;

  @Field({ description: "Whether the page was asked for after a cursor, so that others stand before it." })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the first entry; null on an empty page." })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Cursor of the last entry, for `after`; null on an empty page.",
  })
  endCursor: string | null;
}

export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: PageInfo;
  count: () => Promise<number>;
}

/**
 * The GraphQL types `…Edge` and `…Connection` of a node type. `totalCount` costs a statement only where it is asked for.
 * They are `shareable` where several rooms have lists of them.
 */
export function ConnectionOf<T extends object>(
  Node: new () => T,
  name = Node.name,
  { shareable = false }: { shareable?: boolean } = {},
) {
  const Shareable = shareable ? Directive("@shareable") : () => {};

  @ObjectType(`${name}Edge`, { description: `One entry of a list of ${name}.`, simpleResolvers: true })
  @Shareable
  class Edge {
    @Field({ description: "Marks this place in the list." })
    cursor: string;

    @Field(() => Node, { description: "The entry itself." })
    node: T;
  }

  @ObjectType(`${name}Connection`, {
    description: `A page of a list of ${name}; only what the viewer may see is in it or counted.`,
  })
  @Shareable
  class ConnectionType {
    @Field(() => [Edge], { description: "The entries with their cursors." })
    edges: Edge[];

    @Field(() => [Node], { description: "The entries without cursors." })
    nodes: T[];

    @Field(() => PageInfo, { description: "Where the page lies in its list." })
    pageInfo: PageInfo;

    count: () => Promise<number>;

    @Field(() => Int, { description: "How many entries the whole list has." })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return ConnectionType;
}

/** A page of the rows that the viewer may see. Cursors stay valid while rows come and go. Throws BAD_PAGE and BAD_CURSOR. */
export async function connection<T extends object>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  page: PageArgs,
  { where = [], order }: { where?: readonly Sql[]; order: Order },
): Promise<Connection<T>> {
  const limit = pageSize(page) + 1;
  const found = await rows(ctx, Entity, { where: [...where, ...after(page, order)], order, limit });
  return pageOf(found, page, order, () => count(ctx, Entity, where));
}

/**
 * A page of rows for each of many parents, in one statement for all of them. `link` ties a row `r` to its
 * parent `p.id`; `name` names the relation and its arguments, unique within a request.
 */
export async function connectionOf<T extends object>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  page: PageArgs,
  {
    name,
    parent,
    link,
    where = [],
    order,
  }: { name: string; parent: string; link: Sql; where?: readonly Sql[]; order: Order },
): Promise<Connection<T>> {
  const limit = pageSize(page) + 1;
  const loader = `${nameFor(ctx, Entity, name)} ${order.name} ${page.first} ${page.after ?? ""}`;
  const found = await ctx.load
    .batched(loader, async (parents: readonly string[]) => {
      const map = await rowsPerParent(ctx, Entity, parents, link, {
        where: [...where, ...after(page, order)],
        order,
        limit,
      });
      return parents.map((id) => map.get(id) ?? []);
    })
    .load(parent);
  const total = () =>
    ctx.load
      .batched(`count of ${name}`, async (parents: readonly string[]) => {
        const map = await countPerParent(ctx, Entity, parents, link, where);
        return parents.map((id) => map.get(id) ?? 0);
      })
      .load(parent);
  return pageOf(found, page, order, total);
}

/** How many entries a page asks for. Throws BAD_PAGE. */
export function pageSize({ first }: Pick<PageArgs, "first">, most = MOST): number {
  if (!Number.isInteger(first) || first < 0 || first > most) {
    throw new Problem("BAD_PAGE", `A page has from 0 to ${most} entries, not ${first}.`, { first, most });
  }
  return first;
}

/** A page of these rows, each with the `_key` by which it was put in order, of which one more than the page holds was looked for. */
export function pageOf<T>(
  found: (T & { _key?: string })[],
  page: PageArgs,
  order: Order,
  total: () => Promise<number>,
): Connection<T> {
  // A first page that is not full is the whole list.
  const whole = !page.after && found.length <= page.first;
  const nodes = found.slice(0, page.first);
  const cursorAt = (index: number) => {
    const node = nodes.at(index);
    return node ? cursorOf(node, order) : null;
  };
  // What most operations do not ask for is made when it is asked for.
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ node, cursor: cursorOf(node, order) }));
    },
    get pageInfo() {
      return {
        hasNextPage: found.length > page.first,
        hasPreviousPage: !!page.after,
        startCursor: cursorAt(0),
        endCursor: cursorAt(-1),
      };
    },
    count: whole ? async () => found.length : total,
  };
}

const cursorOf = (row: object, order: Order) => {
  const { _key, id } = row as { _key?: string; id?: string };
  return cursorWith(order.name, _key, id);
};

export const badCursor = () =>
  new Problem(
    "BAD_CURSOR",
    "This cursor does not belong to this list: take the endCursor of a page with the same sort.",
  );

/** The conditions on the row `r` by which a page begins behind its cursor. Throws BAD_CURSOR. */
export function after({ after: cursor }: PageArgs, order: Order): Sql[] {
  if (!cursor) return [];
  const { key, id } = placeOf(cursor, order);
  const direction = raw(order.descending ? "<" : ">");
  return [sql`(${expressionOf(order)}, r.id) ${direction} (${key}::${raw(order.type)}, ${id}::uuid)`];
}

/** The place in a list of that order that a cursor marks. Throws BAD_CURSOR. */
export function placeOf(cursor: string, order: Order): { key: string; id: string } {
  const [name, key, id] = cursorParts(cursor, 3) ?? [];
  if (
    name !== order.name ||
    typeof key !== "string" ||
    typeof id !== "string" ||
    !isUuid(id) ||
    !fits(key, order)
  )
    throw badCursor();
  return { key, id };
}

function fits(key: string, { type }: Order): boolean {
  if (type === "int") return /^-?\d{1,9}$/.test(key);
  if (type === "uuid") return isUuid(key);
  if (type === "timestamptz") return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(key);
  return !key.includes("\0");
}
