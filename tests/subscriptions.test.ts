import { WebSocket } from "ws";
import type { Delivery } from "../subgraphs/inbox/delivery.ts";
import { type Answer, openTestHub, type Person, type TestHub, tokens } from "./hub.ts";
import { makeNote } from "./make/annotations.ts";
import { belongs, makeHiddenGroup } from "./make/groups.ts";
import { deliveryOf, follow } from "./make/inbox.ts";
import type { Made } from "./make/made.ts";
import { makeMember, makeOrganisation } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { type Dialled, dial, type Listening, listen, type Told } from "./make/subscribers.ts";
import { makeTopic } from "./make/topics.ts";
import { until } from "./make/until.ts";

let hub: TestHub;
let delivery: Delivery;
beforeAll(async () => {
  hub = await openTestHub({ believedMs: 500 });
  delivery = deliveryOf(hub);
});
afterAll(async () => {
  await delivery.close();
  await hub.close();
});

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

type Member = Person & { id: string };
async function newcomer(fields: object = {}): Promise<Member> {
  const { id } = await makeMember(hub, { state: "ACTIVE", ...fields });
  return { id, token: await tokens(hub.passports).member(id) };
}

async function subscribe(query: string, variables: object = {}, as?: Person): Promise<Listening> {
  const listening = await listen(hub.address, query, variables, as);
  open.push(listening);
  return listening;
}

async function connect(as?: Person): Promise<Dialled> {
  const dialled = await dial(hub.address, as);
  open.push(dialled);
  return dialled;
}

const data = (told: Told) => (told as Answer).data;
const codeOf = (told: Told) => (told as Answer).errors?.[0]?.extensions.code;

const ITEM = `subscription { inboxItem { id reason events
  record { __typename ... on Practice { id title owner { name } } } annotation { body author { name } } follow { id } } }`;
const EVENT = `subscription ($kinds: [Kind!], $about: [ID!], $types: [EventType!]) {
  recordEvent(kinds: $kinds, about: $about, types: $types) { type kind record { ... on Practice { id title topics { label } } } } }`;

const change = async ({ id, revision }: Made, summary: string): Promise<Made> =>
  (
    await hub.tell(
      "mutation ($id: ID!, $revision: Int!, $summary: String!) { made: changePractice(id: $id, revision: $revision, input: { texts: { summary: $summary } }) { id slug revision } }",
      { id, revision, summary },
    )
  ).made;

test("what comes into an inbox is told as it comes, with fields of several rooms, by events and by WebSocket", async () => {
  const city = await makeOrganisation(hub);
  const officer = await newcomer({ organisationId: city.id });
  const practice = await makePractice(hub, { title: "Night buses", ownerId: city.id });
  const listening = await subscribe(ITEM, {}, officer);
  expect(listening.status).toBe(200);
  const dialled = await connect(officer);
  dialled.subscribe("1", ITEM);
  // A WebSocket tells nothing of when a subscription has begun.
  const told = dialled.next().then(() => true);
  await until(async () => {
    await makeNote(hub, hub.people.member, { on: practice.id, body: "How late?" });
    return Promise.race([told, delivery.settled().then(() => false)]);
  });
  const first = data(await listening.next()).inboxItem;
  expect(first).toMatchObject({
    reason: "OWNED",
    events: ["ANNOTATED"],
    record: { __typename: "Practice", id: practice.id, title: "Night buses" },
    annotation: { body: "How late?", author: { name: "Mara Alder" } },
    follow: null,
  });
  const kept = await hub.ask("query ($id: ID!) { inboxItem(id: $id) { id } }", { id: first.id }, officer);
  expect(kept.data.inboxItem).toEqual({ id: first.id });
});

test("one WebSocket carries several subscriptions, and each ends by itself", async () => {
  const them = await newcomer();
  const practice = await makePractice(hub);
  await delivery.settled();
  await follow(hub, them, "PRACTICE", practice.id);
  const dialled = await connect(them);
  dialled.subscribe("mine", "subscription { inboxItem { events } }");
  dialled.subscribe("all", EVENT, { about: [practice.id] });
  const listening = await subscribe(EVENT, { about: [practice.id] });
  // Both run once each has told something.
  const seen = new Set<string>();
  let now = practice;
  await until(async () => {
    now = await change(now, `Change ${now.revision}`);
    await listening.next();
    while (seen.size < 2) {
      const message = await Promise.race([dialled.next(), delivery.settled().then(() => undefined)]);
      if (!message) return false;
      expect(message.type).toBe("next");
      seen.add(message.id);
    }
    return true;
  });
  dialled.send({ id: "mine", type: "complete" });
  dialled.subscribe("query", "{ practices { totalCount } }");
  let message = await dialled.next();
  while (message.type === "next") message = await dialled.next();
  expect(message).toMatchObject({
    id: "query",
    type: "error",
    payload: [{ extensions: { code: "BAD_USER_INPUT" } }],
  });
});

test("events of records are told by kind, by what has happened and by what they are about, broader topics included", async () => {
  const broad = await makeTopic(hub);
  const topic = await makeTopic(hub, { broaderId: broad.id, label: "Quays" });
  const listening = await subscribe(EVENT, {
    about: [broad.id],
    types: ["PUBLISHED"],
    kinds: ["PRACTICE", "PROJECT"],
  });
  const elsewhere = await subscribe(EVENT, { about: [broad.id], kinds: ["PROJECT"] });
  await makePractice(hub, { title: "Another" });
  const practice = await makePractice(hub, { title: "Lamps", topicIds: [topic.id] });
  expect(await listening.next()).toEqual({
    data: {
      recordEvent: {
        type: "PUBLISHED",
        kind: "PRACTICE",
        record: { id: practice.id, title: "Lamps", topics: [{ label: "Quays" }] },
      },
    },
  });
  await delivery.settled();
  expect([listening.left, elsewhere.left]).toEqual([0, 0]);
});

test("what one may not see is never told, nor by what it is named", async () => {
  const hidden = await makePractice(hub, { status: "DRAFT", ownerId: hub.organisations.alpha });
  const all = await subscribe(EVENT, { types: ["PUBLISHED", "CHANGED"] });
  const about = await subscribe(EVENT, { about: [hidden.id] });
  const owners = await subscribe(
    EVENT,
    { about: [hidden.id], types: ["PUBLISHED", "CHANGED"] },
    hub.people.member,
  );
  const naming =
    'mutation ($ids: [ID!]!) { createWorkshop(input: { language: en, texts: { title: "W" }, practiceIds: $ids }) { id revision } }';
  const { createWorkshop } = await hub.tell(naming, { ids: [hidden.id] });
  await hub.tell(
    "mutation ($id: ID!, $revision: Int!) { publishWorkshop(id: $id, revision: $revision) { id } }",
    createWorkshop,
  );
  await change(hidden, "Still hidden.");
  const shown = await makePractice(hub);
  expect(data(await owners.next()).recordEvent).toMatchObject({ type: "PUBLISHED", kind: "WORKSHOP" });
  expect(data(await owners.next()).recordEvent).toMatchObject({ type: "CHANGED", record: { id: hidden.id } });
  expect(data(await all.next()).recordEvent).toMatchObject({ type: "PUBLISHED", kind: "WORKSHOP" });
  expect(data(await all.next()).recordEvent).toMatchObject({ type: "PUBLISHED", record: { id: shown.id } });
  expect(about.left).toBe(0);
});

test("whose right has ended is not told of the very next event, and who takes part no more not of any", async () => {
  const them = await newcomer();
  const group = await makeHiddenGroup(hub);
  await belongs(hub, them, group);
  const shared = await makePractice(hub, { visibility: "GROUP", groupIds: [group.id] });
  await delivery.settled();
  await follow(hub, them, "PRACTICE", shared.id);
  const items = await subscribe(ITEM, {}, them);
  const events = await subscribe(EVENT, { about: [shared.id] }, them);
  const once = await change(shared, "One.");
  expect(data(await items.next()).inboxItem.record.id).toBe(shared.id);
  expect(data(await events.next()).recordEvent.record.id).toBe(shared.id);

  // They leave by somebody else's hand, and what is believed of them is not asked for again before the change.
  await hub.db.query(`UPDATE "groups".membership SET state = 'LEFT' WHERE "memberId" = $1`, [them.id]);
  await change(once, "Two.");
  await delivery.settled();
  const open = await makePractice(hub);
  await follow(hub, them, "PRACTICE", open.id);
  await change(open, "Open.");
  expect(data(await items.next()).inboxItem.record.id).toBe(open.id);
  expect(events.left).toBe(0);

  const { revision } = (await hub.tell("query ($id: ID!) { member(id: $id) { revision } }", { id: them.id }))
    .member;
  await hub.tell(
    "mutation ($id: ID!, $revision: Int!) { removeMember(id: $id, revision: $revision) { id } }",
    { id: them.id, revision },
  );
  for (const listening of [items, events]) {
    expect(codeOf(await listening.next())).toBe("UNAUTHENTICATED");
    expect(await listening.next()).toBe("complete");
  }
});

test("subscriptions go on over the restart of any room; nothing is lost and nothing comes twice", async () => {
  const city = await makeOrganisation(hub);
  const them = await newcomer({ organisationId: city.id });
  const practices: Made[] = [];
  for (const title of ["First", "Second", "Third"])
    practices.push(await makePractice(hub, { title, ownerId: city.id }));
  const items = await subscribe(ITEM, {}, them);
  const socket = await connect(them);
  const events = await subscribe(EVENT, { about: [city.id], types: ["CHANGED"] });
  const noted = async (i: number) =>
    makeNote(hub, hub.people.member, { on: practices[i]!.id, body: `Note ${i}` });

  await noted(0);
  expect(data(await items.next()).inboxItem.annotation.body).toBe("Note 0");
  // The room that tells what happens is away, while something happens.
  const inboxBack = await hub.without("inbox");
  await noted(1);
  practices[0] = await change(practices[0]!, "One.");
  await delivery.settled();
  expect([items.left, events.left]).toEqual([0, 0]);
  await inboxBack();
  expect(data(await items.next()).inboxItem.annotation.body).toBe("Note 1");
  expect(data(await events.next()).recordEvent.record.title).toBe("First");

  // A room whose fields are asked for is away, while something happens.
  await noted(2);
  const practicesBack = await hub.without("practices");
  await delivery.settled();
  const told = items.next();
  await practicesBack();
  expect(data(await told).inboxItem).toMatchObject({
    record: { title: "Third" },
    annotation: { body: "Note 2" },
  });

  practices[1] = await change(practices[1]!, "Two.");
  expect(data(await events.next()).recordEvent.record.title).toBe("Second");
  await delivery.settled();
  expect([items.left, events.left, socket.socket.readyState]).toEqual([0, 0, WebSocket.OPEN]);
});

test("strangers subscribe to no inbox, and what is wrong is told in one coded sentence before anything runs", async () => {
  const refused = async (query: string, variables: object = {}, as?: Person) => {
    const listening = await subscribe(query, variables, as);
    return [listening.status, codeOf(await listening.next())];
  };
  expect(await refused(ITEM)).toEqual([401, "UNAUTHENTICATED"]);
  expect(await refused(ITEM, {}, hub.people.partner)).toEqual([403, "FORBIDDEN"]);
  expect(await refused(ITEM, {}, { token: "nonsense" })).toEqual([401, "UNAUTHENTICATED"]);
  expect(await refused(EVENT, { about: ["nonsense"] })).toEqual([400, "BAD_USER_INPUT"]);
  expect(await refused("subscription { nothing { id } }")).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
  expect(await refused("{ practices { totalCount } }")).toEqual([400, "BAD_USER_INPUT"]);
  const deep =
    "subscription { recordEvent { record { ... on Practice { owner { practices { nodes { owner { practices { nodes { owner { practices { nodes { id } } } } } } } } } } } } }";
  expect(await refused(deep)).toEqual([400, "LIMIT_EXCEEDED"]);
  const plain = await hub.ask("subscription { recordEvent { id } }");
  expect(codeOf(plain)).toBe("BAD_USER_INPUT");

  expect(await (await dial(hub.address, { token: "nonsense" })).closed).toEqual([
    4401,
    expect.stringContaining("token"),
  ]);
});

test("a partner's key hears what it may read and pays for each event", async () => {
  const { partner } = hub.people;
  const USAGE = "{ viewer { key { usage(first: 1) { cost } } } }";
  const listening = await subscribe(EVENT, { types: ["PUBLISHED"] }, partner);
  await makePractice(hub, { visibility: "MEMBERS" });
  const shown = await makePractice(hub);
  expect(data(await listening.next()).recordEvent.record.id).toBe(shown.id);
  expect((await hub.ask(USAGE, {}, partner)).errors).toBeUndefined();
});
