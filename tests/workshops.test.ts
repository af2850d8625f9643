import { openTestHub, type Person, type TestHub } from "./hub.ts";
import { belongs, makeGroup } from "./make/groups.ts";
import { made } from "./make/made.ts";
import { makeTerritory } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeTopic } from "./make/topics.ts";
import { makeSeries, makeWorkshop } from "./make/workshops.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const MISSING = "01a20271-3ed4-732e-954e-7eeba0c1f5a5";

/** The code of the first error of a mutation `do`, or what it answered. */
async function tried(type: string, deed: string, variables: object, person: Person) {
  const name = `${deed}${type}`;
  const texts = deed === "translate" ? `, $language: Language!, $texts: ${type}TextsInput!` : "";
  const given = deed === "translate" ? ", language: $language, texts: $texts" : "";
  const change = deed === "change" ? [`, $input: ${type}Change!`, ", input: $input"] : ["", ""];
  const query =
    deed === "create"
      ? `mutation Try($input: New${type}!) { done: ${name}(input: $input) { id revision status title } }`
      : `mutation Try($id: ID!, $revision: Int!${texts}${change[0]}) { done: ${name}(id: $id, revision: $revision${given}${change[1]}) { id revision status title } }`;
  const { data, errors } = await hub.ask(query, variables, person);
  return errors?.[0]?.extensions.code ?? data.done;
}

const titles = async (filter: object, person?: Person, sort = "TITLE"): Promise<string[]> => {
  const { data, errors } = await hub.ask(
    "query List($filter: WorkshopFilter, $sort: WorkshopSort!) { workshops(first: 100, filter: $filter, sort: $sort) { nodes { title } totalCount } }",
    { filter, sort },
    person,
  );
  expect(errors).toBeUndefined();
  expect(data.workshops.totalCount).toBe(data.workshops.nodes.length);
  return data.workshops.nodes.map((node: { title: string }) => node.title);
};

test.each(["Workshop", "Series"])(
  "a %s is written by a member, handed in, given back, published by a curator and withdrawn",
  async (type) => {
    const { member, colleague, other, curator, stranger } = hub.people;
    const input = { language: "en", texts: { title: `A ${type} on its way` } };
    expect(await tried(type, "create", { input }, stranger)).toBe("UNAUTHENTICATED");
    expect(
      await tried(type, "create", { input: { ...input, ownerId: hub.organisations.beta } }, member),
    ).toBe("FORBIDDEN");
    const { id } = await tried(type, "create", { input }, member);
    const at = (revision: number) => ({ id, revision });

    expect(await tried(type, "submit", at(1), other)).toBe("NOT_FOUND");
    expect(await tried(type, "submit", at(1), colleague)).toMatchObject({ status: "IN_REVIEW", revision: 2 });
    expect(await tried(type, "return", at(2), member)).toBe("FORBIDDEN");
    expect(await tried(type, "return", at(2), curator)).toMatchObject({ status: "DRAFT" });
    expect(await tried(type, "publish", at(3), member)).toBe("FORBIDDEN");
    expect(await tried(type, "publish", at(3), curator)).toMatchObject({ status: "PUBLISHED" });
    expect(await tried(type, "publish", at(4), curator)).toBe("WRONG_STATE");

    const change = { ...at(4), input: { texts: { title: `A changed ${type}` } } };
    expect(await tried(type, "change", change, other)).toBe("FORBIDDEN");
    expect(await tried(type, "change", change, member)).toMatchObject({ title: `A changed ${type}` });
    expect(await tried(type, "change", change, member)).toBe("CONFLICT");

    const french = { ...at(5), language: "fr", texts: { title: `Un ${type}` } };
    expect(await tried(type, "translate", french, other)).toBe("FORBIDDEN");
    expect(await tried(type, "translate", french, member)).toMatchObject({ revision: 6 });
    const field = type.toLowerCase();
    const read = `query Read($id: ID!) { ${field}(id: $id) { title language languages translations { language state title } } }`;
    const { data } = await hub.ask(read, { id }, undefined, ["fr"]);
    expect(data[field]).toEqual({
      title: `Un ${type}`,
      language: "fr",
      languages: ["en", "fr"],
      translations: [
        { language: "en", state: "ORIGINAL", title: `A changed ${type}` },
        { language: "fr", state: "HUMAN", title: `Un ${type}` },
      ],
    });

    expect(await tried(type, "archive", at(6), other)).toBe("FORBIDDEN");
    expect(await tried(type, "archive", at(6), member)).toMatchObject({ status: "ARCHIVED" });
    expect((await hub.ask(read, { id })).data[field]).toBeNull();
  },
);

test("a workshop tells what the sources tell, names and counts as they are printed", async () => {
  const { id } = await makeWorkshop(hub, {
    title: "Data in the city",
    texts: { programme: "Results\nNeeds", lessons: "Ask first.", dateNote: "Year from the dateline." },
    workshopKind: "CONFERENCE",
    start: "2018-12-07",
    venue: "Town hall",
    url: "https://example.org/data",
    workingLanguages: ["fr", "en"],
    hostId: hub.organisations.alpha,
    speakers: [
      { name: "Darshan Santini", note: "The name may be misspelt." },
      { name: "Ada Byron", organisationId: hub.organisations.beta },
    ],
    attendance: [
      { count: 80, exact: false, of: "participants" },
      { count: 11, exact: true, of: "member cities and regions" },
    ],
    openToAll: true,
  });
  const { data } = await hub.ask(
    `query One($id: ID!) { workshop(id: $id) {
      workshopKind start startPrecision end startsAt venue url online workingLanguages openToAll
      programme lessons recommendations dateNote territory { id } series { id }
      host { name } speakers { name note organisation { name } } attendance { count exact of }
    } }`,
    { id },
  );
  expect(data.workshop).toEqual({
    workshopKind: "CONFERENCE",
    start: "2018-12-07",
    startPrecision: "DAY",
    end: null,
    startsAt: null,
    venue: "Town hall",
    url: "https://example.org/data",
    online: false,
    workingLanguages: ["fr", "en"],
    openToAll: true,
    programme: "Results\nNeeds",
    lessons: "Ask first.",
    recommendations: null,
    dateNote: "Year from the dateline.",
    territory: null,
    series: null,
    host: { name: "City of Alpha" },
    speakers: [
      { name: "Darshan Santini", note: "The name may be misspelt.", organisation: null },
      { name: "Ada Byron", note: null, organisation: { name: "City of Beta" } },
    ],
    attendance: [
      { count: 80, exact: false, of: "participants" },
      { count: 11, exact: true, of: "member cities and regions" },
    ],
  });
});

test("a date is as precise as it is known, and an hour alone gives the day", async () => {
  const precision = async (input: object) => {
    const { id } = await makeWorkshop(hub, { ...input, texts: {} });
    const { data } = await hub.ask(
      "query P($id: ID!) { workshop(id: $id) { start startPrecision startsAt online } }",
      { id },
    );
    return data.workshop;
  };
  expect(await precision({ start: "2020-11" })).toMatchObject({ startPrecision: "MONTH" });
  expect(await precision({ start: "2020" })).toMatchObject({ startPrecision: "YEAR" });
  expect(await precision({})).toMatchObject({ startPrecision: "UNKNOWN", start: null });
  expect(await precision({ workshopKind: "WEBCONFERENCE", startsAt: "2027-01-22T13:00:00Z" })).toEqual({
    start: "2027-01-22",
    startPrecision: "DAY",
    startsAt: "2027-01-22T13:00:00.000Z",
    online: true,
  });
});

test("each visibility is seen by those it names, in lists, counts and joins", async () => {
  const series = await makeSeries(hub, { title: "Open series" });
  const group = await makeGroup(hub);
  await belongs(hub, hub.people.other, group);
  const mark = { seriesId: series.id, hostId: hub.organisations.beta };
  await makeWorkshop(hub, { ...mark, title: "Seen by all" });
  await makeWorkshop(hub, { ...mark, title: "Seen by members", visibility: "MEMBERS" });
  await makeWorkshop(hub, {
    ...mark,
    title: "Seen by the group",
    visibility: "GROUP",
    groupIds: [group.id],
  });
  await makeWorkshop(hub, {
    ...mark,
    title: "Seen by alpha",
    status: "DRAFT",
    ownerId: hub.organisations.alpha,
  });
  const { people } = hub;
  const cases: [Person, string[]][] = [
    [people.stranger, ["Seen by all"]],
    [people.partner, ["Seen by all"]],
    [people.partnerMembers, ["Seen by all", "Seen by members"]],
    [people.pending, ["Seen by all"]],
    [people.other, ["Seen by all", "Seen by members", "Seen by the group"]],
    [people.member, ["Seen by all", "Seen by alpha", "Seen by members"]],
    [people.curator, ["Seen by all", "Seen by alpha", "Seen by members", "Seen by the group"]],
  ];
  for (const [person, expected] of cases) {
    expect(await titles({ seriesIds: [series.id] }, person)).toEqual(expected);
    const { data } = await hub.ask(
      `query Joins($series: ID!, $host: ID!) {
        series(id: $series) { workshops { totalCount nodes { title } } }
        organisation(id: $host) { workshops(sort: TITLE) { totalCount nodes { title } } }
      }`,
      { series: series.id, host: hub.organisations.beta },
      person,
    );
    for (const { workshops } of [data.series, data.organisation]) {
      expect(workshops.totalCount).toBe(expected.length);
      expect(new Set(workshops.nodes.map((node: { title: string }) => node.title))).toEqual(
        new Set(expected),
      );
    }
  }
});

test("what is hidden is no series, no practice and no project of a workshop, and selects nothing", async () => {
  const hidden = {
    series: await makeSeries(hub, { status: "DRAFT", ownerId: hub.organisations.alpha }),
    practice: await makePractice(hub, { visibility: "MEMBERS" }),
    project: await made(hub, "Project", { status: "DRAFT" }),
  };
  const { id } = await makeWorkshop(hub, {
    title: "Points at hidden records",
    seriesId: hidden.series.id,
    practiceIds: [hidden.practice.id],
    projectIds: [hidden.project.id],
  });
  const read = async (person: Person) =>
    (
      await hub.ask(
        "query R($id: ID!) { workshop(id: $id) { series { id } practices { id } projects { id } } }",
        { id },
        person,
      )
    ).data.workshop;
  expect(await read(hub.people.stranger)).toEqual({ series: null, practices: [], projects: [] });
  expect(await read(hub.people.other)).toEqual({
    series: null,
    practices: [{ id: hidden.practice.id }],
    projects: [],
  });
  expect(await read(hub.people.member)).toMatchObject({ series: { id: hidden.series.id } });
  expect(await titles({ seriesIds: [hidden.series.id] })).toEqual([]);
  expect(await titles({ practiceIds: [hidden.practice.id] })).toEqual([]);
  expect(await titles({ practiceIds: [hidden.practice.id] }, hub.people.member)).toEqual([
    "Points at hidden records",
  ]);

  for (const wrong of [{ seriesId: hidden.series.id }, { projectIds: [hidden.project.id] }]) {
    const input = { language: "en", texts: { title: "Refused" }, ...wrong };
    expect(await tried("Workshop", "create", { input }, hub.people.other)).toBe("UNKNOWN_REFERENCE");
  }
});

test("a workshop is found from its project, its practices, its host and its speakers' organisations", async () => {
  const practice = await makePractice(hub);
  const project = await made(hub, "Project", {});
  const gamma = await hub.tell(
    `mutation { createOrganisation(input: { language: en, organisationKind: LOCAL_AUTHORITY, country: "DE", texts: { name: "City of Gamma" } }) { id } }`,
  );
  const organisation = gamma.createOrganisation.id;
  const workshop = await makeWorkshop(hub, {
    title: "Joined both ways",
    practiceIds: [practice.id],
    projectIds: [project.id],
    speakers: [{ name: "Gisela", organisationId: organisation }],
  });
  const { data, errors } = await hub.ask(
    `query Joined($practice: ID!, $project: ID!, $organisation: ID!) {
      practice(id: $practice) { workshops { nodes { id practices { workshops { totalCount } } } } }
      project(id: $project) { workshops { nodes { id } } }
      organisation(id: $organisation) { talks { nodes { id } } workshops { totalCount } }
    }`,
    { practice: practice.id, project: project.id, organisation },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    practice: {
      workshops: { nodes: [{ id: workshop.id, practices: [{ workshops: { totalCount: 1 } }] }] },
    },
    project: { workshops: { nodes: [{ id: workshop.id }] } },
    organisation: { talks: { nodes: [{ id: workshop.id }] }, workshops: { totalCount: 0 } },
  });
});

test("workshops and series stand under their topic and every broader one, their place and their groups", async () => {
  const broad = await makeTopic(hub);
  const narrow = await makeTopic(hub, { broaderId: broad.id });
  const territory = await makeTerritory(hub);
  const group = await makeGroup(hub);
  const mark = { topicIds: [narrow.id], workingGroupIds: [group.id] };
  const series = await makeSeries(hub, { ...mark, title: "Series under a topic" });
  const workshop = await makeWorkshop(hub, { ...mark, territoryId: territory.id, title: "Under a topic" });
  const { data, errors } = await hub.ask(
    `query Under($topic: ID!, $territory: ID!, $group: ID!) {
      topic(id: $topic) { workshops { nodes { id territory { id } } } series { totalCount nodes { id } } }
      territory(id: $territory) { workshops { totalCount nodes { id } } }
      workingGroup(id: $group) { workshops { nodes { id } } series { nodes { id workingGroups { id } } } }
    }`,
    { topic: broad.id, territory: territory.id, group: group.id },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    topic: {
      workshops: { nodes: [{ id: workshop.id, territory: { id: territory.id } }] },
      series: { totalCount: 1, nodes: [{ id: series.id }] },
    },
    territory: { workshops: { totalCount: 1, nodes: [{ id: workshop.id }] } },
    workingGroup: {
      workshops: { nodes: [{ id: workshop.id }] },
      series: { nodes: [{ id: series.id, workingGroups: [{ id: group.id }] }] },
    },
  });
  expect(await titles({ territoryIds: [territory.id], workingGroupIds: [group.id] })).toEqual([
    "Under a topic",
  ]);
  expect(await titles({ topicIds: [broad.id], hostIds: [hub.organisations.alpha] })).toEqual([]);
  const { data: listed } = await hub.ask(
    "query S($filter: SeriesFilter) { seriesList(filter: $filter, sort: TITLE) { totalCount nodes { title } } }",
    { filter: { topicIds: [broad.id], workingGroupIds: [group.id] } },
  );
  expect(listed.seriesList).toEqual({ totalCount: 1, nodes: [{ title: "Series under a topic" }] });
});

test("workshops between two dates are those that may lie there; without a date they never do", async () => {
  const project = await made(hub, "Project", {});
  const mark = { projectIds: [project.id] };
  await makeWorkshop(hub, { ...mark, title: "Day", start: "2020-10-30" });
  await makeWorkshop(hub, { ...mark, title: "Days", start: "2020-11-24", end: "2020-11-26" });
  await makeWorkshop(hub, { ...mark, title: "Some time", start: "2020" });
  await makeWorkshop(hub, { ...mark, title: "Undated" });
  await makeWorkshop(hub, { ...mark, title: "Webinar", start: "2021-01-22", workshopKind: "WEBCONFERENCE" });
  const between = (filter: object) => titles({ ...mark, ...filter }, undefined, "START_ASCENDING");
  expect(await between({})).toEqual(["Some time", "Day", "Days", "Webinar", "Undated"]);
  expect(await titles(mark, undefined, "START")).toEqual(["Webinar", "Days", "Day", "Some time", "Undated"]);
  expect(await between({ from: "2020-11" })).toEqual(["Some time", "Days", "Webinar"]);
  expect(await between({ from: "2020-11-25", to: "2020-12" })).toEqual(["Some time", "Days"]);
  expect(await between({ to: "2020-10-30" })).toEqual(["Some time", "Day"]);
  expect(await between({ from: "2021" })).toEqual(["Webinar"]);
  expect(await between({ online: true })).toEqual(["Webinar"]);
  expect(await between({ kinds: ["WORKSHOP"], online: false, to: "2020-10" })).toEqual(["Some time", "Day"]);
});

test.each([
  ["a slug in use", { slug: "taken-workshop" }, "SLUG_TAKEN"],
  ["a title too long", { texts: { title: "x".repeat(201) } }, "TEXT_TOO_LONG"],
  ["lessons too long", { texts: { title: "T", lessons: "x".repeat(20_001) } }, "TEXT_TOO_LONG"],
  ["a NUL character in a speaker's name", { speakers: [{ name: "a\u0000b" }] }, "BAD_USER_INPUT"],
  ["a speaker without a name", { speakers: [{ name: " " }] }, "BAD_USER_INPUT"],
  [
    "a speaker of no organisation",
    { speakers: [{ name: "A", organisationId: MISSING }] },
    "UNKNOWN_REFERENCE",
  ],
  ["a host that does not exist", { hostId: MISSING }, "UNKNOWN_REFERENCE"],
  ["a series that is none", { seriesId: "series" }, "UNKNOWN_REFERENCE"],
  ["a territory that does not exist", { territoryId: MISSING }, "UNKNOWN_REFERENCE"],
  ["a practice that does not exist", { practiceIds: [MISSING] }, "UNKNOWN_REFERENCE"],
  ["a working group that does not exist", { workingGroupIds: [MISSING] }, "UNKNOWN_REFERENCE"],
  ["a date that is none", { start: "2020-13" }, "BAD_USER_INPUT"],
  ["an end before the start", { start: "2020-05-02", end: "2020-05-01" }, "BAD_USER_INPUT"],
  ["an end without a start", { end: "2020" }, "BAD_USER_INPUT"],
  ["an hour on another day", { start: "2020-05-02", startsAt: "2020-06-02T10:00:00Z" }, "BAD_USER_INPUT"],
  ["an address that is no web page", { url: "javascript:alert(1)" }, "BAD_USER_INPUT"],
  ["fewer than nobody", { attendance: [{ count: -1, exact: true, of: "people" }] }, "BAD_USER_INPUT"],
  ["a venue too long", { venue: "x".repeat(201) }, "TEXT_TOO_LONG"],
])("refuses %s, and nothing is half-written", async (_what, wrong, code) => {
  if (code === "SLUG_TAKEN") await makeWorkshop(hub, { slug: "taken-workshop" });
  const written = () =>
    hub.db.query("SELECT (SELECT count(*) FROM workshops.workshop) w, (SELECT count(*) FROM hub.outbox) o");
  const before = await written();
  const input = { language: "en", texts: { title: "Well" }, ...wrong };
  expect(await tried("Workshop", "create", { input }, hub.people.curator)).toBe(code);
  expect(await written()).toEqual(before);
});

test("a change keeps what it does not name, and null deletes", async () => {
  const workshop = await makeWorkshop(hub, { start: "2020-05", venue: "Hall", url: "https://example.org" });
  const changed = await tried(
    "Workshop",
    "change",
    { ...workshop, slug: undefined, input: { venue: null, start: "2020-05-07" } },
    hub.people.curator,
  );
  expect(changed.revision).toBe(workshop.revision + 1);
  const { data } = await hub.ask("query R($id: ID!) { workshop(id: $id) { start venue url } }", workshop);
  expect(data.workshop).toEqual({ start: "2020-05-07", venue: null, url: "https://example.org" });
});

test("an unknown id gives null, a page of 10,000 and a broken cursor are refused", async () => {
  const none = await hub.ask(`{ workshop(id: "${MISSING}") { id } series(slug: "no-such-series") { id } }`);
  expect(none).toEqual({ data: { workshop: null, series: null } });
  const list =
    "query L($first: Int!, $after: String) { workshops(first: $first, after: $after) { nodes { id } } }";
  expect((await hub.ask(list, { first: 10_000 })).errors?.[0]?.extensions.code).toMatch(
    /BAD_PAGE|LIMIT_EXCEEDED/,
  );
  for (const after of ["x", Buffer.from('["START","2020","y"]').toString("base64url")])
    expect((await hub.ask(list, { first: 1, after })).errors?.[0]?.extensions.code).toBe("BAD_CURSOR");
});

test("pages in order of start follow one another, undated workshops included", async () => {
  const project = await made(hub, "Project", {});
  for (const start of [null, "2019", "2019-03", "2019-03-04", null, "2018", "2019-03-04"])
    await makeWorkshop(hub, { projectIds: [project.id], start });
  for (const sort of ["START", "START_ASCENDING"]) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await hub.ask(
        "query P($id: ID!, $after: String, $sort: WorkshopSort!) { project(id: $id) { workshops(first: 2, after: $after, sort: $sort) { nodes { id } pageInfo { hasNextPage endCursor } } } }",
        { id: project.id, after, sort },
      );
      const { nodes, pageInfo } = data.project.workshops;
      seen.push(...nodes.map((node: { id: string }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  }
});

test("fifty workshops with series, host, practices and projects cost no more statements than five", async () => {
  const series = [await makeSeries(hub), await makeSeries(hub)];
  const practice = await makePractice(hub);
  const project = await made(hub, "Project", {});
  const inTens = async (count: number) => {
    for (let i = 0; i < count; i++)
      await makeWorkshop(hub, {
        seriesId: series[i % 2]!.id,
        hostId: hub.organisations.alpha,
        practiceIds: [practice.id],
        projectIds: [project.id],
      });
  };
  const cost = async (first: number) => {
    hub.statements.length = 0;
    const { data, errors } = await hub.ask(
      `query Many($first: Int!, $series: [ID!]) { workshops(first: $first, filter: { seriesIds: $series }) { totalCount nodes {
        title series { title workshops(first: 3) { totalCount nodes { id } } } host { name }
        practices { title workshops(first: 2) { totalCount } } projects { title } } } }`,
      { first, series: series.map(({ id }) => id) },
    );
    expect(errors).toBeUndefined();
    expect(data.workshops.nodes).toHaveLength(first);
    return hub.statements.length;
  };
  await inTens(10);
  const few = await cost(5);
  await inTens(40);
  expect(await cost(50)).toBeLessThanOrEqual(few);
  expect(few).toBeLessThanOrEqual(11);
});
