import type { HubContext } from "../../../foundation/context.ts";
import { deed } from "../../../foundation/deeds/deed.ts";

/** A deed on saved searches or alerts, while no documents are compared with them: each document is compared with a saved search before the deed or after it, never halfway. */
export const deedBetweenMatches = <T>(ctx: HubContext, work: (tx: HubContext) => Promise<T>): Promise<T> =>
  deed(ctx, async (tx) => {
    await tx.db.query("SELECT version FROM search.matched FOR SHARE");
    return work(tx);
  });
