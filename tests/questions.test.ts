import { request } from "undici";
import { openTestHub, type Person, type TestHub, tokens } from "./hub.ts";
import {
  ANNOTATE,
  ANSWER,
  ASK,
  answerQuestion,
  askOwner,
  makeNote,
  makeReply,
  REPLY,
  words,
} from "./make/annotations.ts";
import { makeMember, makeOrganisation } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";

let hub: TestHub;
/** of beta, which owns the records that are asked about; `other` is of beta too */
let second: Person & { id: string };
beforeAll(async () => {
  hub = await openTestHub();
  const { id } = await makeMember(hub, { organisationId: hub.organisations.beta });
  second = { id, token: await tokens(hub.passports).member(id) };
});
afterAll(() => hub.close());

const codeOf = async (answer: ReturnType<TestHub["ask"]>) => (await answer).errors?.[0]?.extensions.code;

const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id);

const ofBeta = async () => (await makePractice(hub, { ownerId: hub.organisations.beta })).id;

const everybody = () => {
  const { member, colleague, other, curator, admin, pending, stranger, partner, partnerMembers } = hub.people;
  return { member, colleague, other, second, curator, admin, pending, stranger, partner, partnerMembers };
};
type Name = keyof ReturnType<typeof everybody>;

const NOTE =
  "query N($id: ID!) { annotation(id: $id) { body resolution revision audience author { id } organisation { id } addressee { id } mayPublish mayName published { id } moderation } }";
const note = async (id: string, person: Person) => (await hub.ask(NOTE, { id }, person)).data.annotation;

/** Who sees that note, by every way to it and in every count. */
async function seersOf(id: string, on: string): Promise<Name[]> {
  const seers: Name[] = [];
  for (const [name, person] of Object.entries(everybody())) {
    const { data, errors } = await hub.ask(
      `query S($id: ID!, $on: ID!) {
        annotation(id: $id) { id }
        annotations(first: 100, filter: { recordIds: [$on] }) { totalCount nodes { id } }
        practice(id: $on) { annotationCount annotationCounts { total } annotations(first: 100) { totalCount nodes { id thread(first: 50) { nodes { id } } } } }
      }`,
      { id, on },
      person,
    );
    expect(errors).toBeUndefined();
    const { annotation, annotations, practice } = data;
    const listed = ids(annotations.nodes);
    expect(annotations.totalCount).toBe(listed.length);
    expect(practice.annotationCount).toBe(listed.length);
    expect(practice.annotationCounts.total).toBe(listed.length);
    const threads = practice.annotations.nodes.flatMap((root: { thread: { nodes: { id: string }[] } }) =>
      ids(root.thread.nodes),
    );
    expect([name, listed.includes(id)]).toEqual([name, !!annotation]);
    if (!annotation) expect(threads).not.toContain(id);
    if (annotation) seers.push(name as Name);
  }
  return seers;
}

const between: Name[] = ["member", "other", "second"];
const network: Name[] = ["member", "colleague", "other", "second", "curator", "admin", "partnerMembers"];

test("what is asked of an owner alone is between its organisation and who asked; all others find nothing anywhere", async () => {
  const { member, other, colleague, curator } = hub.people;
  const on = await ofBeta();
  const question = await askOwner(hub, member, on, { body: "What did it cost?" });
  expect(await seersOf(question.id, on)).toEqual(between);
  expect(await note(question.id, other)).toMatchObject({
    body: "What did it cost?",
    resolution: "OPEN",
    audience: "OWNER",
    author: { id: member.id },
    addressee: { id: hub.organisations.beta },
    mayPublish: true,
    mayName: false,
    published: null,
  });
  const answer = await answerQuestion(hub, other, question);
  const back = await makeReply(hub, member, answer.id);
  const aside = await makeReply(hub, second, question.id, { audience: "ONLY_ME" });
  for (const { id } of [answer, back]) expect(await seersOf(id, on)).toEqual(between);
  expect(await seersOf(aside.id, on)).toEqual(["second"]);
  expect(await note(question.id, member)).toMatchObject({ resolution: "ANSWERED", revision: 2 });

  for (const person of [colleague, curator]) {
    expect(await codeOf(hub.ask(REPLY, { id: question.id, input: words }, person))).toBe("NOT_FOUND");
    expect(await codeOf(hub.ask(ANSWER, { ...question, input: words }, person))).toBe("NOT_FOUND");
  }
  for (const audience of ["MEMBERS", "GROUPS", "EVERYONE"])
    expect(await codeOf(hub.ask(REPLY, { id: question.id, input: { ...words, audience } }, other))).toBe(
      "BAD_USER_INPUT",
    );
  const mention = { ...words, mentionIds: [colleague.id] };
  expect(await codeOf(hub.ask(REPLY, { id: question.id, input: mention }, member))).toBe("BAD_USER_INPUT");
  const within = { ...words, mentionIds: [second.id] };
  expect(await codeOf(hub.ask(REPLY, { id: question.id, input: within }, member))).toBeUndefined();
});

test("a record that changes hands takes no private question to its new owner", async () => {
  const { member, other, colleague, curator } = hub.people;
  const { id: on, revision } = await makePractice(hub, { ownerId: hub.organisations.beta });
  const question = await askOwner(hub, member, on);
  const open = await askOwner(hub, member, on, { audience: "MEMBERS" });
  const gamma = await makeOrganisation(hub);
  const made = await makeMember(hub, { organisationId: gamma.id });
  const heir = { id: made.id, token: await tokens(hub.passports).member(made.id) };
  const { errors } = await hub.ask(
    "mutation C($id: ID!, $revision: Int!, $ownerId: ID) { changePractice(id: $id, revision: $revision, input: { ownerId: $ownerId }) { id } }",
    { id: on, revision, ownerId: gamma.id },
    curator,
  );
  expect(errors).toBeUndefined();
  expect(await seersOf(question.id, on)).toEqual(between);
  expect(await note(question.id, heir)).toBeNull();
  expect(await codeOf(hub.ask(ANSWER, { ...open, input: words }, other))).toBe("FORBIDDEN");
  expect(await codeOf(hub.ask(ANSWER, { ...open, input: words }, colleague))).toBe("FORBIDDEN");
  expect(await codeOf(hub.ask(ANSWER, { ...open, input: words }, heir))).toBeUndefined();
  expect(await codeOf(hub.ask(ANSWER, { ...question, input: words }, other))).toBeUndefined();
});

test("any member asks, of what somebody owns, for the owner, members or everyone", async () => {
  const { member, pending, stranger, partnerMembers, admin } = hub.people;
  const on = await ofBeta();
  const ask = (input: object, person: Person = member, recordId = on) =>
    hub.ask(
      ASK,
      { input: { ...words, audience: "OWNER", target: { kind: "PRACTICE", recordId }, ...input } },
      person,
    );
  for (const person of [stranger, pending]) expect(await codeOf(ask({}, person))).toBe("UNAUTHENTICATED");
  expect(await codeOf(ask({}, partnerMembers))).toBe("FORBIDDEN");
  expect(await codeOf(ask({}, admin))).toBeUndefined();
  expect(await codeOf(ask({ body: " " }))).toBe("BAD_USER_INPUT");
  for (const audience of ["ONLY_ME", "GROUPS"])
    expect(await codeOf(ask({ audience }))).toBe("BAD_USER_INPUT");
  const ownerless = (await makePractice(hub, { ownerId: null })).id;
  expect(await codeOf(ask({}, member, ownerless))).toBe("WRONG_STATE");
  const draft = (await makePractice(hub, { ownerId: hub.organisations.beta, status: "DRAFT" })).id;
  expect(await codeOf(ask({}, member, draft))).toBe("UNKNOWN_REFERENCE");
  const annotate = {
    ...words,
    motivation: "QUESTIONING",
    audience: "OWNER",
    target: { kind: "PRACTICE", recordId: on },
  };
  expect(await codeOf(hub.ask(ANNOTATE, { input: annotate }, member))).toBe("BAD_USER_INPUT");

  for (const [audience, seers] of [
    ["MEMBERS", network],
    ["EVERYONE", Object.keys(everybody())],
  ] as const) {
    const { id } = await askOwner(hub, member, on, { audience });
    expect([...(await seersOf(id, on))].sort()).toEqual([...seers].sort());
  }
  const city = await askOwner(hub, member, hub.organisations.beta, { target: { kind: "ORGANISATION" } });
  expect(await note(city.id, hub.people.other)).toMatchObject({ addressee: { id: hub.organisations.beta } });
});

test("an organisation finds the questions that wait for it, whoever asked them, and nobody finds others' private ones", async () => {
  const { member, other, colleague, stranger } = hub.people;
  const gamma = await makeOrganisation(hub);
  const made = await makeMember(hub, { organisationId: gamma.id });
  const owner = { id: made.id, token: await tokens(hub.passports).member(made.id) };
  const { id: on } = await makePractice(hub, { ownerId: gamma.id });
  const asked = await askOwner(hub, member, on);
  const open = await askOwner(hub, other, on, { audience: "MEMBERS" });
  const noted = await makeNote(hub, member, { on, motivation: "QUESTIONING" });
  const comment = await makeNote(hub, member, { on });
  const answered = await askOwner(hub, other, on);
  await answerQuestion(hub, owner, answered, { publishFor: "EVERYONE" });
  const elsewhere = await askOwner(hub, member, await ofBeta());
  const waiting = async (filter: object, person: Person) => {
    const { data, errors } = await hub.ask(
      "query Q($filter: QuestionFilter) { questions(first: 100, filter: $filter) { totalCount nodes { id } } }",
      { filter },
      person,
    );
    expect(errors).toBeUndefined();
    expect(data.questions.totalCount).toBe(data.questions.nodes.length);
    return ids(data.questions.nodes);
  };
  const mine = { toMyOrganisation: true };
  expect(await waiting({ ...mine, resolution: "OPEN" }, owner)).toEqual([asked.id, open.id, noted.id]);
  expect(await waiting({ ...mine, resolution: "ANSWERED" }, owner)).toEqual([answered.id]);
  expect(await waiting({ ...mine, recordIds: [on] }, colleague)).toEqual([]);
  expect(await waiting(mine, stranger)).toEqual([]);
  expect(await waiting({ recordIds: [on] }, stranger)).toEqual([noted.id]);
  expect(await waiting({ recordIds: [on], mine: true }, member)).toEqual([asked.id, noted.id]);
  const all = await waiting({}, member);
  for (const { id } of [asked, open, noted, elsewhere]) expect(all).toContain(id);
  for (const { id } of [comment, answered]) expect(all).not.toContain(id);
});

test("the owner publishes question and answer for the next reader, with consent, and names nobody who does not want it", async () => {
  const { member, other, colleague, curator, admin, stranger } = hub.people;
  const on = await ofBeta();
  const silent = await askOwner(hub, member, on, { mayPublish: false });
  const publishing = { ...words, publishFor: "EVERYONE" };
  expect(await codeOf(hub.ask(ANSWER, { ...silent, input: publishing }, other))).toBe("FORBIDDEN");
  expect(await note(silent.id, other)).toMatchObject({ resolution: "OPEN", revision: 1 });

  const question = await askOwner(hub, member, on, {
    body: "What did it cost?",
    target: { field: "lessons", language: "en", quote: { exact: "residents report" } },
  });
  for (const publishFor of ["ONLY_ME", "OWNER", "GROUPS"])
    expect(await codeOf(hub.ask(ANSWER, { ...question, input: { ...words, publishFor } }, other))).toBe(
      "BAD_USER_INPUT",
    );
  const answer = await answerQuestion(hub, other, question, {
    body: "Little.",
    publishFor: "EVERYONE",
  });
  const { published } = await note(question.id, member);
  expect((await note(answer.id, second)).published).not.toBeNull();
  const READ = `query P($id: ID!) { annotation(id: $id) { body motivation resolution audience author { id } organisation { id } addressee { id } mayPublish mayName
    target { field quote { exact } } thread { nodes { id body author { id } organisation { id } } } } }`;
  const asMet = async (person: Person) => (await hub.ask(READ, { id: published.id }, person)).data.annotation;
  const met = {
    body: "What did it cost?",
    motivation: "QUESTIONING",
    resolution: "ANSWERED",
    audience: "EVERYONE",
    author: null,
    organisation: null,
    addressee: { id: hub.organisations.beta },
    mayPublish: null,
    mayName: null,
    target: { field: "lessons", quote: { exact: "residents report" } },
  };
  for (const person of [member, other, colleague, curator, admin]) {
    const { thread, ...question } = await asMet(person);
    expect(question).toEqual(met);
    expect(thread.nodes[1]).toMatchObject({ body: "Little.", author: { id: other.id } });
  }
  const { thread } = await asMet(stranger);
  expect(thread.nodes.map(({ body }: { body: string }) => body)).toEqual(["What did it cost?", "Little."]);
  expect(thread.nodes[1].organisation).toEqual({ id: hub.organisations.beta });
  const byAuthor = await hub.ask(
    "query A($who: [ID!], $on: [ID!]) { annotations(filter: { authorIds: $who, recordIds: $on }) { nodes { id } } }",
    { who: [member.id], on: [on] },
    admin,
  );
  expect(byAuthor.data.annotations.nodes).toEqual([]);
  expect(await seersOf(question.id, on)).toEqual(between);
  expect(await seersOf(published.id, on)).toEqual(Object.keys(everybody()));

  const again = await answerQuestion(hub, second, { ...question, revision: 2 }, { body: "And time." });
  const PUBLISH =
    "mutation P($id: ID!, $revision: Int!, $audience: AnnotationAudience!) { publishAnswer(id: $id, revision: $revision, audience: $audience) { id replyTo { id } } }";
  const publish = (variables: object, person: Person, audience = "EVERYONE") =>
    hub.ask(PUBLISH, { ...variables, audience }, person);
  expect(await codeOf(publish(again, member))).toBe("FORBIDDEN");
  expect(await codeOf(publish(again, colleague))).toBe("NOT_FOUND");
  expect(await codeOf(publish({ ...question, revision: 3 }, other))).toBe("FORBIDDEN");
  expect(await codeOf(publish(again, other, "MEMBERS"))).toBe("BAD_USER_INPUT");
  const twice = await Promise.all([publish(again, other), publish(again, second), publish(again, other)]);
  const made = twice.map(({ data }) => data.publishAnswer);
  expect(made[0].replyTo).toEqual({ id: published.id });
  expect(new Set(ids(made)).size).toBe(1);
  const back = await makeReply(hub, member, again.id);
  expect(await codeOf(publish(back, other))).toBe("FORBIDDEN");
});

const PERMIT =
  "mutation P($id: ID!, $revision: Int!, $mayPublish: Boolean!, $mayName: Boolean!) { permitPublication(id: $id, revision: $revision, mayPublish: $mayPublish, mayName: $mayName) { revision mayPublish mayName published { id } } }";
const DELETE =
  "mutation D($id: ID!, $revision: Int!) { deleteAnnotation(id: $id, revision: $revision) { id deletedAt } }";

test("who asked gives and takes their consent, and their name; what was published of it follows", async () => {
  const { member, other, colleague } = hub.people;
  const on = await ofBeta();
  const question = await askOwner(hub, member, on, { mayPublish: true, mayName: true });
  await answerQuestion(hub, other, question, { publishFor: "EVERYONE" });
  const { published } = await note(question.id, member);
  expect(await note(published.id, colleague)).toMatchObject({
    author: { id: member.id },
    organisation: { id: hub.organisations.alpha },
  });
  const permit = (revision: number, mayPublish: boolean, mayName: boolean, person: Person = member) =>
    hub.ask(PERMIT, { id: question.id, revision, mayPublish, mayName }, person);
  expect(await codeOf(permit(2, true, false, other))).toBe("FORBIDDEN");
  expect(await codeOf(permit(1, true, false))).toBe("CONFLICT");
  expect((await permit(2, true, false)).data.permitPublication).toEqual({
    revision: 3,
    mayPublish: true,
    mayName: false,
    published,
  });
  expect(await note(published.id, colleague)).toMatchObject({ author: null, organisation: null });
  expect((await permit(3, false, false)).data.permitPublication).toMatchObject({ published: null });
  expect(await note(published.id, colleague)).toMatchObject({ body: null, author: null });
  const { data } = await hub.ask(
    "query T($id: ID!) { annotation(id: $id) { thread { nodes { body } } } }",
    published,
    colleague,
  );
  expect(data.annotation.thread.nodes).toEqual([{ body: null }, { body: words.body }]);

  const open = await askOwner(hub, member, on, { audience: "MEMBERS" });
  const refused = hub.ask(PERMIT, { ...open, mayPublish: true, mayName: true }, member);
  expect(await codeOf(refused)).toBe("WRONG_STATE");
});

test("who deletes their question takes what was published of it along; a published question goes with its last answer", async () => {
  const { member, other, colleague } = hub.people;
  const on = await ofBeta();
  const published = async () => {
    const question = await askOwner(hub, member, on, { body: "What of the neighbours?" });
    const answer = await answerQuestion(hub, other, question, { publishFor: "MEMBERS" });
    const copies = [await note(question.id, member), await note(answer.id, other)];
    return { question, answer, asked: copies[0].published.id, answered: copies[1].published.id };
  };
  const one = await published();
  const gone = await hub.ask(DELETE, { id: one.question.id, revision: 2 }, member);
  expect(gone.data.deleteAnnotation).toEqual({ id: one.question.id, deletedAt: expect.any(String) });
  expect(await note(one.asked, colleague)).toMatchObject({ body: null });
  // What the owner answered stays between them and whoever asked.
  expect(await seersOf(one.answer.id, on)).toEqual(between);
  const left = await hub.db.query(
    "SELECT 1 FROM annotations.annotation WHERE body = 'What of the neighbours?'",
  );
  expect(left).toEqual([]);

  const two = await published();
  expect((await hub.ask(DELETE, { id: two.answered, revision: 1 }, other)).errors).toBeUndefined();
  expect(await note(two.asked, colleague)).toBeNull();
  expect(await note(two.question.id, member)).toMatchObject({ resolution: "ANSWERED", published: null });
});

test("curators see of a private thread what one of its people has flagged, and nothing else of it", async () => {
  const { member, other, colleague, curator } = hub.people;
  const on = await ofBeta();
  const question = await askOwner(hub, member, on);
  const answer = await answerQuestion(hub, other, question);
  const flag = (id: string, person: Person) =>
    hub.ask(
      'mutation F($id: ID!) { flagAnnotation(id: $id, reason: "Threatens me.") { moderation } }',
      { id },
      person,
    );
  expect(await codeOf(flag(answer.id, colleague))).toBe("NOT_FOUND");
  expect(await codeOf(flag(answer.id, member))).toBeUndefined();
  const queue = async () =>
    ids(
      (await hub.ask("{ moderationQueue(first: 100) { nodes { id } } }", {}, curator)).data.moderationQueue
        .nodes,
    );
  expect(await queue()).toEqual([answer.id]);
  expect(await seersOf(answer.id, on)).toEqual(["member", "other", "second", "curator"]);
  expect(await seersOf(question.id, on)).toEqual(between);
  const moderate = (moderation: string, revision: number) =>
    hub.ask(
      'mutation M($id: ID!, $revision: Int!, $moderation: Moderation!) { moderateAnnotation(id: $id, revision: $revision, moderation: $moderation, reason: "So be it.") { id } }',
      { id: answer.id, revision, moderation },
      curator,
    );
  expect((await moderate("HIDDEN", 1)).errors).toBeUndefined();
  expect(await seersOf(answer.id, on)).toEqual(["other", "curator"]);
  expect(await codeOf(hub.ask(ANSWER, { ...question, revision: 2, input: words }, second))).toBeUndefined();
  expect((await moderate("SHOWN", 2)).errors).toBeUndefined();
  expect(await queue()).toEqual([]);
  expect(await seersOf(answer.id, on)).toEqual(between);
});

test("people have, of the notes they wrote, also what was published of their questions, and no note of others", async () => {
  const { other } = hub.people;
  const { id } = await makeMember(hub, { name: "Quentin Question", organisationId: hub.organisations.alpha });
  const them = { id, token: await tokens(hub.passports).member(id) };
  const on = await ofBeta();
  const question = await askOwner(hub, them, on);
  await answerQuestion(hub, other, question, { publishFor: "EVERYONE" });
  const { published } = await note(question.id, them);
  const { data } = await hub.ask(
    'mutation { exportMyData(confirm: "Quentin Question") { notes } }',
    {},
    them,
  );
  expect(ids(data.exportMyData.notes.notes).sort()).toEqual([question.id, published.id].sort());
});

test("by the annotation protocol a question to an owner is met by the same people as in the graph", async () => {
  const { member, other, colleague, curator, stranger } = hub.people;
  const on = await ofBeta();
  const question = await askOwner(hub, member, on);
  const at = async ({ token }: Person) => {
    const { statusCode, body } = await request(new URL(`/annotations/${question.id}`, hub.address), {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    return { status: statusCode, json: JSON.parse(await body.text()) };
  };
  for (const person of [member, other]) {
    const { status, json } = await at(person);
    expect(status).toBe(200);
    expect(json.audience.id).toMatch(/#Owner$/);
  }
  for (const person of [colleague, curator, stranger]) {
    const { status, json } = await at(person);
    expect(status).toBe(404);
    expect(JSON.stringify(json)).not.toContain(words.body);
  }
});

test("no revision tells who asked, nor curators what a question said while it was between its people", async () => {
  const { member, other, curator } = hub.people;
  const on = await ofBeta();
  const question = await askOwner(hub, member, on, { body: "Between us.", mayName: true });
  const answer = await answerQuestion(hub, other, question, { publishFor: "EVERYONE" });
  const { published } = await note(question.id, member);
  const change = (id: string, revision: number, input: object) =>
    hub.ask(
      "mutation C($id: ID!, $revision: Int!, $input: AnnotationChange!) { changeAnnotation(id: $id, revision: $revision, input: $input) { revision } }",
      { id, revision, input },
      member,
    );
  expect((await change(published.id, 1, { body: "Among us." })).errors).toBeUndefined();
  const unnamed = await hub.ask(
    PERMIT,
    { id: question.id, revision: 2, mayPublish: true, mayName: false },
    member,
  );
  expect(unnamed.errors).toBeUndefined();
  const revisions = async (id: string, person: Person) => {
    const { data, errors } = await hub.ask(
      "query R($id: ID!) { annotation(id: $id) { author { id } revisions(first: 10) { nodes { revision by { id } organisation { id } fields diff(against: 1) { field before after segments { text } } } } } }",
      { id },
      person,
    );
    expect(errors).toBeUndefined();
    return data.annotation;
  };
  const read = await revisions(published.id, curator);
  expect(read.revisions.nodes).toHaveLength(2);
  expect(JSON.stringify(read)).not.toContain(member.id);
  expect(JSON.stringify(read)).not.toContain(hub.organisations.alpha);

  await hub.ask(
    'mutation F($id: ID!) { flagAnnotation(id: $id, reason: "Rude.") { id } }',
    { id: answer.id },
    member,
  );
  const flagged = await revisions(answer.id, curator);
  expect(flagged.revisions.nodes).toHaveLength(1);
  expect(JSON.stringify(flagged)).not.toContain(member.id);

  const alone = await askOwner(hub, member, on, { body: "Between us." });
  expect((await change(alone.id, 1, { body: "For all.", audience: "EVERYONE" })).errors).toBeUndefined();
  const now = await revisions(alone.id, curator);
  expect(now.revisions.nodes.map(({ revision }: { revision: number }) => revision)).toEqual([2]);
  expect(JSON.stringify(now)).not.toContain("Between us.");
});
