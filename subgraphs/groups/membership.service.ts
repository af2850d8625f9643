import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { knownPeople } from "../../foundation/directory.ts";
import { Kind, Status } from "../../foundation/enums.ts";
import { EventType, happened } from "../../foundation/events.ts";
import {
  badInput,
  notAllowed,
  notFound,
  Problem,
  signInFirst,
  staleRevision,
  wrongState,
} from "../../foundation/problems.ts";
import { byId } from "../../foundation/rows.ts";
import { checkText } from "../../foundation/texts.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { personOf } from "./access.ts";
import type { WorkingGroup } from "./group.entity.ts";
import { JoinPolicy, MembershipRole, MembershipState } from "./group.enums.ts";
import { Membership } from "./membership.entity.ts";
import { stateNow } from "./membership.state.ts";
import { lockedGroup, lockGroup, notTheLastLead, settle, standing } from "./standing.ts";

const { ACTIVE, EXPIRED, INVITED, LEFT, REFUSED, REMOVED, REQUESTED } = MembershipState;

/** So long an invitation holds at most. */
const MOST_DAYS = 365;
const DAY_MS = 86_400_000;

/** The viewer joins a group, or asks to, as its policy has it. Joining twice changes nothing. */
export async function joinWorkingGroup(ctx: HubContext, id: string): Promise<Membership> {
  const person = signedIn(ctx, "join a working group");
  return deed(ctx, async (tx) => {
    const group = await lockedGroup(tx, id);
    if (group.status !== Status.PUBLISHED) throw wrongState("joined", group.status);
    const before = await standing(tx, id, person);
    const state = afterJoining(group.joinPolicy, before ? stateNow(before) : undefined);
    if (!state) throw notAllowed("join this working group without an invitation");
    if (before?.state === state) return before;
    const membership = await settle(tx, id, person, before, state);
    return state === REQUESTED
      ? told(tx, EventType.JOIN_REQUESTED, membership, await leadsOf(tx, id))
      : membership;
  });
}

/** The viewer leaves a group, takes their request back or declines an invitation. Its last lead stays until there is another. */
export async function leaveWorkingGroup(ctx: HubContext, id: string): Promise<Membership> {
  const person = signedIn(ctx, "leave a working group");
  return deed(ctx, async (tx) => {
    await lockGroup(tx, id);
    const before = await standing(tx, id, person);
    if (!before) throw new Problem("NOT_FOUND", "You are not in a working group with this id.", { id });
    if ([LEFT, REFUSED, REMOVED].includes(before.state)) return before;
    await notTheLastLead(tx, before);
    return settle(tx, id, person, before, LEFT);
  });
}

/** A lead or curator invites a member for so many days. Inviting somebody who asked to join answers their request; somebody who belongs to the group or is invited stays as they are. */
export async function inviteToWorkingGroup(
  ctx: HubContext,
  id: string,
  memberId: string,
  days: number,
): Promise<Membership> {
  if (days < 1 || days > MOST_DAYS) throw badInput("days", `An invitation holds for 1 to ${MOST_DAYS} days.`);
  return deed(ctx, async (tx) => {
    const group = await lockedGroup(tx, id);
    await mustRun(tx, id, "invite to this working group");
    if (group.status === Status.ARCHIVED) throw wrongState("invited to", group.status);
    await knownPeople(tx, [memberId]);
    const before = await standing(tx, id, memberId);
    const now = before && stateNow(before);
    if (before && (now === ACTIVE || now === INVITED)) return before;
    if (now === REQUESTED)
      return told(tx, EventType.JOIN_ANSWERED, await settle(tx, id, memberId, before, ACTIVE), [memberId]);
    const expiresAt = new Date(Date.now() + days * DAY_MS);
    const invited = await settle(tx, id, memberId, before, INVITED, MembershipRole.MEMBER, { expiresAt });
    return told(tx, EventType.INVITED, invited, [memberId]);
  });
}

/** A lead or curator takes in whoever asked to join, or refuses them and says why. The same answer twice changes nothing. */
export async function answerMembershipRequest(
  ctx: HubContext,
  id: string,
  accept: boolean,
  given: string | null | undefined,
): Promise<Membership> {
  const said = reasonOf(given);
  const reason = accept ? null : said;
  return deed(ctx, async (tx) => {
    const request = await toRun(tx, id, "answer requests to join this working group");
    const answer = accept ? ACTIVE : REFUSED;
    if (request.state === answer) return request;
    if (request.state !== REQUESTED)
      throw new Problem(
        "WRONG_STATE",
        `This membership is ${request.state}: it holds no request to answer.`,
        { state: request.state },
      );
    const { groupId, memberId } = request;
    const answered = await settle(tx, groupId, memberId, request, answer, MembershipRole.MEMBER, { reason });
    return told(tx, EventType.JOIN_ANSWERED, answered, [memberId]);
  });
}

/** A lead or curator takes somebody out of a group, or an invitation back. Twice changes nothing. */
export async function removeFromWorkingGroup(
  ctx: HubContext,
  id: string,
  given: string | null | undefined,
): Promise<Membership> {
  const reason = reasonOf(given);
  return deed(ctx, async (tx) => {
    const membership = await toRun(tx, id, "take people out of this working group");
    const { groupId, memberId } = membership;
    const now = stateNow(membership);
    if (now === REMOVED || now === LEFT) return membership;
    if (now === INVITED || now === EXPIRED) return settle(tx, groupId, memberId, membership, LEFT);
    if (now !== ACTIVE) throw wrongState("taken out of a working group", now);
    await notTheLastLead(tx, membership);
    return settle(tx, groupId, memberId, membership, REMOVED, MembershipRole.MEMBER, { reason });
  });
}

/** A lead or curator makes somebody who belongs to the group a lead, or a lead an ordinary member. */
export async function changeMembershipRole(
  ctx: HubContext,
  id: string,
  revision: number,
  role: MembershipRole,
): Promise<Membership> {
  return deed(ctx, async (tx) => {
    const membership = await toRun(tx, id, "change roles in this working group");
    if (membership.revision !== revision) throw staleRevision("membership", revision, membership);
    if (membership.state !== ACTIVE) throw wrongState("given a role", membership.state);
    if (membership.role === role) return membership;
    await notTheLastLead(tx, membership);
    return settle(tx, membership.groupId, membership.memberId, membership, ACTIVE, role);
  });
}

/** The viewer, who leads a group, makes somebody else who belongs to it its lead in their own place. */
export async function handOverWorkingGroup(
  ctx: HubContext,
  id: string,
  memberId: string,
): Promise<Membership> {
  const person = signedIn(ctx, "hand over a working group");
  return deed(ctx, async (tx) => {
    await lockedGroup(tx, id);
    const own = await standing(tx, id, person);
    if (own?.state !== ACTIVE || own.role !== MembershipRole.LEAD)
      throw notAllowed("hand over this working group: that is for its leads");
    const heir = memberId === person ? null : await standing(tx, id, memberId);
    if (heir?.state !== ACTIVE)
      throw badInput("memberId", "A working group is handed over to somebody else who belongs to it.");
    await settle(tx, id, person, own, ACTIVE);
    return heir.role === MembershipRole.LEAD
      ? heir
      : settle(tx, id, heir.memberId, heir, ACTIVE, MembershipRole.LEAD);
  });
}

/** Makes these members leads of a group that has just been created. */
export async function nameLeads(tx: HubContext, group: WorkingGroup, memberIds: readonly string[]) {
  await knownPeople(tx, memberIds);
  for (const memberId of new Set(memberIds))
    await settle(tx, group.id, memberId, null, ACTIVE, MembershipRole.LEAD);
}

/** Lets these people hear of a membership. */
async function told(tx: HubContext, type: EventType, membership: Membership, to: string[]) {
  const { id: aboutId, groupId: recordId } = membership;
  await happened(tx, { type, kind: Kind.WORKING_GROUP, recordId, aboutType: "Membership", aboutId, to });
  return membership;
}

async function leadsOf(tx: HubContext, groupId: string): Promise<string[]> {
  const leads: { id: string }[] = await tx.db.query(
    `SELECT "memberId" AS id FROM "groups".membership WHERE "groupId" = $1 AND state = 'ACTIVE' AND role = 'LEAD'`,
    [groupId],
  );
  return leads.map(({ id }) => id);
}

function afterJoining(policy: JoinPolicy, before: MembershipState | undefined): MembershipState | null {
  if (before === ACTIVE || before === INVITED) return ACTIVE;
  if (policy === JoinPolicy.OPEN) return before === REMOVED ? null : ACTIVE;
  return before === REQUESTED || policy === JoinPolicy.ON_REQUEST ? REQUESTED : null;
}

const reasonOf = (given: string | null | undefined) => (given && checkText("reason", given, 1_000)) || null;

function signedIn({ viewer }: HubContext, what: string): string {
  if (viewer.kind === "STRANGER") throw signInFirst(what);
  const person = personOf(viewer);
  if (!person) throw notAllowed(`${what}: only people do`);
  return person;
}

/** The membership that a lead or curator wants to decide on, its group locked. */
async function toRun(tx: HubContext, id: string, what: string): Promise<Membership> {
  if (tx.viewer.kind === "STRANGER") throw signInFirst(what);
  const seen = await byId(tx, Membership).load(id);
  if (!seen) throw notFound("membership", id);
  await lockGroup(tx, seen.groupId);
  await mustRun(tx, seen.groupId, what);
  return (await standing(tx, seen.groupId, seen.memberId)) ?? seen;
}

/** Refuses everybody but the leads of a group and curators: they alone decide who belongs to it. */
export async function mustRun(tx: HubContext, groupId: string, what: string) {
  if (tx.viewer.kind === "STRANGER") throw signInFirst(what);
  if (isCurator(tx.viewer)) return;
  const person = personOf(tx.viewer);
  const own = person ? await standing(tx, groupId, person) : null;
  if (own?.state !== ACTIVE || own.role !== MembershipRole.LEAD)
    throw notAllowed(`${what}: that is for its leads and for curators`);
}
