import { openTestHub, type Person, type TestHub } from "./hub.ts";
import { belongs, makeGroup } from "./make/groups.ts";
import { made } from "./make/made.ts";
import { makePractice } from "./make/practices.ts";
import { makeResource } from "./make/resources.ts";
import { makeTopic } from "./make/topics.ts";
import { makeWorkshop } from "./make/workshops.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const MISSING = "01a20271-3ed4-732e-954e-7eeba0c1f5a5";
const CREATE =
  "mutation C($input: NewResource!) { done: createResource(input: $input) { id revision status title } }";
const CHANGE =
  "mutation C($id: ID!, $revision: Int!, $input: ResourceChange!) { done: changeResource(id: $id, revision: $revision, input: $input) { id revision title } }";

/** The code of the first error of a mutation called `done`, or what it answered. */
async function tried(query: string, variables: object, person: Person) {
  const { data, errors } = await hub.ask(query, variables, person);
  return errors?.[0]?.extensions.code ?? data.done;
}

const moved = (deed: string, variables: object, person: Person) =>
  tried(
    `mutation M($id: ID!, $revision: Int!) { done: ${deed}Resource(id: $id, revision: $revision) { revision status } }`,
    variables,
    person,
  );

const titles = async (filter: object, person?: Person, sort = "TITLE"): Promise<string[]> => {
  const { data, errors } = await hub.ask(
    "query List($filter: ResourceFilter, $sort: ResourceSort!) { resources(first: 100, filter: $filter, sort: $sort) { nodes { title } totalCount } }",
    { filter, sort },
    person,
  );
  expect(errors).toBeUndefined();
  expect(data.resources.totalCount).toBe(data.resources.nodes.length);
  return data.resources.nodes.map((node: { title: string }) => node.title);
};

test("a resource is written by a member, handed in, given back, published by a curator and withdrawn", async () => {
  const { member, colleague, other, curator, stranger } = hub.people;
  const input = { language: "en", texts: { title: "Guide to lighting" } };
  expect(await tried(CREATE, { input }, stranger)).toBe("UNAUTHENTICATED");
  expect(await tried(CREATE, { input: { ...input, ownerId: hub.organisations.beta } }, member)).toBe(
    "FORBIDDEN",
  );
  const { id } = await tried(CREATE, { input }, member);
  const at = (revision: number) => ({ id, revision });

  expect(await moved("submit", at(1), other)).toBe("NOT_FOUND");
  expect(await moved("submit", at(1), colleague)).toEqual({ revision: 2, status: "IN_REVIEW" });
  expect(await moved("return", at(2), member)).toBe("FORBIDDEN");
  expect(await moved("return", at(2), curator)).toEqual({ revision: 3, status: "DRAFT" });
  expect(await moved("publish", at(3), member)).toBe("FORBIDDEN");
  expect(await moved("publish", at(3), curator)).toEqual({ revision: 4, status: "PUBLISHED" });

  const change = { ...at(4), input: { texts: { title: "Guide to street lighting" } } };
  expect(await tried(CHANGE, change, other)).toBe("FORBIDDEN");
  expect(await tried(CHANGE, change, member)).toMatchObject({ title: "Guide to street lighting" });
  expect(await tried(CHANGE, change, member)).toBe("CONFLICT");

  const translate =
    "mutation T($id: ID!, $revision: Int!, $texts: ResourceTextsInput!) { done: translateResource(id: $id, revision: $revision, language: fr, texts: $texts) { revision } }";
  const french = { ...at(5), texts: { title: "Guide de l'éclairage" } };
  expect(await tried(translate, french, other)).toBe("FORBIDDEN");
  expect(await tried(translate, french, member)).toEqual({ revision: 6 });
  const read = "query R($id: ID!) { resource(id: $id) { title language } }";
  expect((await hub.ask(read, { id }, undefined, ["fr"])).data.resource).toEqual({
    title: "Guide de l'éclairage",
    language: "fr",
  });

  expect(await moved("archive", at(6), other)).toBe("FORBIDDEN");
  expect(await moved("archive", at(6), member)).toEqual({ revision: 7, status: "ARCHIVED" });
  expect((await hub.ask(read, { id })).data.resource).toBeNull();
});

test("a resource says who made it, in which language, and who may read the document itself", async () => {
  const file = { name: "toolbox.pdf", mediaType: "application/pdf", bytes: 20_480, sha256: "0f".repeat(32) };
  const { id } = await makeResource(hub, {
    title: "Community-oriented policing today",
    resourceKind: "TOOLBOX",
    authors: ["D. Bell"],
    editors: ["Edward N. Zalta"],
    publisherIds: [hub.organisations.beta, hub.organisations.alpha],
    publisherName: "A Press",
    date: "2018",
    contentLanguages: ["en"],
    url: "https://example.org/toolbox",
    file,
    licence: "CC-BY-4.0",
    access: "MEMBERS",
  });
  const { data } = await hub.ask(
    `query One($id: ID!) { resource(id: $id) {
      resourceKind insightKind authors editors publishers { name } publisherName date contentLanguages
      url file { name mediaType bytes sha256 } licence access body items
    } }`,
    { id },
  );
  expect(data.resource).toEqual({
    resourceKind: "TOOLBOX",
    insightKind: null,
    authors: ["D. Bell"],
    editors: ["Edward N. Zalta"],
    publishers: [{ name: "City of Beta" }, { name: "City of Alpha" }],
    publisherName: "A Press",
    date: "2018",
    contentLanguages: ["en"],
    url: "https://example.org/toolbox",
    file,
    licence: "CC-BY-4.0",
    access: "MEMBERS",
    body: null,
    items: null,
  });
  const bare = await makeResource(hub);
  const { data: second } = await hub.ask(
    "query One($id: ID!) { resource(id: $id) { resourceKind access authors publishers { id } file { name } date } }",
    bare,
  );
  expect(second.resource).toEqual({
    resourceKind: "OTHER",
    access: "UNKNOWN",
    authors: [],
    publishers: [],
    file: null,
    date: null,
  });
});

test("an insight says whether it is a lesson, a recommendation or a question; nothing else does", async () => {
  const insight = await makeResource(hub, {
    title: "Ask where data come from",
    resourceKind: "INSIGHT",
    insightKind: "LESSON",
    texts: { body: "Ask where training data come from, who collects them and why." },
  });
  await makeResource(hub, {
    title: "Good, bad, ugly",
    resourceKind: "FRAMEWORK",
    texts: { items: "good\nbad\nugly" },
  });
  const { data } = await hub.ask(
    "{ resources(filter: { kinds: [INSIGHT, FRAMEWORK] }, sort: TITLE) { nodes { title resourceKind insightKind body items } } }",
  );
  expect(data.resources.nodes).toEqual([
    {
      title: "Ask where data come from",
      resourceKind: "INSIGHT",
      insightKind: "LESSON",
      body: "Ask where training data come from, who collects them and why.",
      items: null,
    },
    {
      title: "Good, bad, ugly",
      resourceKind: "FRAMEWORK",
      insightKind: null,
      body: null,
      items: "good\nbad\nugly",
    },
  ]);
  const change = { id: insight.id, revision: insight.revision, input: { resourceKind: "ARTICLE" } };
  expect(await tried(CHANGE, change, hub.people.curator)).toBe("BAD_USER_INPUT");
});

test("each visibility is seen by those it names, in lists, counts and joins", async () => {
  const mark = { publisherIds: [hub.organisations.alpha] };
  const group = await makeGroup(hub);
  await belongs(hub, hub.people.member, group);
  const grouped = { visibility: "GROUP", groupIds: [group.id], workingGroupIds: [group.id] };
  await makeResource(hub, { ...mark, title: "Seen by all", date: "2020" });
  await makeResource(hub, { ...mark, ...grouped, title: "Seen by the group" });
  await makeResource(hub, { ...mark, title: "Seen by members", visibility: "MEMBERS" });
  await makeResource(hub, {
    ...mark,
    title: "Seen by beta",
    status: "DRAFT",
    ownerId: hub.organisations.beta,
  });
  const { people } = hub;
  const filter = { ...mark, kinds: ["OTHER"] };
  const cases: [Person, string[]][] = [
    [people.stranger, ["Seen by all"]],
    [people.partner, ["Seen by all"]],
    [people.partnerMembers, ["Seen by all", "Seen by members"]],
    [people.pending, ["Seen by all"]],
    [people.member, ["Seen by all", "Seen by members", "Seen by the group"]],
    [people.other, ["Seen by all", "Seen by beta", "Seen by members"]],
    [people.curator, ["Seen by all", "Seen by beta", "Seen by members", "Seen by the group"]],
  ];
  for (const [person, expected] of cases) {
    expect(await titles(filter, person)).toEqual(expected);
    const { data } = await hub.ask(
      "query J($id: ID!) { organisation(id: $id) { resources(sort: TITLE) { totalCount nodes { title resourceKind } } } }",
      { id: hub.organisations.alpha },
      person,
    );
    const { totalCount, nodes } = data.organisation.resources;
    const others = nodes.filter((node: { resourceKind: string }) => node.resourceKind === "OTHER");
    expect(others.map((node: { title: string }) => node.title)).toEqual(expected);
    expect(totalCount).toBe(nodes.length);
  }
});

test("a resource and the records it tells of lead to each other, hidden ones excepted", async () => {
  const workshop = await makeWorkshop(hub);
  const practice = await makePractice(hub);
  const project = await made(hub, "Project", {});
  const group = await makeGroup(hub);
  const topic = await makeTopic(hub);
  const narrower = await makeTopic(hub, { broaderId: topic.id });
  const hidden = await makePractice(hub, { status: "DRAFT" });
  const resource = await makeResource(hub, {
    title: "Report",
    workshopIds: [workshop.id],
    practiceIds: [hidden.id, practice.id],
    projectIds: [project.id],
    workingGroupIds: [group.id],
    topicIds: [narrower.id],
  });
  const { data, errors } = await hub.ask(
    `query Joined($workshop: ID!, $practice: ID!, $project: ID!, $resource: ID!, $group: ID!, $topic: ID!) {
      workingGroup(id: $group) { resources { nodes { id } } }
      topic(id: $topic) { resources { nodes { id workingGroups { id } } } }
      workshop(id: $workshop) { resources { nodes { id } } }
      practice(id: $practice) { resources { nodes { id } } }
      project(id: $project) { resources { totalCount } }
      resource(id: $resource) { workshops { id } practices { id title } projects { id } }
    }`,
    {
      workshop: workshop.id,
      practice: practice.id,
      project: project.id,
      resource: resource.id,
      group: group.id,
      topic: topic.id,
    },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    workingGroup: { resources: { nodes: [{ id: resource.id }] } },
    topic: { resources: { nodes: [{ id: resource.id, workingGroups: [{ id: group.id }] }] } },
    workshop: { resources: { nodes: [{ id: resource.id }] } },
    practice: { resources: { nodes: [{ id: resource.id }] } },
    project: { resources: { totalCount: 1 } },
    resource: {
      workshops: [{ id: workshop.id }],
      practices: [{ id: practice.id, title: expect.any(String) }],
      projects: [{ id: project.id }],
    },
  });
  expect(await titles({ practiceIds: [hidden.id] })).toEqual([]);
  expect(await titles({ practiceIds: [hidden.id] }, hub.people.curator)).toEqual(["Report"]);
});

test("resources are put in order of their date and narrowed by it and by their own language", async () => {
  const project = await made(hub, "Project", {});
  const mark = { projectIds: [project.id] };
  await makeResource(hub, { ...mark, title: "Month", date: "2016-10", contentLanguages: ["fr"] });
  await makeResource(hub, { ...mark, title: "Day", date: "2018-11-03", contentLanguages: ["fr", "en"] });
  await makeResource(hub, { ...mark, title: "Year", date: "2018" });
  await makeResource(hub, { ...mark, title: "Undated", contentLanguages: ["de"] });
  expect(await titles(mark, undefined, "DATE")).toEqual(["Day", "Year", "Month", "Undated"]);
  expect(await titles({ ...mark, from: "2018-12" }, undefined, "DATE")).toEqual(["Year"]);
  expect(await titles({ ...mark, from: "2018-11", to: "2018-11" }, undefined, "DATE")).toEqual([
    "Day",
    "Year",
  ]);
  expect(await titles({ ...mark, to: "2017" }, undefined, "DATE")).toEqual(["Month"]);
  expect(await titles({ ...mark, contentLanguages: ["en", "de"] })).toEqual(["Day", "Undated"]);
});

test.each([
  ["a slug in use", { slug: "taken-resource" }, "SLUG_TAKEN"],
  ["a body too long", { texts: { title: "T", body: "x".repeat(20_001) } }, "TEXT_TOO_LONG"],
  ["a NUL character in an author's name", { authors: ["a\u0000b"] }, "BAD_USER_INPUT"],
  ["an author without a name", { authors: [""] }, "BAD_USER_INPUT"],
  ["a publisher that does not exist", { publisherIds: [MISSING] }, "UNKNOWN_REFERENCE"],
  ["a workshop that does not exist", { workshopIds: [MISSING] }, "UNKNOWN_REFERENCE"],
  ["a project that is none", { projectIds: ["cci"] }, "UNKNOWN_REFERENCE"],
  ["a date that is none", { date: "yesterday" }, "BAD_USER_INPUT"],
  ["a script for an address", { url: "javascript:alert(1)" }, "BAD_USER_INPUT"],
  ["a file address", { url: "file:///etc/passwd" }, "BAD_USER_INPUT"],
  ["a lesson that is a video", { resourceKind: "VIDEO", insightKind: "LESSON" }, "BAD_USER_INPUT"],
  [
    "a checksum that is none",
    { file: { name: "a.pdf", mediaType: "application/pdf", bytes: 1, sha256: "abc" } },
    "BAD_USER_INPUT",
  ],
  [
    "a file name with a folder",
    { file: { name: "../a.pdf", mediaType: "application/pdf", bytes: 1, sha256: "0f".repeat(32) } },
    "BAD_USER_INPUT",
  ],
  ["a licence too long", { licence: "x".repeat(201) }, "TEXT_TOO_LONG"],
])("refuses %s, and nothing is half-written", async (_what, wrong, code) => {
  if (code === "SLUG_TAKEN") await makeResource(hub, { slug: "taken-resource" });
  const written = () =>
    hub.db.query("SELECT (SELECT count(*) FROM resources.resource) r, (SELECT count(*) FROM hub.outbox) o");
  const before = await written();
  const input = { language: "en", texts: { title: "Well" }, ...wrong };
  expect(await tried(CREATE, { input }, hub.people.curator)).toBe(code);
  expect(await written()).toEqual(before);
});

test("an unknown id gives null, a page of 10,000 and a broken cursor are refused", async () => {
  expect(await hub.ask(`{ resource(id: "${MISSING}") { id } }`)).toEqual({ data: { resource: null } });
  const list =
    "query L($first: Int!, $after: String) { resources(first: $first, after: $after) { nodes { id } } }";
  expect((await hub.ask(list, { first: 10_000 })).errors?.[0]?.extensions.code).toMatch(
    /BAD_PAGE|LIMIT_EXCEEDED/,
  );
  expect((await hub.ask(list, { first: 1, after: "x" })).errors?.[0]?.extensions.code).toBe("BAD_CURSOR");
});

test("fifty resources with publishers, workshops and practices cost a fixed number of statements", async () => {
  const workshop = await makeWorkshop(hub);
  const practice = await makePractice(hub);
  const many = async (count: number) => {
    for (let i = 0; i < count; i++)
      await makeResource(hub, {
        publisherIds: [hub.organisations.alpha],
        workshopIds: [workshop.id],
        practiceIds: [practice.id],
      });
  };
  const cost = async (first: number) => {
    hub.statements.length = 0;
    const { data, errors } = await hub.ask(
      `query Many($first: Int!, $workshop: [ID!]) { resources(first: $first, filter: { workshopIds: $workshop }) { totalCount nodes {
        title publishers { name } workshops { title resources(first: 2) { totalCount } } practices { title } collections { totalCount } } } }`,
      { first, workshop: [workshop.id] },
    );
    expect(errors).toBeUndefined();
    expect(data.resources.nodes).toHaveLength(first);
    return hub.statements.length;
  };
  await many(5);
  const few = await cost(5);
  await many(45);
  expect(await cost(50)).toBe(few);
  expect(few).toBeLessThanOrEqual(10);
});
