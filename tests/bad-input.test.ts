import { buildClientSchema, type GraphQLField, getIntrospectionQuery } from "graphql";
import { type Answer, openTestHub, type TestHub, topology } from "./hub.ts";
import { faultsOf } from "./mutations/faults.ts";
import { mutationText } from "./mutations/text.ts";
import { type Valid, validMutations } from "./mutations/valid.ts";

jest.setTimeout(240_000);

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

/** Asks a mutation, with those variables that it takes as arguments. */
async function ask(name: string, args: Record<string, unknown>, as?: Valid["as"]): Promise<Answer> {
  const query = mutationText(mutations[name]!, args);
  if (as !== "hub") return hub.ask(query, args, as);
  return JSON.parse(JSON.stringify(await hub.house.ask(query, args)));
}

/** All rows of all rooms and all news, in short; what keys spend is counted beside them. */
async function everything(): Promise<string> {
  const tables: { schema: string; name: string }[] = await hub.db.query(
    `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'public')
       AND table_name NOT IN ('partner_budget', 'partner_usage') ORDER BY 1, 2`,
  );
  const rows = tables.map(
    ({ schema, name }) =>
      `SELECT '${schema}.${name}' AS "table", count(*)::int AS count, md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM "${schema}"."${name}" t`,
  );
  return JSON.stringify(await hub.db.query(`${rows.join(" UNION ALL ")} ORDER BY 1`));
}

const SENTENCE = /^["“\p{Lu}][^\n]*\.$/u;

test("every mutation of the hub is tried here", () => {
  expect([...valid.keys()].sort()).toEqual(Object.keys(mutations).sort());
});

test("a stranger may do nothing, and nothing is written", async () => {
  const before = await everything();
  for (const [name, { args }] of valid) {
    const { data, errors } = await ask(name, args);
    expect([name, data?.[name] ?? null, errors?.map(({ extensions }) => extensions.code)]).toEqual([
      name,
      null,
      ["UNAUTHENTICATED"],
    ]);
  }
  expect(await everything()).toBe(before);
});

test("a partner's key writes nothing, whatever it may read", async () => {
  const before = await everything();
  for (const [name, { args }] of valid) {
    const { data, errors } = await ask(name, args, hub.people.partnerMembers);
    expect([name, data?.[name] ?? null]).toEqual([name, null]);
    expect(["FORBIDDEN", "NOT_FOUND", "BAD_USER_INPUT"]).toContain(errors?.[0]?.extensions.code);
  }
  expect(await everything()).toBe(before);
});

test("a null for what has a size or a value of its own is told as such, and is no fault of the hub's", async () => {
  const asked = (query: string) => hub.ask(query, { n: null });
  for (const query of [
    "query($n: Int) { practices(first: $n) { totalCount } }",
    "query($n: Int = 3) { practices(first: $n) { totalCount } }",
    "query($n: Int) { ...all } fragment all on Query { practices { nodes { workshops(first: $n) { totalCount } } } }",
  ]) {
    const { data, errors } = await asked(query);
    expect([data ?? null, errors?.map(({ extensions }) => extensions.code)]).toEqual([
      null,
      ["BAD_USER_INPUT"],
    ]);
  }
  expect((await hub.ask("query($n: Int) { practices(first: $n) { totalCount } }")).errors).toBeUndefined();
  expect((await asked("query($n: String) { practices(after: $n) { totalCount } }")).errors).toBeUndefined();
});

const deep = topology === "http" ? test.skip : test;
deep("a mutation that is wrong in one place tells so in one coded sentence and writes nothing", async () => {
  const values = {
    organisationId: hub.organisations.alpha,
    recordId: valid.get("adoptPractice")!.args.practiceId,
    kind: "PRACTICE",
    currency: "EUR",
    key: "one",
    title: "One",
    name: "One",
    mediaType: "application/pdf",
    bytes: 1,
    sha256: "0".repeat(64),
    design: 1,
    about: "start",
    statement: "Said so.",
    count: 1,
    exact: true,
    of: "people",
    why: "Because.",
    start: 0,
    end: 1,
  };
  const unlike: string[] = [];
  for (const [name, { args, as }] of valid) {
    const before = await everything();
    for (const fault of faultsOf(mutations[name]!, args, values)) {
      const { data, errors } = await ask(name, fault.args, as);
      const [error] = errors ?? [];
      const code = error?.extensions.code;
      if (!error || data?.[name] || !fault.codes.includes(code!) || !SENTENCE.test(error.message))
        unlike.push(`${name}: ${fault.what}: ${code} ${error?.message.slice(0, 120)}`);
      if (!error) break;
    }
    if ((await everything()) !== before) unlike.push(`${name}: something was written`);
  }
  expect(unlike).toEqual([]);
});

test("and every mutation succeeds when nothing is wrong", async () => {
  for (const [name, { args, as }] of valid) {
    const { errors } = await ask(name, args, as);
    expect([name, errors]).toEqual([name, undefined]);
  }
});
