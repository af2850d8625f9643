import { cursorWith } from "../../foundation/cursor.ts";
import type { Person, TestHub } from "../hub.ts";
import { answerQuestion, askOwner, makeNote } from "../make/annotations.ts";
import { belongs, type GroupWish, makeGroup } from "../make/groups.ts";
import { follow } from "../make/inbox.ts";
import { makeKey } from "../make/keys.ts";
import { type Made, made } from "../make/made.ts";
import { makeMember, makeOrganisation, makeTerritory } from "../make/members.ts";
import { makePractice } from "../make/practices.ts";
import { makeSavedSearch } from "../make/saved-searches.ts";
import { makeTopic } from "../make/topics.ts";

/** A mutation as it succeeds: who asks, and with which variables. */
export interface Valid {
  /** the hub itself asks what is for it alone */
  as: Person | "hub";
  args: Record<string, unknown>;
}

const contents = ["Practice", "Project", "Workshop", "Series", "WorkingGroup", "Resource", "Collection"];

const byRevision = ({ id, revision }: { id: string; revision: number }) => ({ id, revision });

/** Every mutation of the hub, each with records of its own, so that none spoils another. */
export async function validMutations(hub: TestHub): Promise<Map<string, Valid>> {
  const all = new Map<string, Valid>();
  const { curator, admin, member, colleague, other, pending } = hub.people;
  const add = (name: string, args: Valid["args"], as: Valid["as"] = curator) => all.set(name, { as, args });

  for (const type of contents) {
    const ready = (status: string) => made(hub, type, { status }).then(byRevision);
    add(`create${type}`, { input: { language: "en", texts: { title: "A new one" } } });
    add(`change${type}`, { ...(await ready("PUBLISHED")), input: { texts: { summary: "Better." } } });
    add(`translate${type}`, {
      ...(await ready("PUBLISHED")),
      language: "fr",
      texts: { title: "En français" },
    });
    add(`submit${type}`, await ready("DRAFT"));
    add(`return${type}`, await ready("IN_REVIEW"));
    add(`publish${type}`, await ready("IN_REVIEW"));
    add(`archive${type}`, await ready("PUBLISHED"));
    add(`restore${type}`, { ...(await ready("PUBLISHED")), toRevision: 1 });
  }

  const reference: [string, (hub: TestHub) => Promise<Made>, string][] = [
    ["Organisation", makeOrganisation, "name"],
    ["Territory", makeTerritory, "name"],
    ["Topic", makeTopic, "label"],
  ];
  for (const [type, make, title] of reference) {
    add(`create${type}`, { input: { language: "en", texts: { [title]: `A new ${type}` } } });
    add(`change${type}`, { ...byRevision(await make(hub)), input: { texts: { [title]: "Renamed" } } });
    add(`translate${type}`, {
      ...byRevision(await make(hub)),
      language: "fr",
      texts: { [title]: "En français" },
    });
    add(`restore${type}`, { ...byRevision(await make(hub)), toRevision: 1 });
  }
  const grown = byRevision(await makeMember(hub));
  add("createMember", { input: { name: "Nora New", email: "nora@new.test" } }, admin);
  add("changeMember", { ...grown, input: { name: "Renamed" } }, admin);
  const ofAlpha = (fields: object = {}) =>
    makeMember(hub, { organisationId: hub.organisations.alpha, ...fields }).then(byRevision);
  add("signIn", {}, pending);
  add("askToJoin", { organisationId: hub.organisations.beta }, pending);
  add("confirmMember", await ofAlpha({ state: "PENDING" }), admin);
  add("removeMember", await ofAlpha(), admin);
  add("grantRole", { ...(await ofAlpha()), role: "STEWARD" }, admin);
  add("revokeRole", { ...(await ofAlpha({ roles: ["STEWARD"] })), role: "STEWARD" }, admin);

  add("exportMyData", { confirm: "Olga Beech" }, other);
  add("eraseMember", { ...(await ofAlpha({ name: "Erna Erased" })), confirm: "Erna Erased" }, admin);

  const key = { name: "Portal", scopes: ["content:public"], organisationId: hub.organisations.alpha };
  add("createPartnerKey", { input: key }, admin);
  add("changePartnerKey", { ...byRevision(await makeKey(hub)), input: { name: "Renamed" } }, admin);
  add("rotatePartnerKey", { ...byRevision(await makeKey(hub)), overlapHours: 1 }, admin);
  add("revokePartnerKey", byRevision(await makeKey(hub)), admin);
  const query = "{ practices { totalCount } }";
  add("registerOperation", { keyId: (await makeKey(hub)).id, query }, admin);
  const { id: keyId } = await makeKey(hub);
  const registered =
    "mutation R($keyId: ID!, $query: String!) { made: registerOperation(keyId: $keyId, query: $query) { hash } }";
  const { hash } = (await hub.tell(registered, { keyId, query })).made;
  add("removeOperation", { keyId, hash }, admin);
  const wish = { keyId, wanted: 1, returned: 0, requests: 1, refused: 0, cost: 1 };
  add("takeBudget", { wishes: [wish] }, "hub");

  const practice = await makePractice(hub);
  const question = (motivation = "QUESTIONING") => makeNote(hub, member, { on: practice.id, motivation });
  const quote = { exact: "residents report" };
  const target = { kind: "PRACTICE", recordId: practice.id, field: "lessons", language: "en", quote };
  const words = { body: "We tried it.", language: "en" };
  add("annotate", { input: { ...words, target, motivation: "COMMENTING", audience: "EVERYONE" } }, member);
  add("reply", { id: (await question()).id, input: words }, other);
  add("changeAnnotation", { ...byRevision(await question()), input: { body: "We tried it twice." } }, member);
  add("restoreAnnotation", { ...byRevision(await question()), toRevision: 1 }, member);
  add("deleteAnnotation", byRevision(await question()), member);
  add("resolveAnnotation", { ...byRevision(await question()), resolution: "RESOLVED" }, member);
  add("flagAnnotation", { id: (await question()).id, reason: "Off the subject." }, other);
  const flagged = await question();
  await hub.ask(
    'mutation F($id: ID!) { flagAnnotation(id: $id, reason: "Off the subject.") { id } }',
    flagged,
    other,
  );
  add("withdrawFlag", { id: flagged.id }, other);
  const owned = await makePractice(hub, { ownerId: hub.organisations.beta });
  const about = { ...target, recordId: owned.id };
  const asked = () => askOwner(hub, member, owned.id);
  const answered = async () => {
    const { id, revision } = await asked();
    return answerQuestion(hub, other, { id, revision });
  };
  add("askOwner", { input: { ...words, target: about, audience: "OWNER", mayPublish: true } }, member);
  add("answerQuestion", { ...byRevision(await asked()), input: { ...words, publishFor: "EVERYONE" } }, other);
  add("publishAnswer", { ...byRevision(await answered()), audience: "MEMBERS" }, other);
  add("permitPublication", { ...byRevision(await asked()), mayPublish: false, mayName: false }, member);
  add("moderateAnnotation", {
    ...byRevision(await question()),
    moderation: "HIDDEN",
    reason: "Off the subject.",
  });

  const adopt = async () => {
    const { adopted } = await hub.tell(
      "mutation A($id: ID!, $organisationId: ID!) { adopted: adoptPractice(practiceId: $id, input: { state: TRYING, language: en, organisationId: $organisationId }) { id revision } }",
      { id: (await makePractice(hub)).id, organisationId: hub.organisations.alpha },
    );
    return byRevision(adopted);
  };
  const taken = { state: "TRYING", language: "en", organisationId: hub.organisations.alpha };
  add("adoptPractice", { practiceId: practice.id, input: taken });
  const didThis = await makeNote(hub, member, { on: (await makePractice(hub)).id, experience: "DID_THIS" });
  add(
    "adoptFromAnnotation",
    { annotationId: didThis.id, input: { state: "RUNNING", language: "en" } },
    member,
  );
  add("changeAdoption", { ...(await adopt()), input: { state: "STOPPED" } }, member);

  const run = (joinPolicy: GroupWish["joinPolicy"], leads: Person[] = [colleague]) =>
    makeGroup(hub, { joinPolicy, leadIds: leads.map(({ id }) => id!) });
  const membership = async (joinPolicy: GroupWish["joinPolicy"]) => {
    const { id } = await run(joinPolicy);
    const { data } = await hub.ask(
      "mutation J($id: ID!) { joined: joinWorkingGroup(id: $id) { id revision } }",
      { id },
      member,
    );
    return data.joined;
  };
  add("joinWorkingGroup", { id: (await run("OPEN")).id }, member);
  add("leaveWorkingGroup", { id: (await run("OPEN", [colleague, member])).id }, member);
  add("inviteToWorkingGroup", { id: (await run("BY_INVITATION")).id, memberId: other.id }, colleague);
  add("answerMembershipRequest", { id: (await membership("ON_REQUEST")).id, accept: true }, colleague);
  add("removeFromWorkingGroup", { id: (await membership("OPEN")).id, reason: "Moved on." }, colleague);
  const toHandOver = await run("OPEN", [colleague]);
  await belongs(hub, member, toHandOver);
  add("handOverWorkingGroup", { id: toHandOver.id, memberId: member.id }, colleague);
  add("changeMembershipRole", { ...byRevision(await membership("OPEN")), role: "LEAD" }, colleague);

  const item = { kind: "PRACTICE", recordId: practice.id };
  const filled = async () => byRevision(await made(hub, "Collection", { items: [item] }));
  add("addToCollection", { ...byRevision(await made(hub, "Collection", {})), ...item, why: "Because." });
  add("removeFromCollection", { ...(await filled()), recordId: practice.id });
  add("reorderCollection", { ...(await filled()), recordIds: [practice.id] });

  const saved = () => makeSavedSearch(hub, member, { query: "night" });
  add("saveSearch", { input: { name: "Nights", query: "night" } }, member);
  add("changeSavedSearch", { ...(await saved()), input: { name: "Nights and days" } }, member);
  add("deleteSavedSearch", { id: (await saved()).id }, member);
  add("visitSavedSearch", { id: (await saved()).id }, member);
  add("markAlertsRead", { before: "2030-01-01T00:00:00Z" }, member);

  add("follow", { kind: "PRACTICE", id: practice.id }, other);
  const followed = (await makePractice(hub)).id;
  await follow(hub, member, "PRACTICE", followed);
  add("unfollow", { id: followed }, member);
  add("markInboxRead", { upTo: cursorWith("NEWEST", practice.id, practice.id) }, member);
  add("setDigest", { input: { frequency: "DAILY", language: "fr", hour: 6 } }, member);
  await hub.ask("mutation { setDigest(input: { frequency: WEEKLY }) { frequency } }", {}, other);
  add("endDigest", { memberId: other.id }, "hub");
  return all;
}
