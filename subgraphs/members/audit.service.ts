import { isIP } from "node:net";
import type { HubContext } from "../../foundation/context.ts";
import { oneself } from "../../foundation/personal-data.ts";
import { newId } from "../../foundation/uuid.ts";
import { AuditEntry } from "./audit.entity.ts";
import { AuditAction } from "./audit.enums.ts";
import type { PartnerKey } from "./keys/partner-key.entity.ts";
import type { Member } from "./member.entity.ts";
import { type MemberRole, MemberState, ViewerKind } from "./member.enums.ts";

/** What is written down beside the deed itself. */
type About = Pick<AuditEntry, "organisationId"> & Partial<Pick<AuditEntry, "memberId" | "keyId" | "role">>;

/** Writes down that the viewer did this to a member, in the transaction of the deed. */
export const audit = (
  tx: HubContext,
  action: AuditAction,
  { id: memberId, organisationId }: Pick<Member, "id" | "organisationId">,
  role: MemberRole | null = null,
) => write(tx, action, { memberId, organisationId, role });

/** Writes down that the viewer did this to a key, in the transaction of the deed. */
export const auditKey = (tx: HubContext, action: AuditAction, { id: keyId, organisationId }: PartnerKey) =>
  write(tx, action, { keyId, organisationId });

async function write(tx: HubContext, action: AuditAction, about: About) {
  const { viewer, caller } = tx;
  const { clientAddress } = caller;
  const themselves = viewer.signedIn ? about.memberId : null;
  await tx.db.insert(AuditEntry, {
    id: newId(),
    at: new Date(),
    action,
    actorKind: ViewerKind[viewer.kind],
    actorId: oneself(viewer) ?? themselves ?? null,
    memberId: null,
    keyId: null,
    role: null,
    ...about,
    requestId: caller.requestId?.slice(0, 64) ?? null,
    clientAddress: clientAddress && isIP(clientAddress) ? clientAddress : null,
  });
}

const CAME_TO: Readonly<Record<MemberState, AuditAction>> = {
  ACTIVE: AuditAction.CONFIRMED,
  PENDING: AuditAction.SUSPENDED,
  FORMER: AuditAction.REMOVED,
  REFUSED: AuditAction.REFUSED,
};

type Standing = Pick<Member, "state" | "organisationId" | "email" | "grantedRoles">;

/** Writes down all in which a member's standing differs from what it was. */
export async function auditChanges(tx: HubContext, before: Standing, after: Member) {
  const actions: [AuditAction, MemberRole?][] = [];
  if (before.state !== after.state) actions.push([CAME_TO[after.state]]);
  if (before.organisationId !== after.organisationId) actions.push([AuditAction.MOVED]);
  if (before.email !== after.email) actions.push([AuditAction.ADDRESS_CHANGED]);
  for (const role of after.grantedRoles)
    if (!before.grantedRoles.includes(role)) actions.push([AuditAction.ROLE_GRANTED, role]);
  for (const role of before.grantedRoles)
    if (!after.grantedRoles.includes(role)) actions.push([AuditAction.ROLE_REVOKED, role]);
  for (const [action, role] of actions) await audit(tx, action, after, role);
}
