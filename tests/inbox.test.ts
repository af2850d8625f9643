import pg from "pg";
import { v7 } from "uuid";
import type { Delivery } from "../subgraphs/inbox/delivery.ts";
import { openTestHub, type Person, type TestHub, tokens } from "./hub.ts";
import { makeNote, makeReply } from "./make/annotations.ts";
import { belongs, makeGroup, makeHiddenGroup } from "./make/groups.ts";
import { deliveryOf, follow, type InboxPage, inboxOf } from "./make/inbox.ts";
import { dropIndex, indexerOf } from "./make/indexers.ts";
import type { Made } from "./make/made.ts";
import { makeMember, makeOrganisation, makeTerritory } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeSavedSearch } from "./make/saved-searches.ts";
import { makeTopic } from "./make/topics.ts";

let hub: TestHub;
let delivery: Delivery;
beforeAll(async () => {
  hub = await openTestHub();
  delivery = deliveryOf(hub);
});
afterAll(async () => {
  await delivery.close();
  await dropIndex(hub).finally(() => hub.close());
});

type Member = Person & { id: string };

/** A member of this test's own, of no organisation unless told. */
async function newcomer(fields: object = {}): Promise<Member> {
  const { id } = await makeMember(hub, { state: "ACTIVE", ...fields });
  return { id, token: await tokens(hub.passports).member(id) };
}

const ofNewCity = async () => {
  const city = await makeOrganisation(hub);
  return { city, officer: await newcomer({ organisationId: city.id }) };
};

const inbox = async (as: Person, wish: object = {}): Promise<InboxPage> => {
  await delivery.settled();
  return inboxOf(hub, as, wish);
};
const heard = async (as: Person) =>
  (await inbox(as)).nodes.map(({ reason, events, record }) => [reason, events.join(), record?.id]);

const DEED = (deed: string, rest = "") =>
  `mutation ($id: ID!, $revision: Int!) { made: ${deed}(id: $id, revision: $revision ${rest}) { id slug revision } }`;
const change = async ({ id, revision }: Made, input: string): Promise<Made> =>
  (await hub.tell(DEED("changePractice", `, input: { ${input} }`), { id, revision })).made;
const archive = async ({ id, revision }: Made): Promise<Made> =>
  (await hub.tell(DEED("archivePractice"), { id, revision })).made;

const code = async (query: string, variables: object, as?: Person) =>
  (await hub.ask(query, variables, as)).errors?.[0]?.extensions.code;
const FOLLOW = "mutation ($kind: FollowKind!, $id: ID!) { follow(kind: $kind, id: $id) { id } }";
const READ = "mutation ($ids: [ID!], $upTo: String) { markInboxRead(ids: $ids, upTo: $upTo) }";
const read = async (as: Person, which: object) => (await hub.ask(READ, which, as)).data.markInboxRead;

test("what one follows is a list of one's own, and following twice is following once", async () => {
  const them = await newcomer();
  const practice = await makePractice(hub);
  const topic = await makeTopic(hub);
  const search = await makeSavedSearch(hub, them, { query: "night" });
  await delivery.settled();
  const first = await follow(hub, them, "PRACTICE", practice.id);
  await follow(hub, them, "TOPIC", topic.id);
  expect(await follow(hub, them, "PRACTICE", practice.id)).toEqual(first);
  const FOLLOWING = `{ following { totalCount nodes { kind record { ... on Practice { id followed } ... on Topic { id } } savedSearch { id name followed } } }
    practices(first: 1) { nodes { followed } } }`;
  const { data, errors } = await hub.ask(FOLLOWING, {}, them);
  expect(errors).toBeUndefined();
  expect(data.following).toEqual({
    totalCount: 3,
    nodes: [
      { kind: "TOPIC", record: { id: topic.id }, savedSearch: null },
      { kind: "PRACTICE", record: { id: practice.id, followed: true }, savedSearch: null },
      {
        kind: "SAVED_SEARCH",
        record: null,
        savedSearch: { id: search.id, name: "What I look for", followed: true },
      },
    ],
  });
  expect((await hub.ask(FOLLOWING, {}, hub.people.member)).data.following.totalCount).toBe(0);
  expect((await hub.ask("{ practices(first: 1) { nodes { followed } } }")).data.practices.nodes[0]).toEqual({
    followed: null,
  });

  const UNFOLLOW = "mutation ($id: ID!) { unfollow(id: $id) }";
  expect((await hub.ask(UNFOLLOW, { id: practice.id }, them)).data.unfollow).toBe(practice.id);
  expect(await code(UNFOLLOW, { id: practice.id }, them)).toBe("NOT_FOUND");
  expect((await hub.ask(FOLLOWING, {}, them)).data.following.totalCount).toBe(2);
});

test("nobody follows what they do not see, nor another's saved search, nor a kind that it is not", async () => {
  const them = await newcomer();
  const draft = await makePractice(hub, { status: "DRAFT", ownerId: hub.organisations.alpha });
  const search = await makeSavedSearch(hub, hub.people.member, { query: "night" });
  const practice = await makePractice(hub);
  for (const [kind, id] of [
    ["PRACTICE", draft.id],
    ["SAVED_SEARCH", search.id],
    ["TOPIC", practice.id],
    ["PRACTICE", v7()],
    ["PRACTICE", "nonsense"],
  ])
    expect([kind, await code(FOLLOW, { kind, id }, them)]).toEqual([kind, "UNKNOWN_REFERENCE"]);
  expect(await code(FOLLOW, { kind: "PRACTICE", id: practice.id }, hub.people.partner)).toBe("FORBIDDEN");
  expect(await code("{ inbox { totalCount } }", {})).toBe("UNAUTHENTICATED");
});

test("whoever follows a record, its topics, a broader one, its organisation or place hears of it once, and who did it does not", async () => {
  const broad = await makeTopic(hub);
  const topic = await makeTopic(hub, { broaderId: broad.id });
  const place = await makeTerritory(hub);
  const { city } = await ofNewCity();
  const practice = await makePractice(hub, {
    topicIds: [topic.id],
    territoryIds: [place.id],
    ownerId: city.id,
  });
  const [record, narrow, wide, organisation, territory, all, doer] = await Promise.all(
    Array.from({ length: 7 }, () => newcomer({ roles: ["CURATOR"] })),
  );
  const pairs: [Person, string, string][] = [
    [record!, "PRACTICE", practice.id],
    [narrow!, "TOPIC", topic.id],
    [wide!, "TOPIC", broad.id],
    [organisation!, "ORGANISATION", city.id],
    [territory!, "TERRITORY", place.id],
    [all!, "PRACTICE", practice.id],
    [all!, "TOPIC", topic.id],
    [all!, "TOPIC", broad.id],
    [doer!, "PRACTICE", practice.id],
  ];
  await delivery.settled();
  for (const [who, kind, id] of pairs) await follow(hub, who, kind, id);
  const CHANGE = DEED("changePractice", ', input: { texts: { summary: "Better." } }');
  expect(await code(CHANGE, { id: practice.id, revision: practice.revision }, doer)).toBeUndefined();

  for (const who of [record, narrow, wide, organisation, territory, all])
    expect(await heard(who!)).toEqual([["FOLLOWED", "CHANGED", practice.id]]);
  expect(await heard(doer!)).toEqual([]);
  const [item] = (await inbox(all!)).nodes;
  const { data } = await hub.ask("{ following { nodes { id record { __typename } } } }", {}, all);
  const through = data.following.nodes.find(({ id }: { id: string }) => id === item!.follow!.id);
  expect(through.record.__typename).toBe("Practice");
});

test("what happens to a record until one reads of it is one item, which moves to the front", async () => {
  const them = await newcomer();
  let practice = await makePractice(hub);
  const other = await makePractice(hub);
  await delivery.settled();
  await follow(hub, them, "PRACTICE", practice.id);
  await follow(hub, them, "PRACTICE", other.id);
  practice = await change(practice, 'texts: { summary: "One." }');
  const [before] = (await inbox(them)).nodes;
  await change(other, 'texts: { summary: "Another." }');
  await archive(await change(practice, 'texts: { summary: "Two." }'));
  // Archived, it is shown to nobody but curators.
  expect(await heard(them)).toEqual([["FOLLOWED", "CHANGED", other.id]]);
  const PUBLISH = DEED("publishPractice");
  await hub.tell(PUBLISH, { id: practice.id, revision: practice.revision + 2 });
  expect(await heard(them)).toEqual([
    ["FOLLOWED", "CHANGED,PUBLISHED", practice.id],
    ["FOLLOWED", "CHANGED", other.id],
  ]);
  const page = await inbox(them);
  expect(page).toMatchObject({ totalCount: 2, unreadCount: 2 });

  // The item that was read of before has been replaced by a newer one, which stays unread.
  expect(await read(them, { ids: [before!.id] })).toBe(0);
  expect(await read(them, { ids: [page.nodes[0]!.id] })).toBe(1);
  expect(await read(them, { ids: [page.nodes[0]!.id] })).toBe(0);
  expect(await inbox(them)).toMatchObject({ totalCount: 2, unreadCount: 1 });
  expect((await inbox(them, { unreadOnly: true })).nodes.map(({ record }) => record!.id)).toEqual([other.id]);

  const again = await change({ ...practice, revision: practice.revision + 3 }, 'texts: { summary: "3." }');
  expect((await inbox(them)).nodes.map(({ record, events }) => [record!.id, events.join()])).toEqual([
    [again.id, "CHANGED"],
    [again.id, "CHANGED,PUBLISHED"],
    [other.id, "CHANGED"],
  ]);
});

test("the inbox is read in pages, and marked as read up to a cursor", async () => {
  const them = await newcomer();
  const topic = await makeTopic(hub);
  await delivery.settled();
  await follow(hub, them, "TOPIC", topic.id);
  for (let i = 0; i < 5; i++) await makePractice(hub, { topicIds: [topic.id] });
  const all = await inbox(them);
  const first = await inbox(them, { first: 2 });
  const second = await inbox(them, { first: 2, after: first.pageInfo.endCursor });
  expect([...first.nodes, ...second.nodes]).toEqual(all.nodes.slice(0, 4));
  expect(await read(them, { upTo: second.edges[0]!.cursor })).toBe(3);
  expect((await inbox(them)).nodes.map(({ readAt }) => readAt === null)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  for (const wrong of [{}, { upTo: "nonsense" }, { ids: ["x"] }, { ids: [v7()], upTo: all.edges[0]!.cursor }])
    expect(await code(READ, wrong, them)).toBe("BAD_USER_INPUT");

  hub.statements.length = 0;
  const LIST =
    "query ($first: Int!) { inbox(first: $first) { unreadCount nodes { follow { id } record { ... on Practice { title followed } } } } }";
  const cost = async (first: number) => {
    hub.statements.length = 0;
    expect((await hub.ask(LIST, { first }, them)).data.inbox.nodes).toHaveLength(first);
    return hub.statements.length;
  };
  await cost(1);
  expect(await cost(5)).toBe(await cost(2));
});

test("nothing is told of what one may not see, when it happens or later", async () => {
  const them = await newcomer();
  const group = await makeHiddenGroup(hub);
  await belongs(hub, them, group);
  const topic = await makeTopic(hub);
  await delivery.settled();
  await follow(hub, them, "TOPIC", topic.id);
  await inbox(them);
  await read(them, { upTo: (await inbox(them)).edges[0]!.cursor });

  const hidden = await makePractice(hub, {
    topicIds: [topic.id],
    status: "DRAFT",
    ownerId: hub.organisations.alpha,
  });
  const shared = await makePractice(hub, { topicIds: [topic.id], visibility: "GROUP", groupIds: [group.id] });
  const unread = async () => {
    await delivery.settled();
    const { data } = await hub.ask(
      "{ inbox(unreadOnly: true) { totalCount unreadCount nodes { id record { ... on Practice { id } } } } }",
      {},
      them,
    );
    return data.inbox;
  };
  const before = await unread();
  expect(before.nodes.map(({ record }: { record: { id: string } }) => record.id)).toEqual([shared.id]);
  expect(JSON.stringify(before)).not.toContain(hidden.id);

  await hub.ask("mutation ($id: ID!) { leaveWorkingGroup(id: $id) { state } }", { id: group.id }, them);
  expect(await unread()).toEqual({ totalCount: 0, unreadCount: 0, nodes: [] });
  const ONE = "query ($id: ID!) { inboxItem(id: $id) { id } }";
  expect((await hub.ask(ONE, { id: before.nodes[0].id }, them)).data.inboxItem).toBeNull();
  await change(shared, 'texts: { summary: "Not for you." }');
  await belongs(hub, them, group);
  // What happened while they were away is not told afterwards.
  const after = (await unread()).nodes.find(
    ({ record }: { record: { id: string } | null }) => record?.id === shared.id,
  );
  expect(after.id).toBe(before.nodes[0].id);
});

test("the members of an organisation hear what others do with its records, not what they do themselves", async () => {
  const { city, officer } = await ofNewCity();
  const colleague = await newcomer({ organisationId: city.id });
  const practice = await makePractice(hub, { ownerId: city.id });
  await delivery.settled();
  const ADOPT =
    "mutation ($id: ID!) { adoptPractice(practiceId: $id, input: { state: TRYING, language: en }) { id } }";
  const { data } = await hub.ask(ADOPT, practice, hub.people.member);
  const question = await makeNote(hub, hub.people.member, { on: practice.id, motivation: "QUESTIONING" });
  await hub.ask(DEED("changePractice", ', input: { texts: { summary: "Ours." } }'), practice, officer);
  for (const who of [officer, colleague])
    expect((await inbox(who)).nodes).toMatchObject([
      { reason: "OWNED", events: ["ASKED"], annotation: { id: question.id }, record: { id: practice.id } },
      { reason: "OWNED", events: ["ADOPTED"], adoption: { id: data.adoptPractice.id } },
    ]);
  expect(await heard(hub.people.colleague)).toEqual([]);
});

test("each city that takes a practice over is an item of its own, with all that becomes of its adoption until it is read", async () => {
  const { city, officer } = await ofNewCity();
  const practice = await makePractice(hub, { ownerId: city.id });
  const ADOPT =
    "mutation ($id: ID!) { adoptPractice(practiceId: $id, input: { state: TRYING, language: en }) { id } }";
  const adopters = [(await ofNewCity()).officer, (await ofNewCity()).officer];
  const [first, second] = [
    (await hub.ask(ADOPT, practice, adopters[0])).data.adoptPractice,
    (await hub.ask(ADOPT, practice, adopters[1])).data.adoptPractice,
  ];
  await hub.ask(
    "mutation ($id: ID!) { changeAdoption(id: $id, revision: 1, input: { state: RUNNING }) { id } }",
    first,
    adopters[0],
  );
  expect((await inbox(officer)).nodes).toMatchObject([
    {
      reason: "OWNED",
      events: ["ADOPTED", "ADOPTION_CHANGED"],
      adoption: first,
      record: { id: practice.id },
    },
    { reason: "OWNED", events: ["ADOPTED"], adoption: second, record: { id: practice.id } },
  ]);
});

test("a note is told only to those who may read it, and is gone from inboxes when it is hidden or deleted", async () => {
  const { city, officer } = await ofNewCity();
  const group = await makeGroup(hub, { joinPolicy: "OPEN" });
  const insider = await newcomer({ organisationId: city.id });
  await belongs(hub, insider, group);
  const practice = await makePractice(hub, { ownerId: city.id });
  const writer = await newcomer();
  await belongs(hub, writer, group);
  await follow(hub, writer, "PRACTICE", practice.id);
  const notes = async (as: Person) =>
    (await inbox(as)).nodes.filter(({ annotation }) => annotation).map(({ annotation }) => annotation!.id);

  await makeNote(hub, writer, { on: practice.id, audience: "ONLY_ME" });
  const among = await makeNote(hub, writer, { on: practice.id, audience: "GROUPS", groupIds: [group.id] });
  const open = await makeNote(hub, writer, { on: practice.id });
  expect(await notes(officer)).toEqual([open.id]);
  expect(await notes(insider)).toEqual([open.id, among.id]);
  expect(await notes(writer)).toEqual([]);

  const answer = await makeReply(hub, insider, among.id);
  const aside = await makeReply(hub, officer, open.id);
  expect(await notes(writer)).toEqual([aside.id, answer.id]);
  expect((await inbox(writer)).nodes[0]).toMatchObject({ reason: "REPLIED", events: ["REPLIED"] });

  await hub.tell(
    'mutation ($id: ID!, $revision: Int!) { moderateAnnotation(id: $id, revision: $revision, moderation: HIDDEN, reason: "No.") { id } }',
    { id: open.id, revision: open.revision },
  );
  await hub.ask(
    "mutation ($id: ID!, $revision: Int!) { deleteAnnotation(id: $id, revision: $revision) { id } }",
    answer,
    insider,
  );
  expect(await notes(officer)).toEqual([]);
  expect(await notes(insider)).toEqual([among.id]);
  // Whoever wrote the hidden note still sees it, and what was answered.
  expect(await notes(writer)).toEqual([aside.id]);
});

test("invitations come to whom they are for, also to groups that are hidden, and requests to the leads", async () => {
  const [lead, guest] = [await newcomer(), await newcomer()];
  const hidden = await makeHiddenGroup(hub, { joinPolicy: "BY_INVITATION", leadIds: [lead.id] });
  const INVITE =
    "mutation ($id: ID!, $memberId: ID!) { inviteToWorkingGroup(id: $id, memberId: $memberId) { id } }";
  await hub.ask(INVITE, { id: hidden.id, memberId: guest.id }, lead);
  expect((await inbox(guest)).nodes).toMatchObject([
    { reason: "INVITED", kind: "WORKING_GROUP", record: { id: hidden.id }, membership: { state: "INVITED" } },
  ]);
  await hub.ask("mutation ($id: ID!) { leaveWorkingGroup(id: $id) { state } }", hidden, guest);
  expect(await heard(guest)).toEqual([]);

  const asked = await makeGroup(hub, { joinPolicy: "ON_REQUEST", leadIds: [lead.id] });
  const JOIN = "mutation ($id: ID!) { joinWorkingGroup(id: $id) { id } }";
  const { data } = await hub.ask(JOIN, asked, guest);
  expect((await heard(lead))[0]).toEqual(["MEMBERSHIP", "JOIN_REQUESTED", asked.id]);
  const ANSWER = "mutation ($id: ID!) { answerMembershipRequest(id: $id, accept: true) { id } }";
  await hub.ask(ANSWER, { id: data.joinWorkingGroup.id }, lead);
  expect((await heard(guest))[0]).toEqual(["MEMBERSHIP", "JOIN_ANSWERED", asked.id]);
});

test("what begins to match a saved search comes to the same inbox, until it is unfollowed", async () => {
  const them = await newcomer();
  const indexer = indexerOf(hub, { place: undefined });
  try {
    const search = await makeSavedSearch(hub, them, { query: "quayside lanterns" });
    await indexer.settled();
    const made = await makePractice(hub, { title: "Quayside lanterns" });
    await makePractice(hub, {
      title: "Quayside lanterns kept back",
      status: "DRAFT",
      ownerId: hub.organisations.alpha,
    });
    await indexer.settled();
    expect((await inbox(them)).nodes).toMatchObject([
      {
        reason: "SAVED_SEARCH",
        events: ["MATCHED"],
        savedSearch: { id: search.id },
        record: { id: made.id },
      },
    ]);
    const UNFOLLOW = "mutation ($id: ID!) { unfollow(id: $id) }";
    await hub.ask(UNFOLLOW, search, them);
    await makePractice(hub, { title: "Quayside lanterns once more" });
    await indexer.settled();
    expect(await inbox(them)).toMatchObject({ totalCount: 1 });
    expect((await hub.ask("{ alerts { totalCount } }", {}, them)).data.alerts.totalCount).toBe(2);

    await follow(hub, them, "SAVED_SEARCH", search.id);
    await hub.ask("mutation ($id: ID!) { deleteSavedSearch(id: $id) }", search, them);
    const [left] = (await inbox(them)).nodes;
    expect(left).toMatchObject({ record: { id: made.id }, savedSearch: null });
    expect((await hub.ask("{ following { totalCount } }", {}, them)).data.following.totalCount).toBe(0);
  } finally {
    await indexer.close();
  }
});

test("ten thousand followers are told as few are: by one statement for each event", async () => {
  const topic = await makeTopic(hub);
  await delivery.settled();
  await hub.db.query(
    `WITH people AS (INSERT INTO hub.person (id, pending, "activeSince") SELECT uuidv7(), false, now() FROM generate_series(1, 10000) RETURNING id)
     INSERT INTO inbox.follow (id, "memberId", kind, "targetId") SELECT uuidv7(), id, 'TOPIC', $1 FROM people`,
    [topic.id],
  );
  const practice = await makePractice(hub, { topicIds: [topic.id] });
  await delivery.settled();
  const [{ count }] = await hub.db.query(
    `SELECT count(*)::int FROM inbox.item WHERE "recordId" = $1 AND 'PUBLISHED' = ANY(events)`,
    [practice.id],
  );
  expect(count).toBe(10_000);
});

test("a delivery that is cut off loses nothing and tells nothing twice, and another takes over", async () => {
  const them = await newcomer();
  const topic = await makeTopic(hub);
  await delivery.settled();
  await follow(hub, them, "TOPIC", topic.id);
  const second = deliveryOf(hub);
  const client = new pg.Client(hub.databaseUrl);
  await client.connect();
  try {
    const cut = (async () => {
      for (let i = 0; i < 10; i++)
        await client.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hub inbox' AND datname = current_database()",
        );
    })();
    const made = [];
    for (let i = 0; i < 5; i++) made.push(await makePractice(hub, { topicIds: [topic.id] }));
    await cut;
    const { nodes } = await inbox(them);
    expect(nodes.map(({ record }) => record!.id)).toEqual(made.map(({ id }) => id).reverse());
  } finally {
    await client.end();
    await second.close();
  }
});
