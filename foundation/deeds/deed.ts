import type { EntityManager } from "typeorm";
import { withVersions } from "../conflict.ts";
import type { HubContext } from "../context.ts";
import { doneOnce } from "../idempotency.ts";
import { Loaders } from "../loaders.ts";
import { problemOf, StaleRevision } from "../problems.ts";

/**
 * A transaction in which a deed is done: all of it or nothing, and once for an idempotency key. Faults of the caller's values
 * come back as Problems.
 */
export async function deed<T>(ctx: HubContext, work: (tx: HubContext) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.transaction(async (db: EntityManager) => {
      const { once, ...rest } = ctx;
      const tx: HubContext = { ...rest, db, load: new Loaders(), wanted: undefined };
      if (!ctx.db.queryRunner) await sign(tx);
      return once ? doneOnce(tx, once, () => work(tx)) : work(tx);
    });
  } catch (error) {
    throw error instanceof StaleRevision ? await withVersions(ctx, error) : problemOf(error);
  }
}

/** Makes a transaction the hub's own, and says who does what is done in it: the revisions that it makes bear it. */
const sign = ({ db, viewer: { member, organisation } }: HubContext): Promise<unknown> =>
  db.query(
    "SELECT set_config('role', 'none', true), set_config('hub.member', $1, true), set_config('hub.organisation', $2, true)",
    [member ?? "", organisation ?? ""],
  );
