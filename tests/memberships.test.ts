import { type Answer, openTestHub, type Person, type TestHub } from "./hub.ts";
import { makeNote, makeReply } from "./make/annotations.ts";
import { belongs, makeGroup, makeHiddenGroup } from "./make/groups.ts";
import { makePractice } from "./make/practices.ts";
import { makeResource } from "./make/resources.ts";
import { makeSeries, makeWorkshop } from "./make/workshops.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const code = ({ errors }: Answer) => errors?.[0]?.extensions.code;

const JOIN =
  "mutation J($id: ID!) { done: joinWorkingGroup(id: $id) { id state revision expiresAt reason } }";
const LEAVE = "mutation L($id: ID!) { done: leaveWorkingGroup(id: $id) { id state revision } }";
const INVITE =
  "mutation I($id: ID!, $memberId: ID!, $days: Int! = 30) { done: inviteToWorkingGroup(id: $id, memberId: $memberId, days: $days) { id state revision expiresAt } }";
const ANSWER =
  "mutation A($id: ID!, $accept: Boolean!, $reason: String) { done: answerMembershipRequest(id: $id, accept: $accept, reason: $reason) { id state reason revision } }";
const REMOVE =
  "mutation R($id: ID!, $reason: String) { done: removeFromWorkingGroup(id: $id, reason: $reason) { id state reason revision } }";
const HAND_OVER =
  "mutation H($id: ID!, $memberId: ID!) { done: handOverWorkingGroup(id: $id, memberId: $memberId) { id role state member { id } } }";
const ROLE =
  "mutation R($id: ID!, $revision: Int!, $role: MembershipRole!) { done: changeMembershipRole(id: $id, revision: $revision, role: $role) { role revision } }";
const OWN =
  "query O($id: ID!) { workingGroup(id: $id) { viewerMembership { id state role reason expiresAt revision } } }";

const join = ({ id }: { id: string }, person: Person) => hub.ask(JOIN, { id }, person);
const leave = ({ id }: { id: string }, person: Person) => hub.ask(LEAVE, { id }, person);
const own = async ({ id }: { id: string }, person: Person) =>
  (await hub.ask(OWN, { id }, person)).data.workingGroup?.viewerMembership ?? null;
const leadsOf = async ({ id }: { id: string }): Promise<string[]> =>
  (
    await hub.tell("query L($id: ID!) { workingGroup(id: $id) { leads { id } } }", { id })
  ).workingGroup.leads.map((lead: { id: string }) => lead.id);
const groupIdsOf = async ({ id }: { id: string }): Promise<string[]> =>
  (await hub.tell("query G($id: ID!) { member(id: $id) { groupIds } }", { id })).member.groupIds;

test("an invitation holds until it expires; from then on it is as if there were none, and a lead may invite anew", async () => {
  const { member, other } = hub.people;
  const group = await makeHiddenGroup(hub, { joinPolicy: "BY_INVITATION", leadIds: [member.id] });
  const invite = (days?: number) => hub.ask(INVITE, { id: group.id, memberId: other.id, days }, member);
  for (const days of [0, 366, -1]) expect(code(await invite(days))).toBe("BAD_USER_INPUT");
  const invited = (await invite(7)).data.done;
  expect(invited.state).toBe("INVITED");
  const days = (Date.parse(invited.expiresAt) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThanOrEqual(7);
  expect((await invite(30)).data.done).toEqual(invited);
  expect(await own(group, other)).toMatchObject({ state: "INVITED", expiresAt: invited.expiresAt });

  await hub.db.query(
    `UPDATE "groups".membership SET "expiresAt" = now() - interval '1 second' WHERE id = $1`,
    [invited.id],
  );
  expect(await own(group, other)).toBeNull();
  expect(code(await join(group, other))).toBe("NOT_FOUND");
  const LISTED = `query M($id: ID!) { workingGroup(id: $id) {
    invited: memberships(states: [INVITED]) { totalCount } expired: memberships(states: [EXPIRED]) { nodes { state } } } }`;
  expect((await hub.ask(LISTED, group, member)).data.workingGroup).toEqual({
    invited: { totalCount: 0 },
    expired: { nodes: [{ state: "EXPIRED" }] },
  });
  expect((await invite()).data.done).toMatchObject({ state: "INVITED", revision: 2 });
  expect((await join(group, other)).data.done).toMatchObject({
    state: "ACTIVE",
    expiresAt: null,
    revision: 3,
  });
});

test("an invitation is declined by whom it is for, or taken back by a lead", async () => {
  const { member, colleague, other } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "BY_INVITATION", leadIds: [member.id] });
  const invite = () => hub.ask(INVITE, { id: group.id, memberId: other.id }, member);
  await invite();
  expect((await leave(group, other)).data.done.state).toBe("LEFT");
  expect(code(await join(group, other))).toBe("FORBIDDEN");
  const { id } = (await invite()).data.done;
  expect(code(await hub.ask(REMOVE, { id }, other))).toBe("FORBIDDEN");
  expect(code(await hub.ask(REMOVE, { id }, colleague))).toBe("NOT_FOUND");
  const taken = await hub.ask(REMOVE, { id }, member);
  expect(taken.data.done).toMatchObject({ state: "LEFT", reason: null });
  expect(await hub.ask(REMOVE, { id }, member)).toEqual(taken);
  expect(code(await join(group, other))).toBe("FORBIDDEN");
});

test("a request is refused with a reason, which the person and the leads read, until they ask again", async () => {
  const { member, colleague, other } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "ON_REQUEST", leadIds: [member.id] });
  await belongs(hub, colleague, group);
  const { id } = (await join(group, other)).data.done;
  const refuse = (reason: string) => hub.ask(ANSWER, { id, accept: false, reason }, member);
  expect(code(await refuse("x".repeat(1_001)))).toBe("TEXT_TOO_LONG");
  expect((await refuse(" The group is full. ")).data.done).toMatchObject({
    state: "REFUSED",
    reason: "The group is full.",
  });
  expect(await own(group, other)).toMatchObject({ state: "REFUSED", reason: "The group is full." });
  const seen =
    "query M($id: ID!) { workingGroup(id: $id) { memberships(states: [REFUSED]) { nodes { reason } } } }";
  const reasons = async (person: Person) =>
    (await hub.ask(seen, group, person)).data.workingGroup.memberships.nodes;
  expect(await reasons(member)).toEqual([{ reason: "The group is full." }]);
  expect(await reasons(colleague)).toEqual([]);
  expect((await join(group, other)).data.done).toMatchObject({ state: "REQUESTED", reason: null });
  expect((await hub.ask(ANSWER, { id, accept: true, reason: "Welcome." }, member)).data.done).toMatchObject({
    state: "ACTIVE",
    reason: null,
  });
});

test("a lead takes somebody out of a group, who comes back by invitation alone, be the group open", async () => {
  const { member, colleague, other, stranger } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "OPEN", leadIds: [member.id] });
  await join(group, other);
  await join(group, colleague);
  const { id } = await own(group, other);
  expect(await groupIdsOf(other)).toContain(group.id);
  const remove = (person: Person) => hub.ask(REMOVE, { id, reason: "Off the subject." }, person);
  expect(code(await remove(stranger))).toBe("UNAUTHENTICATED");
  expect(code(await remove(colleague))).toBe("FORBIDDEN");
  const removed = await remove(member);
  expect(removed.data.done).toMatchObject({ state: "REMOVED", reason: "Off the subject." });
  expect(await remove(member)).toEqual(removed);
  expect(await groupIdsOf(other)).not.toContain(group.id);

  expect((await leave(group, other)).data.done.state).toBe("REMOVED");
  expect(code(await join(group, other))).toBe("FORBIDDEN");
  expect(await own(group, other)).toMatchObject({ state: "REMOVED", reason: "Off the subject." });
  await hub.ask(INVITE, { id: group.id, memberId: other.id }, member);
  expect((await join(group, other)).data.done).toMatchObject({ state: "ACTIVE", reason: null });
});

test("a group keeps a lead, unless a curator wants it otherwise; a lead hands it over in one step", async () => {
  const { member, colleague, other, curator, stranger } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "OPEN", leadIds: [member.id] });
  await join(group, colleague);
  const lead = await own(group, member);
  expect(code(await hub.ask(REMOVE, { id: lead.id }, member))).toBe("CONFLICT");
  expect(code(await leave(group, member))).toBe("CONFLICT");

  const handOver = (by: Person, memberId: string) => hub.ask(HAND_OVER, { id: group.id, memberId }, by);
  expect(code(await handOver(stranger, colleague.id))).toBe("UNAUTHENTICATED");
  expect(code(await handOver(colleague, member.id))).toBe("FORBIDDEN");
  for (const nobody of [other.id, member.id, "nonsense"])
    expect(code(await handOver(member, nobody))).toBe("BAD_USER_INPUT");
  expect((await handOver(member, colleague.id)).data.done).toMatchObject({
    role: "LEAD",
    state: "ACTIVE",
    member: { id: colleague.id },
  });
  expect(await leadsOf(group)).toEqual([colleague.id]);
  expect(await own(group, member)).toMatchObject({ role: "MEMBER", state: "ACTIVE" });
  expect(code(await handOver(member, colleague.id))).toBe("FORBIDDEN");

  const last = await own(group, colleague);
  expect(code(await hub.ask(ROLE, { ...last, role: "MEMBER" }, colleague))).toBe("CONFLICT");
  expect((await hub.ask(ROLE, { ...last, role: "MEMBER" }, curator)).data.done.role).toBe("MEMBER");
  expect(await leadsOf(group)).toEqual([]);
});

test("a curator leads the group that they begin, unless they name others, and does not leave it without a lead unawares", async () => {
  const { member, curator } = hub.people;
  const CREATE = `mutation ($leadIds: [ID!]) {
    createWorkingGroup(input: { language: en, texts: { title: "Begun by a curator" }, leadIds: $leadIds }) { id leads { id } } }`;
  const begun = async (leadIds?: string[]) =>
    (await hub.ask(CREATE, { leadIds }, curator)).data.createWorkingGroup;
  expect((await begun([member.id])).leads).toEqual([{ id: member.id }]);
  expect((await begun([])).leads).toEqual([]);
  const group = await begun();
  expect(group.leads).toEqual([{ id: curator.id }]);
  expect(code(await leave(group, curator))).toBe("CONFLICT");
});

test("of two leads who hand a group over and leave it at the same moment one lead is left at least", async () => {
  const { member, colleague, other } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "OPEN", leadIds: [member.id, colleague.id] });
  await join(group, other);
  await Promise.all([
    hub.ask(HAND_OVER, { id: group.id, memberId: colleague.id }, member),
    leave(group, colleague),
    leave(group, member),
  ]);
  expect((await leadsOf(group)).length).toBeGreaterThan(0);
});

const FEED = `query F($id: ID!, $first: Int!, $after: String) { workingGroup(id: $id) { feed(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { id at record { __typename ... on Content { title } } note { body } } } notes(first: 10) { totalCount nodes { body } } } }`;

test("a group's feed has its records, workshops and notes, the newest first, each for those who may see it", async () => {
  const { member, other, stranger, curator } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "OPEN" });
  await join(group, member);
  const meant = { visibility: "GROUP", groupIds: [group.id] };
  const naming = { workingGroupIds: [group.id] };
  const practice = await makePractice(hub, { title: "For the group", ...meant });
  await makeWorkshop(hub, { title: "Open workshop", ...naming });
  await makeNote(hub, member, {
    on: practice.id,
    audience: "GROUPS",
    groupIds: [group.id],
    body: "A first note.",
  });
  await makeSeries(hub, { title: "Series for members", visibility: "MEMBERS", ...naming });
  await makeResource(hub, { title: "Draft", status: "DRAFT", ...naming });
  await makeResource(hub, { title: "Both", ...meant, ...naming });
  const note = await makeNote(hub, curator, {
    on: (await makePractice(hub)).id,
    audience: "GROUPS",
    groupIds: [group.id],
    body: "A second note.",
  });
  await makeReply(hub, member, note.id, { body: "A reply." });
  await makeNote(hub, member, { on: practice.id, audience: "MEMBERS", body: "For others too." });

  const page = async (person: Person, first: number, after: string | null = null) => {
    const { data, errors } = await hub.ask(FEED, { id: group.id, first, after }, person);
    expect(errors).toBeUndefined();
    const { nodes, totalCount, pageInfo } = data.workingGroup.feed;
    const words = nodes.map(({ record, note }: Answer["data"]) => record?.title ?? note.body);
    return { words, totalCount, ...pageInfo, notes: data.workingGroup.notes.nodes };
  };
  const all = [
    "A second note.",
    "Both",
    "Series for members",
    "A first note.",
    "Open workshop",
    "For the group",
  ];
  expect(await page(member, 10)).toMatchObject({
    words: all,
    totalCount: 6,
    notes: [{ body: "A reply." }, { body: "A second note." }, { body: "A first note." }],
  });
  expect(await page(curator, 10)).toMatchObject({ totalCount: 7 });
  expect(await page(other, 10)).toMatchObject({
    words: ["Series for members", "Open workshop"],
    totalCount: 2,
    notes: [],
  });
  expect(await page(stranger, 10)).toMatchObject({ words: ["Open workshop"], totalCount: 1, notes: [] });

  const seen: string[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const { words, totalCount, hasNextPage, endCursor }: Awaited<ReturnType<typeof page>> = await page(
      member,
      2,
      after,
    );
    expect(totalCount).toBe(after ? 7 : 6);
    seen.push(...words);
    [more, after] = [hasNextPage, endCursor];
    // What comes in meanwhile shifts nothing.
    if (seen.length === 2)
      await makeNote(hub, member, { on: practice.id, audience: "GROUPS", groupIds: [group.id] });
  }
  expect(seen).toEqual(all);
  expect(code(await hub.ask(FEED, { id: group.id, first: 2, after: "broken" }, member))).toBe("BAD_CURSOR");
  expect(code(await hub.ask(FEED, { id: group.id, first: -1 }, member))).toBe("BAD_PAGE");
});

test("whoever leaves a group sees neither its records nor its notes from their next request on, nor finds them in its feed", async () => {
  const { other, curator } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "OPEN" });
  const meant = { visibility: "GROUP", groupIds: [group.id] };
  const practice = await makePractice(hub, meant);
  const open = await makePractice(hub);
  const note = await makeNote(hub, curator, { on: open.id, audience: "GROUPS", groupIds: [group.id] });
  const SEEN = `query S($group: ID!, $practice: ID!, $open: ID!, $note: ID!) {
    practice(id: $practice) { id } annotation(id: $note) { id } open: practice(id: $open) { annotationCount }
    workingGroup(id: $group) { feed { totalCount } notes { totalCount } } }`;
  const sight = async () => {
    const ids = { group: group.id, practice: practice.id, open: open.id, note: note.id };
    const { data } = await hub.ask(SEEN, ids, other);
    const { feed, notes } = data.workingGroup;
    return [!!data.practice, !!data.annotation, data.open.annotationCount, feed.totalCount, notes.totalCount];
  };
  expect(await sight()).toEqual([false, false, 0, 0, 0]);
  await join(group, other);
  expect(await sight()).toEqual([true, true, 1, 2, 1]);
  await leave(group, other);
  expect(await sight()).toEqual([false, false, 0, 0, 0]);
});

test("a record comes into a group's feed, and out of it, with a change of what it names", async () => {
  const [first, second] = [await makeGroup(hub), await makeGroup(hub)];
  const workshop = await makeWorkshop(hub, { workingGroupIds: [first.id] });
  const counts = async () => {
    const { data } = await hub.ask(
      "query C($a: ID!, $b: ID!) { a: workingGroup(id: $a) { feed { totalCount } } b: workingGroup(id: $b) { feed { totalCount } } }",
      { a: first.id, b: second.id },
    );
    return [data.a.feed.totalCount, data.b.feed.totalCount];
  };
  expect(await counts()).toEqual([1, 0]);
  await hub.tell(
    "mutation W($id: ID!, $revision: Int!, $ids: [ID!]) { changeWorkshop(id: $id, revision: $revision, input: { workingGroupIds: $ids }) { id } }",
    { ...workshop, ids: [second.id] },
  );
  expect(await counts()).toEqual([0, 1]);
});

test("ten groups with their feeds and notes cost no more statements than one", async () => {
  const { member, curator } = hub.people;
  for (let i = 0; i < 10; i++) {
    const group = await makeGroup(hub, { ownerId: hub.organisations.beta, joinPolicy: "OPEN" });
    await belongs(hub, member, group);
    const practice = await makePractice(hub, { visibility: "GROUP", groupIds: [group.id] });
    await makeWorkshop(hub, { workingGroupIds: [group.id] });
    await makeNote(hub, curator, { on: practice.id, audience: "GROUPS", groupIds: [group.id] });
  }
  const LIST = `query L($first: Int!, $of: [ID!]) { workingGroups(first: $first, filter: { organisationIds: $of }) { nodes {
    feed(first: 2) { totalCount nodes { at record { ... on Content { title } } note { body } } }
    notes(first: 3) { nodes { body author { name } } } } } }`;
  const cost = async (first: number) => {
    const { data, errors } = await hub.ask(LIST, { first, of: [hub.organisations.beta] }, member);
    expect(errors).toBeUndefined();
    expect(data.workingGroups.nodes).toHaveLength(first);
    expect(data.workingGroups.nodes[0].feed.totalCount).toBe(3);
    hub.statements.length = 0;
    await hub.ask(LIST, { first, of: [hub.organisations.beta] }, member);
    return hub.statements.length;
  };
  const many = await cost(10);
  expect(many).toBeLessThanOrEqual(await cost(1));
  expect(many).toBeLessThanOrEqual(8);
});
