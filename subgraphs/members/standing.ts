import type { HubContext } from "../../foundation/context.ts";
import { notAllowed, notFound, Problem, signInFirst, staleRevision } from "../../foundation/problems.ts";
import { byId } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import { auditChanges } from "./audit.service.ts";
import { enter } from "./known.ts";
import { Member } from "./member.entity.ts";
import { MemberRole, MemberState } from "./member.enums.ts";

/** What the doer of a deed may do at this very moment, whatever their passport says. */
export interface Doer {
  id: string | undefined;
  administrates: boolean;
  /** the organisation of which they are a steward */
  tends: string | undefined;
}

/**
 * The member that a deed is about, and what its doer may do, both locked, in one order for all: of two who would take
 * each other's role at once, only one succeeds. Throws NOT_FOUND for a member whom the viewer does not see.
 */
export async function lockedForDeed(
  tx: HubContext,
  id: string,
  revision: number,
  deed: string,
): Promise<{ member: Member; doer: Doer }> {
  const { viewer } = tx;
  forPeople(viewer, deed);
  if (!(await byId(tx, Member).load(id))) throw notFound("member", id);
  const ids = [id, ...(viewer.member ? [viewer.member] : [])].filter(isUuid);
  const rows: Pick<Member, "id" | "state" | "grantedRoles" | "organisationId">[] = await tx.db.query(
    `SELECT id, state, "grantedRoles", "organisationId" FROM members.member WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
    [ids],
  );
  byId(tx, Member).clear(id);
  const member = await byId(tx, Member).load(id);
  if (!member) throw notFound("member", id);
  const doer = doerFrom(
    tx,
    rows.find((row) => row.id === viewer.member),
  );
  if (!doer) throw notAllowed(`${deed}: you take part no more`);
  if (member.erasedAt)
    throw new Problem("WRONG_STATE", "What the hub knew of this person is erased.", { state: member.state });
  if (member.revision !== revision) throw staleRevision("member", revision, told(member));
  return { member, doer };
}

/** Of a member, what all who see them may read. */
export const told = ({ id, revision, name, state, organisationId }: Member) => ({
  id,
  revision,
  name,
  state,
  organisationId,
});

function forPeople({ kind }: Viewer, deed: string): void {
  if (kind === "STRANGER") throw signInFirst(deed);
  if (kind === "PARTNER") throw notAllowed(`${deed}: that is for people`);
}

function doerFrom(
  { viewer }: HubContext,
  now: Pick<Member, "state" | "grantedRoles" | "organisationId"> | undefined,
): Doer | undefined {
  if (viewer.kind === "SERVICE") return { id: undefined, administrates: true, tends: undefined };
  if (now?.state !== MemberState.ACTIVE) return undefined;
  return {
    id: viewer.member,
    administrates: now.grantedRoles.includes(MemberRole.ADMINISTRATOR),
    tends: now.grantedRoles.includes(MemberRole.STEWARD) ? (now.organisationId ?? undefined) : undefined,
  };
}

/** What the viewer may do at this very moment, their own row locked so that it stays so until the deed is done. */
export async function lockedDoer(tx: HubContext, deed: string): Promise<Doer> {
  const { viewer } = tx;
  forPeople(viewer, deed);
  const [now] = viewer.member
    ? await tx.db.query(
        `SELECT state, "grantedRoles", "organisationId" FROM members.member WHERE id = $1 FOR UPDATE`,
        [viewer.member],
      )
    : [];
  const doer = doerFrom(tx, now);
  if (!doer) throw notAllowed(`${deed}: you take part no more`);
  return doer;
}

/** Writes these changes of a locked member as its next revision, and into the audit log. */
export async function settle(tx: HubContext, member: Member, changes: Partial<Member>): Promise<Member> {
  const before = { ...member };
  const written = { ...changes, revision: member.revision + 1, updatedAt: new Date() };
  await tx.db.update(Member, { id: member.id }, written);
  const after = Object.assign(member, written);
  await enter(tx, after);
  await auditChanges(tx, before, after);
  return after;
}
