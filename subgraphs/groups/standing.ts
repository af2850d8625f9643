import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { belonging } from "../../foundation/people.ts";
import { notFound, Problem } from "../../foundation/problems.ts";
import { byId, rows } from "../../foundation/rows.ts";
import { isUuid, newId } from "../../foundation/uuid.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { personOf } from "./access.ts";
import { WorkingGroup } from "./group.entity.ts";
import { MembershipRole, MembershipState } from "./group.enums.ts";
import { Membership } from "./membership.entity.ts";

/** A group that the viewer sees, locked so that its memberships change one after the other. Throws NOT_FOUND. */
export async function lockedGroup(tx: HubContext, id: string): Promise<WorkingGroup> {
  await lockGroup(tx, id);
  const group = await byId(tx, WorkingGroup).load(id);
  if (!group) throw notFound("working group", id);
  return group;
}

/** Locks a group whether the viewer sees it or not, and tells nothing about it. */
export async function lockGroup(tx: HubContext, id: string) {
  if (isUuid(id)) await tx.db.query('SELECT 1 FROM "groups".working_group WHERE id = $1 FOR UPDATE', [id]);
}

/** How a member stands to a group at this moment, as far as the viewer may see it. Lock the group first. */
export async function standing(
  tx: HubContext,
  groupId: string,
  memberId: string,
): Promise<Membership | null> {
  if (!isUuid(groupId) || !isUuid(memberId)) return null;
  const [row] = await rows(tx, Membership, {
    where: [sql`r."groupId" = ${groupId}::uuid`, sql`r."memberId" = ${memberId}::uuid`],
  });
  return row ?? null;
}

/** Writes how a member stands to a group from now on, as its next revision. What is not said of an invitation or a reason does not hold any more. */
export async function settle(
  tx: HubContext,
  groupId: string,
  memberId: string,
  before: Membership | null,
  state: MembershipState,
  role: MembershipRole = MembershipRole.MEMBER,
  { expiresAt = null, reason = null }: Partial<Pick<Membership, "expiresAt" | "reason">> = {},
): Promise<Membership> {
  const now = new Date();
  const belonged = before?.state === MembershipState.ACTIVE;
  const belongs = state === MembershipState.ACTIVE;
  const changes = {
    state,
    role,
    expiresAt,
    reason,
    since: belongs && !belonged ? now.toISOString().slice(0, 10) : (before?.since ?? null),
    revision: (before?.revision ?? 0) + 1,
    updatedAt: now,
  };
  if (belongs !== belonged) await belonging(tx, memberId, groupId, belongs);
  if (before) {
    await tx.db.update(Membership, { id: before.id }, changes);
    return Object.assign(before, changes);
  }
  const membership = { id: newId(), groupId, memberId, createdAt: now, ...changes } as Membership;
  await tx.db.insert(Membership, membership);
  return membership;
}

/** Throws CONFLICT where nobody else who takes part would lead the group any more, unless a curator wants it so of others. */
export async function notTheLastLead(tx: HubContext, { groupId, memberId, role, state }: Membership) {
  if (role !== MembershipRole.LEAD || state !== MembershipState.ACTIVE) return;
  if (isCurator(tx.viewer) && personOf(tx.viewer) !== memberId) return;
  const [other] = await tx.db.query(
    `SELECT 1 FROM "groups".membership m JOIN hub.person p ON p.id = m."memberId" AND NOT p.pending
     WHERE m."groupId" = $1 AND m."memberId" <> $2 AND m.state = 'ACTIVE' AND m.role = 'LEAD' LIMIT 1`,
    [groupId, memberId],
  );
  if (!other)
    throw new Problem("CONFLICT", "This is the group's last lead: make somebody else a lead first.", {
      groupId,
    });
}
