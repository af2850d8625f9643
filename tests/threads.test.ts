import { request } from "undici";
import { v7 } from "uuid";
import { openTestHub, type Person, PUBLIC_URL, type TestHub, tokens } from "./hub.ts";
import { ANNOTATE, makeNote, makeReply, REPLY, words } from "./make/annotations.ts";
import { belongs, makeGroup, makeHiddenGroup } from "./make/groups.ts";
import { makeMember } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";

/** So many notes may whoever is new write in an hour; those of the tests take part since longer. */
const MOST_NEW = 5;

let hub: TestHub;
let group: string;
beforeAll(async () => {
  hub = await openTestHub({ newcomers: { days: 7, notesPerHour: MOST_NEW } });
  await hub.db.query(`UPDATE hub.person SET "activeSince" = now() - interval '8 days'`);
  const made = await makeGroup(hub);
  group = made.id;
  for (const person of [hub.people.member, hub.people.colleague]) await belongs(hub, person, made);
});
afterAll(() => hub.close());

const refusal = async (answer: ReturnType<TestHub["ask"]>) => {
  const told = (await answer).errors?.[0]?.extensions;
  if (!told) return undefined;
  const { code, field, ids } = told;
  return { code, ...(field ? { field } : {}), ...(ids ? { ids } : {}) };
};
const codeOf = async (answer: ReturnType<TestHub["ask"]>) => (await refusal(answer))?.code;

const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id);

const CHANGE =
  "mutation Change($id: ID!, $revision: Int!, $input: AnnotationChange!) { changeAnnotation(id: $id, revision: $revision, input: $input) { revision mentions { id } } }";

/** Asks to make a note on that practice. */
const annotate = (on: string, input: object, person: Person = hub.people.member) =>
  hub.ask(
    ANNOTATE,
    {
      input: {
        ...words,
        motivation: "COMMENTING",
        audience: "EVERYONE",
        target: { kind: "PRACTICE", recordId: on },
        ...input,
      },
    },
    person,
  );

test("a note mentions members who may see it; who is signed in reads whom, nobody else does", async () => {
  const { member, other, colleague, stranger, partnerMembers } = hub.people;
  const { id: on } = await makePractice(hub);
  const note = await makeNote(hub, member, { on, mentionIds: [other.id, other.id.toUpperCase()] });
  const reply = await makeReply(hub, other, note.id, { mentionIds: [colleague.id, member.id] });
  const READ = `query M($on: ID!, $who: [ID!]) {
    annotations(filter: { recordIds: [$on] }, sort: OLDEST) { nodes { id mentions { id name } } }
    mentioning: annotations(filter: { recordIds: [$on], mentioning: $who }) { totalCount nodes { id } }
    mine: annotations(filter: { recordIds: [$on], mentioningMe: true }) { totalCount nodes { id } }
    notMine: annotations(filter: { recordIds: [$on], mentioningMe: false }) { totalCount }
  }`;
  const read = async (person: Person) => {
    const { data, errors } = await hub.ask(READ, { on, who: [colleague.id, "nobody"] }, person);
    expect(errors).toBeUndefined();
    const { annotations, mentioning, mine, notMine } = data;
    expect(mine.totalCount).toBe(mine.nodes.length);
    return [
      annotations.nodes.map((one: { mentions: object[] }) => one.mentions),
      ids(mentioning.nodes),
      ids(mine.nodes),
      notMine.totalCount,
    ];
  };
  const named = [
    [{ id: other.id, name: "Olga Beech" }],
    [
      { id: colleague.id, name: "Cees Ahorn" },
      { id: member.id, name: "Mara Alder" },
    ],
  ];
  expect(await read(other)).toEqual([named, [reply.id], [note.id], 1]);
  expect(await read(colleague)).toEqual([named, [reply.id], [reply.id], 1]);
  expect(await read(stranger)).toEqual([[[], []], [], [], 2]);
  expect(await read(partnerMembers)).toEqual([[[], []], [], [], 2]);
});

test("whom the author may not know cannot be mentioned, nor who may not see the note", async () => {
  const { member, other, colleague, curator, pending } = hub.people;
  const { id: on } = await makePractice(hub);
  const unknown = v7();
  for (const id of [unknown, pending.id, "nobody"])
    expect(await refusal(annotate(on, { mentionIds: [other.id, id] }))).toEqual({
      code: "UNKNOWN_REFERENCE",
      ids: [id],
    });
  const blind = (id: string) => ({ code: "BAD_USER_INPUT", field: "mentionIds", ids: [id] });
  const mentionIds = [other.id, colleague.id];
  expect(await refusal(annotate(on, { audience: "ONLY_ME", mentionIds: [other.id] }))).toEqual(
    blind(other.id),
  );
  const forGroup = { audience: "GROUPS", groupIds: [group] };
  expect(await refusal(annotate(on, { ...forGroup, mentionIds }))).toEqual(blind(other.id));
  expect(await refusal(annotate(on, { ...forGroup, mentionIds: [colleague.id] }))).toBeUndefined();
  const { id: draft } = await makePractice(hub, { status: "DRAFT", ownerId: hub.organisations.alpha });
  expect(await refusal(annotate(draft, { mentionIds }))).toEqual(blind(other.id));
  expect(await refusal(annotate(draft, { mentionIds: [colleague.id] }))).toBeUndefined();

  const former = await makeMember(hub, { state: "FORMER" });
  expect(await refusal(annotate(on, { mentionIds: [former.id] }))).toEqual(blind(former.id));
  const many = await Promise.all(Array.from({ length: 21 }, () => makeMember(hub)));
  expect(await codeOf(annotate(on, { mentionIds: ids(many) }))).toBe("LIMIT_EXCEEDED");
  expect(await refusal(annotate(on, { mentionIds: ids(many.slice(1)) }))).toBeUndefined();

  // Who is a curator, and who belongs to groups of which one knows nothing, is not told by a refusal or its absence.
  expect(await refusal(annotate(on, { ...forGroup, mentionIds: [curator.id] }))).toEqual(blind(curator.id));
  const hidden = await makeHiddenGroup(hub);
  for (const person of [member, other]) await belongs(hub, person, hidden);
  const root = await makeNote(hub, member, {
    on,
    audience: "GROUPS",
    groupIds: [group, hidden.id],
    mentionIds: [other.id],
  });
  const answer = (person: Person) =>
    hub.ask(REPLY, { id: root.id, input: { ...words, mentionIds: [other.id] } }, person);
  expect(await refusal(answer(colleague))).toEqual(blind(other.id));
  expect(await refusal(answer(member))).toBeUndefined();
  expect(await refusal(answer(curator))).toBeUndefined();
  const left = await hub.ask(
    "mutation L($id: ID!) { leaveWorkingGroup(id: $id) { state } }",
    { id: hidden.id },
    other,
  );
  expect(left.errors).toBeUndefined();
  expect(await refusal(answer(member))).toEqual(blind(other.id));
});

test("a change keeps to the mentioned what it shows: a note is never meant for fewer than those it names", async () => {
  const { member, other, colleague } = hub.people;
  const { id: on } = await makePractice(hub);
  const { id } = await makeNote(hub, member, { on, mentionIds: [other.id] });
  const change = (revision: number, input: object) => hub.ask(CHANGE, { id, revision, input }, member);
  const forGroup = { audience: "GROUPS", groupIds: [group] };
  expect(await codeOf(change(1, forGroup))).toBe("BAD_USER_INPUT");
  expect(await codeOf(change(1, { ...forGroup, mentionIds: [other.id, colleague.id] }))).toBe(
    "BAD_USER_INPUT",
  );
  expect((await change(1, { ...forGroup, mentionIds: [colleague.id] })).data.changeAnnotation).toEqual({
    revision: 2,
    mentions: [{ id: colleague.id }],
  });
  expect(await codeOf(change(2, { mentionIds: [colleague.id, other.id] }))).toBe("BAD_USER_INPUT");
  expect((await change(2, { body: "Better said." })).data.changeAnnotation.mentions).toHaveLength(1);
  expect((await change(3, { mentionIds: null })).data.changeAnnotation.mentions).toEqual([]);
});

test("who is erased is mentioned no more, and a deleted note mentions nobody", async () => {
  const { member, other, admin } = hub.people;
  const { id: on } = await makePractice(hub);
  const them = await makeMember(hub, { name: "Erik Erased" });
  const note = await makeNote(hub, member, { on, mentionIds: [them.id, other.id] });
  await makeReply(hub, other, note.id);
  const mentions = async () =>
    (await hub.ask("query M($id: ID!) { annotation(id: $id) { mentions { id } } }", note, other)).data
      .annotation.mentions;
  expect(await mentions()).toEqual([{ id: them.id }, { id: other.id }]);
  const erased = await hub.ask(
    'mutation E($id: ID!, $revision: Int!) { eraseMember(id: $id, revision: $revision, confirm: "Erik Erased") }',
    them,
    admin,
  );
  expect(erased.errors).toBeUndefined();
  expect(await mentions()).toEqual([{ id: other.id }]);
  const gone = await hub.ask(
    "mutation D($id: ID!, $revision: Int!) { deleteAnnotation(id: $id, revision: $revision) { mentions { id } } }",
    note,
    member,
  );
  expect(gone.data.deleteAnnotation).toEqual({ mentions: [] });
});

/** What the hub answers to somebody whom it knows already, and how many statements that took. */
async function counted(query: string, variables: object, person: Person) {
  await hub.ask("{ annotations(first: 0) { nodes { id } } }", {}, person);
  hub.statements.length = 0;
  const { data, errors } = await hub.ask(query, variables, person);
  expect(errors).toBeUndefined();
  return { data, statements: hub.statements.length };
}

const THREAD = `query Thread($id: ID!, $first: Int = 100, $after: String) { annotation(id: $id) {
  thread(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes { id depth body author { id } replyTo { id } mentions { id } } } } }`;

test("a whole thread comes in one list, as in conversation, in the same number of statements however deep it is", async () => {
  const { member, other, colleague, stranger } = hub.people;
  const { id: on } = await makePractice(hub);
  const root = await makeNote(hub, member, { on });
  const first = await makeReply(hub, other, root.id, { mentionIds: [member.id] });
  const second = await makeReply(hub, colleague, root.id);
  const aside = await makeReply(hub, member, first.id, { audience: "MEMBERS" });
  const third = await makeReply(hub, other, aside.id);
  const late = await makeReply(hub, other, first.id);
  const short = [root, first, aside, third, late, second].map(({ id }) => id);

  const threadFrom = async (id: string, person: Person) => {
    const { data, statements } = await counted(THREAD, { id }, person);
    return { ...data.annotation.thread, statements };
  };
  const small = await threadFrom(root.id, member);
  expect(ids(small.nodes)).toEqual(short);
  expect(small.nodes.map(({ depth }: { depth: number }) => depth)).toEqual([0, 1, 2, 3, 2, 1]);
  expect(ids((await threadFrom(third.id, member)).nodes)).toEqual(short);
  const open = await threadFrom(root.id, stranger);
  expect(ids(open.nodes)).toEqual([root.id, first.id, late.id, second.id]);
  expect(open.totalCount).toBe(4);

  let above = late.id;
  for (let i = 0; i < 40; i++) above = (await makeReply(hub, i % 2 ? member : other, above)).id;
  const deep = await threadFrom(root.id, member);
  expect(deep.nodes).toHaveLength(46);
  expect(Math.max(...deep.nodes.map(({ depth }: { depth: number }) => depth))).toBe(42);
  expect(deep.statements).toBe(small.statements);
  expect(deep.statements).toBeLessThanOrEqual(5);

  const paged: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = await hub.ask(THREAD, { id: root.id, first: 7, after }, member);
    const { nodes, pageInfo } = data.annotation.thread;
    paged.push(...ids(nodes));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  expect(paged).toEqual(ids(deep.nodes));
});

test("a question is answered by itself when the record's owner replies for all who read it", async () => {
  const { member, colleague, other, curator } = hub.people;
  const { id: on } = await makePractice(hub, { ownerId: hub.organisations.beta });
  const ask = (motivation = "QUESTIONING") => makeNote(hub, member, { on, motivation });
  const state = async ({ id }: { id: string }) => {
    const { data } = await hub.ask("query S($id: ID!) { annotation(id: $id) { resolution revision } }", {
      id,
    });
    return [data.annotation.resolution, data.annotation.revision];
  };
  const question = await ask();
  await makeReply(hub, colleague, question.id);
  await makeReply(hub, curator, question.id);
  await makeReply(hub, other, question.id, { audience: "ONLY_ME" });
  await makeReply(hub, other, question.id, { audience: "MEMBERS" });
  expect(await state(question)).toEqual(["OPEN", 1]);
  const further = await makeReply(hub, colleague, question.id);
  await makeReply(hub, other, further.id);
  expect(await state(question)).toEqual(["ANSWERED", 2]);
  await makeReply(hub, other, question.id);
  expect(await state(question)).toEqual(["ANSWERED", 2]);

  const resolve = (resolution: string, revision: number, person: Person) =>
    hub.ask(
      "mutation R($id: ID!, $revision: Int!, $resolution: Resolution!) { resolveAnnotation(id: $id, revision: $revision, resolution: $resolution) { resolution } }",
      { id: question.id, revision, resolution },
      person,
    );
  expect((await resolve("RESOLVED", 2, member)).data.resolveAnnotation.resolution).toBe("RESOLVED");
  await makeReply(hub, other, question.id);
  expect(await state(question)).toEqual(["RESOLVED", 3]);
  expect((await resolve("OPEN", 3, other)).data.resolveAnnotation.resolution).toBe("OPEN");
  await makeReply(hub, other, question.id);
  expect(await state(question)).toEqual(["ANSWERED", 5]);

  const own = await makeNote(hub, other, { on, motivation: "QUESTIONING" });
  await makeReply(hub, other, own.id);
  expect(await state(own)).toEqual(["OPEN", 1]);
  const comment = await ask("COMMENTING");
  await makeReply(hub, other, comment.id);
  expect(await state(comment)).toEqual([null, 1]);
  const city = await makeNote(hub, member, {
    kind: "ORGANISATION",
    on: hub.organisations.beta,
    motivation: "QUESTIONING",
  });
  await makeReply(hub, other, city.id);
  expect(await state(city)).toEqual(["ANSWERED", 2]);
});

const COUNTS =
  "annotationCounts { total byMotivation { motivation count } byResolution { resolution count } }";

test("a record's notes are counted by motivation and resolution, for each as they see them", async () => {
  const { member, other, stranger } = hub.people;
  const { id: on } = await makePractice(hub, { ownerId: hub.organisations.beta });
  const open = await makeNote(hub, member, { on, motivation: "QUESTIONING" });
  const answered = await makeNote(hub, member, { on, motivation: "QUESTIONING", audience: "MEMBERS" });
  await makeReply(hub, other, answered.id);
  await makeReply(hub, member, open.id);
  await makeNote(hub, member, { on, audience: "ONLY_ME" });
  const counts = async (person: Person) => {
    const { data } = await hub.ask(`query C($on: ID!) { practice(id: $on) { ${COUNTS} } }`, { on }, person);
    const { total, byMotivation, byResolution } = data.practice.annotationCounts;
    return {
      total,
      ...Object.fromEntries(byMotivation.map((one: Record<string, unknown>) => [one.motivation, one.count])),
      ...Object.fromEntries(byResolution.map((one: Record<string, unknown>) => [one.resolution, one.count])),
    };
  };
  expect(await counts(stranger)).toEqual({ total: 2, QUESTIONING: 1, REPLYING: 1, OPEN: 1 });
  expect(await counts(other)).toEqual({ total: 4, QUESTIONING: 2, REPLYING: 2, OPEN: 1, ANSWERED: 1 });
  expect(await counts(member)).toEqual({
    total: 5,
    COMMENTING: 1,
    QUESTIONING: 2,
    REPLYING: 2,
    OPEN: 1,
    ANSWERED: 1,
  });
});

/** So many notes on that practice, each third of them a reply to the first, as if they had been written one after the other. */
const fill = (on: string, notes: number) =>
  hub.db.query(
    `WITH numbered AS (SELECT n, uuidv7() AS id FROM generate_series(1, $2::int) n),
       first AS (SELECT id FROM numbered WHERE n = 1)
     INSERT INTO annotations.annotation (id, "targetKind", "targetId", "targetRevision", "rootId", "replyToId", "ancestorIds",
       motivation, body, language, links, tags, "authorId", "organisationId", audience, "groupIds", resolution, moderation, revision, "mentionIds")
     SELECT i.id, 'PRACTICE', $1, 1, CASE WHEN below THEN f.id ELSE i.id END, CASE WHEN below THEN f.id END,
       CASE WHEN below THEN ARRAY[f.id] ELSE '{}' END,
       CASE WHEN below THEN 'REPLYING' WHEN n % 3 = 1 THEN 'QUESTIONING' ELSE 'COMMENTING' END, 'We tried this.', 'en', '{}', '{}',
       CASE WHEN n % 2 = 0 THEN $3::uuid ELSE $4::uuid END, $5, CASE WHEN n % 5 = 0 THEN 'MEMBERS' ELSE 'EVERYONE' END, '{}',
       CASE WHEN n % 3 = 1 THEN 'OPEN' END, 'SHOWN', 1, CASE WHEN n % 7 = 0 THEN ARRAY[$3::uuid] ELSE '{}' END
     FROM numbered i, first f, LATERAL (SELECT n % 3 = 0 AS below) b`,
    [on, notes, hub.people.member.id, hub.people.other.id, hub.organisations.alpha],
  );

test("a practice with a thousand notes shows its page of notes and its counts in as many statements as one with two hundred", async () => {
  const few = (await makePractice(hub)).id;
  const many = (await makePractice(hub)).id;
  await fill(few, 200);
  await fill(many, 1_000);
  const PAGE = `query Page($on: ID!) { practice(id: $on) { annotationCount ${COUNTS}
    annotations(first: 100) { totalCount nodes { id body author { id } organisation { id } groups { id } mentions { id }
      replyCount thread(first: 20) { totalCount nodes { id depth author { id } } }
      replies(first: 3) { totalCount nodes { id } } } } } }`;
  const page = async (on: string) => {
    const { data, statements } = await counted(PAGE, { on }, hub.people.member);
    return { statements, ...data.practice };
  };
  const small = await page(few);
  const large = await page(many);
  expect(large.annotationCount).toBe(1_000);
  expect(large.annotationCounts.total).toBe(1_000);
  expect(large.annotations.nodes).toHaveLength(100);
  expect(large.annotations.nodes[0]).toMatchObject({ replyCount: 333, thread: { totalCount: 334 } });
  expect(large.statements).toBe(small.statements);
  expect(large.statements).toBeLessThanOrEqual(11);
});

const FLAG =
  "mutation Flag($id: ID!, $reason: String!) { flagAnnotation(id: $id, reason: $reason) { moderation flaggedByMe revision } }";
const WITHDRAW = "mutation Withdraw($id: ID!) { withdrawFlag(id: $id) { moderation flaggedByMe revision } }";
const MODERATE =
  "mutation Moderate($id: ID!, $revision: Int!, $moderation: Moderation!, $reason: String!) { moderateAnnotation(id: $id, revision: $revision, moderation: $moderation, reason: $reason) { moderation hiddenBecause revision } }";

const flag = async ({ id }: { id: string }, person: Person, reason = "Rude.") =>
  (await hub.ask(FLAG, { id, reason }, person)).data.flagAnnotation;

const QUEUE = `query Queue($sort: ModerationQueueSort! = MOST_FLAGGED, $first: Int! = 100, $after: String) {
  moderationQueue(first: $first, after: $after, sort: $sort) { totalCount pageInfo { hasNextPage endCursor } nodes {
    id flagCount flags { totalCount nodes { reason flag actor { id } } } } } }`;

test("what members flag waits in a queue that curators alone see, most flagged or longest waiting first", async () => {
  const { member, other, colleague, curator, admin, stranger, partnerMembers } = hub.people;
  const { id: on } = await makePractice(hub);
  const once = await makeNote(hub, member, { on });
  const twice = await makeNote(hub, member, { on });
  const thrice = await makeNote(hub, member, { on });
  const never = await makeNote(hub, member, { on });
  await flag(twice, other, "Names a victim.");
  await flag(thrice, other);
  await flag(once, other);
  await flag(thrice, admin);
  await flag(thrice, colleague, "Off the subject.");
  await flag(twice, colleague);
  const queue = async (sort: string, person = curator) => {
    const { data, errors } = await hub.ask(QUEUE, { sort }, person);
    expect(errors).toBeUndefined();
    const { totalCount, nodes } = data.moderationQueue;
    expect(totalCount).toBe(nodes.length);
    return nodes;
  };
  const waiting = await queue("MOST_FLAGGED");
  expect(ids(waiting)).toEqual([thrice.id, twice.id, once.id]);
  expect(ids(await queue("LONGEST_WAITING"))).toEqual([twice.id, thrice.id, once.id]);
  expect(waiting[1]).toEqual({
    id: twice.id,
    flagCount: 2,
    flags: {
      totalCount: 2,
      nodes: [
        { reason: "Names a victim.", flag: "OPEN", actor: { id: other.id } },
        { reason: "Rude.", flag: "OPEN", actor: { id: colleague.id } },
      ],
    },
  });
  for (const person of [stranger, member, admin, partnerMembers])
    expect(await queue("MOST_FLAGGED", person as typeof curator)).toEqual([]);
  const hidden = await hub.ask(
    "query F($id: ID!) { annotation(id: $id) { flagCount flags { totalCount } flaggedByMe } }",
    thrice,
    other,
  );
  expect(hidden.data.annotation).toEqual({ flagCount: null, flags: null, flaggedByMe: true });

  const paged: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = await hub.ask(QUEUE, { first: 1, after }, curator);
    paged.push(...ids(data.moderationQueue.nodes));
    if (!data.moderationQueue.pageInfo.hasNextPage) break;
    after = data.moderationQueue.pageInfo.endCursor;
  }
  expect(paged).toEqual([thrice.id, twice.id, once.id]);
  expect(await codeOf(hub.ask(QUEUE, { first: 1, after: "x" }, curator))).toBe("BAD_CURSOR");

  const one = await counted(QUEUE, { first: 1 }, curator);
  const all = await counted(QUEUE, { first: 100 }, curator);
  expect(Math.abs(all.statements - one.statements)).toBeLessThanOrEqual(1);
  expect(all.statements).toBeLessThanOrEqual(4);

  const decide = (id: string, moderation: string) =>
    hub.ask(MODERATE, { id, revision: 1, moderation, reason: "We looked at it." }, curator);
  await decide(thrice.id, "SHOWN");
  await decide(twice.id, "HIDDEN");
  await decide(once.id, "FLAGGED");
  expect(ids(await queue("MOST_FLAGGED"))).toEqual([once.id]);
  const restored = await hub.ask(
    MODERATE,
    { id: twice.id, revision: 2, moderation: "SHOWN", reason: "The name is gone." },
    curator,
  );
  expect(restored.data.moderateAnnotation).toEqual({ moderation: "SHOWN", hiddenBecause: null, revision: 3 });
  const { data } = await hub.ask(
    "query L($id: ID!) { annotation(id: $id) { moderationLog { nodes { byMember flag moderation reason revision } } } }",
    twice,
    curator,
  );
  const decided = { byMember: true, flag: "DECIDED", moderation: "FLAGGED", revision: 1 };
  const decision = { byMember: false, flag: null };
  expect(data.annotation.moderationLog.nodes).toEqual([
    { ...decided, reason: "Names a victim." },
    { ...decided, reason: "Rude." },
    { ...decision, moderation: "HIDDEN", reason: "We looked at it.", revision: 2 },
    { ...decision, moderation: "SHOWN", reason: "The name is gone.", revision: 3 },
  ]);
  expect(await codeOf(hub.ask(WITHDRAW, never, other))).toBe("WRONG_STATE");
});

test("a flag is taken back by who raised it, and raised anew only where something has changed", async () => {
  const { member, other, colleague, curator, stranger } = hub.people;
  const { id: on } = await makePractice(hub);
  const note = await makeNote(hub, member, { on });
  const { id } = note;
  const withdraw = async (person: Person) => (await hub.ask(WITHDRAW, { id }, person)).data?.withdrawFlag;
  expect(await codeOf(hub.ask(WITHDRAW, { id }, stranger))).toBe("UNAUTHENTICATED");
  await flag(note, other);
  await flag(note, colleague);
  expect(await withdraw(other)).toEqual({ moderation: "FLAGGED", flaggedByMe: false, revision: 1 });
  expect(await withdraw(colleague)).toEqual({ moderation: "SHOWN", flaggedByMe: false, revision: 1 });
  expect(await withdraw(colleague)).toEqual({ moderation: "SHOWN", flaggedByMe: false, revision: 1 });
  expect(await flag(note, other)).toEqual({ moderation: "FLAGGED", flaggedByMe: true, revision: 1 });

  const moderate = (revision: number, moderation: string) =>
    hub.ask(MODERATE, { id, revision, moderation, reason: "It stands." }, curator);
  await moderate(1, "SHOWN");
  expect(await flag(note, other)).toEqual({ moderation: "SHOWN", flaggedByMe: false, revision: 2 });
  expect(await codeOf(hub.ask(WITHDRAW, { id }, other))).toBe("WRONG_STATE");
  await hub.ask(CHANGE, { id, revision: 2, input: { body: "Worse." } }, member);
  expect(await flag(note, other)).toEqual({ moderation: "FLAGGED", flaggedByMe: true, revision: 3 });
  await moderate(3, "FLAGGED");
  expect(await withdraw(other)).toMatchObject({ moderation: "FLAGGED", flaggedByMe: false });
});

test("of a deleted note no table keeps what it said or pointed at, and whoever comes to see it later reads nothing", async () => {
  const { member, other, colleague, curator, stranger } = hub.people;
  const { id: on } = await makePractice(hub);
  const secret = `secret-${v7()}`;
  const root = await makeNote(hub, member, {
    on,
    audience: "MEMBERS",
    body: `Body ${secret}`,
    tags: [secret],
    links: [`https://a.test/${secret}`],
    mentionIds: [other.id],
    target: { field: "lessons", language: "en", quote: { exact: secret, prefix: secret, suffix: secret } },
  });
  const answer = await makeReply(hub, other, root.id);
  await hub.ask(
    CHANGE,
    { id: root.id, revision: 1, input: { body: `Again ${secret}`, audience: "EVERYONE" } },
    member,
  );
  await flag(root, colleague);
  await hub.ask(
    MODERATE,
    { id: root.id, revision: 2, moderation: "HIDDEN", reason: `Says ${secret}` },
    curator,
  );
  await hub.ask(MODERATE, { id: root.id, revision: 3, moderation: "SHOWN", reason: "Mended." }, curator);
  const gone = await hub.ask(
    "mutation D($id: ID!, $revision: Int!) { deleteAnnotation(id: $id, revision: $revision) { id } }",
    { id: root.id, revision: 4 },
    member,
  );
  expect(gone.data.deleteAnnotation).toEqual({ id: root.id });
  const widened = await hub.ask(
    CHANGE,
    { id: answer.id, revision: 1, input: { audience: "EVERYONE" } },
    other,
  );
  expect(widened.errors).toBeUndefined();
  const { data } = await hub.ask(
    `query T($id: ID!) { annotation(id: $id) { body tags links author { id } mentions { id } hiddenBecause deletedAt
      target { field language quote { exact } } thread { nodes { id body } } } }`,
    root,
    stranger,
  );
  expect(data.annotation).toEqual({
    body: null,
    tags: [],
    links: [],
    author: null,
    mentions: [],
    hiddenBecause: null,
    deletedAt: expect.any(String),
    target: { field: null, language: null, quote: null },
    thread: {
      nodes: [
        { id: root.id, body: null },
        { id: answer.id, body: words.body },
      ],
    },
  });
  const tables: { schema: string; name: string }[] = await hub.db.query(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const where: string[] = [];
  for (const { schema, name } of tables) {
    const [{ found }] = await hub.db.query(
      `SELECT EXISTS (SELECT 1 FROM "${schema}"."${name}" t WHERE strpos(t::text, $1) > 0) AS found`,
      [secret],
    );
    if (found) where.push(`${schema}.${name}`);
  }
  // The log keeps the reasons that moderators gave, for curators alone, in their own words.
  expect(where).toEqual(["annotations.moderation_log"]);
});

/** Somebody who has just been let in. */
async function newcomer(roles: string[] = []): Promise<Person & { id: string }> {
  const { id } = await makeMember(hub, { organisationId: hub.organisations.alpha, roles });
  return { id, token: await tokens(hub.passports).member(id) };
}

test("whoever is new writes only so much in an hour, however many requests come at once; curators as much as they like", async () => {
  const { member } = hub.people;
  const { id: on } = await makePractice(hub);
  const them = await newcomer();
  const many = await Promise.all(Array.from({ length: 9 }, () => annotate(on, {}, them)));
  const refused = many.filter(({ errors }) => errors);
  expect(many.length - refused.length).toBe(MOST_NEW);
  const { code, limit, allowed, found, retryAt, retryAfter } = refused[0]!.errors![0]!.extensions as Record<
    string,
    unknown
  >;
  expect({ code, limit, allowed, found }).toEqual({
    code: "RATE_LIMITED",
    limit: "newcomerNotesPerHour",
    allowed: MOST_NEW,
    found: MOST_NEW + 1,
  });
  expect(Date.parse(String(retryAt)) - Date.now()).toBeGreaterThan(3_500_000);
  expect(retryAfter).toBeLessThanOrEqual(3_600);

  const note = await makeNote(hub, member, { on });
  expect(await codeOf(hub.ask(REPLY, { id: note.id, input: words }, them))).toBe("RATE_LIMITED");
  expect(await codeOf(hub.ask(FLAG, { id: note.id, reason: "Rude." }, them))).toBe("RATE_LIMITED");
  const posted = await request(new URL("/annotations/", hub.address), {
    method: "POST",
    headers: { authorization: `Bearer ${them.token}`, "content-type": "application/ld+json" },
    body: JSON.stringify({
      "@context": "http://www.w3.org/ns/anno.jsonld",
      type: "Annotation",
      bodyValue: "One more.",
      target: `${PUBLIC_URL}/records/practice/${on}`,
    }),
  });
  await posted.body.dump();
  expect(posted.statusCode).toBe(429);
  expect(Number(posted.headers["retry-after"])).toBeGreaterThan(3_500);

  // An hour later, and once they are new no more.
  await hub.db.query(
    `UPDATE annotations.newcomer SET "writtenAt" = ARRAY(SELECT at - interval '1 hour' FROM unnest("writtenAt") at) WHERE "memberId" = $1`,
    [them.id],
  );
  for (let i = 0; i < MOST_NEW; i++) expect(await codeOf(annotate(on, {}, them))).toBeUndefined();
  expect(await codeOf(annotate(on, {}, them))).toBe("RATE_LIMITED");
  await hub.db.query(
    `UPDATE hub.person SET "activeSince" = now() - interval '7 days 1 minute' WHERE id = $1`,
    [them.id],
  );
  expect(await codeOf(annotate(on, {}, them))).toBeUndefined();

  const curator = await newcomer(["CURATOR"]);
  for (let i = 0; i <= MOST_NEW; i++) expect(await codeOf(annotate(on, {}, curator))).toBeUndefined();
});

test("what is sent again with its key counts once", async () => {
  const { member } = hub.people;
  const { id: on } = await makePractice(hub);
  const note = await makeNote(hub, member, { on });
  const them = await newcomer();
  const reply = (idempotencyKey: string) =>
    hub.ask(
      "mutation R($id: ID!, $input: NewReply!, $idempotencyKey: String) { reply(id: $id, input: $input, idempotencyKey: $idempotencyKey) { id } }",
      { id: note.id, input: words, idempotencyKey },
      them,
    );
  const sent = await Promise.all(Array.from({ length: 8 }, () => reply("one")));
  expect(new Set(sent.map(({ data }) => data.reply.id)).size).toBe(1);
  for (let i = 1; i < MOST_NEW; i++) expect(await codeOf(reply(`other ${i}`))).toBeUndefined();
  expect(await codeOf(reply("one more"))).toBe("RATE_LIMITED");
  expect((await reply("one")).data.reply).toEqual(sent[0]!.data.reply);
});
