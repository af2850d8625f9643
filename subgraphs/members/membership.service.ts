import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { known } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { badInput, notAllowed, notFound, Problem, signInFirst } from "../../foundation/problems.ts";
import { byId } from "../../foundation/rows.ts";
import { AuditAction } from "./audit.enums.ts";
import { audit } from "./audit.service.ts";
import { Member } from "./member.entity.ts";
import { MemberRole, MemberState } from "./member.enums.ts";
import { Organisation } from "./organisation.entity.ts";
import { type Doer, lockedForDeed, settle } from "./standing.ts";

const wrong = (sentence: string, state: MemberState) => new Problem("WRONG_STATE", sentence, { state });

const tends = ({ tends }: Doer, { organisationId }: Pick<Member, "organisationId">) =>
  tends !== undefined && tends === organisationId;

/** Lets a person take part for an organisation: the one given, else the one they ask for. */
export async function confirmMember(
  ctx: HubContext,
  id: string,
  revision: number,
  organisationId: string | null | undefined,
): Promise<Member> {
  return deed(ctx, async (tx) => {
    const { member, doer } = await lockedForDeed(tx, id, revision, "confirm a member");
    const chosen = organisationId ?? member.organisationId;
    const pending = member.state === MemberState.PENDING;
    if (!doer.administrates && !(pending && tends(doer, member) && chosen === doer.tends))
      throw notAllowed(
        "confirm a member: that is for an administrator or a steward of the organisation they ask for",
      );
    if (member.state === MemberState.ACTIVE) throw wrong("This person takes part already.", member.state);
    if (!chosen) throw badInput("organisationId", "Say for which organisation this person is to write.");
    await known(tx, Kind.ORGANISATION, [chosen]);
    return settle(tx, member, { state: MemberState.ACTIVE, organisationId: chosen });
  });
}

/** Takes a person out, with all their roles: whoever takes part becomes former, whoever waits is refused. */
export async function removeMember(ctx: HubContext, id: string, revision: number): Promise<Member> {
  return deed(ctx, async (tx) => {
    const { member, doer } = await lockedForDeed(tx, id, revision, "remove a member");
    const { state, grantedRoles } = member;
    if (!doer.administrates) {
      if (!tends(doer, member))
        throw notAllowed("remove a member: that is for an administrator or a steward of their organisation");
      if (grantedRoles.some((role) => role !== MemberRole.STEWARD))
        throw notAllowed("remove a curator or an administrator: that is for an administrator");
    } else if (doer.id === id) throw notAllowed("remove yourself: ask another administrator");
    if (state !== MemberState.ACTIVE && state !== MemberState.PENDING)
      throw wrong("This person takes no part in the hub.", state);
    const after = state === MemberState.ACTIVE ? MemberState.FORMER : MemberState.REFUSED;
    return settle(tx, member, { state: after, grantedRoles: [] });
  });
}

/** Gives a person a role, or takes it away. What they have, or have not, already stays as it is. */
export async function setRole(
  ctx: HubContext,
  id: string,
  revision: number,
  role: MemberRole,
  has: boolean,
): Promise<Member> {
  if (role === MemberRole.MEMBER)
    throw badInput("role", "Everybody who takes part has the role MEMBER: confirm or remove them instead.");
  const what = has ? "grant a role" : "revoke a role";
  return deed(ctx, async (tx) => {
    const { member, doer } = await lockedForDeed(tx, id, revision, what);
    const { state, organisationId, grantedRoles } = member;
    if (!doer.administrates && !(role === MemberRole.STEWARD && tends(doer, member)))
      throw notAllowed(
        `${what}: that is for an administrator, and STEWARD also for stewards of their organisation`,
      );
    if (!has && role === MemberRole.ADMINISTRATOR && doer.id === id)
      throw notAllowed("stop being an administrator yourself: ask another one");
    if (state !== MemberState.ACTIVE) throw wrong("Only a person who takes part has roles.", state);
    if (has && role === MemberRole.STEWARD && !organisationId)
      throw badInput(
        "role",
        "A steward looks after an organisation: say first for which one this person writes.",
      );
    if (grantedRoles.includes(role) === has) return member;
    const others = grantedRoles.filter((one) => one !== role);
    return settle(tx, member, { grantedRoles: has ? [...others, role] : others });
  });
}

/** Says, of the viewer who waits to be confirmed, for which organisation they want to write. */
export async function askToJoin(ctx: HubContext, organisationId: string): Promise<Organisation> {
  const { kind, applicant: id } = ctx.viewer;
  if (kind !== "STRANGER")
    throw notAllowed("ask to join an organisation: that is for people who wait to be confirmed");
  if (!id) throw signInFirst("ask to join an organisation");
  return deed(ctx, async (tx) => {
    const organisation = await byId(tx, Organisation).load(organisationId);
    if (!organisation) throw notFound("organisation", organisationId);
    const [before]: Pick<Member, "state" | "organisationId" | "revision">[] = await tx.db.query(
      `SELECT state, "organisationId", revision FROM members.member WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (before?.state !== MemberState.PENDING)
      throw new Problem(
        "CONFLICT",
        "Whether you take part has been decided meanwhile: read who you are again.",
      );
    if (before.organisationId === organisation.id) return organisation;
    const changes = { organisationId: organisation.id, revision: before.revision + 1, updatedAt: new Date() };
    await tx.db.update(Member, { id }, changes);
    await audit(tx, AuditAction.ASKED, { id, organisationId: organisation.id });
    return organisation;
  });
}
