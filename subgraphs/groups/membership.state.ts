import sql, { raw, type Sql } from "sql-template-tag";
import { MembershipState } from "./group.enums.ts";

const { EXPIRED, INVITED } = MembershipState;

/** How a person stands to a group at this moment: an invitation is none any more once it has expired. */
export const stateNow = (membership: { state: MembershipState; expiresAt: Date | null }): MembershipState =>
  membership.state === INVITED && membership.expiresAt && membership.expiresAt <= new Date()
    ? EXPIRED
    : membership.state;

/** The same of the row `alias`, as an expression. */
export const stateOf = (alias: string): Sql =>
  sql`CASE WHEN ${raw(alias)}.state = 'INVITED' AND ${raw(alias)}."expiresAt" <= now() THEN 'EXPIRED' ELSE ${raw(alias)}.state END`;
