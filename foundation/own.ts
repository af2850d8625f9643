import sql, { type Sql } from "sql-template-tag";
import { nobody } from "./access.ts";
import type { HubContext } from "./context.ts";
import { notAllowed, signInFirst } from "./problems.ts";
import type { Viewer } from "./viewer.ts";

/** The id of the member who asks: some things are kept by people, not by keys or programs. `what` completes "Sign in to …". */
export function ownerOf({ viewer }: Pick<HubContext, "viewer">, what: string): string {
  if (viewer.kind === "STRANGER") throw signInFirst(what);
  if (viewer.kind !== "MEMBER" || !viewer.member)
    throw notAllowed(`${what}: that is for members of the network`);
  return viewer.member;
}

/** The rows `r` of the member who asks; none for anybody else, the hub itself among them. */
export const ownedBy = ({ kind, member }: Viewer): Sql =>
  kind === "MEMBER" && member ? sql`r."memberId" = ${member}::uuid` : nobody;
