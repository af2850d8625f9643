import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { known } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { badInput, notAllowed, Problem, signInFirst } from "../../foundation/problems.ts";
import { sortTitleOf } from "../../foundation/slug.ts";
import { checkText } from "../../foundation/texts.ts";
import { newId } from "../../foundation/uuid.ts";
import { isAdministrator } from "../../foundation/viewer.ts";
import { AuditAction } from "./audit.enums.ts";
import { audit, auditChanges } from "./audit.service.ts";
import { enter } from "./known.ts";
import { Member } from "./member.entity.ts";
import { MemberRole, MemberState } from "./member.enums.ts";
import type { MemberChange, NewMember } from "./member.input.ts";
import { lockedForDeed, settle } from "./standing.ts";

export async function createMember(ctx: HubContext, input: NewMember): Promise<Member> {
  if (ctx.viewer.kind === "STRANGER") throw signInFirst("create a member");
  if (!isAdministrator(ctx.viewer)) throw notAllowed("create a member: that is for an administrator");
  const member = {
    organisationId: null,
    grantedRoles: [],
    preferredLanguages: [],
    state: MemberState.ACTIVE,
    erasedAt: null,
    ...tended(checked(input), { organisationId: null, grantedRoles: [] }),
    id: newId(),
    revision: 1,
    createdAt: new Date(),
    updatedAt: new Date(),
  } as unknown as Member;
  return deed(ctx, async (tx) => {
    await known(tx, Kind.ORGANISATION, [member.organisationId]);
    await emailIsFree(tx, member);
    await tx.db.insert(Member, member);
    await enter(tx, member);
    await audit(tx, AuditAction.ENTERED, member);
    await auditChanges(tx, { ...member, grantedRoles: [] }, member);
    return member;
  });
}

/** Changes a member. People change their own name and languages; the rest is for administrators. */
export async function changeMember(
  ctx: HubContext,
  id: string,
  revision: number,
  change: MemberChange,
): Promise<Member> {
  if (ctx.viewer.kind === "STRANGER") throw signInFirst("change a member");
  const changes = checked(change);
  return deed(ctx, async (tx) => {
    const { member, doer } = await lockedForDeed(tx, id, revision, "change a member");
    const themselves = doer.id === id;
    if (!doer.administrates) {
      if (!themselves) throw notAllowed("change another member");
      const { name: _name, languages: _languages, ...more } = change;
      if (Object.values(more).some((value) => value !== undefined))
        throw notAllowed("change more of yourself than your name and your languages");
    }
    if (themselves && doer.administrates && resigns(changes))
      throw notAllowed("stop being an administrator yourself: ask another one");
    await known(tx, Kind.ORGANISATION, [changes.organisationId]);
    if (changes.email) await emailIsFree(tx, { id, email: changes.email });
    return settle(tx, member, tended(changes, member));
  });
}

/** A steward looks after the organisation they were made a steward of: whoever moves on is none any more, unless that is said. */
function tended(
  changes: Partial<Member>,
  before: Pick<Member, "organisationId" | "grantedRoles">,
): Partial<Member> {
  const { organisationId = before.organisationId, grantedRoles } = changes;
  if (grantedRoles?.includes(MemberRole.STEWARD) && !organisationId)
    throw badInput("roles", "A steward looks after an organisation: say for which one they write.");
  if (grantedRoles || organisationId === before.organisationId) return changes;
  return { ...changes, grantedRoles: before.grantedRoles.filter((role) => role !== MemberRole.STEWARD) };
}

const resigns = ({ grantedRoles, state }: Partial<Member>) =>
  (grantedRoles && !grantedRoles.includes(MemberRole.ADMINISTRATOR)) ||
  (state && state !== MemberState.ACTIVE);

/** The columns that the input names, in the form they are stored in. */
function checked({ name, email, organisationId, roles, languages, state }: MemberChange): Partial<Member> {
  const columns: Partial<Member> = {};
  if (name != null) {
    columns.name = checkText("name", name);
    if (!columns.name) throw badInput("name", "A member needs a name.");
    columns.sortName = sortTitleOf(columns.name);
  }
  if (email != null) columns.email = emailAddress(email);
  if (organisationId !== undefined) columns.organisationId = organisationId;
  if (roles) columns.grantedRoles = [...new Set(roles)].filter((role) => role !== MemberRole.MEMBER);
  if (languages) columns.preferredLanguages = [...new Set(languages)];
  if (state) columns.state = state;
  return columns;
}

function emailAddress(text: string): string {
  const email = checkText("email", text, 254).toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw badInput("email", "An e-mail address looks like name@city.example.");
  return email;
}

async function emailIsFree(tx: HubContext, { id, email }: Pick<Member, "id" | "email">) {
  const [other] = await tx.db.query("SELECT 1 FROM members.member WHERE email = $1 AND id <> $2", [
    email,
    id,
  ]);
  if (other) throw new Problem("CONFLICT", "Another member already has this e-mail address.");
}
