import { openTestHub, type TestHub } from "./hub.ts";
import { makeTopic } from "./make/topics.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const CHANGE = `mutation ($id: ID!, $revision: Int!, $input: TopicChange!) {
  changeTopic(id: $id, revision: $revision, input: $input) { id revision label broader { id } ancestors { label } languages translations { language state label } }
}`;
const CREATE = `mutation ($input: NewTopic!) { createTopic(input: $input) { id slug label synonyms closeMatch revision ancestors { label } } }`;
const TRANSLATE = `mutation ($id: ID!, $revision: Int!, $texts: TopicTextsInput!, $language: Language!) {
  translateTopic(id: $id, revision: $revision, language: $language, texts: $texts) { revision language label synonyms languages }
}`;
const codes = (answer: { errors?: { extensions: { code: string } }[] }) =>
  answer.errors?.map(({ extensions }) => extensions.code);
const unknown = "0190a0a0-0000-7000-8000-000000000000";
const labels = (nodes: { label: string }[]) => nodes.map(({ label }) => label);

/** What the rooms know of the topics above a topic, itself among them. */
const pathOf = async (id: string): Promise<string[]> =>
  (await hub.db.query("SELECT path FROM hub.record WHERE id = $1", [id]))[0].path;
const newsOf = async (): Promise<string[]> =>
  (await hub.db.query(`SELECT "recordId" FROM hub.outbox`)).map((row: { recordId: string }) => row.recordId);

test("a curator enters a topic under another one, with its synonyms and close matches", async () => {
  const broader = await makeTopic(hub, { label: "Technology" });
  const { data } = await hub.ask(
    CREATE,
    {
      input: {
        language: "en",
        broaderId: broader.id,
        texts: { label: " Social media ", synonyms: ["social networks", " ", "social networks"] },
        closeMatch: ["https://vocabulary.example/concept/1"],
      },
    },
    hub.people.curator,
  );
  expect(data.createTopic).toMatchObject({
    slug: "social-media",
    label: "Social media",
    synonyms: ["social networks"],
    closeMatch: ["https://vocabulary.example/concept/1"],
    revision: 1,
    ancestors: [{ label: "Technology" }],
  });
  expect(await pathOf(data.createTopic.id)).toEqual([broader.id, data.createTopic.id]);
});

test("nobody but a curator enters, changes or translates a topic", async () => {
  const topic = await makeTopic(hub);
  const deeds: [string, object][] = [
    [CREATE, { input: { language: "en", texts: { label: "Not allowed" } } }],
    [CHANGE, { id: topic.id, revision: 1, input: { texts: { label: "Not allowed" } } }],
    [TRANSLATE, { id: topic.id, revision: 1, language: "fr", texts: { label: "Interdit" } }],
  ];
  for (const [deed, variables] of deeds) {
    expect(codes(await hub.ask(deed, variables))).toEqual(["UNAUTHENTICATED"]);
    expect(codes(await hub.ask(deed, variables, hub.people.member))).toEqual(["FORBIDDEN"]);
    expect(codes(await hub.ask(deed, variables, hub.people.admin))).toEqual(["FORBIDDEN"]);
    expect(codes(await hub.ask(deed, variables, hub.people.partnerMembers))).toEqual(["FORBIDDEN"]);
  }
  const { data } = await hub.ask(`query ($id: ID!) { topic(id: $id) { revision languages } }`, {
    id: topic.id,
  });
  expect(data.topic).toEqual({ revision: 1, languages: ["en"] });
});

test("a translation is shown to who asks for its language, and is stale once the original changes", async () => {
  const topic = await makeTopic(hub, { label: "Nightlife" });
  const variables = {
    id: topic.id,
    revision: 1,
    language: "fr",
    texts: { label: "Vie nocturne", synonyms: ["nuit"] },
  };
  const translated = await hub.ask(TRANSLATE, variables, hub.people.curator, ["fr"]);
  expect(translated.data.translateTopic).toEqual({
    revision: 2,
    language: "fr",
    label: "Vie nocturne",
    synonyms: ["nuit"],
    languages: ["en", "fr"],
  });
  const changed = await hub.ask(
    CHANGE,
    { id: topic.id, revision: 2, input: { texts: { label: "Night life" } } },
    hub.people.curator,
  );
  expect(changed.data.changeTopic).toMatchObject({
    label: "Night life",
    translations: [
      { language: "en", state: "ORIGINAL", label: "Night life" },
      { language: "fr", state: "STALE", label: "Vie nocturne" },
    ],
  });
  const again = await hub.ask(TRANSLATE, { ...variables, revision: 3, language: "en" }, hub.people.curator);
  expect(codes(again)).toEqual(["BAD_USER_INPUT"]);
});

test("the answer to a translation mixes no two languages", async () => {
  const topic = await makeTopic(hub, { texts: { label: "Harbour", synonyms: ["port", "docks"] } });
  const { data } = await hub.ask(
    TRANSLATE,
    { id: topic.id, revision: 1, language: "fr", texts: { label: "Port" } },
    hub.people.curator,
    ["fr"],
  );
  expect(data.translateTopic).toMatchObject({ language: "fr", label: "Port", synonyms: null });
});

test("whoever moves a topic moves all topics below it, and announces each of them", async () => {
  const [a, b] = [await makeTopic(hub, { label: "A" }), await makeTopic(hub, { label: "B" })];
  const moved = await makeTopic(hub, { label: "Moved", broaderId: a.id });
  const child = await makeTopic(hub, { label: "Child", broaderId: moved.id });
  const leaf = await makeTopic(hub, { label: "Leaf", broaderId: child.id });
  const beside = await makeTopic(hub, { label: "Beside", broaderId: a.id });
  await hub.db.query("DELETE FROM hub.outbox");

  const { data } = await hub.ask(
    CHANGE,
    { id: moved.id, revision: 1, input: { broaderId: b.id } },
    hub.people.curator,
  );
  expect(data.changeTopic).toMatchObject({
    revision: 2,
    broader: { id: b.id },
    ancestors: [{ label: "B" }],
  });
  expect(await pathOf(leaf.id)).toEqual([b.id, moved.id, child.id, leaf.id]);
  expect(await pathOf(beside.id)).toEqual([a.id, beside.id]);
  expect(new Set(await newsOf())).toEqual(new Set([moved.id, child.id, leaf.id]));
  const { data: after } = await hub.ask(
    `query ($a: ID!, $leaf: ID!) {
      under: topics(filter: { under: $a }) { totalCount nodes { label } }
      topic(id: $leaf) { revision ancestors { label } }
    }`,
    { a: a.id, leaf: leaf.id },
  );
  expect(after.under).toEqual({ totalCount: 1, nodes: [{ label: "Beside" }] });
  expect(after.topic).toEqual({
    revision: 1,
    ancestors: [{ label: "B" }, { label: "Moved" }, { label: "Child" }],
  });

  const top = await hub.ask(
    CHANGE,
    { id: moved.id, revision: 2, input: { broaderId: null } },
    hub.people.curator,
  );
  expect(top.data.changeTopic).toMatchObject({ broader: null, ancestors: [] });
  expect(await pathOf(leaf.id)).toEqual([moved.id, child.id, leaf.id]);
});

test("a topic never stands under itself, not even when two are moved at once", async () => {
  const a = await makeTopic(hub);
  const b = await makeTopic(hub, { broaderId: a.id });
  const move = (id: string, broaderId: string) =>
    hub.ask(CHANGE, { id, revision: 1, input: { broaderId } }, hub.people.curator);
  expect(codes(await move(a.id, a.id))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await move(a.id, b.id))).toEqual(["BAD_USER_INPUT"]);
  const [c, d] = [await makeTopic(hub), await makeTopic(hub)];
  const both = await Promise.all([move(c.id, d.id), move(d.id, c.id)]);
  expect(both.flatMap((answer) => codes(answer) ?? [])).toEqual(["BAD_USER_INPUT"]);
});

test("the thesaurus is read from its top, as deep as one asks, at one statement a level", async () => {
  const top = await makeTopic(hub, { label: "Zz top" });
  for (const name of ["Yellow", "Étoile", "blue"]) {
    const topic = await makeTopic(hub, { label: name, broaderId: top.id });
    for (const part of ["two", "one"])
      await makeTopic(hub, { label: `${name} ${part}`, broaderId: topic.id });
  }
  hub.statements.length = 0;
  const { data, errors } = await hub.ask(
    `query ($slugs: [String!]) {
      topics(first: 1, filter: { top: true, slugs: $slugs }) { nodes { label narrower { label broader { label } narrower { label narrower { label } ancestors { label } } } } }
    }`,
    { slugs: [top.slug] },
  );
  expect(errors).toBeUndefined();
  expect(hub.statements.length).toBeLessThanOrEqual(5);
  const [{ narrower }] = data.topics.nodes;
  expect(labels(narrower)).toEqual(["blue", "Étoile", "Yellow"]);
  expect(narrower[1].broader.label).toBe("Zz top");
  expect(labels(narrower[2].narrower)).toEqual(["Yellow one", "Yellow two"]);
  expect(labels(narrower[2].narrower[0].ancestors)).toEqual(["Zz top", "Yellow"]);
  expect(narrower[2].narrower[0].narrower).toEqual([]);
});

test("a list is narrowed, put in order and paged", async () => {
  const top = await makeTopic(hub, { label: "Paged" });
  for (const label of ["c", "a", "b"]) await makeTopic(hub, { label: `paged ${label}`, broaderId: top.id });
  const query = `query ($filter: TopicFilter, $after: String, $sort: TopicSort! = LABEL) {
    topics(first: 2, after: $after, filter: $filter, sort: $sort) { totalCount nodes { label } pageInfo { hasNextPage endCursor } }
  }`;
  const filter = { under: top.id };
  const first = (await hub.ask(query, { filter })).data.topics;
  expect(labels(first.nodes)).toEqual(["paged a", "paged b"]);
  expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const next = (await hub.ask(query, { filter, after: first.pageInfo.endCursor })).data.topics;
  expect(labels(next.nodes)).toEqual(["paged c"]);
  expect(next.pageInfo.hasNextPage).toBe(false);
  const newest = (await hub.ask(query, { filter, sort: "NEWEST" })).data.topics;
  expect(labels(newest.nodes)).toEqual(["paged b", "paged a"]);
  const other = await hub.ask(query, { filter, sort: "NEWEST", after: first.pageInfo.endCursor });
  expect(codes(other)).toEqual(["BAD_CURSOR"]);
  expect((await hub.ask(query, { filter: { under: unknown } })).data.topics.totalCount).toBe(0);
  expect((await hub.ask(query, { filter: { under: "nonsense" } })).data.topics.totalCount).toBe(0);
  const some = (await hub.ask(query, { filter: { ids: [top.id, unknown, "x"], top: true } })).data.topics;
  expect(labels(some.nodes)).toEqual(["Paged"]);
});

test("bad input is told by a code, and nothing is half-written", async () => {
  const topic = await makeTopic(hub, { slug: "taken-slug" });
  const create = (input: object) =>
    hub.ask(
      CREATE,
      { input: { language: "en", texts: { label: "Half-written" }, ...input } },
      hub.people.curator,
    );
  const change = (input: object, revision = 1) =>
    hub.ask(CHANGE, { id: topic.id, revision, input }, hub.people.curator);
  expect(codes(await create({ slug: "taken-slug" }))).toEqual(["SLUG_TAKEN"]);
  expect(codes(await create({ slug: "No Slug" }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await create({ texts: { definition: "no label" } }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await create({ texts: { label: "x".repeat(201) } }))).toEqual(["TEXT_TOO_LONG"]);
  expect(codes(await create({ texts: { label: "nul\u0000" } }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await create({ texts: { label: "x", synonyms: ["y".repeat(201)] } }))).toEqual([
    "TEXT_TOO_LONG",
  ]);
  expect(codes(await create({ broaderId: unknown }))).toEqual(["UNKNOWN_REFERENCE"]);
  expect(codes(await create({ broaderId: "nonsense" }))).toEqual(["UNKNOWN_REFERENCE"]);
  expect(codes(await create({ broaderId: hub.organisations.alpha }))).toEqual(["UNKNOWN_REFERENCE"]);
  expect(codes(await create({ closeMatch: ["javascript:alert(1)"] }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await change({ broaderId: unknown }))).toEqual(["UNKNOWN_REFERENCE"]);
  expect(codes(await change({ texts: { label: null } }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await change({}, 7))).toEqual(["CONFLICT"]);
  const missing = { id: unknown, revision: 1, input: {} };
  expect(codes(await hub.ask(CHANGE, missing, hub.people.curator))).toEqual(["NOT_FOUND"]);
  expect(codes(await hub.ask(`{ topics(first: 10000) { nodes { id } } }`))?.[0]).toBeDefined();
  expect(codes(await hub.ask(`{ topics(after: "nonsense") { nodes { id } } }`))).toEqual(["BAD_CURSOR"]);
  expect(codes(await hub.ask(`{ topic { id } }`))).toEqual(["BAD_USER_INPUT"]);
  const { data } = await hub.ask(
    `query ($id: ID!, $unknown: ID!) { none: topic(id: $unknown) { id } topic(id: $id) { revision } topics(filter: { slugs: ["half-written"] }) { totalCount } }`,
    { id: topic.id, unknown },
  );
  expect(data).toEqual({ none: null, topic: { revision: 1 }, topics: { totalCount: 0 } });
});
