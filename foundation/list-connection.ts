import { badCursor, type Connection, type PageArgs, pageSize } from "./connection.ts";
import { cursorParts, cursorWith } from "./cursor.ts";
import { isUuid } from "./uuid.ts";

/** A page of a list that is at hand as a whole and that somebody has put in order. A cursor survives that entries come and go. Throws BAD_PAGE and BAD_CURSOR. */
export function listConnection<T extends { id: string }>(list: readonly T[], page: PageArgs): Connection<T> {
  const size = pageSize(page);
  const from = page.after ? placeAfter(list, page.after) : 0;
  const nodes = list.slice(from, from + size);
  const edges = nodes.map((node, i) => ({ node, cursor: cursorOf(from + i, node.id) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: from + size < list.length,
      hasPreviousPage: !!page.after,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: async () => list.length,
  };
}

const cursorOf = (place: number, id: string) => cursorWith("LIST", place, id);

/** Where the list goes on: behind the entry the cursor names, or where that entry stood if it is gone. */
function placeAfter(list: readonly { id: string }[], cursor: string): number {
  const [mark, place, id] = cursorParts(cursor, 3) ?? [];
  if (mark !== "LIST") throw badCursor();
  if (!Number.isInteger(place) || (place as number) < 0 || typeof id !== "string" || !isUuid(id))
    throw badCursor();
  const found = list.findIndex((entry) => entry.id === id);
  return found >= 0 ? found + 1 : (place as number);
}
