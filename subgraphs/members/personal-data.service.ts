import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { oneself } from "../../foundation/personal-data.ts";
import {
  badInput,
  notAllowed,
  notFound,
  Problem,
  signInFirst,
  staleRevision,
} from "../../foundation/problems.ts";
import { sortTitleOf } from "../../foundation/slug.ts";
import { AuditAction } from "./audit.enums.ts";
import { audit } from "./audit.service.ts";
import { ErasedIdentity, identityHash } from "./erased-identity.entity.ts";
import { Identity } from "./identity.entity.ts";
import { enter } from "./known.ts";
import { Member } from "./member.entity.ts";
import { MemberRole, MemberState } from "./member.enums.ts";
import type { PersonalData } from "./personal-data.entity.ts";
import { lockedForDeed, told } from "./standing.ts";

const FORMER_NAME = "A former member";

/** How long a token that was given before an erasure may be good at the longest. */
const TOKENS_LAST_HOURS = 24;

/** Lets people have what the hub holds of them; each room adds its part. */
export async function exportMyData(ctx: HubContext, confirm: string): Promise<PersonalData> {
  const id = themselves(ctx, "have your data");
  return deed(ctx, async (tx) => {
    const member = await lockedMember(tx, id);
    confirmed(member, confirm);
    await audit(tx, AuditAction.EXPORTED, member);
    return { id: member.id };
  });
}

/**
 * Erases a person: who they are and what was for them alone goes, in all rooms at once; what they wrote for others stays
 * without saying by whom. For themselves, and for administrators.
 */
export async function eraseMember(
  ctx: HubContext,
  id: string,
  revision: number,
  confirm: string,
): Promise<string> {
  const theirOwn = id === oneself(ctx.viewer);
  return deed(ctx, async (tx) => {
    const member = theirOwn ? await lockedMember(tx, id) : await byAdministrator(tx, id, revision);
    if (member.revision !== revision) throw staleRevision("member", revision, told(member));
    if (theirOwn && member.grantedRoles.includes(MemberRole.ADMINISTRATOR))
      throw notAllowed("erase yourself while you are an administrator: ask another one to take the role");
    confirmed(member, confirm);
    await forget(tx, member);
    await audit(tx, AuditAction.ERASED, { id, organisationId: null });
    await tx.db.query(
      `UPDATE members.audit_entry SET "clientAddress" = NULL WHERE "actorId" = $1 AND "clientAddress" IS NOT NULL`,
      [id],
    );
    return id;
  });
}

async function forget(tx: HubContext, { id, revision }: Member): Promise<void> {
  const identities = await tx.db.findBy(Identity, { memberId: id });
  const until = new Date(Date.now() + TOKENS_LAST_HOURS * 3_600_000);
  for (const { issuer, subject } of identities)
    await tx.db.upsert(ErasedIdentity, { hash: identityHash(issuer, subject), until }, ["hash"]);
  await tx.db.query("DELETE FROM members.erased_identity WHERE until <= now()");
  await tx.db.delete(Identity, { memberId: id });
  const state = MemberState.FORMER;
  await tx.db.update(
    Member,
    { id },
    {
      name: FORMER_NAME,
      sortName: sortTitleOf(FORMER_NAME),
      email: null,
      organisationId: null,
      state,
      grantedRoles: [],
      preferredLanguages: [],
      erasedAt: new Date(),
      revision: revision + 1,
      updatedAt: new Date(),
    },
  );
  // What is being written for them ends first, and nothing more begins.
  await tx.db.query("SELECT FROM hub.person WHERE id = $1 FOR UPDATE", [id]);
  await enter(tx, { id, state, organisationId: null, grantedRoles: [] });
  // From here on it is for each room's own trigger.
  await tx.db.query(`UPDATE hub.person SET erased = true, "groupIds" = '{}' WHERE id = $1`, [id]);
}

function themselves({ viewer }: HubContext, what: string): string {
  const id = oneself(viewer);
  if (id) return id;
  throw viewer.kind === "STRANGER" ? signInFirst(what) : notAllowed(`${what}: that is for people`);
}

async function byAdministrator(tx: HubContext, id: string, revision: number): Promise<Member> {
  const { member, doer } = await lockedForDeed(tx, id, revision, "erase a member");
  if (!doer.administrates) throw notAllowed("erase another member: that is for an administrator");
  return member;
}

/** The person themselves, whom they see in whatever state they are. */
async function lockedMember(tx: HubContext, id: string): Promise<Member> {
  const member = await tx.db.findOne(Member, { where: { id }, lock: { mode: "pessimistic_write" } });
  if (!member) throw notFound("member", id);
  if (member.erasedAt)
    throw new Problem("WRONG_STATE", "What the hub knew of you is erased.", { state: member.state });
  return member;
}

function confirmed({ name }: Member, confirm: string): void {
  if (confirm !== name) throw badInput("confirm", "Confirm it by the member's name, to the letter.");
}
