import { createHash } from "node:crypto";
import { pino } from "pino";
import { request } from "undici";
import { v7 } from "uuid";
import { type House, openHouse, roomsOverHttp } from "../cli/house.ts";
import { isWellFormed, newSecret } from "../foundation/partner-key.ts";
import { compose } from "../schema/compose.ts";
import { rooms } from "../subgraphs/registry.ts";
import { type Answer, openTestHub, type Person, type TestHub, tokens, topology } from "./hub.ts";
import { makeNote } from "./make/annotations.ts";
import { askAt, bearing, CREATE_KEY, type MadeKey, makeKey } from "./make/keys.ts";
import { makeMember, makeOrganisation } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { until } from "./make/until.ts";

let hub: TestHub;
let supergraphSdl: string;
beforeAll(async () => {
  hub = await openTestHub({ believedMs: 500 });
  supergraphSdl = compose(rooms).supergraph;
});
afterAll(() => hub.close());

const code = ({ errors }: Answer) => errors?.[0]?.extensions.code;

async function steward(organisationId = hub.organisations.alpha): Promise<Person> {
  const { id } = await makeMember(hub, { organisationId, roles: ["STEWARD"] });
  return { id, token: await tokens(hub.passports).member(id) };
}

/** One more gateway before the same rooms, which knows of no key yet. */
async function gateway(): Promise<{ address: string; house: House }> {
  const reached =
    topology === "http"
      ? roomsOverHttp(new Map(rooms.map(({ name }, i) => [name, hub.served[i]!])))
      : hub.reached;
  const house = await openHouse(reached, {
    passports: hub.passports,
    supergraphSdl,
    log: pino({ level: "silent" }),
  });
  const { port } = await house.gateway.listen({ port: 0, host: "127.0.0.1" });
  return { address: `http://127.0.0.1:${port}/graphql`, house };
}

const WHO = "{ viewer { kind scopes key { id name } } }";
const who = (as: Person, address = hub.address) => askAt(address, { query: WHO }, bearing(as));

const create = (as: Person, fields: object = {}) =>
  hub.ask(
    CREATE_KEY,
    {
      input: {
        name: "Portal",
        scopes: ["content:public"],
        organisationId: hub.organisations.alpha,
        ...fields,
      },
    },
    as,
  );

const change = ({ id, revision }: MadeKey, input: object, as: Person = hub.people.admin) =>
  hub.ask(
    "mutation C($id: ID!, $revision: Int!, $input: PartnerKeyChange!) { key: changePartnerKey(id: $id, revision: $revision, input: $input) { id revision } }",
    { id, revision, input },
    as,
  );

const rotate = (
  { id, revision }: { id: string; revision: number },
  overlapHours: number,
  as: Person = hub.people.admin,
) =>
  hub.ask(
    "mutation R($id: ID!, $revision: Int!, $overlapHours: Int!) { made: rotatePartnerKey(id: $id, revision: $revision, overlapHours: $overlapHours) { secret key { id revision secrets { hint endsAt } } } }",
    { id, revision, overlapHours },
    as,
  );

const revoke = (
  { id, revision }: { id: string; revision: number },
  as: Person = hub.people.admin,
): Promise<Answer> =>
  hub.ask(
    "mutation R($id: ID!, $revision: Int!) { key: revokePartnerKey(id: $id, revision: $revision) { revokedAt secrets { hint } } }",
    { id, revision },
    as,
  );

const register = (key: MadeKey, query: string, as: Person = hub.people.admin) =>
  hub.ask(
    "mutation R($id: ID!, $query: String!) { registerOperation(keyId: $id, query: $query) { hash query } }",
    { id: key.id, query },
    as,
  );

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("a key's secret is shown once, is known by its prefix and checksum, and is nowhere kept", async () => {
  const { data } = await create(await steward(), { name: "  The portal " });
  const { secret, key } = data.made;
  expect(secret).toMatch(/^hub_live_[0-9A-Za-z]{49}$/);
  expect(isWellFormed(secret)).toBe(true);
  expect(key).toMatchObject({
    name: "The portal",
    scopes: ["content:public"],
    origins: [],
    registeredOnly: false,
  });
  expect((await who({ token: secret })).data.viewer).toEqual({
    kind: "PARTNER",
    scopes: ["content:public"],
    key: { id: key.id, name: "The portal" },
  });
  const ONE = "query K($id: ID!) { partnerKey(id: $id) { secrets { hint endsAt } } }";
  const { data: shown } = await hub.ask(ONE, { id: key.id }, hub.people.admin);
  expect(shown.partnerKey.secrets).toEqual([{ hint: `hub_live_…${secret.slice(-4)}`, endsAt: null }]);

  const tables: { schema: string; name: string }[] = await hub.db.query(
    "SELECT table_schema AS schema, table_name AS name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')",
  );
  const random = secret.slice("hub_live_".length, -6);
  for (const { schema, name } of tables) {
    const [{ found }] = await hub.db.query(
      `SELECT count(*)::int AS found FROM "${schema}"."${name}" t WHERE strpos(t::text, $1) > 0`,
      [random],
    );
    expect([name, found]).toEqual([name, 0]);
  }
});

test("stewards look after keys of their own organisation, administrators after all, and nobody else after any", async () => {
  const { alpha, beta } = hub.organisations;
  const [ours, theirs] = [await steward(), await steward(beta)];
  const { member, curator, admin, stranger, partner } = hub.people;
  for (const as of [theirs, member, curator, partner]) expect(code(await create(as))).toBe("FORBIDDEN");
  expect(code(await create(stranger))).toBe("UNAUTHENTICATED");
  expect(code(await create(ours, { organisationId: beta }))).toBe("FORBIDDEN");
  expect(code(await create(admin, { organisationId: v7() }))).toBe("UNKNOWN_REFERENCE");

  const key = await makeKey(hub, { name: "Looked after" });
  const LIST = "query L($ids: [ID!]) { partnerKeys(first: 100, organisationIds: $ids) { nodes { id } } }";
  const listed = async (as: Person) =>
    (await hub.ask(LIST, { ids: [alpha] }, as)).data.partnerKeys.nodes.map(({ id }: MadeKey) => id);
  for (const as of [ours, admin]) expect(await listed(as)).toContain(key.id);
  for (const as of [theirs, member, curator, stranger]) expect(await listed(as)).toEqual([]);
  expect(await listed(key.as)).toEqual([key.id]);
  for (const as of [theirs, member, curator]) {
    expect(code(await change(key, { name: "Mine" }, as))).toBe("NOT_FOUND");
    expect(code(await rotate(key, 1, as))).toBe("NOT_FOUND");
    expect(code(await revoke(key, as))).toBe("NOT_FOUND");
    expect(code(await register(key, "{ __typename }", as))).toBe("NOT_FOUND");
  }
  for (const as of [key.as, partner]) expect(code(await revoke(key, as))).toBe("FORBIDDEN");
  expect(code(await change({ ...key, revision: 7 }, { name: "Late" }, ours))).toBe("CONFLICT");
  expect(code(await change(key, { name: "Ours" }, ours))).toBeUndefined();
  expect(code(await revoke({ ...key, revision: 2 }, ours))).toBeUndefined();
});

test("a steward gives a key no more than usual, and no members' content", async () => {
  const ours = await steward();
  expect(code(await create(ours, { scopes: ["content:public", "content:members"] }))).toBe("FORBIDDEN");
  expect(code(await create(ours, { costPerMinute: 60_001 }))).toBe("FORBIDDEN");
  expect(code(await create(ours, { costPerDay: 10_000_001 }))).toBe("FORBIDDEN");
  const key = await makeKey(hub, { scopes: ["content:members"], costPerMinute: 100_000 });
  expect(code(await change(key, { costPerMinute: 100_001 }, ours))).toBe("FORBIDDEN");
  expect(
    code(await change(key, { scopes: ["content:members", "content:public"], costPerMinute: 90_000 }, ours)),
  ).toBeUndefined();
});

test.each([
  ["a scope that is none", { scopes: ["content:everything"] }],
  ["no scope", { scopes: [] }],
  ["an origin with a path", { origins: ["https://portal.example/page"] }],
  ["an origin over plain HTTP", { origins: ["http://portal.example"] }],
  ["a pattern of origins", { origins: ["https://*.example"] }],
  ["no name", { name: "  " }],
  ["no cost", { costPerMinute: 0 }],
  ["too much cost", { costPerDay: 1_000_000_001 }],
])("%s is refused", async (_, fields) => {
  expect(code(await create(hub.people.admin, fields))).toBe("BAD_USER_INPUT");
});

test("an organisation has twenty keys at most that are good", async () => {
  const { id: organisationId } = await makeOrganisation(hub);
  const keys = [];
  for (let i = 0; i < 20; i++) keys.push(await makeKey(hub, { organisationId }));
  const refused = await create(hub.people.admin, { organisationId });
  expect(refused.errors![0]!.extensions).toMatchObject({ code: "LIMIT_EXCEEDED", allowed: 20, found: 20 });
  await revoke(keys[0]!);
  expect(code(await create(hub.people.admin, { organisationId }))).toBeUndefined();
});

test("a key reads what its scopes say, and nothing else", async () => {
  const { id: organisationId } = await makeOrganisation(hub);
  const { member } = hub.people;
  const open = await makePractice(hub, { title: "Open" });
  const inside = await makePractice(hub, { title: "Inside", visibility: "MEMBERS" });
  const draft = await makePractice(hub, { title: "Draft", status: "DRAFT" });
  const note = await makeNote(hub, member, { on: open.id, audience: "EVERYONE" });
  const aside = await makeNote(hub, member, { on: open.id, audience: "MEMBERS" });
  const SEEN = `query S($open: ID!, $inside: ID!, $draft: ID!, $note: ID!, $aside: ID!) {
    open: practice(id: $open) { id annotationCount } inside: practice(id: $inside) { id } draft: practice(id: $draft) { id }
    note: annotation(id: $note) { id } aside: annotation(id: $aside) { id }
  }`;
  const ids = { open: open.id, inside: inside.id, draft: draft.id, note: note.id, aside: aside.id };
  const seenWith = async (...scopes: string[]) => {
    const { data } = await hub.ask(SEEN, ids, (await makeKey(hub, { scopes, organisationId })).as);
    const seen = Object.keys(ids).filter((name) => data[name] !== null);
    const notes = seen.filter((name) => name === "note" || name === "aside");
    if (data.open) expect(data.open.annotationCount).toBe(notes.length);
    return seen;
  };
  expect(await seenWith("webhooks")).toEqual([]);
  expect(await seenWith("content:public")).toEqual(["open"]);
  expect(await seenWith("content:public", "annotations:public")).toEqual(["open", "note"]);
  expect(await seenWith("content:members")).toEqual(["inside"]);
  expect(await seenWith("content:public", "content:members")).toEqual(["open", "inside"]);
  const all = ["content:public", "content:members", "annotations:public"];
  expect(await seenWith(...all)).toEqual(["open", "inside", "note", "aside"]);
  expect(await seenWith("annotations:public")).toEqual([]);
});

test("what is no key, or none any more, is refused; what cannot be one is not even looked up", async () => {
  const { as } = await makeKey(hub);
  const { token } = as;
  const other = token.at(-20) === "a" ? "b" : "a";
  const invented = [
    `${token.slice(0, -1)}${token.endsWith("a") ? "b" : "a"}`,
    `${token.slice(0, -20)}${other}${token.slice(-19)}`,
    token.slice(0, -1),
    `${token}0`,
    token.toLowerCase(),
    "hub_live_",
    `hub_live_${"0".repeat(49)}`,
    "hub_test_0123456789",
  ];
  for (const wrong of invented) {
    hub.statements.length = 0;
    const { status, errors } = await who({ token: wrong });
    expect([wrong, status, errors?.[0]?.extensions.code]).toEqual([wrong, 401, "UNAUTHENTICATED"]);
    expect(hub.statements.filter((text) => text.includes("partner_secret"))).toEqual([]);
  }
  expect((await who({ token: newSecret() })).status).toBe(401);
  const BY_SECRET = "query B($hash: String!) { partnerKeyBySecret(hash: $hash) { id } partnerOrigins }";
  for (const person of [hub.people.admin, as, hub.people.stranger]) {
    const { data } = await hub.ask(BY_SECRET, { hash: sha256(token) }, person);
    expect(data).toEqual({ partnerKeyBySecret: null, partnerOrigins: [] });
  }
});

test("after a rotation two secrets are taken, never three; without an overlap one", async () => {
  const key = await makeKey(hub);
  const { data } = await rotate(key, 1);
  const second = data.made.secret;
  const taken = async (...secrets: string[]) => {
    const { address, house } = await gateway();
    const all = await Promise.all(secrets.map((token) => who({ token }, address)));
    await house.gateway.close();
    return all.map(({ status }) => status === 200);
  };
  expect(data.made.key.secrets.map(({ endsAt }: { endsAt: string | null }) => endsAt !== null)).toEqual([
    false,
    true,
  ]);
  expect(await taken(key.as.token, second)).toEqual([true, true]);
  const third = (await rotate({ ...key, revision: 2 }, 24)).data.made.secret;
  expect(await taken(key.as.token, second, third)).toEqual([false, true, true]);
  const fourth = (await rotate({ ...key, revision: 3 }, 0)).data.made.secret;
  expect(await taken(second, third, fourth)).toEqual([false, false, true]);
  expect(code(await rotate({ ...key, revision: 4 }, 721))).toBe("BAD_USER_INPUT");
});

test("a key that is revoked is out everywhere, for good", async () => {
  const key = await makeKey(hub);
  await rotate(key, 24);
  expect((await who(key.as)).status).toBe(200);
  const { data } = await revoke({ ...key, revision: 2 });
  expect(data.key).toEqual({ revokedAt: expect.any(String), secrets: [] });
  const { address, house } = await gateway();
  expect((await who(key.as, address)).status).toBe(401);
  await house.gateway.close();
  await until(async () => (await who(key.as)).status === 401);
  expect(code(await rotate({ ...key, revision: 3 }, 1))).toBe("WRONG_STATE");
  expect(code(await change({ ...key, revision: 3 }, { name: "Back" }))).toBe("WRONG_STATE");
});

const PRACTICES = (first: number) => `{ practices(first: ${first}) { nodes { id } } }`;

test("each answer tells what is left; what is too much is refused with 429 before anything is fetched", async () => {
  const { as } = await makeKey(hub, { costPerMinute: 100, costPerDay: 100_000 });
  const query = PRACTICES(15);
  const first = await askAt(hub.address, { query }, bearing(as));
  expect(first.status).toBe(200);
  expect(first.headers["ratelimit-policy"]).toBe(
    '"minute";q=100;w=60;qu="hub-cost", "day";q=100000;w=86400;qu="hub-cost"',
  );
  expect(first.headers.ratelimit).toMatch(/^"minute";r=\d+;t=\d+, "day";r=\d+;t=\d+$/);
  const left = (answer: typeof first) => Number(/r=(\d+)/.exec(String(answer.headers.ratelimit))![1]);
  const cost = 100 - left(first);
  expect(cost).toBeGreaterThanOrEqual(15);

  // More than two minutes' worth: whenever a minute ends, one is refused.
  let refused = first;
  for (let i = 0; i < 20 && refused.status === 200; i++) {
    hub.statements.length = 0;
    refused = await askAt(hub.address, { query }, bearing(as));
  }
  expect(refused.status).toBe(429);
  expect(refused.data).toBeUndefined();
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect(refused.errors![0]).toMatchObject({
    message: expect.stringMatching(/^The request costs \d+, and the key has \d+ left for this minute/),
    extensions: {
      code: "RATE_LIMITED",
      limit: "costPerMinute",
      allowed: 100,
      found: cost,
      left: left(refused),
      retryAfter: Number(refused.headers["retry-after"]),
    },
  });
  expect(hub.statements.filter((text) => text.includes("practices.practice"))).toEqual([]);

  const never = await askAt(hub.address, { query: PRACTICES(100) }, bearing(as));
  expect([never.status, never.errors![0]!.extensions]).toEqual([
    400,
    { code: "LIMIT_EXCEEDED", limit: "costPerMinute", allowed: 100, found: expect.any(Number) },
  ]);
});

test("however many gateways there are, together they never let pass more than there is", async () => {
  const key = await makeKey(hub, { costPerMinute: 1_000, costPerDay: 1_000 });
  const three = await Promise.all([gateway(), gateway(), gateway()]);
  const query = PRACTICES(9);
  const [one] = await Promise.all([askAt(three[0]!.address, { query }, bearing(key.as))]);
  const cost = 1_000 - Number(/"day";r=(\d+)/.exec(String(one!.headers.ratelimit))![1]);
  const asked = Array.from({ length: 240 }, (_, i) =>
    askAt(three[i % 3]!.address, { query }, bearing(key.as)).then(({ status }) => status),
  );
  const statuses = await Promise.all(asked);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  const passed = 1 + statuses.filter((status) => status === 200).length;
  expect(passed * cost).toBeLessThanOrEqual(1_000);
  // Of a share no gateway can spend what is less than the cost.
  expect(passed * cost).toBeGreaterThan(1_000 - 3 * (cost + 100));

  for (const { house } of three) await house.gateway.close();
  const USAGE = "query U($id: ID!) { partnerKey(id: $id) { usage { day requests refused cost } } }";
  const { data } = await hub.ask(USAGE, { id: key.id }, await steward());
  const total = (name: string) =>
    data.partnerKey.usage.reduce((sum: number, day: Record<string, number>) => sum + day[name]!, 0);
  expect([total("requests"), total("refused"), total("cost")]).toEqual([passed, 241 - passed, passed * cost]);
  for (const as of [hub.people.member, hub.people.partner, await steward(hub.organisations.beta)])
    expect((await hub.ask(USAGE, { id: key.id }, as)).data.partnerKey).toBeNull();
});

test("a known key costs PostgreSQL next to nothing", async () => {
  const { as } = await makeKey(hub, { costPerMinute: 1_000_000 });
  await askAt(hub.address, { query: "{ __typename }" }, bearing(as));
  hub.statements.length = 0;
  for (let i = 0; i < 200; i++) await askAt(hub.address, { query: "{ __typename }" }, bearing(as));
  expect(hub.statements.filter((text) => text.includes("partner_")).length).toBeLessThan(30);
});

test("a key is used by pages of its own origins alone; other pages are not even let ask", async () => {
  const { as } = await makeKey(hub, { origins: ["https://Portal.example/", "https://b.example:8443"] });
  const bare = await makeKey(hub);
  const from = (origin: string, key = as) => askAt(hub.address, { query: WHO }, { ...bearing(key), origin });
  const allowed = "access-control-allow-origin";
  const preflight = async (origin: string) =>
    (
      await request(hub.address, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      })
    ).headers[allowed];
  await until(async () => (await preflight("https://portal.example")) === "https://portal.example");
  for (const origin of ["https://portal.example", "https://b.example:8443"]) {
    const answer = await from(origin);
    expect([answer.status, answer.headers[allowed]]).toEqual([200, origin]);
    expect(answer.headers["access-control-expose-headers"]).toContain("ratelimit");
  }
  for (const origin of ["https://evil.example", "https://portal.example.evil.example", "https://b.example"]) {
    expect(await preflight(origin)).toBeUndefined();
    const answer = await from(origin);
    expect([answer.status, code(answer)]).toEqual([403, "ORIGIN_REFUSED"]);
    expect(answer.headers[allowed]).toBeUndefined();
  }
  expect(code(await from("https://portal.example", bare.as))).toBe("ORIGIN_REFUSED");
  expect((await from(new URL(hub.address).origin)).status).toBe(200);
});

test("a key that is restricted asks what is registered for it, by text or by hash, and nothing else", async () => {
  const key = await makeKey(hub, { registeredOnly: true });
  const open = await makeKey(hub);
  const query = "query Kinds($first: Int!) { viewer { kind } practices(first: $first) { totalCount } }";
  const variables = { first: 1 };
  const registered = await register(key, query);
  expect(registered.data.registerOperation).toEqual({ hash: sha256(query), query });
  expect((await register(key, query)).data).toEqual(registered.data);
  const ask = (body: object, as: Person = key.as) => askAt(hub.address, { variables, ...body }, bearing(as));
  const byHash = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

  expect((await ask({ query })).data.viewer).toEqual({ kind: "PARTNER" });
  for (let i = 0; i < 2; i++)
    expect((await ask(byHash(sha256(query)))).data.viewer).toEqual({ kind: "PARTNER" });
  expect((await ask({ query, ...byHash(sha256(query)) })).data.viewer).toEqual({ kind: "PARTNER" });
  const search = new URLSearchParams({
    variables: JSON.stringify(variables),
    extensions: JSON.stringify(byHash(sha256(query)).extensions),
  });
  expect((await askAt(`${hub.address}?${search}`, undefined, bearing(key.as))).data.viewer).toEqual({
    kind: "PARTNER",
  });

  for (const [body, as, status, refusal] of [
    [{ query: `${query} ` }, key.as, 403, "OPERATION_NOT_REGISTERED"],
    [byHash(sha256("{ __typename }")), key.as, 403, "OPERATION_NOT_REGISTERED"],
    [{ query: "{ __typename }", ...byHash(sha256(query)) }, key.as, 400, "BAD_USER_INPUT"],
    [byHash(sha256(query)), open.as, 200, "PERSISTED_QUERY_NOT_FOUND"],
    [byHash(sha256(query)), hub.people.stranger, 200, "PERSISTED_QUERY_NOT_SUPPORTED"],
  ] as const) {
    const answer = await askAt(
      hub.address,
      { variables, ...body },
      as.token ? { authorization: `Bearer ${as.token}` } : {},
    );
    expect([answer.status, code(answer)]).toEqual([status, refusal]);
  }
  expect((await ask({ query }, open.as)).status).toBe(200);

  for (const wrong of [
    "mutation { signIn }",
    "{ a",
    "query A { a } query B { b }",
    "fragment F on Query { a }",
  ])
    expect(code(await register(key, wrong))).toBe("BAD_USER_INPUT");
  const remove = () =>
    hub.ask(
      "mutation R($id: ID!, $hash: String!) { removeOperation(keyId: $id, hash: $hash) }",
      { id: key.id, hash: sha256(query) },
      hub.people.admin,
    );
  expect((await remove()).data.removeOperation).toBe(sha256(query));
  expect(code(await remove())).toBe("NOT_FOUND");
  await until(async () => (await ask({ query })).status === 403);
});

test("the audit log tells what was done about keys", async () => {
  const ours = await steward();
  const { data } = await create(ours);
  const key = { ...data.made.key, as: { token: data.made.secret } };
  await change(key, { costPerDay: 1_000 }, ours);
  await register(key, "{ __typename }", ours);
  await rotate({ ...key, revision: 2 }, 1);
  await revoke({ ...key, revision: 3 });
  const LOG = `query L($ids: [ID!]) { auditLog(first: 50, filter: { keyIds: $ids }) {
    nodes { action actor { id } member { id } key { id } organisation { id } } } }`;
  const log = async (as: Person) => (await hub.ask(LOG, { ids: [key.id] }, as)).data.auditLog.nodes;
  const about = { member: null, key: { id: key.id }, organisation: { id: hub.organisations.alpha } };
  const [steward_, admin] = [{ id: ours.id }, { id: hub.people.admin.id }];
  expect((await log(hub.people.admin)).reverse()).toEqual([
    { action: "KEY_CREATED", actor: steward_, ...about },
    { action: "KEY_CHANGED", actor: steward_, ...about },
    { action: "OPERATION_REGISTERED", actor: steward_, ...about },
    { action: "KEY_ROTATED", actor: admin, ...about },
    { action: "KEY_REVOKED", actor: admin, ...about },
  ]);
  expect(await log(ours)).toEqual([]);
});

test("nobody but the hub itself takes of a budget", async () => {
  const key = await makeKey(hub);
  const TAKE = `mutation T($id: ID!) {
    takeBudget(wishes: [{ keyId: $id, wanted: 1, returned: 0, requests: 0, refused: 0, cost: 0 }]) { granted }
  }`;
  for (const as of [hub.people.admin, hub.people.member, key.as])
    expect(code(await hub.ask(TAKE, key, as))).toBe("FORBIDDEN");
  expect(code(await hub.ask(TAKE, key, hub.people.stranger))).toBe("UNAUTHENTICATED");
});
