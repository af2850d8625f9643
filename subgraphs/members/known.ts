import type { HubContext } from "../../foundation/context.ts";
import type { Member } from "./member.entity.ts";
import { MemberRole, MemberState } from "./member.enums.ts";

/** Lets the other rooms know that there is this person, whether they take part, for which organisation, and whether as a curator. */
export const enter = (
  tx: HubContext,
  {
    id,
    state,
    organisationId,
    grantedRoles,
  }: Pick<Member, "id" | "state" | "organisationId" | "grantedRoles">,
) => {
  const active = state === MemberState.ACTIVE;
  const pending = state === MemberState.PENDING || state === MemberState.REFUSED;
  return tx.db.query(
    `INSERT INTO hub.person AS p (id, pending, "activeSince", "organisationId", curates)
     VALUES ($1, $2, CASE WHEN $3 THEN now() END, $4, $5)
     ON CONFLICT (id) DO UPDATE SET pending = excluded.pending, "organisationId" = excluded."organisationId",
       curates = excluded.curates, "activeSince" = CASE WHEN $3 THEN coalesce(p."activeSince", now()) END`,
    [
      id,
      pending,
      active,
      active ? organisationId : null,
      active && grantedRoles.includes(MemberRole.CURATOR),
    ],
  );
};
