import sql, { join } from "sql-template-tag";
import { placeOf } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { ownerOf } from "../../foundation/own.ts";
import { badInput } from "../../foundation/problems.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { InboxItem, NEWEST, unread } from "./item.entity.ts";

const MOST_IDS = 100;

/** Which items to mark as read: some by their ids, or all from one cursor on. */
interface Which {
  ids?: readonly string[] | null;
  upTo?: string | null;
}

function idAt(cursor: string): string {
  try {
    return placeOf(cursor, NEWEST).id;
  } catch {
    throw badInput("upTo", "This is no cursor of an item in your inbox.");
  }
}

/** Marks items of the viewer's as read; gives how many of them were unread. One that is not there any more counts for none. */
export async function markInboxRead(ctx: HubContext, { ids, upTo }: Which): Promise<number> {
  ownerOf(ctx, "mark items of your inbox as read");
  if (!ids === !upTo) throw badInput("ids", "Give either ids or a cursor.");
  if (ids && ids.length > MOST_IDS) throw badInput("ids", `Give at most ${MOST_IDS} ids, not ${ids.length}.`);
  const wrong = ids?.find((id) => !isUuid(id));
  if (wrong !== undefined) throw badInput("ids", "An id of an item is a UUID.");
  const chosen = ids ? sql`r.id = ANY(${[...ids]}::uuid[])` : sql`r.id <= ${idAt(upTo!)}::uuid`;
  return deed(ctx, async (tx) => {
    const { text, values } = sql`WITH marked AS (UPDATE inbox.item r SET "readAt" = clock_timestamp()
        WHERE ${join([InboxItem.visibleTo(tx.viewer), unread, chosen], " AND ")} RETURNING r.id)
      SELECT id FROM marked`;
    const marked: { id: string }[] = await tx.db.query(text, values as unknown[]);
    return marked.length;
  });
}
