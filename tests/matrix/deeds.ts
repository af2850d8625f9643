import type { Column } from "./columns.ts";
import { contents, type Ground } from "./ground.ts";
import { ADOPTIONS, NOTES } from "./readings.ts";
import type { Line } from "./table.ts";

type Args = Record<string, unknown>;

/** A mutation as it is asked. */
export interface Deed extends Line {
  name: string;
  args(by: Column): Args;
  /** the id of what some may not see */
  about?: string | undefined;
}

interface Stored {
  id: string;
  revision: number;
}

const byRevision = ({ id, revision }: Stored) => ({ id, revision });

type Add = (name: string, of: string, args: Args | ((by: Column) => Args), about?: Stored) => void;

/** Every mutation of the hub, on what some may do something about, or see, and others not. */
export function deedsOf(ground: Ground): Deed[] {
  const all: Deed[] = [];
  const add: Add = (name, of, args, about) =>
    all.push({
      operation: `mutation ${name}`,
      of,
      name,
      args: typeof args === "function" ? args : () => args,
      about: about?.id,
    });
  writing(add, ground);
  collecting(add, ground);
  grouping(add, ground);
  running(add, ground);
  placing(add, ground);
  peopling(add, ground);
  keying(add, ground);
  noting(add, ground);
  adopting(add, ground);
  searching(add, ground);
  following(add, ground);
  return all;
}

function writing(add: Add, { records, organisations }: Ground): void {
  for (const type of contents) {
    const of = records[type];
    const texts = { title: "A new one" };
    add(`create${type}`, "for one's own organisation", { input: { language: "en", texts } });
    const ownerId = organisations.elsewhere.id;
    add(`create${type}`, "for another organisation", { input: { language: "en", texts, ownerId } });
    for (const standing of ["public", "members", "group", "draft"] as const) {
      const input = { texts: { summary: "Better." } };
      add(`change${type}`, standing, { ...byRevision(of[standing]), input }, of[standing]);
    }
    for (const standing of ["public", "draft"] as const) {
      const words = { language: "fr", texts: { title: "En français" } };
      add(`translate${type}`, standing, { ...byRevision(of[standing]), ...words }, of[standing]);
      add(`restore${type}`, standing, { ...byRevision(of[standing]), toRevision: 1 }, of[standing]);
    }
    add(`submit${type}`, "draft", byRevision(of.draft), of.draft);
    add(`return${type}`, "in review", byRevision(of.review), of.review);
    add(`publish${type}`, "in review", byRevision(of.review), of.review);
    add(`archive${type}`, "public", byRevision(of.public), of.public);
    add(`archive${type}`, "draft", byRevision(of.draft), of.draft);
  }
}

function collecting(add: Add, { records, foreign }: Ground): void {
  const first = records.Practice.public.id;
  for (const standing of ["public", "draft"] as const) {
    const collection = records.Collection[standing];
    const which = byRevision(collection);
    add("addToCollection", standing, { ...which, kind: "PRACTICE", recordId: foreign.id }, collection);
    add("removeFromCollection", standing, { ...which, recordId: first }, collection);
    add("reorderCollection", standing, { ...which, recordIds: [first] }, collection);
  }
}

function grouping(add: Add, { groups, memberships, members }: Ground): void {
  const memberId = members.colleague.id;
  const { hidden, open, onRequest, byInvitation } = groups;
  add("joinWorkingGroup", "open", { id: open.id }, open);
  add("joinWorkingGroup", "on request", { id: onRequest.id }, onRequest);
  add("joinWorkingGroup", "by invitation", { id: byInvitation.id }, byInvitation);
  add("joinWorkingGroup", "hidden, that of the grouped", { id: hidden.id }, hidden);
  add("leaveWorkingGroup", "hidden, that of the grouped", { id: hidden.id }, hidden);
  add("inviteToWorkingGroup", "led by the member", { id: open.id, memberId }, open);
  add("inviteToWorkingGroup", "hidden, that of the grouped", { id: hidden.id, memberId }, hidden);
  const { request } = memberships;
  add(
    "answerMembershipRequest",
    "a request of the other to the member",
    { id: request.id, accept: true },
    request,
  );
  add(
    "changeMembershipRole",
    "of the other in the member's group",
    { ...byRevision(memberships.open), role: "LEAD" },
    memberships.open,
  );
  add(
    "changeMembershipRole",
    "of the grouped in the hidden group",
    { ...byRevision(memberships.hidden), role: "LEAD" },
    memberships.hidden,
  );
}

function running(add: Add, { groups, memberships, visitors }: Ground): void {
  const { hidden, open } = groups;
  const [ofOther, ofGrouped] = ["of the other in the member's group", "of the grouped in the hidden group"];
  add("removeFromWorkingGroup", ofOther, { id: memberships.open.id }, memberships.open);
  add("removeFromWorkingGroup", ofGrouped, { id: memberships.hidden.id }, memberships.hidden);
  add("handOverWorkingGroup", "led by the member", { id: open.id, memberId: visitors.other.id }, open);
  const toGrouped = { id: hidden.id, memberId: visitors.grouped.id };
  add("handOverWorkingGroup", "hidden, that of the grouped", toGrouped, hidden);
}

function placing(add: Add, { organisations, territory, topic }: Ground): void {
  const { alpha, beta } = organisations;
  const texts = { name: "Renamed" };
  const fr = { language: "fr", texts: { name: "En français" } };
  add("createOrganisation", "any", { input: { language: "en", texts } });
  add("changeOrganisation", "alpha's texts", { ...byRevision(alpha), input: { texts } });
  add("changeOrganisation", "alpha's country", { ...byRevision(alpha), input: { country: "BE" } });
  add("changeOrganisation", "beta's texts", { ...byRevision(beta), input: { texts } });
  add("translateOrganisation", "alpha's texts", { ...byRevision(alpha), ...fr });
  add("restoreOrganisation", "alpha's texts", { ...byRevision(alpha), toRevision: 1 });
  add("createTerritory", "any", { input: { language: "en", texts } });
  add("changeTerritory", "any", { ...byRevision(territory), input: { texts } });
  add("translateTerritory", "any", { ...byRevision(territory), ...fr });
  add("restoreTerritory", "any", { ...byRevision(territory), toRevision: 1 });
  const label = { label: "Renamed" };
  add("createTopic", "any", { input: { language: "en", texts: label } });
  add("changeTopic", "any", { ...byRevision(topic), input: { texts: label } });
  add("translateTopic", "any", { ...byRevision(topic), language: "fr", texts: label });
  add("restoreTopic", "any", { ...byRevision(topic), toRevision: 1 });
}

const names: Readonly<Partial<Record<Column, string>>> = {
  pending: "Pia Elm",
  member: "Mara Alder",
  other: "Olga Beech",
  grouped: "Gus Gorse",
  steward: "Stina Spruce",
  curator: "Cora Cedar",
  admin: "Ada Dogwood",
};

function peopling(add: Add, { members, organisations }: Ground): void {
  const { member, pending, pendingElsewhere, colleague, steward, curator, refused } = members;
  const input = { name: "Renamed" };
  add("createMember", "any", { input: { name: "Nora New", email: "nora@new.test" } });
  add("changeMember", "the member's name", { ...byRevision(member), input }, member);
  add("changeMember", "the member's roles", { ...byRevision(member), input: { roles: ["CURATOR"] } }, member);
  add("changeMember", "the name of one who asks for alpha", { ...byRevision(pending), input }, pending);
  add("askToJoin", "beta", { organisationId: organisations.beta.id });
  add("confirmMember", "one who asks for alpha", byRevision(pending), pending);
  add("confirmMember", "one who asks for beta", byRevision(pendingElsewhere), pendingElsewhere);
  add("confirmMember", "one who was refused", byRevision(refused), refused);
  add("removeMember", "one of alpha", byRevision(colleague), colleague);
  add("removeMember", "one who asks for alpha", byRevision(pending), pending);
  add("removeMember", "a curator of alpha", byRevision(curator), curator);
  add("grantRole", "of a steward, to one of alpha", { ...byRevision(colleague), role: "STEWARD" }, colleague);
  add("grantRole", "of a curator, to one of alpha", { ...byRevision(colleague), role: "CURATOR" }, colleague);
  add("revokeRole", "of a steward, from one of alpha", { ...byRevision(steward), role: "STEWARD" }, steward);
  add("revokeRole", "of a curator, from one of alpha", { ...byRevision(curator), role: "CURATOR" }, curator);
  add("exportMyData", "one's own", (by) => ({ confirm: names[by] ?? "Nobody" }));
  add("eraseMember", "the member", { ...byRevision(member), confirm: names.member }, member);
  add("eraseMember", "one who asks for alpha", { ...byRevision(pending), confirm: names.pending }, pending);
  add("signIn", "oneself", {});
}

function keying(add: Add, { keys, organisations }: Ground): void {
  const create = (of: string, organisationId: string, scopes: readonly string[]) =>
    add("createPartnerKey", of, { input: { name: "Portal", organisationId, scopes } });
  create("of alpha, for public content", organisations.alpha.id, ["content:public"]);
  create("of alpha, for members' content", organisations.alpha.id, ["content:members"]);
  create("of beta, for public content", organisations.beta.id, ["content:public"]);
  const query = "{ practices { totalCount } }";
  for (const [of, key] of [
    ["alpha's", keys.alpha],
    ["beta's", keys.beta],
  ] as const) {
    add("changePartnerKey", of, { ...byRevision(key), input: { name: "Renamed" } }, key);
    add("rotatePartnerKey", of, byRevision(key), key);
    add("revokePartnerKey", of, byRevision(key), key);
    add("registerOperation", of, { keyId: key.id, query }, key);
  }
  add("removeOperation", "alpha's", { keyId: keys.alpha.id, hash: keys.operation }, keys.alpha);
  const wish = { keyId: keys.alpha.id, wanted: 1, returned: 0, requests: 1, refused: 0, cost: 1 };
  add("takeBudget", "alpha's", { wishes: [wish] });
}

function noting(add: Add, { records, notes }: Ground): void {
  const words = { body: "We tried it.", language: "en" };
  for (const standing of ["public", "members", "group", "draft"] as const) {
    const record = records.Practice[standing];
    const target = { kind: "PRACTICE", recordId: record.id };
    add(
      "annotate",
      standing,
      { input: { ...words, target, motivation: "COMMENTING", audience: "ONLY_ME" } },
      record,
    );
  }
  for (const standing of ["public", "members", "group", "draft"] as const) {
    const record = records.Practice[standing];
    const target = { kind: "PRACTICE", recordId: record.id };
    add("askOwner", standing, { input: { ...words, target, audience: "OWNER" } }, record);
  }
  for (const kind of ["question", "toOwner"] as const)
    add("answerQuestion", NOTES[kind]!, { ...byRevision(notes[kind]), input: words }, notes[kind]);
  add("publishAnswer", NOTES.answer!, { ...byRevision(notes.answer), audience: "EVERYONE" }, notes.answer);
  const consent = { mayPublish: true, mayName: false };
  add("permitPublication", NOTES.toOwner!, { ...byRevision(notes.toOwner), ...consent }, notes.toOwner);
  add("withdrawFlag", NOTES.flagged!, { id: notes.flagged.id }, notes.flagged);
  for (const kind of ["everyone", "members", "group", "private", "hidden", "onDraft"] as const)
    add("reply", NOTES[kind]!, { id: notes[kind].id, input: words }, notes[kind]);
  for (const kind of ["everyone", "private"] as const) {
    const note = notes[kind];
    add("changeAnnotation", NOTES[kind]!, { ...byRevision(note), input: { body: "Twice." } }, note);
    add("restoreAnnotation", NOTES[kind]!, { ...byRevision(note), toRevision: 1 }, note);
    add("deleteAnnotation", NOTES[kind]!, byRevision(note), note);
  }
  const { question } = notes;
  add("resolveAnnotation", NOTES.question!, { ...byRevision(question), resolution: "RESOLVED" }, question);
  for (const kind of ["everyone", "members", "private"] as const)
    add("flagAnnotation", NOTES[kind]!, { id: notes[kind].id, reason: "Rude." }, notes[kind]);
  for (const kind of ["everyone", "private"] as const) {
    const decision = { moderation: "HIDDEN", reason: "Rude." };
    add("moderateAnnotation", NOTES[kind]!, { ...byRevision(notes[kind]), ...decision }, notes[kind]);
  }
}

function adopting(add: Add, { foreign, foreignDraft, organisations, adoptions, experience }: Ground): void {
  const forAlpha = { state: "TRYING", language: "en", organisationId: organisations.alpha.id };
  add("adoptPractice", "public, for alpha", { practiceId: foreign.id, input: forAlpha }, foreign);
  add(
    "adoptPractice",
    "another city's draft, for alpha",
    { practiceId: foreignDraft.id, input: forAlpha },
    foreignDraft,
  );
  const input = { state: "RUNNING", language: "en" };
  add("adoptFromAnnotation", "a note of the member's", { annotationId: experience.id, input }, experience);
  for (const kind of ["public", "members", "ofDraft"] as const) {
    const adoption = adoptions[kind];
    add(
      "changeAdoption",
      ADOPTIONS[kind]!,
      { ...byRevision(adoption), input: { state: "STOPPED" } },
      adoption,
    );
  }
}

function following(add: Add, { records, foreign, members, item }: Ground): void {
  for (const standing of ["public", "members", "group", "draft"] as const) {
    const practice = records.Practice[standing];
    add("follow", standing, { kind: "PRACTICE", id: practice.id }, practice);
  }
  add("unfollow", "the member's", { id: foreign.id }, foreign);
  add("markInboxRead", "the member's", { ids: [item] });
  add("setDigest", "one's own", { input: { frequency: "DAILY" } });
  add("endDigest", "the member's", { memberId: members.member.id });
}

function searching(add: Add, { saved }: Ground): void {
  add("saveSearch", "one's own", { input: { name: "Nights", query: "night" } });
  add("changeSavedSearch", "the member's", { ...byRevision(saved), input: { name: "Days" } }, saved);
  add("deleteSavedSearch", "the member's", { id: saved.id }, saved);
  add("visitSavedSearch", "the member's", { id: saved.id }, saved);
  add("markAlertsRead", "one's own", { before: "2030-01-01T00:00:00Z" });
}
