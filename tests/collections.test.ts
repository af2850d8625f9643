import { openTestHub, type Person, type TestHub } from "./hub.ts";
import { makeGroup } from "./make/groups.ts";
import { type Made, made } from "./make/made.ts";
import { makeTerritory } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeCollection, makeResource } from "./make/resources.ts";
import { makeTopic } from "./make/topics.ts";
import { makeSeries, makeWorkshop } from "./make/workshops.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const MISSING = "01a20271-3ed4-732e-954e-7eeba0c1f5a5";

/** What a deed takes beside the record and its revision: as declared and as passed on. */
const wording: Readonly<Record<string, readonly [string, string]>> = {
  change: [", $input: CollectionChange!", ", input: $input"],
  translate: [", $texts: CollectionTextsInput!", ", language: fr, texts: $texts"],
  addTo: [
    ", $kind: Kind!, $recordId: ID!, $why: String, $position: Int",
    ", kind: $kind, recordId: $recordId, why: $why, position: $position",
  ],
  removeFrom: [", $recordId: ID!", ", recordId: $recordId"],
  reorder: [", $recordIds: [ID!]!", ", recordIds: $recordIds"],
};

/** What a mutation of a collection answers, or the code of its error. */
async function tried(deed: string, variables: object, person: Person) {
  const [declared, passed] = wording[deed] ?? ["", ""];
  const { data, errors } = await hub.ask(
    `mutation Try($id: ID!, $revision: Int!${declared}) { done: ${deed}Collection(id: $id, revision: $revision${passed}) { id revision status title } }`,
    variables,
    person,
  );
  return errors?.[0]?.extensions.code ?? data.done;
}

const CREATE =
  "mutation C($input: NewCollection!) { createCollection(input: $input) { id revision status items { totalCount nodes { why } } } }";

const ITEMS = `query Items($id: ID!, $first: Int = 20, $after: String) { collection(id: $id) { items(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { position kind why record { __typename
    ... on Practice { id title } ... on Project { id title } ... on Workshop { id title } ... on Series { id title } ... on Resource { id title }
    ... on Collection { id title } ... on WorkingGroup { id title }
    ... on Organisation { id name } ... on Territory { id name } ... on Topic { id label } } } } } }`;

const itemsOf = async ({ id }: { id: string }, person?: Person, languages: string[] = []) => {
  const { data, errors } = await hub.ask(ITEMS, { id }, person, languages);
  expect(errors).toBeUndefined();
  return data.collection.items;
};

const idsOf = async (collection: { id: string }, person?: Person): Promise<string[]> =>
  (await itemsOf(collection, person)).nodes.map((node: { record: { id: string } }) => node.record.id);

const item = (kind: string, { id }: { id: string }, why?: string) => ({ kind, recordId: id, why });

test("only curators make collections, whatever organisation stands behind them", async () => {
  const { member, curator, stranger, partnerMembers } = hub.people;
  const input = { language: "en", ownerId: hub.organisations.alpha, texts: { title: "Lights" } };
  const create = async (person: Person) => {
    const { data, errors } = await hub.ask(CREATE, { input }, person);
    return errors?.[0]?.extensions.code ?? data.createCollection;
  };
  expect(await create(stranger)).toBe("UNAUTHENTICATED");
  expect(await create(member)).toBe("FORBIDDEN");
  expect(await create(partnerMembers)).toBe("FORBIDDEN");
  const { id } = await create(curator);
  const practice = await makePractice(hub);
  const at = (revision: number) => ({
    id,
    revision,
    input: { texts: { introduction: "Read on." } },
    texts: { title: "Lumières" },
    ...item("PRACTICE", practice),
    recordIds: [practice.id],
  });
  const deeds = [
    "change",
    "translate",
    "submit",
    "return",
    "publish",
    "addTo",
    "reorder",
    "removeFrom",
    "archive",
  ];
  for (const deed of deeds) expect([deed, await tried(deed, at(1), member)]).toEqual([deed, "FORBIDDEN"]);
  let revision = 1;
  for (const deed of deeds) {
    const done = await tried(deed, at(revision), curator);
    expect([deed, done]).toEqual([deed, expect.objectContaining({ revision: revision + 1 })]);
    revision += 1;
  }
  expect(await tried("change", at(1), curator)).toBe("CONFLICT");
});

test("a collection holds records of any kind in the curator's order, each with a line why", async () => {
  const practice = await makePractice(hub, { title: "The practice" });
  const workshop = await makeWorkshop(hub, { title: "The workshop" });
  const series = await makeSeries(hub, { title: "The series" });
  const resource = await makeResource(hub, { title: "The resource" });
  const inner = await makeCollection(hub, { title: "The collection" });
  const territory = await makeTerritory(hub, { name: "The territory" });
  const topic = await makeTopic(hub, { label: "The topic" });
  const group = await makeGroup(hub, { title: "The group" });
  const project = await made(hub, "Project", { title: "The project" });
  const collection = await makeCollection(hub, {
    items: [
      item("WORKSHOP", workshop, "Where it began."),
      item("PRACTICE", practice, "What came of it."),
      item("ORGANISATION", { id: hub.organisations.alpha }),
      item("RESOURCE", resource, "To read."),
      item("SERIES", series),
      item("COLLECTION", inner),
      item("TERRITORY", territory),
      item("TOPIC", topic),
      item("WORKING_GROUP", group),
      item("PROJECT", project),
    ],
  });
  expect(await itemsOf(collection)).toEqual({
    totalCount: 10,
    pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    nodes: [
      ["WORKSHOP", "Where it began.", { __typename: "Workshop", id: workshop.id, title: "The workshop" }],
      ["PRACTICE", "What came of it.", { __typename: "Practice", id: practice.id, title: "The practice" }],
      [
        "ORGANISATION",
        null,
        { __typename: "Organisation", id: hub.organisations.alpha, name: "City of Alpha" },
      ],
      ["RESOURCE", "To read.", { __typename: "Resource", id: resource.id, title: "The resource" }],
      ["SERIES", null, { __typename: "Series", id: series.id, title: "The series" }],
      ["COLLECTION", null, { __typename: "Collection", id: inner.id, title: "The collection" }],
      ["TERRITORY", null, { __typename: "Territory", id: territory.id, name: "The territory" }],
      ["TOPIC", null, { __typename: "Topic", id: topic.id, label: "The topic" }],
      ["WORKING_GROUP", null, { __typename: "WorkingGroup", id: group.id, title: "The group" }],
      ["PROJECT", null, { __typename: "Project", id: project.id, title: "The project" }],
    ].map(([kind, why, record], i) => ({ position: i + 1, kind, why, record })),
  });
});

test("the records of a collection may be asked for what all content has in common", async () => {
  const [practice, resource] = [
    await makePractice(hub, { title: "P" }),
    await makeResource(hub, { title: "R" }),
  ];
  const { id } = await makeCollection(hub, {
    items: [
      item("PRACTICE", practice),
      item("RESOURCE", resource),
      item("ORGANISATION", { id: hub.organisations.beta }),
    ],
  });
  const { data, errors } = await hub.ask(
    "query C($id: ID!) { collection(id: $id) { items { nodes { record { __typename ... on Content { title slug } } } } } }",
    { id },
  );
  expect(errors).toBeUndefined();
  expect(data.collection.items.nodes.map(({ record }: { record: object }) => record)).toEqual([
    { __typename: "Practice", title: "P", slug: practice.slug },
    { __typename: "Resource", title: "R", slug: resource.slug },
    { __typename: "Organisation" },
  ]);
});

test("what a reader may not see is no item, no position, no count and no note of a collection", async () => {
  const open = [await makePractice(hub), await makeResource(hub)];
  const members = await makePractice(hub, { visibility: "MEMBERS" });
  const draft = await makeResource(hub, { status: "DRAFT", ownerId: hub.organisations.alpha });
  const { id } = await makeCollection(hub, {
    items: [
      item("PRACTICE", members, "For members."),
      item("PRACTICE", open[0]!, "First."),
      item("RESOURCE", draft, "Secret."),
      item("RESOURCE", open[1]!, "Second."),
    ],
  });
  const { people } = hub;
  const see = async (person: Person) => {
    const { data } = await hub.ask(
      "query S($id: ID!) { collection(id: $id) { items { totalCount nodes { position why record { __typename } } } translations { itemNotes { id why } } } }",
      { id },
      person,
    );
    const { items, translations } = data.collection;
    expect(items.totalCount).toBe(items.nodes.length);
    expect(items.nodes.map((node: { position: number }) => node.position)).toEqual(
      items.nodes.map((_: unknown, i: number) => i + 1),
    );
    expect(items.nodes.every((node: { record: unknown }) => node.record !== null)).toBe(true);
    const whys = items.nodes.map((node: { why: string }) => node.why);
    const notes = translations[0].itemNotes.map((note: { why: string }) => note.why);
    expect(new Set(notes)).toEqual(new Set(whys));
    return whys;
  };
  expect(await see(people.stranger)).toEqual(["First.", "Second."]);
  expect(await see(people.other)).toEqual(["For members.", "First.", "Second."]);
  expect(await see(people.member)).toEqual(["For members.", "First.", "Secret.", "Second."]);
  expect(await see(people.curator)).toEqual(["For members.", "First.", "Secret.", "Second."]);

  const containing = async (record: Made, person: Person) =>
    (
      await hub.ask(
        "query C($ids: [ID!]) { collections(filter: { recordIds: $ids }) { totalCount } }",
        { ids: [record.id] },
        person,
      )
    ).data.collections.totalCount;
  expect(await containing(members, people.stranger)).toBe(0);
  expect(await containing(members, people.member)).toBe(1);
});

test("records lead to the collections that contain them, as far as one may see those", async () => {
  const practice = await makePractice(hub);
  const project = await made(hub, "Project", {});
  const resource = await makeResource(hub);
  const items = [item("PRACTICE", practice), item("PROJECT", project), item("RESOURCE", resource)];
  const seen = await makeCollection(hub, { items });
  await makeCollection(hub, { items, visibility: "MEMBERS" });
  await makeCollection(hub, { items, status: "DRAFT" });
  const counts = async (person: Person) => {
    const { data } = await hub.ask(
      `query C($practice: ID!, $project: ID!, $resource: ID!) {
        practice(id: $practice) { collections { totalCount nodes { id } } }
        project(id: $project) { collections { totalCount } }
        resource(id: $resource) { collections { totalCount } } }`,
      { practice: practice.id, project: project.id, resource: resource.id },
      person,
    );
    expect(data.practice.collections.nodes).toContainEqual({ id: seen.id });
    return [data.practice, data.project, data.resource].map((record) => record.collections.totalCount);
  };
  expect(await counts(hub.people.stranger)).toEqual([1, 1, 1]);
  expect(await counts(hub.people.member)).toEqual([2, 2, 2]);
  expect(await counts(hub.people.curator)).toEqual([3, 3, 3]);
});

test("a curator adds at a place, takes out and reorders", async () => {
  const [a, b, c] = [await makeResource(hub), await makeResource(hub), await makePractice(hub)];
  const { curator } = hub.people;
  const { id, revision } = await makeCollection(hub, { items: [item("RESOURCE", a!), item("RESOURCE", b!)] });
  const first = { id, revision, ...item("PRACTICE", c!, "Begin here."), position: 1 };
  expect(await tried("addTo", { ...first, position: 4 }, curator)).toBe("BAD_USER_INPUT");
  expect(await tried("addTo", first, curator)).toMatchObject({ revision: revision + 1 });
  expect(await tried("addTo", first, curator)).toBe("CONFLICT");
  expect(await idsOf({ id })).toEqual([c!.id, a!.id, b!.id]);

  const again = { id, revision: revision + 1, ...item("PRACTICE", c!) };
  expect(await tried("addTo", again, curator)).toBe("BAD_USER_INPUT");
  expect(await tried("addTo", { ...again, recordId: MISSING }, curator)).toBe("UNKNOWN_REFERENCE");
  expect(await tried("addTo", { ...again, kind: "PROJECT", recordId: a!.id }, curator)).toBe(
    "UNKNOWN_REFERENCE",
  );
  expect(await tried("addTo", { ...again, kind: "COLLECTION", recordId: id }, curator)).toBe(
    "BAD_USER_INPUT",
  );

  const order = (recordIds: string[]) => tried("reorder", { id, revision: revision + 1, recordIds }, curator);
  expect(await order([a!.id, b!.id])).toBe("BAD_USER_INPUT");
  expect(await order([a!.id, a!.id, b!.id])).toBe("BAD_USER_INPUT");
  expect(await order([a!.id, b!.id, MISSING])).toBe("BAD_USER_INPUT");
  expect(await order([b!.id, c!.id, a!.id])).toMatchObject({ revision: revision + 2 });
  expect(await idsOf({ id })).toEqual([b!.id, c!.id, a!.id]);

  const out = { id, revision: revision + 2, recordId: c!.id };
  expect(await tried("removeFrom", { ...out, recordId: MISSING }, curator)).toBe("BAD_USER_INPUT");
  expect(await tried("removeFrom", out, curator)).toMatchObject({ revision: revision + 3 });
  expect(await idsOf({ id })).toEqual([b!.id, a!.id]);
  expect((await itemsOf({ id })).nodes.map((node: { why: string | null }) => node.why)).toEqual([null, null]);
});

test("the lines why come in the language shown, and a new one makes translations stale", async () => {
  const [a, b] = [await makeResource(hub), await makeResource(hub)];
  const { curator } = hub.people;
  const { id, revision } = await makeCollection(hub, { items: [item("RESOURCE", a!, "Short.")] });
  const french = (notes: object[]) => ({ id, revision, texts: { title: "Choix", itemNotes: notes } });
  expect(await tried("translate", french([{ id: MISSING, why: "Non." }]), curator)).toBe("BAD_USER_INPUT");
  await tried("translate", french([{ id: a!.id, why: "Court." }]), curator);
  const whys = async (language: string) =>
    (await itemsOf({ id }, undefined, [language])).nodes.map((node: { why: string | null }) => node.why);
  expect(await whys("en")).toEqual(["Short."]);
  expect(await whys("fr")).toEqual(["Court."]);

  await tried("addTo", { id, revision: revision + 1, ...item("RESOURCE", b!, "Long.") }, curator);
  expect(await whys("en")).toEqual(["Short.", "Long."]);
  expect(await whys("fr")).toEqual(["Court.", null]);
  const { data } = await hub.ask(
    "query T($id: ID!) { collection(id: $id) { translations { language state } } }",
    { id },
  );
  expect(data.collection.translations).toEqual([
    { language: "en", state: "ORIGINAL" },
    { language: "fr", state: "STALE" },
  ]);
});

test("items come page by page, and a cursor stands though its item is gone", async () => {
  const records: Made[] = [];
  for (let i = 0; i < 5; i++) records.push(await makeResource(hub));
  const { id, revision } = await makeCollection(hub, { items: records.map((one) => item("RESOURCE", one)) });
  const page = async (after: string | null) => {
    const { data } = await hub.ask(ITEMS, { id, first: 2, after });
    const { nodes, pageInfo } = data.collection.items;
    return { ids: nodes.map((node: { record: { id: string } }) => node.record.id), ...pageInfo };
  };
  const first = await page(null);
  expect(first).toMatchObject({ ids: [records[0]!.id, records[1]!.id], hasNextPage: true });
  const second = await page(first.endCursor);
  expect(second.ids).toEqual([records[2]!.id, records[3]!.id]);
  expect(await page(second.endCursor)).toMatchObject({ ids: [records[4]!.id], hasNextPage: false });

  await tried("removeFrom", { id, revision, recordId: records[1]!.id }, hub.people.curator);
  expect((await page(first.endCursor)).ids).toEqual([records[2]!.id, records[3]!.id]);
  for (const after of ["x", Buffer.from('["LIST",-1,"y"]').toString("base64url")])
    expect((await hub.ask(ITEMS, { id, first: 2, after })).errors?.[0]?.extensions.code).toBe("BAD_CURSOR");
  expect((await hub.ask(ITEMS, { id, first: -1 })).errors?.[0]?.extensions.code).toBe("BAD_PAGE");
});

test.each([
  ["an item that does not exist", { items: [{ kind: "PRACTICE", recordId: MISSING }] }, "UNKNOWN_REFERENCE"],
  ["an item of another kind", { items: "ORGANISATION AS TOPIC" }, "UNKNOWN_REFERENCE"],
  ["an item twice", { items: "TWICE" }, "BAD_USER_INPUT"],
  [
    "a note of no item",
    { texts: { title: "T", itemNotes: [{ id: MISSING, why: "No." }] } },
    "BAD_USER_INPUT",
  ],
  ["a line too long", { items: "LONG" }, "TEXT_TOO_LONG"],
  ["a NUL character in a line", { items: "NUL" }, "BAD_USER_INPUT"],
  [
    "more than 500 items",
    { items: Array.from({ length: 501 }, (_, i) => ({ kind: "TOPIC", recordId: `${i}` })) },
    "BAD_USER_INPUT",
  ],
])("refuses %s, and nothing is half-written", async (_what, wrong: object, code) => {
  const named = "items" in wrong && typeof wrong.items === "string" ? wrong.items : undefined;
  const recordId = hub.organisations.alpha;
  const items: Record<string, object[]> = {
    "ORGANISATION AS TOPIC": [{ kind: "TOPIC", recordId }],
    TWICE: [1, 2].map(() => ({ kind: "ORGANISATION", recordId })),
    LONG: [{ kind: "ORGANISATION", recordId, why: "x".repeat(501) }],
    NUL: [{ kind: "ORGANISATION", recordId, why: "a\u0000b" }],
  };
  const input = {
    language: "en",
    texts: { title: "Well" },
    ...wrong,
    ...(named ? { items: items[named] } : {}),
  };
  const written = () =>
    hub.db.query("SELECT (SELECT count(*) FROM resources.collection) c, (SELECT count(*) FROM hub.outbox) o");
  const before = await written();
  const { errors } = await hub.ask(CREATE, { input }, hub.people.curator);
  expect(errors?.[0]?.extensions.code).toBe(code);
  expect(await written()).toEqual(before);
});

test("twenty collections with their items cost as many statements as two", async () => {
  const practice = await makePractice(hub);
  const resource = await makeResource(hub);
  const workshop = await makeWorkshop(hub);
  const items = [item("PRACTICE", practice), item("RESOURCE", resource), item("WORKSHOP", workshop)];
  for (let i = 0; i < 20; i++) await makeCollection(hub, { items });
  const cost = async (first: number) => {
    hub.statements.length = 0;
    const { data, errors } = await hub.ask(
      `query Many($first: Int!, $ids: [ID!]) { collections(first: $first, filter: { recordIds: $ids }) { nodes { title items { totalCount nodes { why record {
        ... on Practice { title } ... on Resource { title } ... on Workshop { title } } } } } } }`,
      { first, ids: [practice.id] },
    );
    expect(errors).toBeUndefined();
    expect(data.collections.nodes).toHaveLength(first);
    expect(data.collections.nodes[0].items.totalCount).toBe(3);
    return hub.statements.length;
  };
  const few = await cost(2);
  expect(await cost(20)).toBe(few);
  expect(few).toBeLessThanOrEqual(5);
});
