import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { notAllowed, signInFirst } from "../../foundation/problems.ts";
import { read } from "../../foundation/reading.ts";
import { byId } from "../../foundation/rows.ts";
import { sortTitleOf } from "../../foundation/slug.ts";
import { newId } from "../../foundation/uuid.ts";
import type { SignedIn } from "../../foundation/viewer.ts";
import { AuditAction } from "./audit.enums.ts";
import { audit } from "./audit.service.ts";
import { identityHash } from "./erased-identity.entity.ts";
import { Identity } from "./identity.entity.ts";
import { enter } from "./known.ts";
import { Member } from "./member.entity.ts";
import { MemberState } from "./member.enums.ts";

/** The member who signs in as that subject of that issuer, for the hub itself; null for everybody else who asks. */
export async function memberByIdentity(
  ctx: HubContext,
  issuer: string,
  subject: string,
): Promise<Member | null> {
  if (ctx.viewer.kind !== "SERVICE") return null;
  const [found] = await read<Pick<Identity, "memberId">>(
    ctx,
    sql`SELECT "memberId" FROM members.identity WHERE issuer = ${issuer} AND subject = ${subject}`,
  );
  return found ? byId(ctx, Member).load(found.memberId) : null;
}

/** Where mails of the hub's reach a member who takes part, for the hub itself; null for everybody else who asks. */
export async function memberAddress(ctx: HubContext, id: string): Promise<string | null> {
  if (ctx.viewer.kind !== "SERVICE") return null;
  const member = await byId(ctx, Member).load(id);
  return member?.state === MemberState.ACTIVE ? member.email : null;
}

/** Makes whoever has signed in known to the hub, once; tells whether they take part. */
export async function signIn(ctx: HubContext): Promise<MemberState> {
  const { kind, applicant, signedIn } = ctx.viewer;
  if (kind === "MEMBER") return MemberState.ACTIVE;
  if (applicant) return MemberState.PENDING;
  if (signedIn) return arrive(ctx, signedIn);
  throw kind === "STRANGER" ? signInFirst("be known to the hub") : notAllowed("sign in: that is for people");
}

/** However many first sign-ins of one person come at once, they make one member. */
async function arrive(ctx: HubContext, { issuer, subject, name, email }: SignedIn): Promise<MemberState> {
  return deed(ctx, async (tx) => {
    await tx.db.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`${issuer} ${subject}`]);
    const [before]: Pick<Member, "state">[] = await tx.db.query(
      `SELECT m.state FROM members.identity i JOIN members.member m ON m.id = i."memberId" WHERE i.issuer = $1 AND i.subject = $2`,
      [issuer, subject],
    );
    if (before) return before.state;
    if (await wasErased(tx, issuer, subject)) return MemberState.FORMER;
    const holder = email ? await holderOf(tx, email) : undefined;
    const member =
      holder && !holder.signsIn
        ? holder
        : await insertPending(tx, named(name), holder ? null : (email ?? null));
    await tx.db.insert(Identity, { issuer, subject, memberId: member.id });
    await audit(tx, member === holder ? AuditAction.RECOGNISED : AuditAction.ARRIVED, member);
    return member.state;
  });
}

/**
 * Has whoever signs in here had their data erased a moment ago? A token that was given before must not bring them back;
 * tomorrow they may come anew.
 */
async function wasErased(tx: HubContext, issuer: string, subject: string): Promise<boolean> {
  const hash = identityHash(issuer, subject);
  const [row] = await tx.db.query("SELECT 1 FROM members.erased_identity WHERE hash = $1 AND until > now()", [
    hash,
  ]);
  return row !== undefined;
}

/** Whoever an administrator has entered with that address, and whether somebody signs in as them already. */
async function holderOf(tx: HubContext, email: string) {
  const [holder]: Pick<Member, "id" | "state" | "organisationId">[] = await tx.db.query(
    `SELECT id, state, "organisationId" FROM members.member WHERE email = $1 FOR UPDATE`,
    [email],
  );
  if (!holder) return undefined;
  const signsIn = await tx.db.existsBy(Identity, { memberId: holder.id });
  return { ...holder, signsIn };
}

async function insertPending(tx: HubContext, name: string, email: string | null): Promise<Member> {
  const member = {
    id: newId(),
    name,
    sortName: sortTitleOf(name),
    email,
    organisationId: null,
    state: MemberState.PENDING,
    grantedRoles: [],
    preferredLanguages: [],
    erasedAt: null,
    revision: 1,
  } as unknown as Member;
  await tx.db.insert(Member, member);
  await enter(tx, member);
  return member;
}

/** A provider may call people anything, or nothing. */
const named = (name = "") =>
  name
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, 200) || "Somebody who gave no name";
