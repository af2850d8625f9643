import { v7 } from "uuid";
import type { Delivery } from "../subgraphs/inbox/delivery.ts";
import { type Answer, openTestHub, type Person, type TestHub, tokens } from "./hub.ts";
import { makeNote, makeReply } from "./make/annotations.ts";
import { belongs, makeGroup } from "./make/groups.ts";
import { deliveryOf } from "./make/inbox.ts";
import { makeMember } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeAccount, openProvider, type TestProvider } from "./make/provider.ts";
import { makeSavedSearch } from "./make/saved-searches.ts";
import { until } from "./make/until.ts";

let provider: TestProvider;
let hub: TestHub;
let delivery: Delivery;
beforeAll(async () => {
  provider = await openProvider();
  hub = await openTestHub({ signIn: provider.settings, proxies: 1, believedMs: 500 });
  delivery = deliveryOf(hub);
});
afterAll(async () => {
  await delivery.close();
  await hub.close();
  await provider.close();
});

const code = ({ errors }: Answer) => errors?.[0]?.extensions.code;

type Known = Person & {
  id: string;
  name: string;
  email: string;
  subject: string;
  /** from where they ask */
  address: string;
};

let count = 0;

/** Somebody who signs in, known by their address as a steward of alpha unless told otherwise. */
async function person(fields: Record<string, unknown> = {}): Promise<Known> {
  count += 1;
  const address = `203.0.113.${100 + count}`;
  const account = makeAccount({
    name: `Person ${v7()}`,
    subject: `sub-${v7()}`,
    email: `${v7()}@privacy.test`,
  });
  provider.accounts.push(account);
  const { subject, email, name } = account;
  const { id } = await makeMember(hub, {
    name,
    email,
    organisationId: hub.organisations.alpha,
    roles: ["STEWARD"],
    ...fields,
  });
  const token = await provider.signInAs(account);
  await hub.ask("{ viewer { kind } }", {}, { token }, [], { "x-forwarded-for": address });
  return { id, token, name, email, subject, address };
}

const revisionOf = async ({ id }: { id: string }): Promise<number> =>
  (await hub.tell("query R($id: ID!) { member(id: $id) { revision } }", { id })).member.revision;

const EXPORT = `mutation Export($confirm: String!) {
  exportMyData(confirm: $confirm) { id account notes groups contacts searches inbox }
}`;
const exported = (as: Person, confirm: string) => hub.ask(EXPORT, { confirm }, as);

const ERASE = `mutation Erase($id: ID!, $revision: Int!, $confirm: String!) {
  eraseMember(id: $id, revision: $revision, confirm: $confirm)
}`;
const erase = async (of: { id: string; name: string }, as: Person, wish: object = {}) =>
  hub.ask(ERASE, { id: of.id, revision: await revisionOf(of), confirm: of.name, ...wish }, as);

const VIEWER = "{ viewer { kind state member { name } roles } }";

/** Every row of every room in which a text stands, with its table. */
async function rowsWith(text: string): Promise<{ table: string; row: Record<string, unknown> }[]> {
  const tables: { schema: string; name: string }[] = await hub.db.query(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found = [];
  for (const { schema, name } of tables) {
    const rows: { row: Record<string, unknown> }[] = await hub.db.query(
      `SELECT to_jsonb(t) AS row FROM "${schema}"."${name}" t WHERE strpos(t::text, $1) > 0`,
      [text],
    );
    found.push(...rows.map(({ row }) => ({ table: `${schema}.${name}`, row })));
  }
  return found;
}

/** Leaves something of that person in every room that holds something of people. */
async function leaveTraces(of: Known) {
  const practice = await makePractice(hub, { contactId: of.id });
  const open = await makePractice(hub);
  const adopted = await makePractice(hub);
  const did = await makeNote(hub, of, { on: adopted.id, experience: "DID_THIS" });
  const adoption = await hub.ask(
    "mutation A($id: ID!, $input: NewAdoption!) { adoptFromAnnotation(annotationId: $id, input: $input) { id } }",
    { id: did.id, input: { state: "TRYING", language: "en", contactId: of.id } },
    of,
  );
  expect(code(adoption)).toBeUndefined();
  const secret = await makeNote(hub, of, { on: open.id, audience: "ONLY_ME", body: "For myself." });
  const told = await makeNote(hub, of, { on: open.id, audience: "EVERYONE", body: "For all." });
  const others = await makeNote(hub, hub.people.member, { on: open.id });
  const aside = await makeReply(hub, of, others.id, { audience: "ONLY_ME", body: "An aside." });
  const answer = await makeReply(hub, of, others.id, { body: "An answer." });
  await hub.ask(
    'mutation F($id: ID!) { flagAnnotation(id: $id, reason: "Rude.") { id } }',
    { id: others.id },
    of,
  );
  const group = await makeGroup(hub, { joinPolicy: "OPEN" });
  await belongs(hub, of, group);
  const search = await makeSavedSearch(hub, of, { query: "night" });
  await hub.db.query(
    `INSERT INTO search.alert (id, "savedSearchId", "memberId", kind, "recordId", since) VALUES ($1, $2, $3, 'PRACTICE', $4, '{}')`,
    [v7(), search.id, of.id, open.id],
  );
  await hub.ask("mutation F($id: ID!) { follow(kind: PRACTICE, id: $id) { id } }", { id: open.id }, of);
  await makeReply(hub, hub.people.colleague, answer.id);
  await delivery.settled();
  const key = await hub.ask(
    `mutation K($input: NewPartnerKey!) { createPartnerKey(input: $input) { key { id } } }`,
    { input: { name: "Portal", scopes: ["content:public"], organisationId: hub.organisations.alpha } },
    of,
    [],
    { "x-forwarded-for": of.address },
  );
  expect(code(key)).toBeUndefined();
  return { practice, open, did, secret, told, aside, answer, search };
}

test("people get all that the hub holds of them, over all rooms", async () => {
  const them = await person();
  const { practice, did, secret, told, aside, answer, search } = await leaveTraces(them);
  const { data, errors } = await exported(them, them.name);
  expect(errors).toBeUndefined();
  const mine = data.exportMyData;
  expect(mine.account.member).toMatchObject([{ id: them.id, name: them.name, email: them.email }]);
  expect(mine.account.identities).toMatchObject([{ subject: them.subject }]);
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
  expect(ids(mine.notes.notes)).toEqual(ids([did, secret, told, aside, answer]));
  expect(ids(mine.contacts.practices)).toEqual([practice.id]);
  expect(ids(mine.searches.savedSearches)).toEqual([search.id]);
  expect(mine.inbox.follows).toHaveLength(2);
  expect(mine.inbox.items.map(({ reason }: { reason: string }) => reason)).toContain("REPLIED");

  const text = JSON.stringify(mine);
  const held = [...(await rowsWith(them.id)), ...(await rowsWith(them.email))];
  expect(new Set(held.map(({ table }) => table)).size).toBeGreaterThanOrEqual(14);
  for (const { table, row } of held) {
    const name = String(row.id ?? row.subject);
    expect([table, name, text.includes(name)]).toEqual([table, name, true]);
  }
});

test("what is exported tells nothing of others: who confirmed them, and from where", async () => {
  const them = await person({ state: "PENDING", roles: [] });
  await hub.ask(
    "mutation C($id: ID!, $revision: Int!) { confirmMember(id: $id, revision: $revision) { id } }",
    { id: them.id, revision: await revisionOf(them) },
    hub.people.admin,
    [],
    { "x-forwarded-for": "198.51.100.7" },
  );
  await until(async () => (await hub.ask(VIEWER, {}, them)).data.viewer.kind === "MEMBER");
  const { data } = await exported(them, them.name);
  const text = JSON.stringify(data);
  expect(text).toContain("CONFIRMED");
  for (const secret of [hub.people.admin.id, "198.51.100.7"]) expect(text).not.toContain(secret);
});

test("nobody gets what the hub holds of somebody else, not even straight at a room", async () => {
  const them = await person();
  await leaveTraces(them);
  expect(code(await exported(hub.people.admin, them.name))).toBe("BAD_USER_INPUT");
  expect(code(await exported(hub.people.stranger, them.name))).toBe("UNAUTHENTICATED");
  expect(code(await exported(hub.people.partner, them.name))).toBe("FORBIDDEN");
  const passport = await hub.passports.issue({
    kind: "MEMBER",
    member: hub.people.admin.id,
    roles: ["ADMINISTRATOR", "CURATOR", "MEMBER"],
    groups: [],
    scopes: [],
  });
  for (const [name, part] of [
    ["members", "account"],
    ["annotations", "notes"],
    ["groups", "groups"],
    ["practices", "contacts"],
    ["search", "searches"],
    ["inbox", "inbox"],
  ]) {
    const room = hub.reached.find((one) => one.name === name)!;
    const answer = await room.ask(
      {
        query: `query E($r: [_Any!]!) { _entities(representations: $r) { ... on PersonalData { ${part} } } }`,
        variables: { r: [{ __typename: "PersonalData", id: them.id }] },
      },
      { passport, languages: [], requestId: "privacy", signal: new AbortController().signal },
    );
    expect([name, answer]).toEqual([name, { data: { _entities: [null] } }]);
  }
});

test("whoever is erased is gone everywhere at once; what they wrote for others stays", async () => {
  const them = await person();
  const { open, secret, aside, answer } = await leaveTraces(them);
  expect((await erase(them, them)).data.eraseMember).toBe(them.id);

  for (const text of [them.name, them.email, them.subject, them.address, secret.id, aside.id])
    expect([text, await rowsWith(text)]).toEqual([text, []]);
  const left = (await rowsWith(them.id)).map(({ table }) => table);
  expect([...new Set(left)].sort()).toEqual([
    "annotations.annotation",
    "annotations.moderation_log",
    "hub.person",
    "members.audit_entry",
    "members.member",
    "members.partner_key",
  ]);
  const NOTES = `query N($id: ID!) { practice(id: $id) { annotations(first: 10) { nodes {
    body author { name state organisation { id } } replies(first: 10) { nodes { id author { name } } } } } } }`;
  const { data } = await hub.ask(NOTES, { id: open.id }, hub.people.colleague);
  const nodes = data.practice.annotations.nodes;
  expect(nodes).toContainEqual({
    body: "For all.",
    author: null,
    replies: { nodes: [] },
  });
  expect(JSON.stringify(nodes)).toContain(answer.id);
});

test("whoever is erased leaves nothing behind by what is still under way", async () => {
  const them = await person({ roles: [] });
  const { id: on } = await makePractice(hub);
  const group = await makeGroup(hub, { joinPolicy: "OPEN" });
  const passport = await hub.passports.issue({
    kind: "MEMBER",
    member: them.id,
    organisation: hub.organisations.alpha,
    roles: ["MEMBER"],
    groups: [],
    scopes: [],
  });
  const late = async (name: string, query: string) => {
    const room = hub.reached.find((one) => one.name === name)!;
    const call = { passport, languages: [], requestId: "late", signal: new AbortController().signal };
    return room.ask({ query }, call);
  };
  const target = `target: { kind: PRACTICE, recordId: "${on}" }`;
  const note = `mutation { annotate(input: { motivation: COMMENTING, audience: ONLY_ME, body: "Late.", language: en, ${target} }) { id } }`;
  const notes = Array.from({ length: 10 }, () => late("annotations", note));
  const [erased] = await Promise.all([erase(them, them), ...notes]);
  expect(code(erased)).toBeUndefined();
  for (const [name, query] of [
    ["annotations", note],
    ["groups", `mutation { joinWorkingGroup(id: "${group.id}") { id } }`],
    ["search", 'mutation { saveSearch(input: { name: "Late", query: "night" }) { id } }'],
    ["inbox", `mutation { follow(kind: PRACTICE, id: "${on}") { id } }`],
  ] as const) {
    const { errors } = JSON.parse(JSON.stringify(await late(name, query)));
    expect([name, errors[0].message]).toEqual([name, "What the hub knew of you is erased: sign in anew."]);
  }
  const left = (await rowsWith(them.id)).map(({ table }) => table);
  expect([...new Set(left)].sort()).toEqual(["hub.person", "members.audit_entry", "members.member"]);
});

test("a token from before brings nobody back", async () => {
  const them = await person();
  expect((await hub.ask(VIEWER, {}, them)).data.viewer.kind).toBe("MEMBER");
  await erase(them, them);
  const gone = { kind: "STRANGER", state: null, member: null, roles: [] };
  expect((await hub.ask(VIEWER, {}, them)).data.viewer).toEqual(gone);
  const signedIn = { issuer: provider.settings.issuer, subject: them.subject, name: them.name };
  const stranger = { kind: "STRANGER" as const, roles: [], groups: [], scopes: [], signedIn };
  const room = hub.reached.find(({ name }) => name === "members")!;
  const answer = await room.ask(
    { query: "mutation { signIn }" },
    {
      passport: await hub.passports.issue(stranger),
      languages: [],
      requestId: "again",
      signal: new AbortController().signal,
    },
  );
  expect(answer).toEqual({ data: { signIn: "FORMER" } });
  expect(await rowsWith(them.subject)).toEqual([]);
  await hub.db.query("UPDATE members.erased_identity SET until = now()");
  await until(async () => (await hub.ask(VIEWER, {}, them)).data.viewer.state === "PENDING");
});

test("erasing needs the person's name to the letter, their newest revision, and themselves or an administrator", async () => {
  const them = await person({ roles: [] });
  const { member, curator, admin, stranger, partner } = hub.people;
  const steward = { id: "", token: "" };
  Object.assign(
    steward,
    await makeMember(hub, { organisationId: hub.organisations.alpha, roles: ["STEWARD"] }),
  );
  steward.token = await tokens(hub.passports).member(steward.id);
  for (const as of [member, curator, steward, partner]) expect(code(await erase(them, as))).toBe("FORBIDDEN");
  expect(code(await erase(them, stranger))).toBe("UNAUTHENTICATED");
  for (const as of [them, admin]) {
    expect(code(await erase(them, as, { confirm: them.name.toLowerCase() }))).toBe("BAD_USER_INPUT");
    expect(code(await erase(them, as, { revision: 9 }))).toBe("CONFLICT");
  }
  expect(code(await erase({ id: admin.id, name: "Ada Dogwood" }, admin))).toBe("FORBIDDEN");
  expect(await rowsWith(them.email)).not.toEqual([]);

  expect(code(await erase(them, admin))).toBeUndefined();
  expect(code(await erase({ ...them, name: "A former member" }, admin))).toBe("WRONG_STATE");
  const again =
    "mutation C($id: ID!, $revision: Int!, $to: ID!) { confirmMember(id: $id, revision: $revision, organisationId: $to) { id } }";
  const variables = { id: them.id, revision: await revisionOf(them), to: hub.organisations.alpha };
  expect(code(await hub.ask(again, variables, admin))).toBe("WRONG_STATE");
});

test("whoever waits to be confirmed, or was refused, has their data and may have it erased", async () => {
  for (const state of ["PENDING", "REFUSED", "FORMER"]) {
    const them = await person({ state, roles: [] });
    const { data } = await exported(them, them.name);
    expect([state, data.exportMyData.account.member[0].email]).toEqual([state, them.email]);
    expect(code(await erase(them, them))).toBeUndefined();
    expect(await rowsWith(them.email)).toEqual([]);
  }
});

test("the audit log tells that data was exported and erased, without where from", async () => {
  const them = await person();
  await exported(them, them.name);
  await erase(them, them);
  const LOG = `query L($ids: [ID!]) { auditLog(first: 50, filter: { memberIds: $ids }) {
    nodes { action actor { name } clientAddress } } }`;
  const { data } = await hub.ask(LOG, { ids: [them.id] }, hub.people.admin);
  const by = { actor: { name: "A former member" }, clientAddress: null };
  expect(data.auditLog.nodes.slice(0, 2)).toEqual([
    { action: "ERASED", ...by },
    { action: "EXPORTED", ...by },
  ]);
});
