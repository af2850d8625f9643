import type { HubContext } from "../../foundation/context.ts";
import { deed } from "../../foundation/deeds.ts";
import { knownPeople } from "../../foundation/directory.ts";
import { Status } from "../../foundation/enums.ts";
import {
  notAllowed,
  notFound,
  Problem,
  signInFirst,
  staleRevision,
  wrongState,
} from "../../foundation/problems.ts";
import { byId } from "../../foundation/rows.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { personOf } from "./access.ts";
import type { WorkingGroup } from "./group.entity.ts";
import { JoinPolicy, MembershipRole, MembershipState } from "./group.enums.ts";
import { Membership } from "./membership.entity.ts";
import { lockedGroup, lockGroup, notTheLastLead, settle, standing } from "./standing.ts";

const { ACTIVE, INVITED, LEFT, REFUSED, REQUESTED } = MembershipState;

/** The viewer joins a group, or asks to, as its policy has it. Joining twice changes nothing. */
export async function joinWorkingGroup(ctx: HubContext, id: string): Promise<Membership> {
  const person = signedIn(ctx, "join a working group");
  return deed(ctx, async (tx) => {
    const group = await lockedGroup(tx, id);
    if (group.status !== Status.PUBLISHED) throw wrongState("joined", group.status);
    const before = await standing(tx, id, person);
    const state = afterJoining(group.joinPolicy, before?.state);
    if (!state) throw notAllowed("join this working group without an invitation");
    return before?.state === state ? before : settle(tx, id, person, before, state);
  });
}

/** The viewer leaves a group, takes their request back or declines an invitation. Its last lead stays until there is another. */
export async function leaveWorkingGroup(ctx: HubContext, id: string): Promise<Membership> {
  const person = signedIn(ctx, "leave a working group");
  return deed(ctx, async (tx) => {
    await lockGroup(tx, id);
    const before = await standing(tx, id, person);
    if (!before) throw new Problem("NOT_FOUND", "You are not in a working group with this id.", { id });
    if (before.state === LEFT || before.state === REFUSED) return before;
    await notTheLastLead(tx, before);
    return settle(tx, id, person, before, LEFT);
  });
}

/** A lead or curator invites a member. Inviting somebody who asked to join answers their request; somebody who belongs to the group stays as they are. */
export async function inviteToWorkingGroup(
  ctx: HubContext,
  id: string,
  memberId: string,
): Promise<Membership> {
  return deed(ctx, async (tx) => {
    const group = await lockedGroup(tx, id);
    await mustRun(tx, id, "invite to this working group");
    if (group.status === Status.ARCHIVED) throw wrongState("invited to", group.status);
    await knownPeople(tx, [memberId]);
    const before = await standing(tx, id, memberId);
    if (before?.state === ACTIVE || before?.state === INVITED) return before;
    return settle(tx, id, memberId, before, before?.state === REQUESTED ? ACTIVE : INVITED);
  });
}

/** A lead or curator takes in whoever asked to join, or refuses them. The same answer twice changes nothing. */
export async function answerMembershipRequest(
  ctx: HubContext,
  id: string,
  accept: boolean,
): Promise<Membership> {
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
    return settle(tx, request.groupId, request.memberId, request, answer);
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

/** Makes these members leads of a group that has just been created. */
export async function nameLeads(tx: HubContext, group: WorkingGroup, memberIds: readonly string[]) {
  await knownPeople(tx, memberIds);
  for (const memberId of new Set(memberIds))
    await settle(tx, group.id, memberId, null, ACTIVE, MembershipRole.LEAD);
}

function afterJoining(policy: JoinPolicy, before: MembershipState | undefined): MembershipState | null {
  if (before === ACTIVE || before === INVITED || policy === JoinPolicy.OPEN) return ACTIVE;
  return before === REQUESTED || policy === JoinPolicy.ON_REQUEST ? REQUESTED : null;
}

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
