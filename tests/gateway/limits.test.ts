import { buildSchema, getIntrospectionQuery } from "graphql";
import { LIMITS, limiting } from "../../gateway/limits.ts";
import { type Front, openFront } from "./front.ts";

let front: Front;
beforeAll(async () => {
  front = await openFront();
});
afterAll(() => front.close());

async function refusal(query: string, variables?: object) {
  const { errors, status, data } = await front.ask(query, variables);
  expect(data).toBeUndefined();
  const { code, ...which } = errors![0]!.extensions;
  return { status, code, ...which, message: errors![0]!.message };
}

test("a doubling of fragments is refused at once", async () => {
  const levels = Array.from(
    { length: 24 },
    (_, n) => `fragment F${n} on Member{a:boss{...F${n + 1}} b:boss{...F${n + 1}}}`,
  );
  const query = `{me{...F0}} ${levels.join(" ")} fragment F24 on Member{id}`;
  expect(query.length).toBeGreaterThan(700);
  const began = performance.now();
  expect(await refusal(query)).toMatchObject({
    code: "LIMIT_EXCEEDED",
    limit: "depth",
    allowed: 10,
    status: 400,
  });

  const flat = `{me{...F0}} ${Array.from({ length: 24 }, (_, n) => `fragment F${n} on Member{...F${n + 1} ...F${n + 1}}`).join(" ")} fragment F24 on Member{id boss{id}}`;
  expect(await refusal(flat)).toMatchObject({ code: "LIMIT_EXCEEDED", limit: "fields", allowed: 1_500 });
  expect(performance.now() - began).toBeLessThan(500);
});

test("each limit says its name, its value and what the query has", async () => {
  expect(await refusal(`{ ${"me { id } ".repeat(600)} }`)).toMatchObject({
    limit: "tokens",
    allowed: 2_000,
    found: 2_402,
  });
  expect(await refusal(`{ me ${"{ boss ".repeat(11)}{ id } ${"}".repeat(11)} }`)).toEqual({
    status: 400,
    code: "LIMIT_EXCEEDED",
    limit: "depth",
    allowed: 10,
    found: 13,
    message: "The request has 13 levels of fields; at most 10 are taken.",
  });
  const many = (count: number, part: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => part(n)).join(" ");
  expect(await refusal(`{ me { ${many(61, (n) => `a${n}: id`)} } }`)).toMatchObject({
    limit: "aliases",
    found: 61,
  });
  expect(await refusal(`{ me { ${many(51, () => "id @skip(if: false)")} } }`)).toMatchObject({
    limit: "directives",
    found: 51,
  });
  expect(await refusal(`{ me { ${many(61, () => "... { id }")} } }`)).toMatchObject({
    limit: "fragments",
    found: 61,
  });
  expect(await refusal(`{ ${many(21, () => "me { id }")} }`)).toMatchObject({
    limit: "rootFields",
    allowed: 20,
    found: 21,
  });
  expect(await refusal(`{ members(first: 101) { friends(first: 100) { id } } }`)).toMatchObject({
    limit: "nodes",
    allowed: 10_000,
    found: 10_201,
  });
});

test("nodes are counted with the sizes of variables, of defaults, and of lists that say none", async () => {
  const query = "query($n: Int = 200) { members(first: $n) { friends(first: $n) { id } } }";
  expect(await refusal(query)).toMatchObject({ limit: "nodes", found: 40_200 });
  expect(await refusal(query, { n: 1_000 })).toMatchObject({ limit: "nodes", found: 1_001_000 });
  expect((await front.ask(query, { n: 2 })).errors).toBeUndefined();
  expect(await refusal(query, { n: 1_001 })).toMatchObject({ limit: "nodes" });
  const lists = "{ grid { related { related { related { related { id } } } } } }";
  expect(await refusal(lists)).toMatchObject({
    limit: "nodes",
    found: 100 * (1 + 10 * (1 + 10 * (1 + 10 * (1 + 10)))),
  });
});

test("a connection hands its size to its lists, and of a union the costliest type counts", () => {
  const schema = buildSchema(`
    type Query { page(first: Int = 20): Connection! hits(first: Int): [Hit!]! }
    type Connection { nodes: [Thing!]! edges: [Edge!]! info: Info total: Int }
    type Edge { node: Thing! } type Info { next: Boolean }
    type Thing { id: ID! others(limit: Int): [Thing] } type Other { things: [Thing!]! }
    union Hit = Thing | Other
  `);
  const found = (query: string) => {
    try {
      limiting(schema, { ...LIMITS, nodes: -1 })({ query });
      return undefined;
    } catch (error) {
      return (error as { extensions: { found: number } }).extensions.found;
    }
  };
  expect(found("{ page { nodes { id } info { next } total } }")).toBe(1 + 20 + 1);
  expect(found("{ page(first: 3) { edges { node { id others(limit: 5) { id } } } } }")).toBe(
    1 + 3 * (1 + 1 + 5),
  );
  expect(
    found("{ hits(first: 4) { ... on Thing { others(limit: 2) { id } } ... on Other { things { id } } } }"),
  ).toBe(4 * (1 + 10));
});

test("the schema's own questions may go deeper", async () => {
  const { errors, data } = await front.ask(getIntrospectionQuery());
  expect(errors).toBeUndefined();
  expect(data.__schema.queryType.name).toBe("Query");
  const deep = `{ __schema { types ${"{ ofType ".repeat(15)}{ name } ${"}".repeat(15)} } }`;
  expect(await refusal(deep)).toMatchObject({ limit: "introspectionDepth", allowed: 15 });
});

test("fragments that spread themselves, unknown fields and broken syntax are left to validation", async () => {
  expect(
    (await front.ask("{ me { ...F } } fragment F on Member { boss { ...F } }")).errors![0]!.extensions.code,
  ).toBe("GRAPHQL_VALIDATION_FAILED");
  expect((await front.ask("{ nothing { at { all } } }")).errors![0]!.extensions.code).toBe(
    "GRAPHQL_VALIDATION_FAILED",
  );
  expect((await front.ask("{ me {")).errors![0]!.extensions.code).toBe("GRAPHQL_PARSE_FAILED");
});

test("a body that is too large is refused with 413, announced or not", async () => {
  const body = JSON.stringify({ query: "{ me { id } }", variables: { text: "x".repeat(300_000) } });
  const headers = { "content-type": "application/json" };
  const announced = await fetch(front.url, { method: "POST", headers, body });
  expect(announced.status).toBe(413);
  expect(await announced.json()).toMatchObject({
    errors: [{ extensions: { code: "LIMIT_EXCEEDED", limit: "body", allowed: 262_144 } }],
  });
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body));
      controller.close();
    },
  });
  const streamed = await fetch(front.url, {
    method: "POST",
    headers,
    body: stream,
    duplex: "half",
  } as RequestInit);
  expect(streamed.status).toBe(413);
});

test("the hub's own operations know no limits", async () => {
  const { data } = await front.gateway.execute(
    { query: "query($n: Int) { members(first: $n) { friends(first: $n) { id } } }", variables: { n: 1_000 } },
    { passport: "hub", who: "hub", key: "hub", languages: [], trusted: true },
  );
  expect(data!.members).toHaveLength(6);
});
