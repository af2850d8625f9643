import type { HubContext } from "../../../foundation/context.ts";
import { deed } from "../../../foundation/deeds.ts";
import { notAllowed, signInFirst } from "../../../foundation/problems.ts";

/** The id of the member who asks: saved searches are kept by people, not by keys or programs. `what` completes "Sign in to …". */
export function ownerOf({ viewer }: HubContext, what: string): string {
  if (viewer.kind === "STRANGER") throw signInFirst(what);
  if (viewer.kind !== "MEMBER" || !viewer.member)
    throw notAllowed(`${what}: that is for members of the network`);
  return viewer.member;
}

/** A deed on saved searches or alerts, while no documents are compared with them: each document is compared with a saved search before the deed or after it, never halfway. */
export const deedBetweenMatches = <T>(ctx: HubContext, work: (tx: HubContext) => Promise<T>): Promise<T> =>
  deed(ctx, async (tx) => {
    await tx.db.query("SELECT version FROM search.matched FOR SHARE");
    return work(tx);
  });
