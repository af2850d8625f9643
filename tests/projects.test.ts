import { type Answer, openTestHub, type Person, type TestHub } from "./hub.ts";
import { belongs, makeGroup } from "./make/groups.ts";
import { makeProject } from "./make/projects.ts";

let hub: TestHub;
let territory: string;
let topics: { broad: string; narrow: string };
beforeAll(async () => {
  hub = await openTestHub();
  const made = await hub.tell(`mutation {
    territory: createTerritory(input: { language: en, territoryKind: CITY, country: "NL", texts: { name: "Alphaburg" } }) { id }
    broad: createTopic(input: { language: en, texts: { label: "Urban nights" } }) { id }
  }`);
  const { narrow } = await hub.tell(
    `mutation Narrow($id: ID!) { narrow: createTopic(input: { language: en, broaderId: $id, texts: { label: "Night buses" } }) { id } }`,
    { id: made.broad.id },
  );
  territory = made.territory.id;
  topics = { broad: made.broad.id, narrow: narrow.id };
});
afterAll(() => hub.close());

const NOBODY = "01a20271-3ed4-732e-954e-7eeba0c1f5a5";
const CREATE =
  "mutation Create($input: NewProject!) { createProject(input: $input) { id slug revision status title owner { id } } }";
const CHANGE =
  "mutation Change($id: ID!, $revision: Int!, $input: ProjectChange!) { changeProject(id: $id, revision: $revision, input: $input) { id revision summary start end acronym } }";

const code = (answer: { errors?: { extensions: { code: string } }[] }) => answer.errors?.[0]?.extensions.code;

const titlesFor = async (person: Person | undefined, filter: object): Promise<string[]> => {
  const { data } = await hub.ask(
    "query List($filter: ProjectFilter) { projects(first: 100, filter: $filter, sort: TITLE) { nodes { title } totalCount } }",
    { filter },
    person,
  );
  expect(data.projects.totalCount).toBe(data.projects.nodes.length);
  return data.projects.nodes.map((node: { title: string }) => node.title);
};

test("a member writes a draft for their own organisation, hands it in, and a curator publishes it", async () => {
  const { member, curator, stranger, other, colleague } = hub.people;
  const created = await hub.ask(
    CREATE,
    { input: { language: "en", texts: { title: "Lit Streets" } } },
    member,
  );
  const project = created.data.createProject;
  expect(project).toMatchObject({
    status: "DRAFT",
    slug: "lit-streets",
    revision: 1,
    owner: { id: hub.organisations.alpha },
  });

  const see = async (person: Person) =>
    (
      await hub.ask(
        "query One($slug: String!) { project(slug: $slug) { title } }",
        { slug: "lit-streets" },
        person,
      )
    ).data.project;
  expect(await see(stranger)).toBeNull();
  expect(await see(other)).toBeNull();
  expect(await see(colleague)).toEqual({ title: "Lit Streets" });

  const submit =
    "mutation S($id: ID!, $revision: Int!) { submitProject(id: $id, revision: $revision) { revision status } }";
  expect(code(await hub.ask(submit, project, other))).toBe("NOT_FOUND");
  expect((await hub.ask(submit, project, member)).data.submitProject).toEqual({
    revision: 2,
    status: "IN_REVIEW",
  });

  const publish =
    "mutation P($id: ID!, $revision: Int!) { publishProject(id: $id, revision: $revision) { revision status } }";
  expect(code(await hub.ask(publish, { id: project.id, revision: 2 }, member))).toBe("FORBIDDEN");
  expect((await hub.ask(publish, { id: project.id, revision: 2 }, curator)).data.publishProject).toEqual({
    revision: 3,
    status: "PUBLISHED",
  });
  expect(await see(stranger)).toEqual({ title: "Lit Streets" });
});

test("a curator gives a project back, its owner may archive it, others may not", async () => {
  const project = await makeProject(hub, { status: "IN_REVIEW", ownerId: hub.organisations.alpha });
  const back =
    "mutation R($id: ID!, $revision: Int!) { returnProject(id: $id, revision: $revision) { status revision } }";
  expect(code(await hub.ask(back, project, hub.people.member))).toBe("FORBIDDEN");
  expect((await hub.ask(back, project, hub.people.curator)).data.returnProject).toEqual({
    status: "DRAFT",
    revision: 3,
  });

  const archive =
    "mutation A($id: ID!, $revision: Int!) { archiveProject(id: $id, revision: $revision) { status } }";
  const current = { id: project.id, revision: 3 };
  expect(code(await hub.ask(archive, current, hub.people.other))).toBe("NOT_FOUND");
  expect((await hub.ask(archive, current, hub.people.member)).data.archiveProject).toEqual({
    status: "ARCHIVED",
  });
  expect(code(await hub.ask(archive, { id: project.id, revision: 4 }, hub.people.member))).toBe(
    "WRONG_STATE",
  );
});

test("nobody writes for another organisation, and strangers not at all", async () => {
  const input = { language: "en", ownerId: hub.organisations.beta, texts: { title: "Not mine" } };
  expect(code(await hub.ask(CREATE, { input }, hub.people.member))).toBe("FORBIDDEN");
  expect(code(await hub.ask(CREATE, { input }, hub.people.stranger))).toBe("UNAUTHENTICATED");
  expect(code(await hub.ask(CREATE, { input }, hub.people.partnerMembers))).toBe("FORBIDDEN");
});

test("each visibility is seen by those it names: in lists, counts, look-ups and joins", async () => {
  const { people, organisations } = hub;
  const group = await makeGroup(hub, { title: "Readers" });
  await belongs(hub, people.other, group);
  const mark = {
    organisationIds: [organisations.beta],
    topicIds: [topics.narrow],
    territoryIds: [territory],
    programme: "Seen",
  };
  await makeProject(hub, { ...mark, title: "By all" });
  await makeProject(hub, { ...mark, title: "By members", visibility: "MEMBERS" });
  await makeProject(hub, { ...mark, title: "By the group", visibility: "GROUP", groupIds: [group.id] });
  await makeProject(hub, { ...mark, title: "By alpha", status: "DRAFT", ownerId: organisations.alpha });
  const archived = await makeProject(hub, {
    ...mark,
    title: "By beta",
    status: "ARCHIVED",
    ownerId: organisations.beta,
  });

  const all = ["By all", "By alpha", "By beta", "By members", "By the group"];
  const expected: [Person, string[]][] = [
    [people.stranger, ["By all"]],
    [people.pending, ["By all"]],
    [people.partner, ["By all"]],
    [people.partnerMembers, ["By all", "By members"]],
    [people.member, ["By all", "By alpha", "By members"]],
    [people.other, ["By all", "By beta", "By members", "By the group"]],
    [people.curator, all],
  ];
  const JOINS = `query Joins($organisation: ID!, $topic: ID!, $territory: ID!) {
    organisation(id: $organisation) { projects(sort: TITLE) { ...Page } }
    topic(id: $topic) { projects(sort: TITLE) { ...Page } }
    territory(id: $territory) { projects(sort: TITLE) { ...Page } }
  }
  fragment Page on ProjectConnection { totalCount nodes { title } }`;
  for (const [person, titles] of expected) {
    expect(await titlesFor(person, { programmes: ["seen"] })).toEqual(titles);
    const { data } = await hub.ask(
      JOINS,
      { organisation: organisations.beta, topic: topics.broad, territory },
      person,
    );
    const page = { totalCount: titles.length, nodes: titles.map((title) => ({ title })) };
    expect(data).toEqual({
      organisation: { projects: page },
      topic: { projects: page },
      territory: { projects: page },
    });
    const one = await hub.ask("query One($id: ID!) { project(id: $id) { title } }", archived, person);
    expect(one.data.project).toEqual(titles.includes("By beta") ? { title: "By beta" } : null);
  }
});

test("the lead, partners and funders are told with their roles and countries, and lead back to the project", async () => {
  const { alpha, beta } = hub.organisations;
  const { fund } = await hub.tell(
    `mutation { fund: createOrganisation(input: { language: en, organisationKind: EU_BODY, country: "EU", texts: { name: "The Fund" } }) { id } }`,
  );
  const project = await makeProject(hub, {
    title: "Consortium",
    funderIds: [fund.id],
    partners: [
      { organisationId: beta, country: "ES", role: "tests it" },
      { organisationId: alpha, country: "nl", countryStated: false, isLead: true },
    ],
  });
  const { data } = await hub.ask(
    `query P($id: ID!, $alpha: ID!, $beta: ID!, $fund: ID!) { project(id: $id) {
      lead { organisation { name } country countryStated }
      partners { organisation { name } country countryStated role isLead }
      funder { name } funders { id }
      alpha: rolesOf(organisationId: $alpha) beta: rolesOf(organisationId: $beta) fund: rolesOf(organisationId: $fund)
    } }`,
    { ...project, alpha, beta, fund: fund.id },
  );
  expect(data.project).toEqual({
    lead: { organisation: { name: "City of Alpha" }, country: "NL", countryStated: false },
    partners: [
      {
        organisation: { name: "City of Alpha" },
        country: "NL",
        countryStated: false,
        role: null,
        isLead: true,
      },
      {
        organisation: { name: "City of Beta" },
        country: "ES",
        countryStated: true,
        role: "tests it",
        isLead: false,
      },
    ],
    funder: { name: "The Fund" },
    funders: [{ id: fund.id }],
    alpha: ["LEAD"],
    beta: ["PARTNER"],
    fund: ["FUNDER"],
  });

  const projectsAs = async (id: string, roles: string[] | null) => {
    const query =
      "query O($id: ID!, $roles: [ProjectRole!]) { organisation(id: $id) { projects(roles: $roles, sort: TITLE) { nodes { title } totalCount } } }";
    const { projects } = (await hub.ask(query, { id, roles })).data.organisation;
    expect(projects.totalCount).toBe(projects.nodes.length);
    return projects.nodes.map(({ title }: { title: string }) => title);
  };
  expect(await projectsAs(alpha, ["LEAD"])).toEqual(["Consortium"]);
  expect(await projectsAs(alpha, ["PARTNER", "FUNDER"])).toEqual([]);
  expect(await projectsAs(beta, ["PARTNER"])).toEqual(["Consortium"]);
  expect(await projectsAs(fund.id, null)).toEqual(["Consortium"]);
  expect(await projectsAs(fund.id, [])).toEqual([]);
  expect(await titlesFor(undefined, { partnerIds: [fund.id] })).toEqual(["Consortium"]);

  const gone = { id: project.id, revision: project.revision, input: { partners: [], funderIds: [] } };
  await hub.ask(CHANGE, gone, hub.people.curator);
  expect(await titlesFor(undefined, { partnerIds: [fund.id, alpha, beta] })).toEqual([]);
});

test("a project is under way in the years between its beginning and its end", async () => {
  const programme = "Years";
  await makeProject(hub, { programme, title: "Ended", start: "2016-06", end: "2018-12" });
  await makeProject(hub, { programme, title: "Going on", start: "2018" });
  await makeProject(hub, { programme, title: "Not known" });
  const activeIn = (year: number) => titlesFor(undefined, { programmes: [programme], activeIn: year });
  expect(await activeIn(2015)).toEqual([]);
  expect(await activeIn(2016)).toEqual(["Ended"]);
  expect(await activeIn(2018)).toEqual(["Ended", "Going on"]);
  expect(await activeIn(2026)).toEqual(["Going on"]);
  expect(code(await hub.ask("{ projects(filter: { activeIn: 18 }) { totalCount } }"))).toBe("BAD_USER_INPUT");

  const sorted = await hub.ask(
    `{ projects(sort: START, filter: { programmes: ["years"] }) { nodes { title } } }`,
  );
  expect(sorted.data.projects.nodes.map(({ title }: { title: string }) => title)).toEqual([
    "Going on",
    "Ended",
    "Not known",
  ]);
});

test("outputs have their words in the language shown, and lead to those resources that the reader may see", async () => {
  const make = `mutation Make($visibility: Visibility!) { createResource(input: { language: en, resourceKind: PUBLICATION, visibility: $visibility, texts: { title: "Guide" } }) { id revision } }`;
  const publish =
    "mutation P($id: ID!, $revision: Int!) { publishResource(id: $id, revision: $revision) { id } }";
  const open = (await hub.tell(make, { visibility: "PUBLIC" })).createResource;
  const closed = (await hub.tell(make, { visibility: "MEMBERS" })).createResource;
  await hub.tell(publish, open);
  await hub.tell(publish, closed);
  const project = await makeProject(hub, {
    texts: {
      outputWords: [
        { key: "guide", title: "The guide", description: "What to do." },
        { key: "film", title: "The film" },
      ],
    },
    outputs: [
      { key: "guide", url: "https://example.org/guide", resourceIds: [open.id, closed.id] },
      { key: "film" },
    ],
  });
  const translate =
    "mutation T($id: ID!, $revision: Int!, $texts: ProjectTextsInput!) { translateProject(id: $id, revision: $revision, language: fr, texts: $texts) { revision } }";
  const texts = { title: "Projet", outputWords: [{ key: "guide", title: "Le guide" }] };
  expect(code(await hub.ask(translate, { ...project, texts }, hub.people.other))).toBe("FORBIDDEN");
  expect((await hub.ask(translate, { ...project, texts }, hub.people.curator)).data.translateProject).toEqual(
    { revision: project.revision + 1 },
  );

  const READ =
    "query R($id: ID!) { project(id: $id) { outputs { key title description language url resources { id } } } }";
  const french = await hub.ask(READ, project, undefined, ["fr"]);
  expect(french.data.project.outputs).toEqual([
    {
      key: "guide",
      title: "Le guide",
      description: null,
      language: "fr",
      url: "https://example.org/guide",
      resources: [{ id: open.id }],
    },
    { key: "film", title: "The film", description: null, language: "en", url: null, resources: [] },
  ]);
  const member = await hub.ask(READ, project, hub.people.member);
  expect(member.data.project.outputs[0]).toMatchObject({
    title: "The guide",
    resources: [{ id: open.id }, { id: closed.id }],
  });

  const hidden = { language: "en", texts: { title: "Well" }, outputs: [{ key: "a", resourceIds: [NOBODY] }] };
  expect(code(await hub.ask(CREATE, { input: hidden }, hub.people.curator))).toBe("UNKNOWN_REFERENCE");
  const draft = (await hub.tell(make, { visibility: "PUBLIC" })).createResource;
  const unseen = {
    language: "en",
    texts: { title: "Well" },
    outputs: [{ key: "a", resourceIds: [draft.id] }],
  };
  expect(code(await hub.ask(CREATE, { input: unseen }, hub.people.member))).toBe("UNKNOWN_REFERENCE");
});

test("a change says only what is new, null deletes, and an older revision is refused", async () => {
  const project = await makeProject(hub, {
    ownerId: hub.organisations.alpha,
    acronym: "CCI",
    start: "2016-06",
    end: "2018",
  });
  const first = await hub.ask(
    CHANGE,
    { ...project, input: { texts: { summary: "One" }, end: null } },
    hub.people.member,
  );
  expect(first.data.changeProject).toMatchObject({
    summary: "One",
    start: "2016-06",
    end: null,
    acronym: "CCI",
    revision: 3,
  });
  const late = { id: project.id, revision: 3, input: { end: "2015" } };
  expect(code(await hub.ask(CHANGE, late, hub.people.member))).toBe("BAD_USER_INPUT");
  const stale = await hub.ask(CHANGE, { ...project, input: { acronym: null } }, hub.people.colleague);
  expect(stale.errors?.[0]?.extensions).toMatchObject({
    code: "CONFLICT",
    reason: "STALE_REVISION",
    given: 2,
    revision: 3,
  });
  expect(code(await hub.ask(CHANGE, { id: project.id, revision: 3, input: {} }, hub.people.other))).toBe(
    "FORBIDDEN",
  );
});

const partner = (more: object) => ({ organisationId: hub.organisations.alpha, ...more });
test.each<[string, () => object, string]>([
  ["a slug in use", () => ({ slug: "taken-slug" }), "SLUG_TAKEN"],
  ["a title too long", () => ({ texts: { title: "x".repeat(201) } }), "TEXT_TOO_LONG"],
  ["an acronym too long", () => ({ acronym: "x".repeat(51) }), "TEXT_TOO_LONG"],
  ["no title", () => ({ texts: { summary: "S" } }), "BAD_USER_INPUT"],
  ["a NUL character", () => ({ programme: "a\u0000b" }), "BAD_USER_INPUT"],
  [
    "a NUL character in an output",
    () => ({ texts: { title: "T", outputWords: [{ key: "a", title: "a\u0000b" }] } }),
    "BAD_USER_INPUT",
  ],
  [
    "an output without a title",
    () => ({ texts: { title: "T", outputWords: [{ key: "a", title: " " }] } }),
    "BAD_USER_INPUT",
  ],
  ["two outputs of one key", () => ({ outputs: [{ key: "a" }, { key: "a" }] }), "BAD_USER_INPUT"],
  ["an address that is a script", () => ({ website: "javascript:alert(1)" }), "BAD_USER_INPUT"],
  ["an output's address that is none", () => ({ outputs: [{ key: "a", url: "nowhere" }] }), "BAD_USER_INPUT"],
  ["a topic that does not exist", () => ({ topicIds: [NOBODY] }), "UNKNOWN_REFERENCE"],
  [
    "a partner that does not exist",
    () => ({ partners: [partner({ organisationId: NOBODY })] }),
    "UNKNOWN_REFERENCE",
  ],
  ["a funder that is a territory", () => ({ funderIds: [territory] }), "UNKNOWN_REFERENCE"],
  [
    "a territory that is an organisation",
    () => ({ territoryIds: [hub.organisations.alpha] }),
    "UNKNOWN_REFERENCE",
  ],
  ["a partner named twice", () => ({ partners: [partner({}), partner({ isLead: true })] }), "BAD_USER_INPUT"],
  [
    "two leads",
    () => ({
      partners: [partner({ isLead: true }), { organisationId: hub.organisations.beta, isLead: true }],
    }),
    "BAD_USER_INPUT",
  ],
  ["a country that is none", () => ({ partners: [partner({ country: "Greece" })] }), "BAD_USER_INPUT"],
  ["a role too long", () => ({ partners: [partner({ role: "x".repeat(501) })] }), "TEXT_TOO_LONG"],
  ["a date that is none", () => ({ start: "2021-02-30" }), "BAD_USER_INPUT"],
  ["an end before the start", () => ({ start: "2021-02", end: "2020" }), "BAD_USER_INPUT"],
  ["a currency that is none", () => ({ budget: { total: 1, currency: "euro" } }), "BAD_USER_INPUT"],
  ["an amount below zero", () => ({ budget: { total: -1, currency: "EUR" } }), "BAD_USER_INPUT"],
  ["more funding than cost", () => ({ budget: { total: 1, funding: 2, currency: "EUR" } }), "BAD_USER_INPUT"],
])("refuses %s, and nothing is half-written", async (_what, wrong, expected) => {
  if (expected === "SLUG_TAKEN") await makeProject(hub, { slug: "taken-slug" });
  const count = () =>
    hub.db.query("SELECT (SELECT count(*) FROM projects.project) p, (SELECT count(*) FROM hub.record) r");
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
  const one = "query One($id: ID, $slug: String) { project(id: $id, slug: $slug) { id } }";
  expect((await hub.ask(one, { id: NOBODY })).data).toEqual({ project: null });
  expect((await hub.ask(one, { id: "nonsense" })).data).toEqual({ project: null });
  expect(code(await hub.ask(one, { id: NOBODY, slug: "both" }))).toBe("BAD_USER_INPUT");
  const page =
    "query Page($first: Int!, $after: String) { projects(first: $first, after: $after) { nodes { id } } }";
  expect(code(await hub.ask(page, { first: 10000 }))).toMatch(/BAD_PAGE|LIMIT_EXCEEDED/);
  expect(code(await hub.ask(page, { first: -1 }))).toBe("BAD_PAGE");
  expect(code(await hub.ask(page, { first: 1, after: "broken" }))).toBe("BAD_CURSOR");
});

test("pages follow one another without gap or repetition, in every order", async () => {
  for (let i = 0; i < 7; i++)
    await makeProject(hub, { programme: "Pages", title: `Page ${i % 3}`, start: i % 2 ? `201${i}` : null });
  const PAGE =
    'query Page($after: String, $sort: ProjectSort!) { projects(first: 3, after: $after, sort: $sort, filter: { programmes: ["Pages"] }) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } }';
  for (const sort of ["NEWEST", "OLDEST", "CHANGED", "TITLE", "START"]) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: Answer = await hub.ask(PAGE, { after, sort });
      const { projects } = answer.data;
      expect(projects.totalCount).toBe(7);
      seen.push(...projects.nodes.map((node: { id: string }) => node.id));
      after = projects.pageInfo.hasNextPage ? projects.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  }
});

test("twenty projects with owner, partners, topics and outputs cost no more statements than one", async () => {
  const mark = { programme: "Counted", ownerId: hub.organisations.alpha, topicIds: [topics.narrow] };
  for (let i = 0; i < 20; i++) {
    await makeProject(hub, {
      ...mark,
      partners: [{ organisationId: hub.organisations.beta }],
      texts: { outputWords: [{ key: "a", title: "A" }] },
      outputs: [{ key: "a" }],
    });
  }
  const LIST = `query List($first: Int!) { projects(first: $first, filter: { programmes: ["Counted"] }) { totalCount nodes {
    title owner { name } partners { organisation { name projects(first: 3) { totalCount nodes { title } } } } topics { label } outputs { title resources { id } }
  } } }`;
  const cost = async (first: number) => {
    hub.statements.length = 0;
    const { data, errors } = await hub.ask(LIST, { first });
    expect(errors).toBeUndefined();
    expect(data.projects.nodes).toHaveLength(first);
    return hub.statements.length;
  };
  const many = await cost(20);
  expect(many).toBeLessThanOrEqual(await cost(1));
  expect(many).toBeLessThanOrEqual(7);
});
