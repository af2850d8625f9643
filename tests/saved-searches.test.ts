import pg from "pg";
import { pino } from "pino";
import { generate } from "../seeds/generate.ts";
import type { Indexer } from "../subgraphs/search/indexer.ts";
import { redraw } from "../subgraphs/search/redraw.ts";
import { openTestHub, type Person, type TestHub, tokens } from "./hub.ts";
import { belongs, makeHiddenGroup } from "./make/groups.ts";
import { dropIndex, indexerOf } from "./make/indexers.ts";
import type { Made } from "./make/made.ts";
import { makeMember, makeTerritory } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeSavedSearch } from "./make/saved-searches.ts";
import { makeTopic } from "./make/topics.ts";
import { makeWorkshop } from "./make/workshops.ts";

let hub: TestHub;
let indexer: Indexer;
beforeAll(async () => {
  hub = await openTestHub();
  indexer = indexerOf(hub);
});
afterAll(async () => {
  await indexer.close();
  await dropIndex(hub).finally(() => hub.close());
});

/** A member of alpha of this test's own, so that nobody else's alerts are among theirs. */
async function newcomer(fields: object = {}): Promise<Person & { id: string }> {
  const { id } = await makeMember(hub, {
    organisationId: hub.organisations.alpha,
    state: "ACTIVE",
    ...fields,
  });
  return { id, token: await tokens(hub.passports).member(id) };
}

interface Inbox {
  totalCount: number;
  unreadCount: number;
  nodes: {
    id: string;
    at: string;
    readAt: string | null;
    savedSearch: { id: string };
    record: { id: string; title: string };
  }[];
}

async function inbox(as: Person, unreadOnly = false): Promise<Inbox> {
  const { data, errors } = await hub.ask(
    `query ($unreadOnly: Boolean! = false) { alerts(first: 50, unreadOnly: $unreadOnly) { totalCount unreadCount nodes {
      id at readAt kind savedSearch { id } record { ... on Content { id title } } } } }`,
    { unreadOnly },
    as,
  );
  expect(errors).toBeUndefined();
  expect(data.alerts.nodes).toHaveLength(Math.min(data.alerts.totalCount, 50));
  return data.alerts;
}
const alerted = async (as: Person) => (await inbox(as)).nodes.map(({ record }) => record.title).sort();

async function news(as: Person, { id }: { id: string }): Promise<{ newCount: number; titles: string[] }> {
  const { data, errors } = await hub.ask(
    `query ($id: ID!) { savedSearch(id: $id) { newCount newMatches { totalCount nodes { record { ... on Content { title } } } } } }`,
    { id },
    as,
  );
  expect(errors).toBeUndefined();
  const { newCount, newMatches } = data.savedSearch;
  expect(newMatches.totalCount).toBe(newCount);
  return {
    newCount,
    titles: newMatches.nodes.map((one: { record: { title: string } }) => one.record.title).sort(),
  };
}

/** Does a deed on a practice as the hub itself. */
const deedOn = async (deed: string, { id, revision }: Made, rest = ""): Promise<Made> =>
  (
    await hub.tell(
      `mutation ($id: ID!, $revision: Int!) { made: ${deed}Practice(id: $id, revision: $revision ${rest}) { id slug revision } }`,
      { id, revision },
    )
  ).made;
const change = (made: Made, input: string) => deedOn("change", made, `, input: { ${input} }`);

const code = async (as: Person | undefined, query: string, variables: object = {}) =>
  (await hub.ask(query, variables, as)).errors?.[0]?.extensions.code;

const visit = (as: Person, { id }: { id: string }) =>
  hub.ask("mutation ($id: ID!) { visitSavedSearch(id: $id) { id visitedAt } }", { id }, as);

const CHANGE =
  "mutation ($id: ID!, $revision: Int!, $input: SavedSearchChange!) { changeSavedSearch(id: $id, revision: $revision, input: $input) { id revision name query language filter { kinds yearFrom } } }";

test("a saved search keeps what was said and finds what search finds now", async () => {
  const owner = await newcomer();
  const topic = await makeTopic(hub, { label: "Lifeboats" });
  await makePractice(hub, { title: "Brass compass", start: "2019" });
  await indexer.settled();
  const filter = {
    kinds: ["PRACTICE", "WORKSHOP"],
    yearFrom: 2018,
    near: { latitude: 45.5, longitude: -9, km: 30 },
    topicIds: [topic.id],
  };
  const saved = await makeSavedSearch(hub, owner, {
    name: " Compasses ",
    query: "brass compass",
    language: "en",
    filter,
  });
  const open = await makeSavedSearch(hub, owner, { name: "Open", query: "brass compass" });
  const { data, errors } = await hub.ask(
    `query ($id: ID!) { savedSearch(id: $id) { name query language revision createdAt visitedAt newCount
        filter { kinds topicIds countries yearFrom yearTo adopted near { latitude longitude km } } results { totalCount } }
      savedSearches(first: 1) { totalCount pageInfo { hasNextPage endCursor }
        nodes { name filter { kinds } results(first: 1) { totalCount degraded nodes { title } } } } }`,
    saved,
    owner,
  );
  expect(errors).toBeUndefined();
  expect(data.savedSearch).toMatchObject({
    name: "Compasses",
    query: "brass compass",
    language: "en",
    revision: 1,
    newCount: 0,
    filter: { ...filter, countries: null, yearTo: null, adopted: null },
    results: { totalCount: 0 },
  });
  expect(data.savedSearches).toMatchObject({
    totalCount: 2,
    pageInfo: { hasNextPage: true },
    nodes: [
      {
        name: "Open",
        filter: null,
        results: { totalCount: 1, degraded: false, nodes: [{ title: "Brass compass" }] },
      },
    ],
  });
  const next = await hub.ask(
    "query ($after: String) { savedSearches(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage } } }",
    { after: data.savedSearches.pageInfo.endCursor },
    owner,
  );
  expect(next.data.savedSearches).toEqual({
    nodes: [{ id: saved.id }],
    pageInfo: { hasNextPage: false },
  });
  expect(open.id).not.toBe(saved.id);
});

test("for everybody but its owner a saved search does not exist, nor do its alerts", async () => {
  const owner = await newcomer();
  const saved = await makeSavedSearch(hub, owner, { query: "astrolabe" });
  await makePractice(hub, { title: "Astrolabe" });
  await indexer.settled();
  const [alert] = (await inbox(owner)).nodes;
  expect(alert).toBeDefined();

  const { colleague, other, curator, admin, partner, partnerMembers, pending } = hub.people;
  const deeds: [deed: string, variables: object][] = [
    [CHANGE, { ...saved, input: { name: "Mine" } }],
    ["mutation ($id: ID!) { visitSavedSearch(id: $id) { id } }", saved],
    ["mutation ($id: ID!) { deleteSavedSearch(id: $id) }", saved],
    ["mutation ($id: ID!) { markAlertsRead(ids: [$id]) }", alert!],
  ];
  const questions = [
    "query ($id: ID!) { savedSearch(id: $id) { id } }",
    "{ savedSearches { totalCount } }",
    "{ alerts { totalCount } }",
  ];
  const SAVE = 'mutation { saveSearch(input: { name: "X", query: "x" }) { id } }';
  for (const person of [colleague, other, curator, admin]) {
    const { data } = await hub.ask(questions[0]!, saved, person);
    expect(data).toEqual({ savedSearch: null });
    const lists = await hub.ask(
      "{ savedSearches { totalCount nodes { id } } alerts { totalCount unreadCount nodes { id } } }",
      {},
      person,
    );
    expect(lists.data).toEqual({
      savedSearches: { totalCount: 0, nodes: [] },
      alerts: { totalCount: 0, unreadCount: 0, nodes: [] },
    });
    for (const [deed, variables] of deeds)
      expect(await code(person, deed, variables)).toMatch(/^(NOT_FOUND|UNKNOWN_REFERENCE)$/);
    const { data: marked } = await hub.ask(
      'mutation { markAlertsRead(before: "2999-01-01T00:00:00Z") }',
      {},
      person,
    );
    expect(marked).toEqual({ markAlertsRead: 0 });
  }
  const all: [string, object][] = [
    ...deeds,
    ...questions.map((one): [string, object] => [one, saved]),
    [SAVE, {}],
  ];
  for (const [ask, variables] of all) {
    for (const person of [undefined, pending])
      expect(await code(person, ask, variables)).toBe("UNAUTHENTICATED");
    for (const person of [partner, partnerMembers])
      expect(await code(person, ask, variables)).toBe("FORBIDDEN");
  }
  await expect(hub.tell("{ savedSearches { totalCount } }")).rejects.toThrow("members of the network");
  expect(await inbox(owner)).toMatchObject({ totalCount: 1, unreadCount: 1 });
});

test("a record alerts once, whatever becomes of it; what matched when the search was saved is no news", async () => {
  const owner = await newcomer();
  const old = await makePractice(hub, { title: "Lantern old" });
  const fading = await makePractice(hub, { title: "Lantern fading" });
  await indexer.settled();
  const saved = await makeSavedSearch(hub, owner, { query: "lanterns" });
  expect(await inbox(owner)).toMatchObject({ totalCount: 0, unreadCount: 0 });

  let made = await makePractice(hub, { title: "Lantern new" });
  await indexer.settled();
  const first = await inbox(owner);
  expect(first).toMatchObject({
    totalCount: 1,
    unreadCount: 1,
    nodes: [{ readAt: null, savedSearch: { id: saved.id }, record: { id: made.id, title: "Lantern new" } }],
  });

  made = await change(made, 'texts: { summary: "A lantern still." }');
  await change(old, 'texts: { summary: "An old lantern." }');
  const faded = await change(fading, 'texts: { title: "Candle" }');
  await indexer.settled();
  made = await change(made, 'texts: { title: "Candle new", summary: null }');
  await change(faded, 'texts: { title: "Lantern again" }');
  await indexer.settled();
  made = await deedOn("archive", made);
  await indexer.settled();
  made = await change(await deedOn("publish", made), 'texts: { title: "Lantern back" }');
  await hub.db.query(
    "UPDATE search.document SET revision = 0, document = document || '{\"revision\": 0}', version = nextval('search.version')",
  );
  await redraw({
    databaseUrl: hub.databaseUrl,
    ask: hub.house.ask,
    log: pino({ level: "silent" }),
    progress: () => {},
  });
  await hub.db.query("UPDATE search.matched SET version = 0");
  await indexer.settled();
  const last = await inbox(owner);
  expect(last).toMatchObject({
    totalCount: 1,
    unreadCount: 1,
    nodes: [{ record: { title: "Lantern back" } }],
  });
  expect(last.nodes[0]).toMatchObject({ id: first.nodes[0]!.id, at: first.nodes[0]!.at });
});

test("a record matches where it has all words, inflected or not, or a topic by whatever it is called", async () => {
  const owner = await newcomer();
  const topic = await makeTopic(hub, { label: "Lighthouse keeping" });
  await hub.tell(
    `mutation ($id: ID!, $revision: Int!) { translateTopic(id: $id, revision: $revision, language: de, texts: { label: "Leuchtturmwesen" }) { id } }`,
    { ...topic },
  );
  await indexer.settled();
  await makeSavedSearch(hub, owner, { name: "words", query: "crates of marmalade", language: "en" });
  await makeSavedSearch(hub, owner, { name: "topic", query: "Leuchtturmwesen", language: "de" });
  await makeSavedSearch(hub, owner, { name: "phrase", query: '"bitter orange"', language: "en" });
  await makePractice(hub, { title: "Marmalade", texts: { lessons: "Nobody counted." } });
  await makePractice(hub, { title: "Marmalade by the crate" });
  await makePractice(hub, { title: "Bitter and orange" });
  await makePractice(hub, { title: "Ripe", texts: { lessons: "A bitter orange it was." } });
  await makePractice(hub, { title: "Keepers at night", topicIds: [topic.id] });
  await indexer.settled();
  expect(await alerted(owner)).toEqual(["Keepers at night", "Marmalade by the crate", "Ripe"]);
});

test("a filter narrows what alerts as it narrows a search", async () => {
  const owner = await newcomer();
  const porto = await makeTerritory(hub, {
    name: "Porto of the test",
    country: "PT",
    latitude: 41.15,
    longitude: -8.61,
    population: 230_000,
  });
  await indexer.settled();
  const filters = {
    workshops: { kinds: ["WORKSHOP"] },
    portugal: { countries: ["pt"] },
    recent: { yearFrom: 2020 },
    near: { near: { latitude: 41, longitude: -8.6, km: 50 } },
    far: { near: { latitude: 50, longitude: 4, km: 50 } },
    large: { populationFrom: 200_000, populationTo: 300_000 },
    running: { states: ["RUNNING"] },
    french: { languages: ["fr"] },
    none: { kinds: [] },
  };
  for (const [name, filter] of Object.entries(filters))
    await makeSavedSearch(hub, owner, { name, query: "ropewalk", filter });
  await makeSavedSearch(hub, owner, { name: "no query", filter: { kinds: ["WORKSHOP"], yearTo: 1999 } });
  await makePractice(hub, {
    title: "Ropewalk here",
    territoryIds: [porto.id],
    state: "RUNNING",
    start: "2021",
  });
  await makeWorkshop(hub, { title: "Ropewalk day", workshopKind: "WORKSHOP", start: "2010-05-01" });
  await makeWorkshop(hub, { title: "Long ago", workshopKind: "WORKSHOP", start: "1998-05-01" });
  await indexer.settled();
  const { data } = await hub.ask(
    "{ savedSearches { nodes { name newMatches { nodes { record { ... on Content { title } } } } } } }",
    {},
    owner,
  );
  const found = Object.fromEntries(
    data.savedSearches.nodes.map(
      (one: { name: string; newMatches: { nodes: { record: { title: string } }[] } }) => [
        one.name,
        one.newMatches.nodes.map(({ record }) => record.title),
      ],
    ),
  );
  expect(found).toEqual({
    workshops: ["Ropewalk day"],
    portugal: ["Ropewalk here"],
    recent: ["Ropewalk here"],
    near: ["Ropewalk here"],
    far: [],
    large: ["Ropewalk here"],
    running: ["Ropewalk here"],
    french: [],
    none: [],
    "no query": ["Long ago"],
  });
});

test("a draft alerts when it is published, a record when it is shown to more people, each to those who newly see it", async () => {
  const inside = await newcomer();
  const outside = await newcomer({ organisationId: hub.organisations.beta });
  const curator = await newcomer({ roles: ["CURATOR"] });
  const grouped = await newcomer({ organisationId: hub.organisations.beta });
  const everyone = [inside, outside, curator, grouped];
  const group = await makeHiddenGroup(hub);
  await belongs(hub, grouped, group);
  const before = await makePractice(hub, {
    title: "Sextant before",
    status: "DRAFT",
    ownerId: hub.organisations.alpha,
  });
  await indexer.settled();
  for (const person of everyone) await makeSavedSearch(hub, person, { query: "sextant" });
  const seen = async () => Promise.all(everyone.map(async (person) => (await alerted(person)).join()));

  let draft = await makePractice(hub, {
    title: "Sextant",
    status: "DRAFT",
    ownerId: hub.organisations.alpha,
    visibility: "GROUP",
    groupIds: [group.id],
  });
  await indexer.settled();
  expect(await seen()).toEqual(["Sextant", "", "Sextant", ""]);
  const [early] = (await inbox(inside)).nodes;

  draft = await deedOn("publish", draft);
  await deedOn("publish", before);
  await indexer.settled();
  expect(await seen()).toEqual(["", "Sextant before", "Sextant", "Sextant,Sextant before"]);
  const { savedSearch } = (await inbox(grouped)).nodes[0]!;
  await visit(grouped, savedSearch);

  await change(draft, "visibility: MEMBERS");
  await indexer.settled();
  expect(await seen()).toEqual(["Sextant", "Sextant,Sextant before", "Sextant", "Sextant,Sextant before"]);
  expect((await inbox(inside)).nodes[0]).toEqual(early);
  const [latest] = (await inbox(outside)).nodes;
  expect(latest!.record.title).toBe("Sextant");
  expect(await news(grouped, savedSearch)).toEqual({ newCount: 0, titles: [] });
  expect(await news(outside, latest!.savedSearch)).toEqual({
    newCount: 2,
    titles: ["Sextant", "Sextant before"],
  });
});

test("an alert for a record that its reader may see no longer is in no list and no count, and comes back as it was", async () => {
  const owner = await newcomer({ organisationId: hub.organisations.beta });
  const saved = await makeSavedSearch(hub, owner, { query: "hourglass" });
  let one = await makePractice(hub, { title: "Hourglass one" });
  await makePractice(hub, { title: "Hourglass two" });
  await indexer.settled();
  const before = await inbox(owner);
  expect(before).toMatchObject({ totalCount: 2, unreadCount: 2 });
  expect(await news(owner, saved)).toEqual({ newCount: 2, titles: ["Hourglass one", "Hourglass two"] });
  const id = before.nodes.find(({ record }) => record.id === one.id)!.id;
  await indexer.close();
  try {
    // At once, before anything is carried.
    one = await deedOn("archive", one);
    expect(await inbox(owner)).toMatchObject({
      totalCount: 1,
      unreadCount: 1,
      nodes: [{ record: { title: "Hourglass two" } }],
    });
    expect(await news(owner, saved)).toEqual({ newCount: 1, titles: ["Hourglass two"] });
    expect(await code(owner, "mutation ($id: ID!) { markAlertsRead(ids: [$id]) }", { id })).toBe(
      "UNKNOWN_REFERENCE",
    );
    const { data } = await hub.ask('mutation { markAlertsRead(before: "2999-01-01T00:00:00Z") }', {}, owner);
    expect(data.markAlertsRead).toBe(1);
  } finally {
    indexer = indexerOf(hub);
  }
  await indexer.settled();
  expect(await inbox(owner)).toMatchObject({ totalCount: 1, unreadCount: 0 });
  await deedOn("publish", one);
  await indexer.settled();
  const after = await inbox(owner);
  expect(after).toMatchObject({ totalCount: 2, unreadCount: 1 });
  expect(after.nodes.find(({ record }) => record.id === one.id)).toEqual(
    before.nodes.find(({ record }) => record.id === one.id),
  );
});

test("what has yet to be compared when a search is saved is no news: it was there already", async () => {
  const owner = await newcomer();
  const there = await makePractice(hub, { title: "Gimlet there" });
  await indexer.settled();
  await indexer.close();
  try {
    await hub.db.query("UPDATE search.matched SET version = 0");
    await makeSavedSearch(hub, owner, { query: "gimlet" });
    await change(there, 'texts: { summary: "A gimlet." }');
    await makePractice(hub, { title: "Gimlet new" });
  } finally {
    indexer = indexerOf(hub);
  }
  await indexer.settled();
  expect(await alerted(owner)).toEqual(["Gimlet new"]);
});

test("a visit ends what is new, and alerts are read one by one or all at once", async () => {
  const owner = await newcomer();
  const saved = await makeSavedSearch(hub, owner, { query: "windlass" });
  const second = await makeSavedSearch(hub, owner, { query: "windlass", filter: { kinds: ["PRACTICE"] } });
  await makePractice(hub, { title: "Windlass 1" });
  await indexer.settled();
  expect(await news(owner, saved)).toEqual({ newCount: 1, titles: ["Windlass 1"] });
  const visited = await visit(owner, saved);
  expect(visited.errors).toBeUndefined();
  expect(await news(owner, saved)).toEqual({ newCount: 0, titles: [] });
  expect(await news(owner, second)).toEqual({ newCount: 1, titles: ["Windlass 1"] });
  expect(await inbox(owner)).toMatchObject({ totalCount: 2, unreadCount: 2 });

  await makePractice(hub, { title: "Windlass 2" });
  await indexer.settled();
  expect(await news(owner, saved)).toEqual({ newCount: 1, titles: ["Windlass 2"] });
  const { nodes } = await inbox(owner);
  expect(nodes.map(({ record }) => record.title)).toEqual([
    "Windlass 2",
    "Windlass 2",
    "Windlass 1",
    "Windlass 1",
  ]);
  const MARK = "mutation ($ids: [ID!], $before: DateTimeISO) { markAlertsRead(ids: $ids, before: $before) }";
  const mark = async (variables: object) => (await hub.ask(MARK, variables, owner)).data.markAlertsRead;
  expect(await mark({ ids: [nodes[0]!.id] })).toBe(1);
  expect(await mark({ ids: [nodes[0]!.id] })).toBe(0);
  expect(await inbox(owner)).toMatchObject({ totalCount: 4, unreadCount: 3 });
  expect(await inbox(owner, true)).toMatchObject({ totalCount: 3, unreadCount: 3 });
  expect(await mark({ before: nodes[2]!.at })).toBe(2);
  expect((await inbox(owner, true)).nodes.map(({ id }) => id)).toEqual([nodes[1]!.id]);

  const ids: string[] = [];
  let after: string | null = null;
  do {
    const {
      data,
    }: {
      data: { alerts: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
    } = await hub.ask(
      "query ($after: String) { alerts(first: 3, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }",
      { after },
      owner,
    );
    ids.push(...data.alerts.nodes.map(({ id }) => id));
    after = data.alerts.pageInfo.hasNextPage ? data.alerts.pageInfo.endCursor : null;
  } while (after);
  expect(ids).toEqual(nodes.map(({ id }) => id));

  for (const variables of [
    {},
    { ids: [nodes[1]!.id], before: "2999-01-01T00:00:00Z" },
    { ids: Array(101).fill(nodes[1]!.id) },
  ])
    expect(await code(owner, MARK, variables)).toBe("BAD_USER_INPUT");
  expect(await code(owner, MARK, { ids: [nodes[1]!.id, saved.id] })).toBe("UNKNOWN_REFERENCE");
  expect(await inbox(owner)).toMatchObject({ unreadCount: 1 });
});

test("a changed search begins anew with what matches it then; its alerts stay, and go with it when it is deleted", async () => {
  const owner = await newcomer();
  const saved = await makeSavedSearch(hub, owner, { query: "spindle", filter: { yearFrom: 2000 } });
  await makePractice(hub, { title: "Spindle", start: "2020" });
  const distaff = await makePractice(hub, { title: "Distaff", start: "2020" });
  await indexer.settled();
  const changing = (revision: number, input: object) =>
    hub.ask(CHANGE, { id: saved.id, revision, input }, owner);
  const named = await changing(1, { name: "Spinning" });
  expect(named.data.changeSavedSearch).toMatchObject({ revision: 2, name: "Spinning", query: "spindle" });
  const other = await changing(2, { query: "distaff", filter: null });
  expect(other.data.changeSavedSearch).toEqual({
    id: saved.id,
    revision: 3,
    name: "Spinning",
    query: "distaff",
    language: null,
    filter: null,
  });
  expect(await code(owner, CHANGE, { id: saved.id, revision: 2, input: { name: "Late" } })).toBe("CONFLICT");
  await change(distaff, 'texts: { summary: "A distaff." }');
  await makePractice(hub, { title: "Spindle two", start: "2020" });
  await makePractice(hub, { title: "Distaff two" });
  await indexer.settled();
  expect(await alerted(owner)).toEqual(["Distaff two", "Spindle"]);

  const deleted = await hub.ask("mutation ($id: ID!) { deleteSavedSearch(id: $id) }", saved, owner);
  expect(deleted).toEqual({ data: { deleteSavedSearch: saved.id } });
  expect(await alerted(owner)).toEqual([]);
  expect(await code(owner, "mutation ($id: ID!) { deleteSavedSearch(id: $id) }", saved)).toBe("NOT_FOUND");
});

test("what a topic comes to be called counts from then on, and is no news of what was about it before", async () => {
  const owner = await newcomer();
  const topic = await makeTopic(hub, { label: "Haberdashery" });
  await makePractice(hub, { title: "Buttons before", topicIds: [topic.id] });
  await indexer.settled();
  await makeSavedSearch(hub, owner, { query: "mercerie", language: "fr" });
  await hub.tell(
    `mutation ($id: ID!, $revision: Int!) { translateTopic(id: $id, revision: $revision, language: fr, texts: { label: "Mercerie" }) { id } }`,
    { ...topic },
  );
  await indexer.settled();
  expect((await alerted(owner)).filter((title) => title === "Buttons before")).toEqual([]);
  await makePractice(hub, { title: "Buttons after", topicIds: [topic.id] });
  await indexer.settled();
  expect((await alerted(owner)).filter((title) => title?.startsWith("Buttons"))).toEqual(["Buttons after"]);
});

test("no match is lost and none comes twice where the process dies before or while documents are compared", async () => {
  const owner = await newcomer();
  const known = await makePractice(hub, { title: "Bellows known" });
  await indexer.settled();
  await makeSavedSearch(hub, owner, { query: "bellows" });
  const slow = new pg.Client(hub.databaseUrl);
  const writing = new pg.Client(hub.databaseUrl);
  await Promise.all([slow.connect(), writing.connect()]);
  /** News that comes while another transaction writes is carried when that one has ended. */
  const carriedTogether = async (work: () => Promise<void>) => {
    await writing.query("BEGIN");
    await writing.query("SELECT pg_current_xact_id()");
    await work();
    await writing.query("COMMIT");
  };
  const comparing = async () =>
    (
      await hub.db.query(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hub alerts' AND wait_event_type = 'Lock'",
      )
    )[0]?.pid;
  const until = async (what: () => Promise<unknown>) => {
    for (let i = 0; i < 400; i++) {
      if (await what()) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error("It did not come to pass.");
  };
  try {
    await slow.query("BEGIN");
    // Whoever compares waits for this in the midst of its transaction.
    await slow.query("LOCK TABLE search.alert IN SHARE MODE");
    let changed = known;
    await carriedTogether(async () => {
      await makePractice(hub, { title: "Bellows new" });
      changed = await change(known, 'texts: { title: "Anvil" }');
    });
    await until(comparing);
    await carriedTogether(async () => {
      await change(changed, 'texts: { title: "Bellows once more" }');
      const killed = await comparing();
      await hub.db.query("SELECT pg_terminate_backend($1)", [killed]);
      await until(async () => {
        const again = await comparing();
        return again && again !== killed;
      });
    });
    await until(
      async () => (await hub.db.query("SELECT NOT EXISTS (SELECT 1 FROM hub.outbox) AS done"))[0].done,
    );
    const closing = indexer.close();
    await slow.query("ROLLBACK");
    await closing;
  } finally {
    await Promise.all([slow.end(), writing.end()]);
    indexer = indexerOf(hub);
  }
  await indexer.settled();
  expect(await alerted(owner)).toEqual(["Bellows new"]);
});

test("hundreds of records that come at once alert each of many saved searches once", async () => {
  const owner = await newcomer();
  const other = await newcomer({ organisationId: hub.organisations.beta });
  const saved: { id: string }[] = [];
  for (let i = 0; i < 30; i++)
    saved.push(
      await makeSavedSearch(hub, i % 2 ? owner : other, {
        name: `${i}`,
        filter: { synthetic: true, kinds: [i % 3 ? "PRACTICE" : "WORKSHOP"] },
      }),
    );
  await indexer.close();
  await generate({ database: hub.database, practices: 700, seed: 11 });
  indexer = indexerOf(hub);
  await indexer.settled();
  const [published] = await hub.db.query(
    `SELECT count(*) FILTER (WHERE kind = 'PRACTICE')::int AS practices, count(*) FILTER (WHERE kind = 'WORKSHOP')::int AS workshops
     FROM search.document WHERE (document->>'synthetic')::boolean AND document->'audience' ?| '{public,members}'`,
  );
  for (const [i, { id }] of saved.entries()) {
    const { data } = await hub.ask(
      "query ($id: ID!) { savedSearch(id: $id) { newCount } }",
      { id },
      i % 2 ? owner : other,
    );
    expect(data.savedSearch.newCount).toBe(i % 3 ? published.practices : published.workshops);
  }
  expect(published.practices).toBeGreaterThan(500);
  const [left] = await hub.db.query("SELECT count(*)::int AS n FROM search.former_document");
  expect(left.n).toBe(0);
});

test("a member keeps a hundred saved searches at the most, even when saving at once", async () => {
  const owner = await newcomer();
  for (let i = 0; i < 98; i++) await makeSavedSearch(hub, owner, { query: `number ${i}` });
  const SAVE = 'mutation { saveSearch(input: { name: "One more", query: "more" }) { id } }';
  const codes = await Promise.all(Array.from({ length: 4 }, () => code(owner, SAVE)));
  expect(codes.filter((one) => one === "LIMIT_EXCEEDED")).toHaveLength(2);
  expect(codes.filter((one) => one === undefined)).toHaveLength(2);
});

test("what makes no search is refused", async () => {
  const owner = await newcomer();
  const SAVE = "mutation ($input: NewSavedSearch!) { saveSearch(input: $input) { id revision } }";
  const refusals: [input: object, code: string][] = [
    [{ name: " ", query: "x" }, "BAD_USER_INPUT"],
    [{ name: "x".repeat(201), query: "x" }, "TEXT_TOO_LONG"],
    [{ name: "x" }, "BAD_USER_INPUT"],
    [{ name: "x", query: " ?! " }, "BAD_USER_INPUT"],
    [{ name: "x", query: "x".repeat(501) }, "BAD_USER_INPUT"],
    [{ name: "x", filter: {} }, "BAD_USER_INPUT"],
    [{ name: "x", filter: { countries: ["France"] } }, "BAD_USER_INPUT"],
    [{ name: "x", filter: { near: { latitude: 91, longitude: 0, km: 1 } } }, "BAD_USER_INPUT"],
    [{ name: "x", filter: { organisationIds: ["nonsense"] } }, "UNKNOWN_REFERENCE"],
    [{ name: "x", filter: { topicIds: [hub.organisations.alpha] } }, "UNKNOWN_REFERENCE"],
  ];
  for (const [input, refusal] of refusals)
    expect([input, await code(owner, SAVE, { input })]).toEqual([input, refusal]);
  const saved = await makeSavedSearch(hub, owner, { query: "tongs" });
  expect(await code(owner, CHANGE, { ...saved, input: { query: "" } })).toBe("BAD_USER_INPUT");
  expect(await code(owner, CHANGE, { ...saved, input: { name: "" } })).toBe("BAD_USER_INPUT");
  const { data } = await hub.ask("{ savedSearches { nodes { query revision } } }", {}, owner);
  expect(data.savedSearches.nodes).toEqual([{ query: "tongs", revision: 1 }]);
});
