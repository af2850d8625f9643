import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { ownerOf } from "../../foundation/own.ts";
import { limitExceeded, notFound, unknownReference } from "../../foundation/problems.ts";
import { read } from "../../foundation/reading.ts";
import { count, rows } from "../../foundation/rows.ts";
import { sees } from "../../foundation/things.ts";
import { isUuid, newId } from "../../foundation/uuid.ts";
import { Follow } from "./follow.entity.ts";
import type { FollowKind } from "./follow.enums.ts";
import { recordSeen } from "./sight.ts";

const MOST = 1_000;

/** Lets the viewer hear of something from now on. Done again, it changes nothing. */
export async function follow(ctx: HubContext, kind: FollowKind, id: string): Promise<Follow> {
  const memberId = ownerOf(ctx, "follow something");
  return deed(ctx, async (tx) => {
    await tx.db.query("SELECT pg_advisory_xact_lock(hashtext('follows ' || $1))", [memberId]);
    if (!(await isThere(tx, kind, id))) throw unknownReference(kind.toLowerCase().replace("_", " "), [id]);
    const before = await theirs(tx, id);
    if (before) return before;
    const many = await count(tx, Follow);
    if (many >= MOST)
      throw limitExceeded(
        `You follow ${MOST} things, the most there may be: unfollow one first.`,
        "follows",
        MOST,
        many + 1,
      );
    await tx.db.insert(Follow, { id: newId(), memberId, kind, targetId: id });
    return (await theirs(tx, id))!;
  });
}

/** Ends that the viewer follows something; gives its id. */
export async function unfollow(ctx: HubContext, id: string): Promise<string> {
  const memberId = ownerOf(ctx, "unfollow something");
  return deed(ctx, async (tx) => {
    // What the viewer does not see any more can still be unfollowed.
    const { affected } = await tx.db.delete(Follow, { memberId, targetId: isUuid(id) ? id : newId() });
    if (!affected) throw notFound("followed thing", id);
    return id.toLowerCase();
  });
}

async function isThere(tx: HubContext, kind: FollowKind, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  const found = await read(
    tx,
    kind === "SAVED_SEARCH"
      ? sql`SELECT WHERE ${sees(tx.viewer, "SavedSearch", sql`${id}::uuid`)}`
      : sql`SELECT FROM hub.record o WHERE o.id = ${id}::uuid AND o.kind = ${kind} AND ${recordSeen(tx.viewer, "o.id")}`,
  );
  return found.length > 0;
}

async function theirs(tx: HubContext, targetId: string): Promise<Follow | undefined> {
  const [found] = await rows(tx, Follow, { where: [sql`r."targetId" = ${targetId}::uuid`] });
  return found;
}
