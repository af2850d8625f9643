import sql, { join } from "sql-template-tag";
import type { HubContext } from "../../../foundation/context.ts";
import { ownerOf } from "../../../foundation/own.ts";
import { badInput, unknownReference } from "../../../foundation/problems.ts";
import { rows } from "../../../foundation/rows.ts";
import { isUuid } from "../../../foundation/uuid.ts";
import { Alert, momentFor } from "./alert.entity.ts";
import { deedBetweenMatches } from "./between-matches.ts";

const MOST_IDS = 100;

/** Which alerts to mark as read: some by their ids, or all that came until a moment. */
export interface Which {
  ids?: readonly string[] | null | undefined;
  before?: Date | null | undefined;
}

/** Marks alerts of the viewer's as read; gives how many of them were unread. */
export async function markAlertsRead(ctx: HubContext, { ids, before }: Which): Promise<number> {
  ownerOf(ctx, "mark alerts as read");
  if (!ids === !before) throw badInput("ids", "Give either ids or a moment.");
  if (ids && ids.length > MOST_IDS) throw badInput("ids", `Give at most ${MOST_IDS} ids, not ${ids.length}.`);
  return deedBetweenMatches(ctx, async (tx) => {
    if (ids) await mustBeThere(tx, ids);
    const chosen = ids
      ? sql`r.id = ANY(${[...ids]}::uuid[])`
      : sql`${momentFor(tx.viewer)} <= ${before!.toISOString()}::timestamptz`;
    const { text, values } = sql`WITH marked AS (UPDATE search.alert r SET "readAt" = clock_timestamp()
        WHERE ${join([Alert.visibleTo(tx.viewer), sql`r."readAt" IS NULL`, chosen], " AND ")} RETURNING r.id)
      SELECT id FROM marked`;
    const marked: { id: string }[] = await tx.db.query(text, values as unknown[]);
    return marked.length;
  });
}

async function mustBeThere(tx: HubContext, ids: readonly string[]) {
  const found = await rows(tx, Alert, { where: [sql`r.id = ANY(${ids.filter(isUuid)}::uuid[])`] });
  const there = new Set(found.map(({ id }) => id));
  const missing = ids.filter((id) => !there.has(id.toLowerCase()));
  if (missing.length > 0) throw unknownReference("alert", missing);
}
