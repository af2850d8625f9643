import { type Answer, openTestHub, type Person, type TestHub } from "./hub.ts";
import { belongs, makeGroup, makeHiddenGroup } from "./make/groups.ts";
import { makeProject } from "./make/projects.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const NOBODY = "01a20271-3ed4-732e-954e-7eeba0c1f5a5";
const code = ({ errors }: Answer) => errors?.[0]?.extensions.code;

const CREATE =
  "mutation Create($input: NewWorkingGroup!) { createWorkingGroup(input: $input) { id slug revision status title owner { id } viewerMembership { role state } } }";
const CHANGE =
  "mutation Change($id: ID!, $revision: Int!, $input: WorkingGroupChange!) { changeWorkingGroup(id: $id, revision: $revision, input: $input) { id revision summary start joinPolicy aliases visibility audience { id title } } }";
const JOIN =
  "mutation Join($id: ID!) { joinWorkingGroup(id: $id) { id role state since revision group { id title } member { id } } }";
const LEAVE = "mutation Leave($id: ID!) { leaveWorkingGroup(id: $id) { id role state revision } }";
const INVITE =
  "mutation Invite($id: ID!, $memberId: ID!) { inviteToWorkingGroup(id: $id, memberId: $memberId) { id role state revision member { name } } }";
const ANSWER =
  "mutation Answer($id: ID!, $accept: Boolean!) { answerMembershipRequest(id: $id, accept: $accept) { id state revision } }";
const ROLE =
  "mutation Role($id: ID!, $revision: Int!, $role: MembershipRole!) { changeMembershipRole(id: $id, revision: $revision, role: $role) { role revision } }";
const SEE = "query See($id: ID!) { workingGroup(id: $id) { title } }";

const join = (group: { id: string }, person?: Person) => hub.ask(JOIN, { id: group.id }, person);
const leave = (group: { id: string }, person?: Person) => hub.ask(LEAVE, { id: group.id }, person);
const today = () => new Date().toISOString().slice(0, 10);

test("a member writes a draft of a group, leads it, hands it in, and a curator publishes it", async () => {
  const { member, curator, stranger, other, colleague } = hub.people;
  const created = await hub.ask(
    CREATE,
    { input: { language: "en", texts: { title: "Night & Safety" } } },
    member,
  );
  const group = created.data.createWorkingGroup;
  expect(group).toMatchObject({
    status: "DRAFT",
    slug: "night-safety",
    revision: 1,
    owner: { id: hub.organisations.alpha },
    viewerMembership: { role: "LEAD", state: "ACTIVE" },
  });
  const see = async (person: Person) => (await hub.ask(SEE, group, person)).data.workingGroup;
  expect(await see(stranger)).toBeNull();
  expect(await see(other)).toBeNull();
  expect(await see(colleague)).toEqual({ title: "Night & Safety" });
  expect(code(await join(group, colleague))).toBe("WRONG_STATE");

  const submit =
    "mutation S($id: ID!, $revision: Int!) { submitWorkingGroup(id: $id, revision: $revision) { revision status } }";
  expect(code(await hub.ask(submit, group, other))).toBe("NOT_FOUND");
  expect((await hub.ask(submit, group, member)).data.submitWorkingGroup).toEqual({
    revision: 2,
    status: "IN_REVIEW",
  });
  const publish =
    "mutation P($id: ID!, $revision: Int!) { publishWorkingGroup(id: $id, revision: $revision) { revision status } }";
  expect(code(await hub.ask(publish, { id: group.id, revision: 2 }, member))).toBe("FORBIDDEN");
  expect((await hub.ask(publish, { id: group.id, revision: 2 }, curator)).data.publishWorkingGroup).toEqual({
    revision: 3,
    status: "PUBLISHED",
  });
  expect(await see(stranger)).toEqual({ title: "Night & Safety" });
});

test("a curator gives a group back, its owner may archive it, others may not", async () => {
  const group = await makeGroup(hub, { status: "IN_REVIEW", ownerId: hub.organisations.alpha });
  const back =
    "mutation R($id: ID!, $revision: Int!) { returnWorkingGroup(id: $id, revision: $revision) { status revision } }";
  expect(code(await hub.ask(back, group, hub.people.member))).toBe("FORBIDDEN");
  expect((await hub.ask(back, group, hub.people.curator)).data.returnWorkingGroup).toEqual({
    status: "DRAFT",
    revision: 3,
  });
  const archive =
    "mutation A($id: ID!, $revision: Int!) { archiveWorkingGroup(id: $id, revision: $revision) { status } }";
  const current = { id: group.id, revision: 3 };
  expect(code(await hub.ask(archive, current, hub.people.other))).toBe("NOT_FOUND");
  expect((await hub.ask(archive, current, hub.people.member)).data.archiveWorkingGroup).toEqual({
    status: "ARCHIVED",
  });
});

test("nobody writes for another organisation, names others as leads, or writes unsigned", async () => {
  const input = { language: "en", ownerId: hub.organisations.beta, texts: { title: "Not mine" } };
  expect(code(await hub.ask(CREATE, { input }, hub.people.member))).toBe("FORBIDDEN");
  expect(code(await hub.ask(CREATE, { input }, hub.people.stranger))).toBe("UNAUTHENTICATED");
  expect(code(await hub.ask(CREATE, { input }, hub.people.partnerMembers))).toBe("FORBIDDEN");
  const before = await hub.db.query('SELECT count(*) FROM "groups".working_group');
  const named = { language: "en", texts: { title: "Led by you" }, leadIds: [hub.people.other.id] };
  expect(code(await hub.ask(CREATE, { input: named }, hub.people.member))).toBe("FORBIDDEN");
  expect(await hub.db.query('SELECT count(*) FROM "groups".working_group')).toEqual(before);
});

test("one joins an open group at once, asks a group on request, and needs an invitation to a closed one; twice changes nothing", async () => {
  const { member } = hub.people;
  const open = await makeGroup(hub, { joinPolicy: "OPEN", title: "Open" });
  const joined = await join(open, member);
  expect(joined.data.joinWorkingGroup).toMatchObject({
    role: "MEMBER",
    state: "ACTIVE",
    since: today(),
    revision: 1,
    group: { id: open.id, title: "Open" },
    member: { id: member.id },
  });
  expect(await join(open, member)).toEqual(joined);

  const asked = await makeGroup(hub, { joinPolicy: "ON_REQUEST" });
  const request = await join(asked, member);
  expect(request.data.joinWorkingGroup).toMatchObject({ state: "REQUESTED", since: null, revision: 1 });
  expect(await join(asked, member)).toEqual(request);

  const closed = await makeGroup(hub, { joinPolicy: "BY_INVITATION" });
  expect(code(await join(closed, member))).toBe("FORBIDDEN");
  await hub.tell(INVITE, { id: closed.id, memberId: member.id });
  expect((await join(closed, member)).data.joinWorkingGroup).toMatchObject({ state: "ACTIVE", revision: 2 });

  expect(code(await join(open, hub.people.stranger))).toBe("UNAUTHENTICATED");
  expect(code(await join(open, hub.people.partnerMembers))).toBe("FORBIDDEN");
  expect(code(await join({ id: NOBODY }, member))).toBe("NOT_FOUND");
  expect(code(await join({ id: "nonsense" }, member))).toBe("NOT_FOUND");
});

test("of many who join at the same moment each is in the group once", async () => {
  const group = await makeGroup(hub, { joinPolicy: "OPEN" });
  const { member, colleague } = hub.people;
  const answers = await Promise.all(
    [member, colleague, member, colleague, member].map((person) => join(group, person)),
  );
  for (const { errors } of answers) expect(errors).toBeUndefined();
  const { data } = await hub.ask(
    "query G($id: ID!) { workingGroup(id: $id) { memberCount } }",
    group,
    member,
  );
  expect(data.workingGroup.memberCount).toBe(2);
});

test("leads and curators answer requests, once; nobody else does", async () => {
  const { member, colleague, other, curator } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "ON_REQUEST", leadIds: [member.id] });
  const first = (await join(group, other)).data.joinWorkingGroup;
  const second = (await join(group, colleague)).data.joinWorkingGroup;
  expect(code(await hub.ask(ANSWER, { id: first.id, accept: true }, other))).toBe("FORBIDDEN");
  expect(code(await hub.ask(ANSWER, { id: first.id, accept: true }, colleague))).toBe("NOT_FOUND");
  expect(code(await hub.ask(ANSWER, { id: first.id, accept: true }))).toBe("UNAUTHENTICATED");
  const accepted = await hub.ask(ANSWER, { id: first.id, accept: true }, member);
  expect(accepted.data.answerMembershipRequest).toEqual({ id: first.id, state: "ACTIVE", revision: 2 });
  expect(await hub.ask(ANSWER, { id: first.id, accept: true }, member)).toEqual(accepted);
  expect(code(await hub.ask(ANSWER, { id: first.id, accept: false }, member))).toBe("WRONG_STATE");
  expect(
    (await hub.ask(ANSWER, { id: second.id, accept: false }, curator)).data.answerMembershipRequest,
  ).toMatchObject({ state: "REFUSED" });
  expect((await join(group, colleague)).data.joinWorkingGroup).toMatchObject({
    state: "REQUESTED",
    revision: 3,
  });
});

test("leads and curators invite; whoever has asked is taken in by it", async () => {
  const { member, colleague, other, stranger } = hub.people;
  const group = await makeGroup(hub, { leadIds: [member.id] });
  const invite = (person: Person, memberId: string) => hub.ask(INVITE, { id: group.id, memberId }, person);
  expect(code(await invite(colleague, other.id))).toBe("FORBIDDEN");
  expect(code(await invite(stranger, other.id))).toBe("UNAUTHENTICATED");
  expect(code(await invite(member, "nonsense"))).toBe("UNKNOWN_REFERENCE");
  const invited = await invite(member, other.id);
  expect(invited.data.inviteToWorkingGroup).toMatchObject({
    state: "INVITED",
    role: "MEMBER",
    member: { name: "Olga Beech" },
  });
  expect(await invite(member, other.id)).toEqual(invited);
  await join(group, colleague);
  expect((await invite(member, colleague.id)).data.inviteToWorkingGroup).toMatchObject({
    state: "ACTIVE",
    revision: 2,
  });
  expect((await leave(group, other)).data.leaveWorkingGroup).toMatchObject({ state: "LEFT" });
});

test("the last lead stays until there is another, and roles are changed by leads", async () => {
  const { member, colleague, other } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "OPEN", leadIds: [member.id] });
  const own = (await join(group, member)).data.joinWorkingGroup;
  expect(own).toMatchObject({ role: "LEAD", state: "ACTIVE" });
  expect(code(await leave(group, member))).toBe("CONFLICT");
  expect(code(await hub.ask(ROLE, { id: own.id, revision: 1, role: "MEMBER" }, member))).toBe("CONFLICT");

  const joined = (await join(group, colleague)).data.joinWorkingGroup;
  await join(group, other);
  expect(code(await hub.ask(ROLE, { ...joined, role: "LEAD" }, other))).toBe("FORBIDDEN");
  expect(code(await hub.ask(ROLE, { ...joined, role: "LEAD", revision: 7 }, member))).toBe("CONFLICT");
  expect((await hub.ask(ROLE, { ...joined, role: "LEAD" }, member)).data.changeMembershipRole).toEqual({
    role: "LEAD",
    revision: 2,
  });
  expect((await leave(group, member)).data.leaveWorkingGroup).toMatchObject({
    state: "LEFT",
    role: "MEMBER",
  });
  expect((await leave(group, member)).data.leaveWorkingGroup).toMatchObject({ state: "LEFT", revision: 2 });
  expect(code(await hub.ask(ROLE, { id: own.id, revision: 2, role: "LEAD" }, colleague))).toBe("WRONG_STATE");
  expect((await join(group, member)).data.joinWorkingGroup).toMatchObject({
    role: "MEMBER",
    state: "ACTIVE",
  });
  expect(code(await leave({ id: NOBODY }, member))).toBe("NOT_FOUND");
  expect(code(await leave(group, hub.people.stranger))).toBe("UNAUTHENTICATED");
});

test("of two leads who leave at the same moment one stays", async () => {
  const { member, colleague } = hub.people;
  const group = await makeGroup(hub, { leadIds: [member.id, colleague.id] });
  const answers = await Promise.all([leave(group, member), leave(group, colleague)]);
  expect(answers.map((answer) => code(answer) ?? "left").sort()).toEqual(["CONFLICT", "left"]);
});

const PEOPLE = `query People($id: ID!) { workingGroup(id: $id) {
  memberCount leads { name } viewerMembership { state }
  active: memberships { totalCount nodes { member { name } role } }
  waiting: memberships(states: [REQUESTED, INVITED]) { totalCount nodes { member { name } } }
} }`;

test("who belongs to a group is seen by those who belong to it, requests by its leads, and nothing by anybody else", async () => {
  const { member, colleague, other, curator, admin, stranger, partnerMembers, pending } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "ON_REQUEST", leadIds: [member.id] });
  await belongs(hub, colleague, group);
  await join(group, other);
  const seenBy = async (person: Person) => (await hub.ask(PEOPLE, group, person)).data.workingGroup;

  const active = {
    totalCount: 2,
    nodes: [
      { member: { name: "Mara Alder" }, role: "LEAD" },
      { member: { name: "Cees Ahorn" }, role: "MEMBER" },
    ],
  };
  const none = { totalCount: 0, nodes: [] };
  const waiting = { totalCount: 1, nodes: [{ member: { name: "Olga Beech" } }] };
  const leads = [{ name: "Mara Alder" }];
  expect(await seenBy(member)).toEqual({
    memberCount: 2,
    leads,
    viewerMembership: { state: "ACTIVE" },
    active,
    waiting,
  });
  expect(await seenBy(curator)).toEqual({ memberCount: 2, leads, viewerMembership: null, active, waiting });
  expect(await seenBy(colleague)).toEqual({
    memberCount: 2,
    leads,
    viewerMembership: { state: "ACTIVE" },
    active,
    waiting: none,
  });
  expect(await seenBy(other)).toEqual({
    memberCount: 2,
    leads,
    viewerMembership: { state: "REQUESTED" },
    active: none,
    waiting,
  });
  expect(await seenBy(admin)).toEqual({
    memberCount: 2,
    leads,
    viewerMembership: null,
    active: none,
    waiting: none,
  });
  for (const person of [stranger, partnerMembers, pending]) {
    expect(await seenBy(person)).toEqual({
      memberCount: null,
      leads: [],
      viewerMembership: null,
      active: none,
      waiting: none,
    });
  }
});

test("a person's groups are told to that person, curators and the hub, and to nobody else", async () => {
  const { member, colleague, other, curator } = hub.people;
  const group = await makeGroup(hub, { title: "Of two" });
  await belongs(hub, member, group);
  await belongs(hub, colleague, group);
  const GROUPS =
    "query M($id: ID!) { member(id: $id) { groupIds workingGroups(first: 100) { totalCount nodes { id } } memberships(first: 100) { totalCount nodes { group { id } } } } }";
  const seenBy = async (person?: Person) => (await hub.ask(GROUPS, { id: member.id }, person)).data.member;
  for (const person of [member, curator]) {
    const seen = await seenBy(person);
    expect(seen.groupIds).toContain(group.id);
    expect(seen.workingGroups.nodes).toContainEqual({ id: group.id });
    expect(seen.memberships.nodes).toContainEqual({ group: { id: group.id } });
  }
  for (const person of [colleague, other]) {
    expect(await seenBy(person)).toEqual({
      groupIds: null,
      workingGroups: { totalCount: 0, nodes: [] },
      memberships: { totalCount: 0, nodes: [] },
    });
  }
  const { member: told } = await hub.tell(GROUPS, { id: member.id });
  expect(told.groupIds).toContain(group.id);
});

test("a hidden group exists for its members, those it invites and curators only", async () => {
  const { member, colleague, other, curator, stranger } = hub.people;
  const group = await makeHiddenGroup(hub, {
    title: "Hidden",
    joinPolicy: "OPEN",
    hostId: hub.organisations.beta,
  });
  const see = async (person: Person) => (await hub.ask(SEE, group, person)).data.workingGroup?.title ?? null;
  expect(await see(curator)).toBe("Hidden");
  for (const person of [stranger, member, other]) expect(await see(person)).toBeNull();
  expect(code(await join(group, member))).toBe("NOT_FOUND");
  expect(code(await hub.ask(INVITE, { id: group.id, memberId: other.id }, member))).toBe("NOT_FOUND");
  expect((await leave(group, member)).errors?.[0]?.message).toBe(
    (await leave({ id: NOBODY }, member)).errors?.[0]?.message,
  );

  await hub.tell(INVITE, { id: group.id, memberId: member.id });
  expect(await see(member)).toBe("Hidden");
  expect(await see(colleague)).toBeNull();
  expect((await join(group, member)).data.joinWorkingGroup).toMatchObject({
    state: "ACTIVE",
    group: { title: "Hidden" },
  });

  const host = async (person: Person) =>
    (
      await hub.ask(
        "query O($id: ID!) { organisation(id: $id) { workingGroups { totalCount nodes { title audience { title } } } } }",
        { id: hub.organisations.beta },
        person,
      )
    ).data.organisation.workingGroups;
  expect(await host(member)).toEqual({
    totalCount: 1,
    nodes: [{ title: "Hidden", audience: [{ title: "Hidden" }] }],
  });
  expect(await host(other)).toEqual({ totalCount: 0, nodes: [] });

  await leave(group, member);
  expect(await see(member)).toBeNull();
});

test("whoever joins a group sees its records at once, and no longer after leaving", async () => {
  const { other } = hub.people;
  const group = await makeGroup(hub, { joinPolicy: "OPEN" });
  const project = await makeProject(hub, {
    title: "For the group",
    visibility: "GROUP",
    groupIds: [group.id],
  });
  const see = async () =>
    (await hub.ask("query P($id: ID!) { project(id: $id) { title audience { id } } }", project, other)).data
      .project;
  expect(await see()).toBeNull();
  await join(group, other);
  expect(await see()).toEqual({ title: "For the group", audience: [{ id: group.id }] });
  await leave(group, other);
  expect(await see()).toBeNull();
});

test("a group leads to its host, its platform and its projects, and each of them back to it", async () => {
  const made = await hub.tell(`mutation {
    platform: createResource(input: { language: en, resourceKind: WEBSITE, visibility: MEMBERS, texts: { title: "Platform" } }) { id revision }
    topic: createTopic(input: { language: en, texts: { label: "Platforms" } }) { id }
  }`);
  await hub.tell(
    "mutation P($id: ID!, $revision: Int!) { publishResource(id: $id, revision: $revision) { id } }",
    made.platform,
  );
  const project = await makeProject(hub, { title: "Before" });
  const hidden = await makeProject(hub, { title: "Draft before", status: "DRAFT" });
  const group = await makeGroup(hub, {
    title: "After",
    hostId: hub.organisations.alpha,
    platformId: made.platform.id,
    projectIds: [project.id, hidden.id],
    topicIds: [made.topic.id],
    start: "2018-12-07",
  });
  const FROM =
    "query F($id: ID!) { workingGroup(id: $id) { start host { name } platform { title } projects { title } } }";
  expect((await hub.ask(FROM, group)).data.workingGroup).toEqual({
    start: "2018-12-07",
    host: { name: "City of Alpha" },
    platform: null,
    projects: [{ title: "Before" }],
  });
  expect((await hub.ask(FROM, group, hub.people.other)).data.workingGroup.platform).toEqual({
    title: "Platform",
  });

  const back = await hub.ask(
    `query B($project: ID!, $topic: ID!, $alpha: ID!) {
      project(id: $project) { workingGroups { nodes { title } totalCount } }
      topic(id: $topic) { workingGroups { nodes { title } totalCount } }
      organisation(id: $alpha) { workingGroups { nodes { title } totalCount } }
    }`,
    { project: project.id, topic: made.topic.id, alpha: hub.organisations.alpha },
  );
  const page = { workingGroups: { nodes: [{ title: "After" }], totalCount: 1 } };
  expect(back.data).toEqual({ project: page, topic: page, organisation: page });

  const listed = async (projectIds: string[]) =>
    (
      await hub.ask(
        "query L($projectIds: [ID!]) { workingGroups(filter: { projectIds: $projectIds }) { totalCount } }",
        { projectIds },
      )
    ).data.workingGroups.totalCount;
  expect(await listed([project.id])).toBe(1);
  expect(await listed([hidden.id])).toBe(0);
});

test("a change says only what is new; an older revision, another's organisation and strangers are refused", async () => {
  const group = await makeGroup(hub, {
    ownerId: hub.organisations.alpha,
    leadIds: [hub.people.member.id],
    aliases: ["Nights", " Nights "],
    start: "2018",
  });
  const first = await hub.ask(
    CHANGE,
    { ...group, input: { texts: { summary: "One" }, start: null, joinPolicy: "OPEN" } },
    hub.people.member,
  );
  expect(first.data.changeWorkingGroup).toMatchObject({
    summary: "One",
    start: null,
    joinPolicy: "OPEN",
    aliases: ["Nights"],
    revision: 3,
  });
  expect(code(await hub.ask(CHANGE, { ...group, input: {} }, hub.people.member))).toBe("CONFLICT");
  expect(code(await hub.ask(CHANGE, { id: group.id, revision: 3, input: {} }, hub.people.other))).toBe(
    "FORBIDDEN",
  );
  expect(code(await hub.ask(CHANGE, { id: group.id, revision: 3, input: {} }))).toBe("UNAUTHENTICATED");
  const hide = { visibility: "GROUP", groupIds: [group.id] };
  expect(code(await hub.ask(CHANGE, { id: group.id, revision: 3, input: hide }, hub.people.member))).toBe(
    "FORBIDDEN",
  );
  expect(
    (await hub.ask(CHANGE, { id: group.id, revision: 3, input: hide }, hub.people.curator)).data
      .changeWorkingGroup,
  ).toMatchObject({
    visibility: "GROUP",
    audience: [{ id: group.id }],
  });
});

test("a group is translated by its owner or a curator", async () => {
  const group = await makeGroup(hub, { title: "Innovation", texts: { mandate: "Look ahead." } });
  const translate =
    "mutation T($id: ID!, $revision: Int!, $texts: WorkingGroupTextsInput!) { translateWorkingGroup(id: $id, revision: $revision, language: it, texts: $texts) { revision } }";
  const texts = { title: "Innovazione", mandate: "Guardare avanti." };
  expect(code(await hub.ask(translate, { ...group, texts }, hub.people.other))).toBe("FORBIDDEN");
  expect((await hub.ask(translate, { ...group, texts }, hub.people.curator)).errors).toBeUndefined();
  const { data } = await hub.ask(
    "query R($id: ID!) { workingGroup(id: $id) { title mandate language languages } }",
    group,
    undefined,
    ["it"],
  );
  expect(data.workingGroup).toEqual({
    title: "Innovazione",
    mandate: "Guardare avanti.",
    language: "it",
    languages: ["en", "it"],
  });
});

test.each<[string, () => object, string]>([
  ["a slug in use", () => ({ slug: "taken-slug" }), "SLUG_TAKEN"],
  ["a title too long", () => ({ texts: { title: "x".repeat(201) } }), "TEXT_TOO_LONG"],
  ["a mandate too long", () => ({ texts: { title: "T", mandate: "x".repeat(20_001) } }), "TEXT_TOO_LONG"],
  ["an alias too long", () => ({ aliases: ["x".repeat(201)] }), "TEXT_TOO_LONG"],
  ["a NUL character", () => ({ aliases: ["a\u0000b"] }), "BAD_USER_INPUT"],
  ["no title", () => ({ texts: { summary: "S" } }), "BAD_USER_INPUT"],
  ["a date that is none", () => ({ start: "yesterday" }), "BAD_USER_INPUT"],
  ["a host that does not exist", () => ({ hostId: NOBODY }), "UNKNOWN_REFERENCE"],
  [
    "a platform that is an organisation",
    () => ({ platformId: hub.organisations.alpha }),
    "UNKNOWN_REFERENCE",
  ],
  ["a project that does not exist", () => ({ projectIds: [NOBODY] }), "UNKNOWN_REFERENCE"],
  ["a topic that does not exist", () => ({ topicIds: [NOBODY] }), "UNKNOWN_REFERENCE"],
  ["a lead whose id is none", () => ({ leadIds: ["nobody"] }), "UNKNOWN_REFERENCE"],
  ["a group without a group", () => ({ visibility: "GROUP" }), "BAD_USER_INPUT"],
])("refuses %s, and nothing is half-written", async (_what, wrong, expected) => {
  if (expected === "SLUG_TAKEN") await makeGroup(hub, { slug: "taken-slug" });
  const count = () =>
    hub.db.query(
      'SELECT (SELECT count(*) FROM "groups".working_group) g, (SELECT count(*) FROM "groups".membership) m, (SELECT count(*) FROM hub.record) r',
    );
  const before = await count();
  const answer = await hub.ask(
    CREATE,
    { input: { language: "en", texts: { title: "Well" }, ...wrong() } },
    hub.people.curator,
  );
  expect(answer.data ?? null).toBeNull();
  expect(code(answer)).toBe(expected);
  expect(answer.errors?.[0]?.message).toMatch(/^[^\n]{10,300}[.]$/);
  expect(await count()).toEqual(before);
});

test("an unknown id gives null; bad pages and cursors are refused", async () => {
  expect((await hub.ask(SEE, { id: NOBODY })).data).toEqual({ workingGroup: null });
  expect((await hub.ask(SEE, { id: "nonsense" })).data).toEqual({ workingGroup: null });
  const page =
    "query Page($first: Int!, $after: String) { workingGroups(first: $first, after: $after) { nodes { id } } }";
  expect(code(await hub.ask(page, { first: 10000 }))).toMatch(/BAD_PAGE|LIMIT_EXCEEDED/);
  expect(code(await hub.ask(page, { first: -1 }))).toBe("BAD_PAGE");
  expect(code(await hub.ask(page, { first: 1, after: "broken" }))).toBe("BAD_CURSOR");
});

test("twenty groups with hosts, leads, counts and memberships cost no more statements than one", async () => {
  const { member, colleague } = hub.people;
  for (let i = 0; i < 20; i++) {
    await makeGroup(hub, {
      aliases: ["counted"],
      hostId: hub.organisations.alpha,
      ownerId: hub.organisations.beta,
      leadIds: [member.id, colleague.id],
    });
  }
  const LIST = `query List($first: Int!, $owner: [ID!]) { workingGroups(first: $first, filter: { organisationIds: $owner }) { totalCount nodes {
    title host { name } memberCount leads { name } viewerMembership { state } memberships { totalCount nodes { role member { name } } }
  } } }`;
  const cost = async (first: number) => {
    const { data, errors } = await hub.ask(LIST, { first, owner: [hub.organisations.beta] }, member);
    expect(errors).toBeUndefined();
    expect(data.workingGroups.nodes).toHaveLength(first);
    hub.statements.length = 0;
    await hub.ask(LIST, { first, owner: [hub.organisations.beta] }, member);
    return hub.statements.length;
  };
  const many = await cost(20);
  expect(many).toBeLessThanOrEqual(await cost(1));
  expect(many).toBeLessThanOrEqual(9);
});
