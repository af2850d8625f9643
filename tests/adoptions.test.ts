import { v7 } from "uuid";
import { type Answer, openTestHub, type Person, type TestHub } from "./hub.ts";
import { ADOPT, type MadeAdoption, makeAdoption } from "./make/adoptions.ts";
import { makeNote } from "./make/annotations.ts";
import type { Made } from "./make/made.ts";
import { makeOrganisation } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeTopic } from "./make/topics.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const code = ({ errors }: Answer) => errors?.[0]?.extensions.code;
const today = () => new Date().toISOString().slice(0, 10);

const CHANGE =
  "mutation C($id: ID!, $revision: Int!, $input: AdoptionChange!) { changeAdoption(id: $id, revision: $revision, input: $input) { id state outcome revision } }";
const FROM_NOTE =
  "mutation F($annotationId: ID!, $input: NewAdoption!) { adoptFromAnnotation(annotationId: $annotationId, input: $input) { id state practice { id } organisation { id } } }";

/** Changes an adoption as its revision now is. */
async function change(adoption: MadeAdoption, input: object, by: Person = hub.people.curator) {
  const answer = await hub.ask(CHANGE, { ...adoption, input }, by);
  if (!answer.errors) adoption.revision = answer.data.changeAdoption.revision;
  return answer;
}

test("two cities' adoptions of one practice are two records, and the practice shows the trail", async () => {
  const practice = await makePractice(hub, { title: "Copied often" });
  const asked = (person: Person, state: string) =>
    hub.ask(
      ADOPT,
      { practiceId: practice.id, input: { language: "en", state, changed: "Smaller groups." } },
      person,
    );
  const first = await asked(hub.people.member, "TRYING");
  expect(first.data.adoptPractice).toMatchObject({
    state: "TRYING",
    organisation: { name: "City of Alpha" },
    practice: { title: "Copied often" },
  });
  await asked(hub.people.other, "RUNNING");
  expect(code(await asked(hub.people.colleague, "RUNNING"))).toBe("CONFLICT");
  expect(code(await asked(hub.people.stranger, "RUNNING"))).toBe("UNAUTHENTICATED");

  const { data } = await hub.ask(
    `query Trail($id: ID!) { practice(id: $id) { adoptionCount
      adoptions { totalCount nodes { state changed organisation { name adoptions { nodes { practice { title } } } } } }
      trail { totalCount nodes { kinds on state changed organisation { name } recordedBy { name } } } } }`,
    practice,
  );
  expect(data.practice.adoptions.totalCount).toBe(2);
  expect(data.practice.adoptionCount).toBe(2);
  expect(
    data.practice.adoptions.nodes.map((node: { organisation: { name: string } }) => node.organisation.name),
  ).toEqual(["City of Alpha", "City of Beta"]);
  expect(data.practice.trail).toMatchObject({
    totalCount: 2,
    nodes: [
      {
        kinds: ["ADOPTED", "ADAPTED"],
        on: today(),
        state: "TRYING",
        organisation: { name: "City of Alpha" },
      },
      { kinds: ["ADOPTED", "ADAPTED"], changed: "Smaller groups.", recordedBy: null },
    ],
  });

  const adopted = await hub.ask("{ practices(filter: { adopted: true }) { nodes { title } } }");
  expect(adopted.data.practices.nodes).toContainEqual({ title: "Copied often" });
});

test("an adoption is changed by its own organisation, and hidden with its practice", async () => {
  const practice = await makePractice(hub, { title: "For members", visibility: "MEMBERS" });
  const adoption = await makeAdoption(hub, practice, hub.people.member);
  const input = { state: "STOPPED", outcome: "Too dear." };
  expect(code(await hub.ask(CHANGE, { ...adoption, input }, hub.people.other))).toBe("FORBIDDEN");
  expect((await hub.ask(CHANGE, { ...adoption, input }, hub.people.colleague)).data.changeAdoption).toEqual({
    id: adoption.id,
    ...input,
    revision: 2,
  });
  const late = await hub.ask(CHANGE, { ...adoption, input }, hub.people.member);
  expect(late.errors![0]!.extensions).toMatchObject({
    code: "CONFLICT",
    revision: 2,
    at: expect.any(String),
  });

  const see = async (person: Person) => {
    const { data } = await hub.ask(
      "query A($id: ID!, $of: [ID!]) { adoption(id: $id) { state } adoptionEvents(filter: { practiceIds: $of }) { totalCount } }",
      { id: adoption.id, of: [practice.id] },
      person,
    );
    return [data.adoption?.state ?? null, data.adoptionEvents.totalCount];
  };
  expect(await see(hub.people.stranger)).toEqual([null, 0]);
  expect(await see(hub.people.other)).toEqual(["STOPPED", 2]);
  const { data: city } = await hub.ask(
    "query O($id: ID!) { organisation(id: $id) { adoptions { totalCount nodes { id } } } }",
    { id: hub.organisations.alpha },
  );
  expect(city.organisation.adoptions.nodes).not.toContainEqual({ id: adoption.id });
});

test("an organisation does not adopt its own practice, nor one it cannot see", async () => {
  const own = await makePractice(hub, { ownerId: hub.organisations.alpha });
  const draft = await makePractice(hub, { status: "DRAFT", ownerId: hub.organisations.beta });
  const input = { language: "en", state: "TRYING" };
  expect(code(await hub.ask(ADOPT, { practiceId: own.id, input }, hub.people.member))).toBe("BAD_USER_INPUT");
  expect(code(await hub.ask(ADOPT, { practiceId: draft.id, input }, hub.people.member))).toBe("NOT_FOUND");
});

test("states and outcomes are kept as they were said, with when and by whom, and nothing is overwritten", async () => {
  const practice = await makePractice(hub);
  const { member, colleague, stranger } = hub.people;
  const adoption = await makeAdoption(hub, practice, member, { since: "2019", changed: "By foot." });
  await change(adoption, { outcome: "Fewer thefts.", on: "2020-06" }, colleague);
  await change(adoption, { state: "RUNNING", outcome: "Fewer thefts." }, colleague);
  await change(adoption, { contactId: member.id }, member);
  await change(adoption, { state: "STOPPED", until: "2023-01", outcome: "It cost too much." }, member);
  await change(adoption, { outcome: null }, member);

  const HISTORY = `query H($id: ID!) { adoption(id: $id) { state outcome history { totalCount nodes {
    kinds on state changed outcome recordedBy { name } } } } }`;
  const seen = (await hub.ask(HISTORY, adoption, colleague)).data.adoption;
  const [mara, cees] = [{ name: "Mara Alder" }, { name: "Cees Ahorn" }];
  const nothing = { changed: null, outcome: null };
  expect(seen).toEqual({
    state: "STOPPED",
    outcome: null,
    history: {
      totalCount: 5,
      nodes: [
        {
          ...nothing,
          kinds: ["ADOPTED", "ADAPTED"],
          on: "2019",
          state: "TRYING",
          changed: "By foot.",
          recordedBy: mara,
        },
        {
          ...nothing,
          kinds: ["OUTCOME_REPORTED"],
          on: "2020-06",
          state: "TRYING",
          outcome: "Fewer thefts.",
          recordedBy: cees,
        },
        {
          ...nothing,
          kinds: ["STOPPED", "OUTCOME_REPORTED"],
          on: "2023-01",
          state: "STOPPED",
          outcome: "It cost too much.",
          recordedBy: mara,
        },
        { ...nothing, kinds: ["STATE_CHANGED"], on: today(), state: "RUNNING", recordedBy: cees },
        { ...nothing, kinds: ["OUTCOME_REPORTED"], on: today(), state: "STOPPED", recordedBy: mara },
      ],
    },
  });
  const hidden = (await hub.ask(HISTORY, adoption, stranger)).data.adoption.history.nodes;
  expect(hidden.map(({ recordedBy }: { recordedBy: unknown }) => recordedBy)).toEqual(Array(5).fill(null));
});

test("what is meant for members is in no trail, count or order of others", async () => {
  const topic = await makeTopic(hub);
  const mark = { topicIds: [topic.id] };
  const [open, closed] = [await makePractice(hub, mark), await makePractice(hub, mark)];
  const gamma = { organisationId: (await makeOrganisation(hub)).id };
  await makeAdoption(hub, open, gamma);
  const forMembers = await makeAdoption(hub, closed, gamma, { visibility: "MEMBERS" });
  await makeAdoption(hub, closed, hub.people.member, { visibility: "MEMBERS" });
  const MOST = `query M($topicIds: [ID!]) { practices(filter: { topicIds: $topicIds }, sort: MOST_ADOPTED) {
    nodes { id adoptionCount adoptions { totalCount } trail { totalCount } } } }`;
  const seen = async (person: Person) =>
    (await hub.ask(MOST, mark, person)).data.practices.nodes.map(
      ({ id, adoptionCount, adoptions, trail }: Answer["data"]) => {
        expect([adoptions.totalCount, trail.totalCount]).toEqual([adoptionCount, adoptionCount]);
        return [id === open.id ? "open" : "closed", adoptionCount];
      },
    );
  const { stranger, partner, partnerMembers, other, curator } = hub.people;
  for (const person of [stranger, partner])
    expect(await seen(person)).toEqual([
      ["open", 1],
      ["closed", 0],
    ]);
  for (const person of [partnerMembers, other, curator])
    expect(await seen(person)).toEqual([
      ["closed", 2],
      ["open", 1],
    ]);

  await change(forMembers, { visibility: "PUBLIC" });
  await change(forMembers, { state: "RUNNING", visibility: "MEMBERS" });
  await change(forMembers, { visibility: "PUBLIC" });
  const { data } = await hub.ask(
    "query P($id: ID!) { practice(id: $id) { adoptionCount trail { totalCount } } }",
    closed,
  );
  expect(data.practice).toEqual({ adoptionCount: 1, trail: { totalCount: 2 } });
});

test("the most adopted come first, page by page without gap or repetition", async () => {
  const topic = await makeTopic(hub);
  const cities = await Promise.all([1, 2, 3].map(() => makeOrganisation(hub)));
  const counts = [0, 3, 1, 2, 1, 0, 3];
  for (const count of counts) {
    const practice = await makePractice(hub, { topicIds: [topic.id] });
    for (const { id } of cities.slice(0, count)) await makeAdoption(hub, practice, { organisationId: id });
  }
  const PAGE = `query P($after: String, $topicIds: [ID!]) { practices(first: 3, after: $after, filter: { topicIds: $topicIds }, sort: MOST_ADOPTED) {
    nodes { id adoptionCount } pageInfo { hasNextPage endCursor } } }`;
  const seen: { id: string; adoptionCount: number }[] = [];
  let after: string | null = null;
  do {
    const { practices }: Answer["data"] = (await hub.ask(PAGE, { after, topicIds: [topic.id] })).data;
    seen.push(...practices.nodes);
    after = practices.pageInfo.hasNextPage ? practices.pageInfo.endCursor : null;
  } while (after);
  expect(seen.map(({ adoptionCount }) => adoptionCount)).toEqual(counts.sort().reverse());
  expect(new Set(seen.map(({ id }) => id)).size).toBe(counts.length);
});

const LINK =
  "query L($adoption: ID!, $note: ID!) { adoption(id: $adoption) { annotation { id body } } annotation(id: $note) { adoption { id } } }";

test("a note that says we did this becomes an adoption, once, and each leads to the other", async () => {
  const { member, colleague, stranger } = hub.people;
  const practice = await makePractice(hub);
  const note = await makeNote(hub, member, { on: practice.id, experience: "DID_THIS", body: "So did we." });
  const adopt = (by: Person, annotationId = note.id, more: object = {}) =>
    hub.ask(FROM_NOTE, { annotationId, input: { state: "RUNNING", language: "en", ...more } }, by);
  expect(code(await adopt(stranger))).toBe("UNAUTHENTICATED");
  expect(code(await adopt(colleague))).toBe("NOT_FOUND");
  expect(code(await adopt(hub.people.curator))).toBe("NOT_FOUND");
  expect(code(await adopt(member, v7()))).toBe("NOT_FOUND");
  expect(code(await adopt(member, note.id, { organisationId: hub.organisations.beta }))).toBe(
    "BAD_USER_INPUT",
  );
  const silent = await makeNote(hub, member, { on: practice.id });
  expect(code(await adopt(member, silent.id))).toBe("NOT_FOUND");

  const made = (await adopt(member)).data.adoptFromAnnotation;
  expect(made).toMatchObject({
    state: "RUNNING",
    practice: { id: practice.id },
    organisation: { id: hub.organisations.alpha },
  });
  expect(code(await adopt(member))).toBe("CONFLICT");
  const linked = { adoption: made.id, note: note.id };
  expect((await hub.ask(LINK, linked)).data).toEqual({
    adoption: { annotation: { id: note.id, body: "So did we." } },
    annotation: { adoption: { id: made.id } },
  });

  await hub.ask(
    "mutation D($id: ID!, $revision: Int!) { deleteAnnotation(id: $id, revision: $revision) { id } }",
    note,
    member,
  );
  expect((await hub.ask(LINK, linked)).data).toEqual({ adoption: { annotation: null }, annotation: null });
});

test("an adoption shows its note to those alone who may see the note, and a note its adoption likewise", async () => {
  const { member, other, stranger } = hub.people;
  const practice = await makePractice(hub);
  const own = await makeNote(hub, member, { on: practice.id, audience: "ONLY_ME", experience: "STOPPED" });
  const open = await makeNote(hub, other, { on: practice.id, experience: "DID_THIS" });
  const adopt = async (by: Person, annotationId: string, visibility: string) => {
    const input = { state: "STOPPED", language: "en", visibility };
    return (await hub.ask(FROM_NOTE, { annotationId, input }, by)).data.adoptFromAnnotation.id;
  };
  const byAlpha = { note: own.id, adoption: await adopt(member, own.id, "PUBLIC") };
  const byBeta = { note: open.id, adoption: await adopt(other, open.id, "MEMBERS") };
  expect((await hub.ask(LINK, byAlpha, member)).data.adoption.annotation.id).toBe(own.id);
  for (const person of [other, stranger, hub.people.curator])
    expect((await hub.ask(LINK, byAlpha, person)).data).toEqual({
      adoption: { annotation: null },
      annotation: null,
    });
  expect((await hub.ask(LINK, byBeta, member)).data.annotation.adoption).toEqual({ id: byBeta.adoption });
  expect((await hub.ask(LINK, byBeta, stranger)).data).toEqual({
    adoption: null,
    annotation: { adoption: null },
  });
});

const GRAPH = `query G($id: ID!, $depth: Int! = 3) { practice(id: $id) { adoptionGraph(depth: $depth) { totalCount nodes {
  depth adoption { practice { title } organisation { name } resultingPractice { title } } } }
  derivedFrom { nodes { practice { title } } } } }`;

test("an adoption may lead to a practice of its own, so that the trail is a graph of who copied whom", async () => {
  const cities: string[] = [];
  for (let i = 0; i < 4; i++) cities.push((await makeOrganisation(hub, { name: `Copying city ${i}` })).id);
  const practices: Made[] = [];
  for (const [i, ownerId] of cities.entries())
    practices.push(await makePractice(hub, { title: `Copy ${i}`, ownerId }));
  const take = (from: number, by: number, wish: object = {}) =>
    makeAdoption(hub, practices[from]!, { organisationId: cities[by]! }, wish);
  await take(0, 1, { resultingPracticeId: practices[1]!.id });
  await take(0, 3);
  const second = await take(1, 2);
  await change(second, { resultingPracticeId: practices[2]!.id });
  await take(2, 3, { resultingPracticeId: practices[3]!.id });

  const graph = async (from: number, depth = 3, person?: Person) => {
    const { data } = await hub.ask(GRAPH, { id: practices[from]!.id, depth }, person);
    const { adoptionGraph, derivedFrom } = data.practice;
    expect(adoptionGraph.totalCount).toBe(adoptionGraph.nodes.length);
    return {
      steps: adoptionGraph.nodes.map(({ depth, adoption }: Answer["data"]) =>
        [depth, adoption.practice.title, adoption.organisation.name, adoption.resultingPractice?.title].join(
          ", ",
        ),
      ),
      from: derivedFrom.nodes.map(({ practice }: Answer["data"]) => practice.title),
    };
  };
  const steps = [
    "1, Copy 0, Copying city 1, Copy 1",
    "1, Copy 0, Copying city 3, ",
    "2, Copy 1, Copying city 2, Copy 2",
    "3, Copy 2, Copying city 3, Copy 3",
  ];
  expect(await graph(0)).toEqual({ steps, from: [] });
  expect(await graph(0, 2)).toEqual({ steps: steps.slice(0, 3), from: [] });
  expect(await graph(3)).toEqual({ steps: [], from: ["Copy 2"] });
  expect(code(await hub.ask(GRAPH, { id: practices[0]!.id, depth: 7 }))).toBe("BAD_USER_INPUT");

  const { data } = await hub.ask(
    "query H($id: ID!) { adoption(id: $id) { history { nodes { kinds resultingPractice { title } } } } }",
    second,
  );
  expect(data.adoption.history.nodes.at(-1)).toEqual({
    kinds: ["PRACTICE_RESULTED"],
    resultingPractice: { title: "Copy 2" },
  });

  const circle = await take(3, 0);
  expect(code(await change(circle, { resultingPracticeId: practices[0]!.id }))).toBe("CONFLICT");
  expect(code(await change(circle, { resultingPracticeId: practices[1]!.id }))).toBe("BAD_USER_INPUT");

  await hub.tell(
    "mutation A($id: ID!, $revision: Int!) { archivePractice(id: $id, revision: $revision) { id } }",
    { ...practices[2] },
  );
  expect(await graph(0)).toEqual({
    steps: [...steps.slice(0, 2), "2, Copy 1, Copying city 2, "],
    from: [],
  });
  expect(await graph(3)).toEqual({ steps: ["1, Copy 3, Copying city 0, "], from: [] });
});

test("the original city hears of it: a timeline over all trails, narrowed by what is asked", async () => {
  const { alpha, beta } = hub.organisations;
  const topic = await makeTopic(hub);
  const practice = await makePractice(hub, { ownerId: alpha, topicIds: [topic.id] });
  const elsewhere = await makePractice(hub, { ownerId: beta });
  const gamma = (await makeOrganisation(hub)).id;
  const first = await makeAdoption(hub, practice, hub.people.other, { since: "2017" });
  await makeAdoption(hub, practice, { organisationId: gamma }, { since: "2015-03", outcome: "It works." });
  await makeAdoption(hub, elsewhere, { organisationId: gamma }, { since: "2016" });
  const before = new Date();
  await change(first, { state: "STOPPED", on: "2018-02-01" }, hub.people.other);
  const LIST = `query L($filter: AdoptionEventFilter, $sort: AdoptionEventSort!) { adoptionEvents(filter: $filter, sort: $sort, first: 50) {
    totalCount nodes { on practice { id } organisation { id } adoption { id } } } }`;
  const list = async (filter: object, sort = "NEWEST") => {
    const { adoptionEvents } = (await hub.ask(LIST, { filter, sort })).data;
    expect(adoptionEvents.totalCount).toBe(adoptionEvents.nodes.length);
    return adoptionEvents.nodes.map(({ on }: { on: string }) => on);
  };
  const mine = { practiceIds: [practice.id] };
  expect(await list(mine)).toEqual(["2018-02-01", "2017", "2015-03"]);
  expect(await list(mine, "OLDEST")).toEqual(["2015-03", "2017", "2018-02-01"]);
  expect(await list(mine, "RECORDED")).toEqual(["2018-02-01", "2015-03", "2017"]);
  expect(await list({ ...mine, ownerIds: [alpha] })).toHaveLength(3);
  expect(await list({ ...mine, ownerIds: [beta] })).toEqual([]);
  expect(await list({ topicIds: [topic.id] })).toHaveLength(3);
  expect(await list({ organisationIds: [gamma] })).toEqual(["2016", "2015-03"]);
  expect(await list({ ...mine, kinds: ["STOPPED", "OUTCOME_REPORTED"] })).toEqual(["2018-02-01", "2015-03"]);
  expect(await list({ ...mine, states: ["STOPPED"] })).toEqual(["2018-02-01"]);
  expect(await list({ ...mine, from: "2017", to: "2017-12" })).toEqual(["2017"]);
  expect(await list({ ...mine, recordedSince: before.toISOString() })).toEqual(["2018-02-01"]);
  expect(await list({ ...mine, practiceIds: ["nonsense"] })).toEqual([]);

  const news = await hub.db.query(
    'SELECT kind, count(*)::int FROM hub.outbox WHERE "recordId" = $1 GROUP BY 1',
    [practice.id],
  );
  expect(news).toEqual([{ kind: "PRACTICE", count: 5 }]);
});

test("what cities like mine adopted is found by their size and country", async () => {
  const city = (country: string | null, population: number | null) =>
    makeOrganisation(hub, { country, population }).then(({ id }) => id);
  const mine = await city("PT", 100_000);
  const cities = {
    sameSize: await city("FI", 150_000),
    sameCountry: await city("PT", 300_000),
    larger: await city("FI", 300_000),
    capital: await city("PT", 2_000_000),
    unknownThere: await city("PT", null),
    unknown: await city("FI", null),
  };
  const topic = await makeTopic(hub);
  const names = new Map<string, string>();
  for (const [name, organisationId] of Object.entries(cities)) {
    const { id } = await makePractice(hub, { title: name, topicIds: [topic.id] });
    names.set(organisationId, name);
    await makeAdoption(hub, { id }, { organisationId });
    await makeAdoption(hub, { id }, { organisationId: mine });
  }
  const alike = ["sameCountry", "sameSize", "unknownThere"];
  const ALIKE = `query A($mine: ID!, $topics: [ID!], $ids: [ID!]) {
    practices(filter: { adoptedByCitiesLike: $mine, topicIds: $topics }) { totalCount nodes { title
      adoptions(likeOrganisation: $mine) { totalCount nodes { organisation { id } } } } }
    adoptionEvents(filter: { likeOrganisation: $mine, topicIds: $topics }) { nodes { organisation { id } } }
    organisations(filter: { likeOrganisation: $mine, ids: $ids }) { nodes { id } } }`;
  const { data } = await hub.ask(ALIKE, { mine, topics: [topic.id], ids: [...names.keys(), mine] });
  expect(data.practices.nodes.map(({ title }: { title: string }) => title).sort()).toEqual(alike);
  expect(data.practices.totalCount).toBe(3);
  for (const { title, adoptions } of data.practices.nodes) {
    expect(adoptions.totalCount).toBe(1);
    expect(names.get(adoptions.nodes[0].organisation.id)).toBe(title);
  }
  const named = (nodes: { organisation?: { id: string }; id?: string }[]) =>
    nodes.map(({ organisation, id }) => names.get(organisation?.id ?? id!)).sort();
  expect(named(data.adoptionEvents.nodes)).toEqual(alike);
  expect(named(data.organisations.nodes)).toEqual(alike);

  for (const nobody of [v7(), "nonsense", topic.id])
    for (const field of [
      "practices(filter: { adoptedByCitiesLike: $id })",
      "organisations(filter: { likeOrganisation: $id })",
    ])
      expect(code(await hub.ask(`query N($id: ID!) { ${field} { totalCount } }`, { id: nobody }))).toBe(
        "UNKNOWN_REFERENCE",
      );
});

test("what is not known of an organisation is taken from the place where it is", async () => {
  const { made: territory } = await hub.tell(
    'mutation { made: createTerritory(input: { language: en, territoryKind: CITY, country: "MT", population: 50000, texts: { name: "Harbour" } }) { id revision } }',
  );
  const there = await makeOrganisation(hub, { territoryId: territory.id });
  const twin = await makeOrganisation(hub, { country: "LU", population: 50_000 });
  const like = async () =>
    (
      await hub.ask(
        "query L($id: ID!, $ids: [ID!]) { organisations(filter: { likeOrganisation: $id, ids: $ids }) { totalCount } }",
        { id: twin.id, ids: [there.id] },
      )
    ).data.organisations.totalCount;
  expect(await like()).toBe(1);
  await hub.tell(
    "mutation C($id: ID!, $revision: Int!) { changeTerritory(id: $id, revision: $revision, input: { population: 900000 }) { id } }",
    territory,
  );
  expect(await like()).toBe(0);
});

test("twenty practices with trails, graphs and what they came of cost no more statements than one", async () => {
  const topic = await makeTopic(hub);
  const { alpha } = hub.organisations;
  const gamma = (await makeOrganisation(hub)).id;
  for (let i = 0; i < 20; i++) {
    const practice = await makePractice(hub, { topicIds: [topic.id] });
    const { id: resultingPracticeId } = await makePractice(hub, { ownerId: alpha });
    await makeAdoption(hub, practice, { organisationId: alpha }, { resultingPracticeId });
    await makeAdoption(hub, practice, { organisationId: gamma });
  }
  const LIST = `query L($first: Int!, $topics: [ID!]) { practices(first: $first, filter: { topicIds: $topics }, sort: MOST_ADOPTED) { nodes {
    title adoptionCount trail(first: 5) { totalCount nodes { kinds organisation { name } recordedBy { name } adoption { annotation { id } history(first: 3) { nodes { on } } } } }
    adoptionGraph(first: 5) { totalCount nodes { depth adoption { resultingPractice { title derivedFrom(first: 3) { nodes { id } } } } } } } } }`;
  const cost = async (first: number) => {
    const variables = { first, topics: [topic.id] };
    hub.statements.length = 0;
    const { data, errors } = await hub.ask(LIST, variables, hub.people.member);
    expect(errors).toBeUndefined();
    expect(data.practices.nodes).toHaveLength(first);
    expect(data.practices.nodes[0].trail.totalCount).toBe(2);
    return hub.statements.length;
  };
  await cost(1);
  const many = await cost(20);
  expect(many).toBeLessThanOrEqual(await cost(1));
  expect(many).toBeLessThanOrEqual(11);
});
