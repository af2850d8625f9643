import {
  buildClientSchema,
  type GraphQLField,
  getIntrospectionQuery,
  getNamedType,
  isCompositeType,
  isObjectType,
} from "graphql";
import { v7 } from "uuid";
import { type Answer, openTestHub, type Person, type TestHub } from "./hub.ts";
import { makeMember } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { type Valid, validMutations } from "./mutations/valid.ts";

let hub: TestHub;
let mutations: Record<string, GraphQLField<unknown, unknown>>;
let valid: Map<string, Valid>;
beforeAll(async () => {
  hub = await openTestHub();
  const schema = buildClientSchema((await hub.ask(getIntrospectionQuery({ descriptions: false }))).data);
  mutations = schema.getMutationType()!.getFields();
  valid = await validMutations(hub);
});
afterAll(() => hub.close());

const error = ({ errors }: Answer) => errors?.[0]?.extensions;

/** Asks a mutation for its answer's names. */
async function ask(name: string, args: Record<string, unknown>, as: Valid["as"]): Promise<Answer> {
  const field = mutations[name]!;
  const given = field.args.filter((argument) => args[argument.name] !== undefined);
  const type = getNamedType(field.type);
  const told = isObjectType(type)
    ? Object.keys(type.getFields()).filter((one) => ["id", "slug", "hash", "revision"].includes(one))
    : [];
  const inside = isCompositeType(type)
    ? `{ __typename ${told} ${type.name === "KeyWithSecret" ? "key { id }" : ""} }`
    : "";
  const declared = given.map((argument) => `$${argument.name}: ${argument.type}`).join(", ");
  const passed = given.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  const query = `mutation Deed(${declared}) { ${name}(${passed}) ${inside} }`;
  if (as !== "hub") return hub.ask(query, args, as);
  return JSON.parse(JSON.stringify(await hub.house.ask(query, args)));
}

/** How many rows all rooms have, news included; keys themselves aside. */
async function everything(): Promise<unknown> {
  const tables: { name: string }[] = await hub.db.query(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'public')
       AND table_name NOT IN ('idempotency_key', 'partner_budget', 'partner_usage') ORDER BY 1`,
  );
  const counts = tables.map(({ name }) => `SELECT '${name}' AS "table", count(*)::int AS rows FROM ${name}`);
  return hub.db.query(`${counts.join(" UNION ALL ")} ORDER BY 1`);
}

const creating = () =>
  Object.values(mutations).filter(({ args }) => args.some(({ name }) => name === "idempotencyKey"));

test("every mutation either takes a key, or names the revision it is made on, or changes nothing when it comes twice", () => {
  const named = new Set(["idempotencyKey", "revision"]);
  const others = Object.values(mutations).filter(({ args }) => !args.some(({ name }) => named.has(name)));
  expect(others.map(({ name }) => name).sort()).toEqual([
    "answerMembershipRequest",
    "askToJoin",
    "deleteSavedSearch",
    "endDigest",
    "exportMyData",
    "follow",
    "handOverWorkingGroup",
    "leaveWorkingGroup",
    "markAlertsRead",
    "markInboxRead",
    "removeFromWorkingGroup",
    "removeOperation",
    "setDigest",
    "signIn",
    "takeBudget",
    "unfollow",
    "visitSavedSearch",
    "withdrawFlag",
  ]);
  const creates =
    /^(create|adopt|annotate|reply|askOwner|answerQuestion|publishAnswer|save|invite|register|join|flag)/;
  const without = Object.keys(mutations).filter(
    (name) => creates.test(name) && others.includes(mutations[name]!),
  );
  expect(without).toEqual([]);
});

test("the same key gives the same answer, also to those who ask at once, and creates nothing more", async () => {
  for (const { name } of creating()) {
    const { as, args } = valid.get(name)!;
    const keyed = { ...args, idempotencyKey: `${name} again` };
    const atOnce = await Promise.all([1, 2, 3].map(() => ask(name, keyed, as)));
    const [first, ...others] = atOnce.map(({ data, errors }) => [name, data, errors]);
    expect(first![2]).toBeUndefined();
    for (const other of others) expect(other).toEqual(first);
    const before = await everything();
    const { data } = await ask(name, keyed, as);
    expect([name, data]).toEqual([name, first![1]]);
    expect([name, await everything()]).toEqual([name, before]);
  }
});

/** The same call in other words, or about something else. */
function otherwise({ args: takes }: GraphQLField<unknown, unknown>, args: Record<string, unknown>) {
  if (!args.input)
    return {
      ...args,
      ...Object.fromEntries(
        takes.filter(({ type }) => String(type) === "ID!").map(({ name }) => [name, v7()]),
      ),
    };
  const input = args.input as Record<string, unknown>;
  if (input.texts) {
    const texts = Object.entries(input.texts).map(([name, text]) => [name, `${text}, otherwise`]);
    return { ...args, input: { ...input, texts: Object.fromEntries(texts) } };
  }
  const [word] = ["body", "name"].filter((name) => name in input);
  return { ...args, input: { ...input, ...(word ? { [word]: "Otherwise" } : { language: "fr" }) } };
}

test("a key that was sent with another input is refused, and nothing is written", async () => {
  for (const field of creating()) {
    const { name } = field;
    const { as, args } = valid.get(name)!;
    // These have been done by the test before, and are not done twice by any key.
    const once = ["adoptFromAnnotation", "adoptPractice", "answerQuestion", "createMember"].includes(name);
    const idempotencyKey = once ? `${name} again` : v7();
    expect([name, (await ask(name, { ...args, idempotencyKey }, as)).errors]).toEqual([name, undefined]);
    const before = await everything();
    const answer = await ask(name, { ...otherwise(field, args), idempotencyKey }, as);
    expect([name, error(answer)]).toEqual([
      name,
      expect.objectContaining({ code: "CONFLICT", reason: "IDEMPOTENCY_KEY_REUSED" }),
    ]);
    expect(await everything()).toEqual(before);
  }
});

const CREATE = `mutation C($title: String!, $key: String) {
  createPractice(input: { language: en, texts: { title: $title } }, idempotencyKey: $key) { id title }
}`;
const create = (title: string, key: string | undefined, as: Person = hub.people.member) =>
  hub.ask(CREATE, { title, key }, as);

test("a key is one person's own, and a mutation's own", async () => {
  const key = v7();
  const mine = await create("Mine", key);
  const theirs = await create("Theirs", key, hub.people.colleague);
  expect(theirs.data.createPractice.title).toBe("Theirs");
  expect(theirs.data.createPractice.id).not.toBe(mine.data.createPractice.id);
  const project = await hub.ask(
    'mutation P($key: String) { createProject(input: { language: en, texts: { title: "Ours" } }, idempotencyKey: $key) { title } }',
    { key },
    hub.people.member,
  );
  expect(project.data.createProject.title).toBe("Ours");
});

test("what failed leaves no key behind: mended, it is done with the same one", async () => {
  const key = v7();
  expect(error(await create("", key))?.code).toBe("BAD_USER_INPUT");
  expect((await create("Mended", key)).data.createPractice.title).toBe("Mended");
});

test("the answer is read anew, and never shows what the viewer may not see any more", async () => {
  const key = v7();
  const { id } = (await create("To be seen", key)).data.createPractice;
  await hub.db.query(
    "UPDATE practices.practice SET texts = jsonb_set(texts, '{en,title}', '\"Renamed\"') WHERE id = $1",
    [id],
  );
  expect((await create("To be seen", key)).data.createPractice.title).toBe("Renamed");
  await hub.db.query('UPDATE practices.practice SET "ownerId" = $2 WHERE id = $1', [
    id,
    hub.organisations.beta,
  ]);
  const hidden = await create("To be seen", key);
  expect([hidden.data?.createPractice ?? null, error(hidden)?.code]).toEqual([null, "NOT_FOUND"]);
});

test("a key is forgotten after a day, whoever's it is", async () => {
  const [mine, theirs] = [v7(), v7()];
  const before = await create("Again", mine);
  await create("Old", theirs, hub.people.colleague);
  await hub.db.query("UPDATE hub.idempotency_key SET at = now() - interval '25 hours' WHERE key = ANY($1)", [
    [mine, theirs],
  ]);
  const after = await create("Another", mine);
  expect(after.data.createPractice.id).not.toBe(before.data.createPractice.id);
  expect(
    await hub.db.query("SELECT key FROM hub.idempotency_key WHERE at < now() - interval '24 hours'"),
  ).toEqual([]);
});

test("a key has 1 to 255 printable characters", async () => {
  for (const key of ["", "x".repeat(256), "näh", "a\nb"])
    expect([key, error(await create("Bad", key))?.code]).toEqual([key, "BAD_USER_INPUT"]);
  expect((await create("Good", "x".repeat(255))).errors).toBeUndefined();
});

test("a partner key's secret is shown once, and the second answer says so", async () => {
  const input = { name: "Portal", scopes: ["content:public"], organisationId: hub.organisations.beta };
  const QUERY = `mutation K($input: NewPartnerKey!, $key: String) {
    createPartnerKey(input: $input, idempotencyKey: $key) { secret key { id name } }
  }`;
  const again = () => hub.ask(QUERY, { input, key: "the portal's" }, hub.people.admin);
  const first = await again();
  expect(first.data.createPartnerKey.secret).toMatch(/^hub_live_/);
  const second = await again();
  expect(second.data.createPartnerKey).toEqual({ ...first.data.createPartnerKey, secret: null });
  expect(second.errors).toMatchObject([
    {
      message: "The secret was shown once, with the first answer: rotate the key to get a new one.",
      path: ["createPartnerKey", "secret"],
      extensions: { code: "WRONG_STATE" },
    },
  ]);
});

test("the request's Idempotency-Key header counts for each of its mutations", async () => {
  const QUERY = `mutation { ${["one", "two"]
    .map(
      (name) => `${name}: createPractice(input: { language: en, texts: { title: "${name}" } }) { id title }`,
    )
    .join(" ")} }`;
  const header = { "idempotency-key": v7() };
  const again = (query = QUERY) => hub.ask(query, {}, hub.people.member, [], header);
  const first = await again();
  expect(first.errors).toBeUndefined();
  expect(first.data.one.id).not.toBe(first.data.two.id);
  expect(await again()).toEqual(first);
  const other = await again(QUERY.replace('"two"', '"three"'));
  expect(other.data?.two ?? null).toBeNull();
  expect(error(other)).toMatchObject({ code: "CONFLICT", reason: "IDEMPOTENCY_KEY_REUSED" });
  const bad = await hub.ask(QUERY, {}, hub.people.member, [], { "idempotency-key": "x".repeat(300) });
  expect(error(bad)?.code).toBe("BAD_USER_INPUT");
});

test("the keys of whoever is erased go with them", async () => {
  const { id } = await makeMember(hub, { organisationId: hub.organisations.alpha, name: "Kay Keyed" });
  const passport = await hub.passports.issue({
    kind: "MEMBER",
    member: id,
    organisation: hub.organisations.alpha,
    roles: ["MEMBER"],
    groups: [],
    scopes: [],
  });
  const room = hub.reached.find(({ name }) => name === "practices")!;
  const { id: practiceId } = await makePractice(hub, { ownerId: hub.organisations.beta });
  const adopt = () =>
    room.ask(
      {
        query: `mutation { adoptPractice(practiceId: "${practiceId}", input: { state: TRYING, language: en }, idempotencyKey: "kay") { id } }`,
      },
      { passport, languages: [], requestId: "keyed", signal: new AbortController().signal },
    );
  const keys = () => hub.db.query("SELECT mutation FROM hub.idempotency_key WHERE viewer = $1", [id]);
  expect((await adopt()).errors).toBeUndefined();
  expect(await keys()).toEqual([{ mutation: "adoptPractice" }]);
  await hub.db.query("UPDATE hub.person SET erased = true WHERE id = $1", [id]);
  expect(await keys()).toEqual([]);
  const [late] = JSON.parse(JSON.stringify(await adopt())).errors;
  expect(late.message).toBe("What the hub knew of you is erased: sign in anew.");
});
