import { getIntrospectionQuery } from "graphql";
import { v7 } from "uuid";
import { type Answer, openTestHub, type Person, type TestHub, tokens } from "./hub.ts";
import { makeMember, makeOrganisation } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeAccount, openProvider, type TestProvider } from "./make/provider.ts";
import { until } from "./make/until.ts";

let provider: TestProvider;
let hub: TestHub;
beforeAll(async () => {
  provider = await openProvider();
  hub = await openTestHub({ signIn: provider.settings, proxies: 1, believedMs: 500 });
});
afterAll(async () => {
  await hub.close();
  await provider.close();
});

const code = ({ errors }: Answer) => errors?.[0]?.extensions.code;

type Signed = Person & { id: string; name: string };

/** A newcomer who has signed in at the provider and been met by the hub. */
async function newcomer(wish: Parameters<typeof makeAccount>[0] = {}): Promise<Signed> {
  const account = makeAccount(wish);
  provider.accounts.push(account);
  const person = { token: await provider.signInAs(account) };
  await hub.ask("{ viewer { kind } }", {}, person);
  const [row] = await hub.db.query('SELECT "memberId" AS id FROM members.identity WHERE subject = $1', [
    account.subject,
  ]);
  return { ...person, id: row.id, name: account.name };
}

/** A member with these fields, who can ask; a colleague in alpha unless told otherwise. */
async function made(fields: Record<string, unknown> = {}): Promise<Signed> {
  const name = `Person ${v7()}`;
  const { id } = await makeMember(hub, { organisationId: hub.organisations.alpha, name, ...fields });
  return { id, name, token: await tokens(hub.passports).member(id) };
}

const steward = (fields: Record<string, unknown> = {}) => made({ roles: ["STEWARD"], ...fields });

const revisionOf = async ({ id }: { id: string }): Promise<number> =>
  (await hub.tell("query R($id: ID!) { member(id: $id) { revision } }", { id })).member.revision;

const standing = async ({ id }: { id: string }) =>
  (await hub.tell("query S($id: ID!) { member(id: $id) { state roles organisation { id } } }", { id }))
    .member;

const deed =
  (name: string, more = "") =>
  async (of: { id: string }, as: Person, values: object = {}) =>
    hub.ask(
      `mutation D($id: ID!, $revision: Int!${more && `, $${more}`}) {
      ${name}(id: $id, revision: $revision${more && `, ${more.split(":")[0]}: $${more.split(":")[0]}`}) { state roles organisation { id } }
    }`,
      { id: of.id, revision: await revisionOf(of), ...values },
      as,
    );
const confirm = deed("confirmMember", "organisationId: ID");
const remove = deed("removeMember");
const grant = deed("grantRole", "role: Role!");
const revoke = deed("revokeRole", "role: Role!");
const ask = (organisationId: string, as: Person) =>
  hub.ask(
    "mutation A($organisationId: ID!) { askToJoin(organisationId: $organisationId) { id } }",
    { organisationId },
    as,
  );

const VIEWER = "{ viewer { kind state member { name } organisation { id } roles } }";
const viewer = async (as: Person) => (await hub.ask(VIEWER, {}, as)).data.viewer;

test("whoever signs in for the first time waits, and sees exactly what everybody sees", async () => {
  const person = await newcomer();
  expect(await viewer(person)).toEqual({
    kind: "STRANGER",
    state: "PENDING",
    member: null,
    organisation: null,
    roles: [],
  });
  const { alpha } = hub.organisations;
  await makePractice(hub, { visibility: "MEMBERS" });
  await makePractice(hub, { status: "DRAFT", ownerId: alpha });
  const questions = [
    "{ practices(first: 50) { totalCount nodes { id owner { id members { totalCount } } contact { id } annotations { totalCount } } } }",
    "{ members(states: [ACTIVE, PENDING, FORMER, REFUSED]) { totalCount nodes { id } } auditLog { totalCount } }",
    "{ organisations { nodes { members(states: [ACTIVE, PENDING]) { totalCount } } } }",
    `{ me: member(id: "${person.id}") { name } other: member(id: "${hub.people.member.id}") { name } }`,
    getIntrospectionQuery(),
  ];
  for (const question of questions)
    expect(await hub.ask(question, {}, person)).toEqual(await hub.ask(question));
  const write = 'mutation { createPractice(input: { language: en, texts: { title: "Mine" } }) { id } }';
  expect(code(await hub.ask(write, {}, person))).toBe("UNAUTHENTICATED");
});

test("they are called what the provider calls them, and the address it vouches for stands where nobody reads it", async () => {
  const { id } = await newcomer({ name: "  Zoë\u0000 \n de  Wit ", email: "Zoe.de.Wit@Provider.test" });
  const [row] = await hub.db.query("SELECT name, email, state FROM members.member WHERE id = $1", [id]);
  expect(row).toEqual({ name: "Zoë de Wit", email: "zoe.de.wit@provider.test", state: "PENDING" });
});

test("twenty first sign-ins of one person at once make one member", async () => {
  const account = makeAccount();
  provider.accounts.push(account);
  const token = await provider.signInAs(account);
  const other = await openTestHub({ signIn: provider.settings, believedMs: 500 });
  try {
    const answers = await Promise.all(Array.from({ length: 20 }, () => other.ask(VIEWER, {}, { token })));
    for (const { data } of answers) expect(data.viewer.state).toBe("PENDING");
    // Without what one gateway believes: as many gateways would.
    const signedIn = {
      issuer: provider.settings.issuer,
      subject: "many",
      name: "Many",
      email: "many@provider.test",
    };
    const passport = await other.passports.issue({
      kind: "STRANGER",
      roles: [],
      groups: [],
      scopes: [],
      signedIn,
    });
    const room = other.reached.find(({ name }) => name === "members")!;
    const call = () => ({
      passport,
      languages: [],
      requestId: "first",
      signal: new AbortController().signal,
    });
    const twenty = Array.from({ length: 20 }, () => room.ask({ query: "mutation { signIn }" }, call()));
    for (const answer of await Promise.all(twenty)) expect(answer).toEqual({ data: { signIn: "PENDING" } });
    const rows = await other.db.query(
      "SELECT name, count(*)::int AS count FROM members.member WHERE email LIKE '%@provider.test' GROUP BY name ORDER BY name",
    );
    expect(rows).toEqual([
      { name: "Many", count: 1 },
      { name: account.name, count: 1 },
    ]);
  } finally {
    await other.close();
  }
});

test("whom an administrator has entered is known at the first sign-in by the address that the provider vouches for", async () => {
  const { id, name } = await made({ email: "entered@provider.test", roles: ["CURATOR"] });
  const person = await newcomer({ email: "Entered@provider.test" });
  expect(person.id).toBe(id);
  expect(await viewer(person)).toEqual({
    kind: "MEMBER",
    state: "ACTIVE",
    member: { name },
    organisation: { id: hub.organisations.alpha },
    roles: ["CURATOR", "MEMBER"],
  });
});

test("nobody becomes somebody by an address that is not vouched for, or that somebody signs in with already", async () => {
  const { id } = await made({ email: "coveted@provider.test", roles: ["ADMINISTRATOR"] });
  const [liar, late] = [
    makeAccount({ email: "coveted@provider.test" }),
    makeAccount({ email: "coveted@provider.test" }),
  ];
  const claims = { ...provider.claimsOf(liar), email_verified: false };
  expect((await viewer({ token: await provider.sign(claims) })).state).toBe("PENDING");
  const text = {
    ...provider.claimsOf(makeAccount({ email: "coveted@provider.test" })),
    email_verified: "true",
  };
  expect((await viewer({ token: await provider.sign(text) })).state).toBe("PENDING");
  const rightful = await newcomer({ email: "coveted@provider.test" });
  expect(rightful.id).toBe(id);
  expect((await viewer({ token: await provider.sign(provider.claimsOf(late)) })).state).toBe("PENDING");
});

test("who waits asks for an organisation, whose stewards see that and let them in; nobody else may", async () => {
  const { alpha, beta } = hub.organisations;
  const person = await newcomer();
  const [ours, theirs, colleague] = [await steward(), await steward({ organisationId: beta }), await made()];
  const waiting = async (as: Person) =>
    (
      await hub.ask("{ members(first: 100, states: [PENDING]) { nodes { id } } }", {}, as)
    ).data.members.nodes.map(({ id }: { id: string }) => id);
  expect(await waiting(ours)).not.toContain(person.id);
  expect(code(await confirm(person, ours, { organisationId: alpha }))).toBe("NOT_FOUND");
  expect(code(await confirm(person, hub.people.admin))).toBe("BAD_USER_INPUT");

  expect((await ask(alpha, person)).data.askToJoin).toEqual({ id: alpha });
  expect(await waiting(ours)).toContain(person.id);
  for (const as of [theirs, colleague, hub.people.curator, person, hub.people.stranger])
    expect(await waiting(as)).not.toContain(person.id);
  for (const as of [theirs, colleague, hub.people.curator])
    expect(code(await confirm(person, as))).toBe("NOT_FOUND");
  for (const as of [person, hub.people.stranger])
    expect(code(await confirm(person, as))).toBe("UNAUTHENTICATED");
  expect(code(await confirm(person, hub.people.partnerMembers))).toBe("FORBIDDEN");
  expect(code(await confirm(person, ours, { organisationId: beta }))).toBe("FORBIDDEN");

  const { data } = await confirm(person, ours);
  expect(data.confirmMember).toEqual({ state: "ACTIVE", roles: ["MEMBER"], organisation: { id: alpha } });
  await until(async () => (await viewer(person)).kind === "MEMBER");
  expect(await viewer(person)).toMatchObject({
    member: { name: person.name },
    organisation: { id: alpha },
    roles: ["MEMBER"],
  });
  expect(code(await confirm(person, hub.people.admin))).toBe("WRONG_STATE");
  expect(code(await ask(beta, person))).toBe("FORBIDDEN");
});

test("only who waits asks to join, and only an organisation that is there", async () => {
  const person = await newcomer();
  expect(code(await ask(v7(), person))).toBe("NOT_FOUND");
  expect(code(await ask("nonsense", person))).toBe("NOT_FOUND");
  expect(code(await ask(hub.organisations.alpha, hub.people.stranger))).toBe("UNAUTHENTICATED");
  for (const as of [hub.people.member, hub.people.partner])
    expect(code(await ask(hub.organisations.alpha, as))).toBe("FORBIDDEN");
  await confirm(person, hub.people.admin, { organisationId: hub.organisations.beta });
  expect(["CONFLICT", "FORBIDDEN"]).toContain(code(await ask(hub.organisations.alpha, person)));
});

test("signing in once more changes nothing, and is for people", async () => {
  const signIn = (as?: Person) => hub.ask("mutation { signIn }", {}, as);
  const person = await newcomer();
  expect((await signIn(person)).data).toEqual({ signIn: "PENDING" });
  expect((await signIn(hub.people.member)).data).toEqual({ signIn: "ACTIVE" });
  expect(code(await signIn())).toBe("UNAUTHENTICATED");
  expect(code(await signIn(hub.people.partner))).toBe("FORBIDDEN");
});

test("who is refused stays out, unseen, and does not come back by signing in again", async () => {
  const person = await newcomer();
  await ask(hub.organisations.alpha, person);
  const ours = await steward();
  expect((await remove(person, ours)).data.removeMember.state).toBe("REFUSED");
  const one = "query M($id: ID!) { member(id: $id) { state } }";
  for (const as of [ours, hub.people.member]) expect((await hub.ask(one, person, as)).data.member).toBeNull();
  expect((await hub.ask(one, person, hub.people.admin)).data.member).toEqual({ state: "REFUSED" });
  await until(async () => (await viewer(person)).state === null);
  expect(await viewer(person)).toMatchObject({ kind: "STRANGER", member: null });
  expect(code(await confirm(person, ours))).toBe("NOT_FOUND");
  expect((await confirm(person, hub.people.admin)).data.confirmMember.state).toBe("ACTIVE");
});

test("whoever is removed loses everything, by a token that is still good", async () => {
  const person = await newcomer();
  await confirm(person, hub.people.admin, { organisationId: hub.organisations.alpha });
  await until(async () => (await viewer(person)).kind === "MEMBER");
  await grant(person, hub.people.admin, { role: "CURATOR" });
  const draft = await makePractice(hub, { status: "DRAFT" });
  const sees = async () =>
    (await hub.ask("query P($id: ID!) { practice(id: $id) { id } }", draft, person)).data.practice !== null;
  await until(sees);
  const { data } = await remove(person, hub.people.admin);
  expect(data.removeMember).toEqual({
    state: "FORMER",
    roles: ["MEMBER"],
    organisation: { id: hub.organisations.alpha },
  });
  await until(async () => !(await sees()));
  expect(await viewer(person)).toEqual({
    kind: "STRANGER",
    state: null,
    member: null,
    organisation: null,
    roles: [],
  });
  const write = 'mutation { createPractice(input: { language: en, texts: { title: "Mine" } }) { id } }';
  expect(code(await hub.ask(write, {}, person))).toBe("UNAUTHENTICATED");
  expect(code(await remove(person, hub.people.admin))).toBe("WRONG_STATE");
});

test("a steward removes colleagues of their own organisation, and nobody else", async () => {
  const { beta } = hub.organisations;
  const [ours, colleague, peer] = [await steward(), await made(), await steward()];
  const [elsewhere, curator, admin] = [
    await made({ organisationId: beta }),
    await made({ roles: ["CURATOR"] }),
    await made({ roles: ["ADMINISTRATOR"] }),
  ];
  for (const other of [elsewhere, curator, admin]) expect(code(await remove(other, ours))).toBe("FORBIDDEN");
  for (const as of [colleague, hub.people.curator]) expect(code(await remove(peer, as))).toBe("FORBIDDEN");
  for (const as of [hub.people.stranger]) expect(code(await remove(peer, as))).toBe("UNAUTHENTICATED");
  expect(code(await remove(colleague, ours))).toBeUndefined();
  expect(code(await remove(peer, ours))).toBeUndefined();
  // Whom an administrator may have removed for a reason, a steward does not bring back.
  expect(code(await confirm(colleague, ours))).toBe("FORBIDDEN");
  expect(code(await remove(admin, admin))).toBe("FORBIDDEN");
});

test("roles are granted and revoked by administrators, stewardship also by stewards of the organisation", async () => {
  const { alpha, beta } = hub.organisations;
  const [ours, colleague, elsewhere] = [await steward(), await made(), await made({ organisationId: beta })];
  for (const role of ["CURATOR", "ADMINISTRATOR"])
    expect(code(await grant(colleague, ours, { role }))).toBe("FORBIDDEN");
  expect(code(await grant(elsewhere, ours, { role: "STEWARD" }))).toBe("FORBIDDEN");
  expect(code(await grant(ours, ours, { role: "ADMINISTRATOR" }))).toBe("FORBIDDEN");
  for (const as of [colleague, hub.people.curator, hub.people.partner])
    expect(["FORBIDDEN", "NOT_FOUND"]).toContain(code(await grant(colleague, as, { role: "STEWARD" })));
  expect(code(await grant(colleague, hub.people.stranger, { role: "STEWARD" }))).toBe("UNAUTHENTICATED");
  expect(code(await grant(colleague, hub.people.admin, { role: "MEMBER" }))).toBe("BAD_USER_INPUT");

  const stewarded = await grant(colleague, ours, { role: "STEWARD" });
  expect(stewarded.data.grantRole.roles).toEqual(["MEMBER", "STEWARD"]);
  await until(async () => (await viewer(colleague)).roles.includes("STEWARD"));
  expect(code(await revoke(ours, colleague, { role: "STEWARD" }))).toBeUndefined();
  expect(code(await revoke(colleague, ours, { role: "STEWARD" }))).toBe("FORBIDDEN");
  expect(code(await revoke(elsewhere, colleague, { role: "STEWARD" }))).toBe("FORBIDDEN");

  expect((await grant(elsewhere, hub.people.admin, { role: "CURATOR" })).data.grantRole.organisation).toEqual(
    { id: beta },
  );
  await until(async () => (await viewer(elsewhere)).roles.includes("CURATOR"));
  expect(code(await revoke(elsewhere, hub.people.admin, { role: "CURATOR" }))).toBeUndefined();
  await until(async () => !(await viewer(elsewhere)).roles.includes("CURATOR"));
  expect(code(await revoke(hub.people.admin, hub.people.admin, { role: "ADMINISTRATOR" }))).toBe("FORBIDDEN");

  const homeless = await made({ organisationId: null });
  expect(code(await grant(homeless, hub.people.admin, { role: "STEWARD" }))).toBe("BAD_USER_INPUT");
  const waiting = await made({ state: "PENDING" });
  expect(code(await grant(waiting, hub.people.admin, { role: "CURATOR" }))).toBe("WRONG_STATE");
  expect((await standing(colleague)).organisation).toEqual({ id: alpha });
});

test("whoever has just lost a role cannot use it, though their passport still names it", async () => {
  const fallen = await made({ roles: ["ADMINISTRATOR"] });
  expect((await viewer(fallen)).roles).toContain("ADMINISTRATOR");
  const friend = await made();
  expect(code(await revoke(fallen, hub.people.admin, { role: "ADMINISTRATOR" }))).toBeUndefined();
  expect(code(await grant(friend, fallen, { role: "ADMINISTRATOR" }))).toBe("FORBIDDEN");
  expect(code(await confirm(friend, fallen, {}))).toBe("FORBIDDEN");
  expect((await standing(friend)).roles).toEqual(["MEMBER"]);
});

test("of two administrators who revoke each other at once, one remains", async () => {
  for (let round = 0; round < 5; round++) {
    const pair = [
      await made({ roles: ["ADMINISTRATOR"] }),
      await made({ roles: ["ADMINISTRATOR"] }),
    ] as const;
    for (const one of pair) await viewer(one);
    await Promise.all([
      revoke(pair[0], pair[1], { role: "ADMINISTRATOR" }),
      revoke(pair[1], pair[0], { role: "ADMINISTRATOR" }),
    ]);
    const left = (await Promise.all(pair.map(standing))).filter(({ roles }) =>
      roles.includes("ADMINISTRATOR"),
    );
    expect(left).toHaveLength(1);
  }
});

test("a steward who moves to another organisation is none there unless that is said", async () => {
  const { beta } = hub.organisations;
  const CHANGE =
    "mutation C($id: ID!, $revision: Int!, $input: MemberChange!) { changeMember(id: $id, revision: $revision, input: $input) { roles } }";
  const change = async (of: Signed, input: object) =>
    hub.ask(CHANGE, { id: of.id, revision: await revisionOf(of), input }, hub.people.admin);
  const moved = await change(await steward(), { organisationId: beta });
  expect(moved.data.changeMember.roles).toEqual(["MEMBER"]);
  const said = await change(await steward(), { organisationId: beta, roles: ["STEWARD"] });
  expect(said.data.changeMember.roles).toEqual(["MEMBER", "STEWARD"]);
  expect(code(await change(await steward(), { organisationId: null, roles: ["STEWARD"] }))).toBe(
    "BAD_USER_INPUT",
  );
});

const LOG = `query Log($filter: AuditFilter, $first: Int!, $after: String) {
  auditLog(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage }
    nodes { at action role actorKind actor { id } member { id } organisation { id } requestId clientAddress }
  }
}`;
const log = async (filter: object, as: Person = hub.people.admin, page: object = {}) =>
  (await hub.ask(LOG, { filter, first: 50, ...page }, as)).data.auditLog;

test("the audit log tells who did what to whom, when and from where, and only administrators read it", async () => {
  const { alpha, beta } = hub.organisations;
  const before = new Date();
  const person = await newcomer();
  await ask(beta, person);
  const from = { "x-request-id": "the-very-request", "x-forwarded-for": "10.0.0.1, 203.0.113.9" };
  const confirmed = await hub.ask(
    "mutation C($id: ID!, $revision: Int!, $organisationId: ID) { confirmMember(id: $id, revision: $revision, organisationId: $organisationId) { id } }",
    { id: person.id, revision: await revisionOf(person), organisationId: alpha },
    hub.people.admin,
    [],
    from,
  );
  expect(confirmed.errors).toBeUndefined();
  await grant(person, hub.people.admin, { role: "CURATOR" });
  await revoke(person, hub.people.admin, { role: "CURATOR" });
  await remove(person, hub.people.admin);

  const { nodes, totalCount } = await log({ memberIds: [person.id] });
  const admin = { actor: { id: hub.people.admin.id }, actorKind: "MEMBER" };
  const self = { actor: { id: person.id }, actorKind: "STRANGER" };
  expect(
    nodes.map(({ action, role, actor, actorKind, organisation }: Record<string, unknown>) => ({
      action,
      role,
      actor,
      actorKind,
      organisation,
    })),
  ).toEqual([
    { action: "REMOVED", role: null, ...admin, organisation: { id: alpha } },
    { action: "ROLE_REVOKED", role: "CURATOR", ...admin, organisation: { id: alpha } },
    { action: "ROLE_GRANTED", role: "CURATOR", ...admin, organisation: { id: alpha } },
    { action: "MOVED", role: null, ...admin, organisation: { id: alpha } },
    { action: "CONFIRMED", role: null, ...admin, organisation: { id: alpha } },
    { action: "ASKED", role: null, ...self, organisation: { id: beta } },
    { action: "ARRIVED", role: null, ...self, organisation: null },
  ]);
  expect(totalCount).toBe(7);
  for (const { at, member } of nodes) {
    expect(new Date(at).getTime()).toBeGreaterThanOrEqual(before.getTime() - 1_000);
    expect(member).toEqual({ id: person.id });
  }
  expect(nodes[4]).toMatchObject({ requestId: "the-very-request", clientAddress: "203.0.113.9" });
  expect(nodes[0]).toMatchObject({ requestId: expect.any(String), clientAddress: "127.0.0.1" });

  for (const as of [
    hub.people.curator,
    await steward(),
    hub.people.member,
    person,
    hub.people.partner,
    hub.people.stranger,
  ])
    expect(await log({}, as)).toMatchObject({ totalCount: 0, nodes: [] });
});

test("the audit log is narrowed by who, whom, what, where and when, and paged", async () => {
  const organisation = (await makeOrganisation(hub)).id;
  const [one, two] = [
    await made({ organisationId: organisation }),
    await made({ organisationId: organisation }),
  ];
  const doer = await made({ roles: ["ADMINISTRATOR"] });
  await grant(one, doer, { role: "STEWARD" });
  await grant(two, doer, { role: "CURATOR" });
  await remove(two, hub.people.admin);
  const count = async (filter: object) => (await log(filter)).totalCount;
  expect(await count({ actorIds: [doer.id] })).toBe(2);
  expect(await count({ memberIds: [one.id, two.id], actions: ["ROLE_GRANTED"] })).toBe(2);
  expect(await count({ organisationIds: [organisation], actions: ["REMOVED", "ROLE_REVOKED"] })).toBe(2);
  expect(await count({ organisationIds: [organisation] })).toBe(6);
  expect(await count({ organisationIds: [organisation], since: "2999-01-01T00:00:00Z" })).toBe(0);
  expect(await count({ organisationIds: [organisation], before: "2000-01-01T00:00:00Z" })).toBe(0);
  expect(await count({ organisationIds: ["nonsense"] })).toBe(0);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { nodes, pageInfo } = await log({ organisationIds: [organisation] }, hub.people.admin, {
      first: 2,
      after,
    });
    seen.push(...nodes.map(({ action }: { action: string }) => action));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  expect(seen.sort()).toEqual([
    "ENTERED",
    "ENTERED",
    "REMOVED",
    "ROLE_GRANTED",
    "ROLE_GRANTED",
    "ROLE_REVOKED",
  ]);
});

test("a deed that fails leaves no entry, and no entry can be changed or removed", async () => {
  const person = await made();
  const ours = await steward();
  const before = (await log({ memberIds: [person.id] })).totalCount;
  expect(code(await grant(person, ours, { role: "CURATOR" }))).toBe("FORBIDDEN");
  expect((await log({ memberIds: [person.id] })).totalCount).toBe(before);
  for (const statement of [
    'UPDATE members.audit_entry SET "actorId" = NULL',
    "DELETE FROM members.audit_entry",
    "TRUNCATE members.audit_entry",
  ])
    await expect(hub.db.query(statement)).rejects.toThrow(/only added to/);
});
