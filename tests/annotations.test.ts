import type { GraphQLObjectType } from "graphql";
import { typeOfKind } from "../foundation/enums.ts";
import { schemaOf } from "../foundation/subgraph.ts";
import { annotations } from "../subgraphs/annotations/index.ts";
import { openTestHub, type Person, type TestHub } from "./hub.ts";
import { ANNOTATE, makeNote, makeReply, REPLY, words } from "./make/annotations.ts";
import { belongs, makeGroup } from "./make/groups.ts";
import { makePractice, type PracticeWish } from "./make/practices.ts";

let hub: TestHub;
let group: string;
beforeAll(async () => {
  hub = await openTestHub();
  const made = await makeGroup(hub);
  group = made.id;
  for (const person of [hub.people.member, hub.people.colleague]) await belongs(hub, person, made);
});
afterAll(() => hub.close());

const CHANGE =
  "mutation Change($id: ID!, $revision: Int!, $input: AnnotationChange!) { changeAnnotation(id: $id, revision: $revision, input: $input) { id revision body language links tags audience experience } }";
const DELETE =
  "mutation Delete($id: ID!, $revision: Int!) { deleteAnnotation(id: $id, revision: $revision) { id deletedAt body author { id } revision } }";
const RESOLVE =
  "mutation Resolve($id: ID!, $revision: Int!, $resolution: Resolution!) { resolveAnnotation(id: $id, revision: $revision, resolution: $resolution) { revision resolution } }";
const FLAG =
  "mutation Flag($id: ID!, $reason: String!) { flagAnnotation(id: $id, reason: $reason) { moderation revision } }";
const MODERATE =
  "mutation Moderate($id: ID!, $revision: Int!, $moderation: Moderation!, $reason: String!) { moderateAnnotation(id: $id, revision: $revision, moderation: $moderation, reason: $reason) { id moderation hiddenBecause revision } }";

const codeOf = async (answer: ReturnType<TestHub["ask"]>) => (await answer).errors?.[0]?.extensions.code;

/** The ids of the notes a person sees on a practice, the earliest first, after making sure that every way to them and every count agree. */
async function seenOn(practiceId: string, person: Person): Promise<string[]> {
  const { data } = await hub.ask(
    `query Seen($id: ID!) {
      annotations(first: 100, sort: OLDEST, filter: { recordIds: [$id] }) { totalCount nodes { id } }
      practice(id: $id) { annotationCount annotations(first: 100) { totalCount nodes { id } } }
    }`,
    { id: practiceId },
    person,
  );
  const ids: string[] = data.annotations.nodes.map((node: { id: string }) => node.id);
  expect(data.annotations.totalCount).toBe(ids.length);
  if (data.practice) {
    expect(data.practice.annotationCount).toBe(ids.length);
    expect(data.practice.annotations.totalCount).toBe(data.practice.annotations.nodes.length);
  }
  return ids;
}

const sees = async (person: Person, id: string): Promise<boolean> =>
  (await hub.ask("query One($id: ID!) { annotation(id: $id) { id } }", { id }, person)).data.annotation !==
  null;

test("each audience is seen by those it names: in lists, look-ups, joins and counts alike", async () => {
  const { people } = hub;
  const { id: on } = await makePractice(hub, { ownerId: hub.organisations.alpha });
  const note = async (audience: string, more = {}) =>
    (await makeNote(hub, people.member, { on, audience, ...more })).id;
  const mine = await note("ONLY_ME");
  const ours = await note("GROUPS", { groupIds: [group] });
  const members = await note("MEMBERS");
  const everyone = await note("EVERYONE");
  const all = [mine, ours, members, everyone];

  const expected: [keyof typeof people, string[]][] = [
    ["stranger", [everyone]],
    ["pending", [everyone]],
    ["partner", [everyone]],
    ["partnerMembers", [members, everyone]],
    ["other", [members, everyone]],
    ["admin", [members, everyone]],
    ["colleague", [ours, members, everyone]],
    ["curator", [ours, members, everyone]],
    ["member", all],
  ];
  for (const [name, ids] of expected) {
    const person = people[name];
    expect([name, await seenOn(on, person)]).toEqual([name, ids]);
    for (const id of all) expect([name, id, await sees(person, id)]).toEqual([name, id, ids.includes(id)]);
    const { data } = await hub.ask(
      "query P($id: ID!) { practice(id: $id) { annotations { nodes { id } totalCount } } }",
      { id: on },
      person,
    );
    expect(data.practice.annotations).toEqual({ nodes: ids.map((id) => ({ id })), totalCount: ids.length });
  }
  const hubItself = await hub.tell("query N($id: ID!) { annotation(id: $id) { id } }", { id: mine });
  expect(hubItself.annotation).toBeNull();
});

test("a member's notes are those that the reader may see", async () => {
  const { people } = hub;
  const { id: open } = await makePractice(hub);
  const { id: forMembers } = await makePractice(hub, { visibility: "MEMBERS" });
  const note = await makeNote(hub, people.admin, { on: open });
  await makeNote(hub, people.admin, { on: open, audience: "ONLY_ME" });
  const reply = await makeReply(hub, people.admin, note.id, { audience: "MEMBERS" });
  const hidden = await makeNote(hub, people.admin, { on: forMembers });
  const notes = async (person: Person) => {
    const { data } = await hub.ask(
      "query Of($id: ID!) { member(id: $id) { annotations { totalCount nodes { id author { id } } } } }",
      { id: people.admin.id },
      person,
    );
    const list = data.member?.annotations;
    if (list) expect(list.totalCount).toBe(list.nodes.length);
    return list?.nodes.map(({ id }: { id: string }) => id);
  };
  expect(await notes(people.colleague)).toEqual([hidden.id, reply.id, note.id]);
  expect(await notes(people.admin)).toHaveLength(4);
  expect((await notes(people.stranger)) ?? [note.id]).toEqual([note.id]);
});

test("every kind of record carries notes", async () => {
  const fields = schemaOf(annotations).getTypeMap();
  for (const type of Object.values(typeOfKind)) {
    const names = Object.keys((fields[type] as GraphQLObjectType).getFields());
    expect([type, ...names]).toEqual(
      expect.arrayContaining([type, "id", "annotations", "annotationCount", "annotationCounts", "hotspots"]),
    );
  }
  const city = hub.organisations.beta;
  const { id } = await makeNote(hub, hub.people.member, {
    kind: "ORGANISATION",
    on: city,
    motivation: "QUESTIONING",
  });
  const { data } = await hub.ask(
    "query C($city: ID!) { organisation(id: $city) { annotationCount annotations { nodes { id target { record { ... on Organisation { name } } } } } } }",
    { city },
  );
  expect(data.organisation).toEqual({
    annotationCount: 1,
    annotations: { nodes: [{ id, target: { record: { name: "City of Beta" } } }] },
  });
  const resolve = { id, revision: 1, resolution: "ANSWERED" };
  expect(await codeOf(hub.ask(RESOLVE, resolve, hub.people.colleague))).toBe("FORBIDDEN");
  expect(await codeOf(hub.ask(RESOLVE, resolve, hub.people.other))).toBeUndefined();
});

test("a note is as hidden as the record that it is about", async () => {
  const { people, organisations } = hub;
  const on = async (wish: PracticeWish) => (await makePractice(hub, wish)).id;
  const forMembers = await on({ visibility: "MEMBERS" });
  const forGroup = await on({ visibility: "GROUP", groupIds: [group] });
  const draft = await on({ status: "DRAFT", ownerId: organisations.alpha });
  const notes = {
    forMembers: (await makeNote(hub, people.member, { on: forMembers })).id,
    forGroup: (await makeNote(hub, people.member, { on: forGroup })).id,
    draft: (await makeNote(hub, people.member, { on: draft })).id,
  };
  const visible = async (person: Person) => {
    const shown = [];
    for (const [name, id] of Object.entries(notes)) if (await sees(person, id)) shown.push(name);
    const { data } = await hub.ask(
      "query L($ids: [ID!]) { annotations(filter: { recordIds: $ids }) { totalCount nodes { id } } }",
      { ids: [forMembers, forGroup, draft] },
      person,
    );
    expect(data.annotations.nodes).toHaveLength(shown.length);
    expect(data.annotations.totalCount).toBe(shown.length);
    return shown;
  };
  expect(await visible(people.stranger)).toEqual([]);
  expect(await visible(people.partner)).toEqual([]);
  expect(await visible(people.partnerMembers)).toEqual(["forMembers"]);
  expect(await visible(people.other)).toEqual(["forMembers"]);
  expect(await visible(people.colleague)).toEqual(["forMembers", "forGroup", "draft"]);
  expect(await visible(people.curator)).toEqual(["forMembers", "forGroup", "draft"]);

  for (const id of [forGroup, draft]) {
    const input = {
      ...words,
      motivation: "COMMENTING",
      audience: "ONLY_ME",
      target: { kind: "PRACTICE", recordId: id },
    };
    expect(await codeOf(hub.ask(ANNOTATE, { input }, people.other))).toBe("UNKNOWN_REFERENCE");
  }
});

test("a record that is withdrawn takes its notes along, even from those who wrote them", async () => {
  const practice = await makePractice(hub, { ownerId: hub.organisations.alpha });
  const { id } = await makeNote(hub, hub.people.other, { on: practice.id });
  await hub.tell(
    "mutation A($id: ID!, $revision: Int!) { archivePractice(id: $id, revision: $revision) { id } }",
    {
      ...practice,
    },
  );
  expect(await sees(hub.people.other, id)).toBe(false);
  expect(await sees(hub.people.stranger, id)).toBe(false);
  expect(await sees(hub.people.colleague, id)).toBe(true);
  expect(await codeOf(hub.ask(REPLY, { id, input: words }, hub.people.other))).toBe("NOT_FOUND");
});

test("only people of the network write notes", async () => {
  const { id: on } = await makePractice(hub);
  const input = {
    ...words,
    motivation: "COMMENTING",
    audience: "EVERYONE",
    target: { kind: "PRACTICE", recordId: on },
  };
  const { people } = hub;
  expect(await codeOf(hub.ask(ANNOTATE, { input }, people.stranger))).toBe("UNAUTHENTICATED");
  expect(await codeOf(hub.ask(ANNOTATE, { input }, people.pending))).toBe("UNAUTHENTICATED");
  expect(await codeOf(hub.ask(ANNOTATE, { input }, people.partnerMembers))).toBe("FORBIDDEN");
  await expect(hub.tell(ANNOTATE, { input })).rejects.toThrow("members of the network");
  const { id } = await makeNote(hub, people.member, { on });
  expect(await codeOf(hub.ask(REPLY, { id, input: words }, people.stranger))).toBe("UNAUTHENTICATED");
  expect(await codeOf(hub.ask(FLAG, { id, reason: "Rude." }, people.partner))).toBe("FORBIDDEN");
});

const quote = { exact: "residents report", prefix: "In the app, ", suffix: " what they see" };
const passage = { field: "lessons", language: "en", quote };
const full = { motivation: "COMMENTING", audience: "EVERYONE", ...words };

test("a note on a passage keeps all that finds the passage again", async () => {
  const { id: recordId, revision } = await makePractice(hub);
  const target = { kind: "PRACTICE", recordId, ...passage, position: { start: 12, end: 28 } };
  const { data } = await hub.ask(
    `mutation Annotate($input: NewAnnotation!) { annotate(input: $input) {
      motivation body language tags links experience audience resolution moderation replyTo { id } rootId id
      author { id } organisation { id } deletedAt revision
      target { kind field language revision quote { exact prefix suffix } position { start end }
        record { __typename ... on Practice { id title } } }
    } }`,
    {
      input: {
        target,
        motivation: "QUESTIONING",
        audience: "MEMBERS",
        body: "  How many?  ",
        language: "fr",
        tags: ["app", " app ", "reporting"],
        links: ["https://example.org/a?b=c"],
        experience: "DID_THIS",
      },
    },
    hub.people.member,
  );
  const note = data.annotate;
  expect(note).toMatchObject({
    motivation: "QUESTIONING",
    body: "How many?",
    language: "fr",
    tags: ["app", "reporting"],
    links: ["https://example.org/a?b=c"],
    experience: "DID_THIS",
    audience: "MEMBERS",
    resolution: "OPEN",
    moderation: "SHOWN",
    replyTo: null,
    rootId: note.id,
    author: { id: hub.people.member.id },
    organisation: { id: hub.organisations.alpha },
    deletedAt: null,
    revision: 1,
    target: {
      ...passage,
      kind: "PRACTICE",
      revision,
      position: { start: 12, end: 28 },
      record: { __typename: "Practice", id: recordId },
    },
  });
});

test.each([
  ["a quote without a field", { target: { quote } }, "BAD_USER_INPUT"],
  ["a field without a quote", { target: { field: "lessons", language: "en" } }, "BAD_USER_INPUT"],
  ["a field without a language", { target: { field: "lessons", quote } }, "BAD_USER_INPUT"],
  ["a field that is none", { target: { ...passage, field: "a b;" } }, "BAD_USER_INPUT"],
  ["an empty quote", { target: { ...passage, quote: { exact: " " } } }, "BAD_USER_INPUT"],
  ["a quote too long", { target: { ...passage, quote: { exact: "x".repeat(5001) } } }, "TEXT_TOO_LONG"],
  [
    "a prefix too long",
    { target: { ...passage, quote: { exact: "x", prefix: "x".repeat(501) } } },
    "TEXT_TOO_LONG",
  ],
  ["a NUL character in a quote", { target: { ...passage, quote: { exact: "a\u0000" } } }, "BAD_USER_INPUT"],
  ["half a character in a quote", { target: { ...passage, quote: { exact: "a\ud83d" } } }, "BAD_USER_INPUT"],
  ["a passage without length", { target: { ...passage, position: { start: 3, end: 3 } } }, "BAD_USER_INPUT"],
  [
    "a passage before the text",
    { target: { ...passage, position: { start: -1, end: 3 } } },
    "BAD_USER_INPUT",
  ],
  ["a revision to come", { target: { revision: 99 } }, "BAD_USER_INPUT"],
  ["a record of another kind", { target: { kind: "PROJECT" } }, "UNKNOWN_REFERENCE"],
  [
    "a record that does not exist",
    { target: { recordId: "01a20271-3ed4-732e-954e-7eeba0c1f5a5" } },
    "UNKNOWN_REFERENCE",
  ],
  ["an id that is none", { target: { recordId: "x" } }, "UNKNOWN_REFERENCE"],
  ["a comment without words", { body: null }, "BAD_USER_INPUT"],
  ["a comment of spaces", { body: "   " }, "BAD_USER_INPUT"],
  ["words without their language", { language: null }, "BAD_USER_INPUT"],
  ["words too long", { body: "x".repeat(10_001) }, "TEXT_TOO_LONG"],
  ["a NUL character", { body: "a\u0000b" }, "BAD_USER_INPUT"],
  ["a highlight with words", { motivation: "HIGHLIGHTING", target: passage }, "BAD_USER_INPUT"],
  ["a highlight of no passage", { motivation: "HIGHLIGHTING", body: null }, "BAD_USER_INPUT"],
  ["tagging without tags", { motivation: "TAGGING" }, "BAD_USER_INPUT"],
  ["an empty tag", { tags: ["a", " "] }, "BAD_USER_INPUT"],
  ["a tag too long", { tags: ["x".repeat(61)] }, "TEXT_TOO_LONG"],
  ["too many tags", { tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }, "BAD_USER_INPUT"],
  ["linking without links", { motivation: "LINKING" }, "BAD_USER_INPUT"],
  ["a link that runs", { links: ["javascript:alert(1)"] }, "BAD_USER_INPUT"],
  ["a link that is none", { links: ["here"] }, "BAD_USER_INPUT"],
  ["a reply to nothing", { motivation: "REPLYING" }, "BAD_USER_INPUT"],
  ["groups without a group", { audience: "GROUPS" }, "BAD_USER_INPUT"],
  [
    "a group that does not exist",
    { audience: "GROUPS", groupIds: ["01a20271-3ed4-732e-954e-7eeba0c1f5a5"] },
    "UNKNOWN_REFERENCE",
  ],
])("refuses %s, and nothing is half-written", async (_what, wrong, code) => {
  const { id: recordId } = await makePractice(hub);
  const target = { kind: "PRACTICE", recordId, ...(wrong as { target?: object }).target };
  const { data, errors } = await hub.ask(
    ANNOTATE,
    { input: { ...full, ...wrong, target } },
    hub.people.member,
  );
  expect(data ?? null).toBeNull();
  expect(errors?.[0]?.extensions.code).toBe(code);
  expect(errors?.[0]?.message).toMatch(/^[^\n]{8,300}[.]$/);
  const left = await hub.db.query('SELECT 1 FROM annotations.annotation WHERE "targetId" = $1', [recordId]);
  expect(left).toEqual([]);
});

test("a member writes for their own groups only, a curator for any", async () => {
  const { id: on } = await makePractice(hub);
  const wish = { ...full, audience: "GROUPS", groupIds: [group], target: { kind: "PRACTICE", recordId: on } };
  expect(await codeOf(hub.ask(ANNOTATE, { input: wish }, hub.people.other))).toBe("FORBIDDEN");
  expect(await codeOf(hub.ask(ANNOTATE, { input: wish }, hub.people.curator))).toBeUndefined();
});

test("replies form a thread, for at most those for whom the answered note is", async () => {
  const { people } = hub;
  const { id: on } = await makePractice(hub);
  const root = await makeNote(hub, people.member, { on, audience: "MEMBERS", motivation: "QUESTIONING" });
  const first = await makeReply(hub, people.other, root.id);
  const second = await makeReply(hub, people.colleague, first.id, { audience: "GROUPS", groupIds: [group] });
  const own = await makeReply(hub, people.other, root.id, { audience: "ONLY_ME" });
  expect(
    await codeOf(hub.ask(REPLY, { id: root.id, input: { ...words, audience: "EVERYONE" } }, people.other)),
  ).toBe("BAD_USER_INPUT");
  expect(
    await codeOf(hub.ask(REPLY, { id: second.id, input: { ...words, audience: "MEMBERS" } }, people.member)),
  ).toBe("BAD_USER_INPUT");
  expect(
    await codeOf(hub.ask(REPLY, { id: root.id, input: { links: ["https://a.test"] } }, people.other)),
  ).toBe("BAD_USER_INPUT");
  const third = await makeReply(hub, people.curator, second.id);

  const THREAD = `query Thread($id: ID!) { annotation(id: $id) { replyCount replies { totalCount nodes { id rootId motivation audience
    replyTo { id } replies { totalCount nodes { id replyTo { id } replyCount } } } } } }`;
  const thread = async (person: Person) => (await hub.ask(THREAD, { id: root.id }, person)).data.annotation;
  expect(await thread(people.stranger)).toBeNull();
  expect(await thread(people.partnerMembers)).toMatchObject({
    replyCount: 1,
    replies: { totalCount: 1, nodes: [{ id: first.id, replies: { totalCount: 0, nodes: [] } }] },
  });
  expect(await thread(people.colleague)).toEqual({
    replyCount: 3,
    replies: {
      totalCount: 1,
      nodes: [
        {
          id: first.id,
          rootId: root.id,
          motivation: "REPLYING",
          audience: "MEMBERS",
          replyTo: { id: root.id },
          replies: { totalCount: 1, nodes: [{ id: second.id, replyTo: { id: first.id }, replyCount: 1 }] },
        },
      ],
    },
  });
  expect((await thread(people.other)).replies.nodes.map(({ id }: { id: string }) => id)).toEqual([
    first.id,
    own.id,
  ]);
  expect(await seenOn(on, people.other)).toEqual([root.id, first.id, own.id]);
  expect(await seenOn(on, people.curator)).toEqual([root.id, first.id, second.id, third.id]);
  expect(await codeOf(hub.ask(REPLY, { id: second.id, input: words }, people.other))).toBe("NOT_FOUND");
});

test("its author changes a note, nobody else does, and never for fewer once others answered", async () => {
  const { people } = hub;
  const { id: on } = await makePractice(hub);
  const { id } = await makeNote(hub, people.member, { on, audience: "MEMBERS", tags: ["a"] });
  const change = (input: object, person: Person, revision = 1) =>
    hub.ask(CHANGE, { id, revision, input }, person);
  expect(await codeOf(change({ body: "Mine" }, people.stranger))).toBe("UNAUTHENTICATED");
  expect(await codeOf(change({ body: "Mine" }, people.colleague))).toBe("FORBIDDEN");
  expect(await codeOf(change({ body: "Mine" }, people.curator))).toBe("FORBIDDEN");
  expect(await codeOf(change({ body: null }, people.member))).toBe("BAD_USER_INPUT");
  const changed = await change(
    { body: "Better", audience: "EVERYONE", experience: "STOPPED" },
    people.member,
  );
  expect(changed.data.changeAnnotation).toEqual({
    id,
    revision: 2,
    body: "Better",
    language: "en",
    links: [],
    tags: ["a"],
    audience: "EVERYONE",
    experience: "STOPPED",
  });
  expect(await codeOf(change({ body: "Late" }, people.member, 1))).toBe("CONFLICT");

  const reply = await makeReply(hub, people.other, id);
  expect(await codeOf(change({ audience: "MEMBERS" }, people.member, 2))).toBe("WRONG_STATE");
  const wider = { id: reply.id, revision: 1, input: { audience: "MEMBERS" } };
  expect((await hub.ask(CHANGE, wider, people.other)).data.changeAnnotation.audience).toBe("MEMBERS");
  const below = await makeReply(hub, people.member, reply.id);
  const tooWide = { id: below.id, revision: 1, input: { audience: "EVERYONE" } };
  expect(await codeOf(hub.ask(CHANGE, tooWide, people.member))).toBe("BAD_USER_INPUT");
});

test("of many changes of one revision at the same moment one is kept", async () => {
  const { id: on } = await makePractice(hub);
  const { id } = await makeNote(hub, hub.people.member, { on });
  const answers = await Promise.all(
    ["a", "b", "c", "d"].map((body) =>
      hub.ask(CHANGE, { id, revision: 1, input: { body } }, hub.people.member),
    ),
  );
  const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? "KEPT").sort();
  expect(codes).toEqual(["CONFLICT", "CONFLICT", "CONFLICT", "KEPT"]);
});

test("a deleted note goes, unless replies stand below it: then it stays without body and author until they go", async () => {
  const { people } = hub;
  const { id: on } = await makePractice(hub);
  const alone = await makeNote(hub, people.member, { on });
  expect(await codeOf(hub.ask(DELETE, alone, people.colleague))).toBe("FORBIDDEN");
  expect(await codeOf(hub.ask(DELETE, alone, people.curator))).toBe("FORBIDDEN");
  expect((await hub.ask(DELETE, alone, people.member)).data).toEqual({ deleteAnnotation: null });
  expect(await sees(people.member, alone.id)).toBe(false);
  expect(await codeOf(hub.ask(DELETE, alone, people.member))).toBe("NOT_FOUND");

  const root = await makeNote(hub, people.member, { on, tags: ["secret"] });
  const reply = await makeReply(hub, people.other, root.id, { audience: "MEMBERS" });
  const stone = (await hub.ask(DELETE, root, people.member)).data.deleteAnnotation;
  expect(stone).toEqual({
    id: root.id,
    deletedAt: expect.any(String),
    body: null,
    author: null,
    revision: 2,
  });
  const { data } = await hub.ask(
    "query T($id: ID!) { practice(id: $id) { annotationCount annotations { totalCount nodes { id body tags author { id } organisation { id } replies { nodes { id body } } } } } }",
    { id: on },
    people.colleague,
  );
  expect(data.practice).toEqual({
    annotationCount: 1,
    annotations: {
      totalCount: 1,
      nodes: [
        {
          id: root.id,
          body: null,
          tags: [],
          author: null,
          organisation: null,
          replies: { nodes: [{ id: reply.id, body: words.body }] },
        },
      ],
    },
  });
  expect(await sees(people.stranger, root.id)).toBe(false);
  expect(await codeOf(hub.ask(REPLY, { id: root.id, input: words }, people.colleague))).toBe("WRONG_STATE");
  expect(await codeOf(hub.ask(FLAG, { id: root.id, reason: "Odd." }, people.colleague))).toBe("WRONG_STATE");

  expect((await hub.ask(DELETE, reply, people.other)).data).toEqual({ deleteAnnotation: null });
  expect(await hub.db.query('SELECT 1 FROM annotations.annotation WHERE "targetId" = $1', [on])).toEqual([]);
});

test("a question is resolved by its author, by the record's owners and by curators", async () => {
  const { people, organisations } = hub;
  const { id: on } = await makePractice(hub, { ownerId: organisations.beta });
  const { id } = await makeNote(hub, people.member, { on, motivation: "QUESTIONING" });
  const resolve = (person: Person, revision: number, resolution = "ANSWERED") =>
    hub.ask(RESOLVE, { id, revision, resolution }, person);
  expect(await codeOf(resolve(people.stranger, 1))).toBe("UNAUTHENTICATED");
  expect(await codeOf(resolve(people.colleague, 1))).toBe("FORBIDDEN");
  expect((await resolve(people.other, 1)).data.resolveAnnotation).toEqual({
    revision: 2,
    resolution: "ANSWERED",
  });
  expect((await resolve(people.member, 2, "OPEN")).data.resolveAnnotation.resolution).toBe("OPEN");
  expect((await resolve(people.curator, 3, "RESOLVED")).data.resolveAnnotation.resolution).toBe("RESOLVED");
  expect(await codeOf(resolve(people.member, 3))).toBe("CONFLICT");
  const comment = await makeNote(hub, people.member, { on });
  expect(await codeOf(hub.ask(RESOLVE, { ...comment, resolution: "OPEN" }, people.member))).toBe(
    "WRONG_STATE",
  );
  const { data } = await hub.ask(
    "query R($on: ID!) { annotations(filter: { recordIds: [$on], resolutions: [RESOLVED] }) { nodes { id } } }",
    { on },
  );
  expect(data.annotations.nodes).toEqual([{ id }]);
});

test("a flag counts once for each member, and curators read why", async () => {
  const { people } = hub;
  const { id: on } = await makePractice(hub);
  const { id } = await makeNote(hub, people.member, { on });
  const flag = (person: Person, reason = "Names a victim.") => hub.ask(FLAG, { id, reason }, person);
  expect(await codeOf(flag(people.stranger))).toBe("UNAUTHENTICATED");
  expect(await codeOf(flag(people.member))).toBe("FORBIDDEN");
  expect(await codeOf(flag(people.other, " "))).toBe("BAD_USER_INPUT");
  expect((await flag(people.other)).data.flagAnnotation).toEqual({ moderation: "FLAGGED", revision: 1 });
  await Promise.all([flag(people.other), flag(people.other), flag(people.colleague, "Rude.")]);
  expect(await sees(people.stranger, id)).toBe(true);

  const LOG =
    "query Log($id: ID!) { annotation(id: $id) { moderationLog { totalCount nodes { byMember moderation reason actor { id } at } } } }";
  const log = async (person: Person) => (await hub.ask(LOG, { id }, person)).data.annotation.moderationLog;
  expect(await log(people.member)).toBeNull();
  expect(await log(people.partnerMembers)).toBeNull();
  expect(await log(people.stranger)).toBeNull();
  expect(await log(people.curator)).toMatchObject({
    totalCount: 2,
    nodes: [
      { byMember: true, moderation: "FLAGGED", reason: "Names a victim.", actor: { id: people.other.id } },
      { byMember: true, moderation: "FLAGGED", reason: "Rude.", actor: { id: people.colleague.id } },
    ],
  });
});

test("a hidden note is seen by its author and curators, and takes the thread below it along", async () => {
  const { people } = hub;
  const { id: on } = await makePractice(hub);
  const root = await makeNote(hub, people.member, { on });
  const reply = await makeReply(hub, people.other, root.id);
  const answer = await makeReply(hub, people.colleague, reply.id);
  const hide = { ...root, moderation: "HIDDEN", reason: "Names a victim." };
  expect(await codeOf(hub.ask(MODERATE, hide, people.stranger))).toBe("UNAUTHENTICATED");
  expect(await codeOf(hub.ask(MODERATE, hide, people.other))).toBe("FORBIDDEN");
  expect(await codeOf(hub.ask(MODERATE, hide, people.member))).toBe("FORBIDDEN");
  expect(await codeOf(hub.ask(MODERATE, { ...hide, revision: 7 }, people.curator))).toBe("CONFLICT");
  expect((await hub.ask(MODERATE, hide, people.curator)).data.moderateAnnotation).toMatchObject({
    moderation: "HIDDEN",
    hiddenBecause: "Names a victim.",
    revision: 2,
  });

  expect(await seenOn(on, people.stranger)).toEqual([]);
  expect(await seenOn(on, people.admin)).toEqual([]);
  expect(await seenOn(on, people.member)).toEqual([root.id, reply.id, answer.id]);
  expect(await seenOn(on, people.other)).toEqual([reply.id]);
  expect(await seenOn(on, people.colleague)).toEqual([answer.id]);
  expect(await seenOn(on, people.curator)).toEqual([root.id, reply.id, answer.id]);
  const { data } = await hub.ask(
    "query H($id: ID!) { annotation(id: $id) { moderation hiddenBecause } }",
    root,
    people.member,
  );
  expect(data.annotation).toEqual({ moderation: "HIDDEN", hiddenBecause: "Names a victim." });

  const stone = (await hub.ask(DELETE, { id: root.id, revision: 2 }, people.member)).data.deleteAnnotation;
  expect(stone).toBeNull();
  expect(await seenOn(on, people.stranger)).toEqual([]);
  expect(await seenOn(on, people.curator)).toEqual([reply.id, answer.id]);

  const shown = { id: reply.id, revision: 1, moderation: "SHOWN", reason: "It stands." };
  expect((await hub.ask(MODERATE, shown, people.curator)).data.moderateAnnotation.moderation).toBe("SHOWN");
});

test("an answer that meets the deletion of its note never hangs in the air", async () => {
  const { people } = hub;
  const { id: on } = await makePractice(hub);
  for (let round = 0; round < 8; round++) {
    const root = await makeNote(hub, people.member, { on });
    const [, replied] = await Promise.all([
      hub.ask(DELETE, root, people.member),
      hub.ask(REPLY, { id: root.id, input: words }, people.other),
    ]);
    expect(["NOT_FOUND", "WRONG_STATE", undefined]).toContain(replied.errors?.[0]?.extensions.code);
  }
  const hanging = await hub.db.query(
    `SELECT 1 FROM annotations.annotation r WHERE r."replyToId" IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM annotations.annotation a WHERE a.id = r."replyToId")`,
  );
  expect(hanging).toEqual([]);
});

test("whatever happens to threads, each person sees what the rule in plain words admits", async () => {
  const { people } = hub;
  const writers = ["member", "colleague", "other", "curator"] as const;
  const readers = [...writers, "admin", "stranger", "partner", "partnerMembers"] as const;
  const { id: on } = await makePractice(hub);
  interface Model {
    id: string;
    by: (typeof writers)[number];
    audience: string;
    above?: Model;
    hidden: boolean;
    deleted: boolean;
  }
  const model: Model[] = [];
  const grouped = new Set<string>(["member", "colleague", "curator"]);
  const onNetwork = new Set<string>([...writers, "admin", "partnerMembers"]);
  const admits = (note: Model, who: string): boolean =>
    (!note.deleted && note.by === who) ||
    ((note.audience === "EVERYONE" ||
      (note.audience === "MEMBERS" && onNetwork.has(who)) ||
      (note.audience === "GROUPS" && grouped.has(who))) &&
      (!note.hidden || who === "curator"));
  const above = (note: Model): Model[] => (note.above ? [note.above, ...above(note.above)] : []);
  const reads = (note: Model, who: string): boolean =>
    !note.deleted && admits(note, who) && (note.by === who || above(note).every((one) => admits(one, who)));

  let seed = Number(process.env.SEED ?? 20);
  const below = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * n);
  };
  const of = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const audiences = ["ONLY_ME", "GROUPS", "MEMBERS", "EVERYONE"];
  const revisionOf = async ({ id }: Model) =>
    (await hub.db.query("SELECT revision FROM annotations.annotation WHERE id = $1", [id]))[0]
      ?.revision as number;

  for (let step = 0; step < 120; step++) {
    const by = of(writers);
    const note = model.length > 0 && below(4) > 0 ? of(model) : undefined;
    const deed = below(10);
    if (note && !note.deleted && deed < 2) {
      const variables = {
        id: note.id,
        revision: await revisionOf(note),
        moderation: of(["HIDDEN", "SHOWN"]),
        reason: "R",
      };
      const { errors } = await hub.ask(MODERATE, variables, people.curator);
      expect([note.id, !errors]).toEqual([note.id, reads(note, "curator")]);
      if (!errors) note.hidden = variables.moderation === "HIDDEN";
    } else if (note && !note.deleted && deed === 2) {
      const { errors } = await hub.ask(
        DELETE,
        { id: note.id, revision: await revisionOf(note) },
        people[note.by],
      );
      expect(errors).toBeUndefined();
      note.deleted = true;
    } else {
      const possible = audiences.filter((a) => a !== "GROUPS" || grouped.has(by));
      const within = note ? audiences.slice(0, audiences.indexOf(note.audience) + 1) : audiences;
      const audience = of(possible.filter((a) => within.includes(a)));
      const said = { ...words, audience, ...(audience === "GROUPS" ? { groupIds: [group] } : {}) };
      if (note) {
        const { data, errors } = await hub.ask(REPLY, { id: note.id, input: said }, people[by]);
        const code = errors?.[0]?.extensions.code;
        if (note.deleted) expect(["NOT_FOUND", "WRONG_STATE"]).toContain(code);
        else expect([note.id, code]).toEqual([note.id, reads(note, by) ? undefined : "NOT_FOUND"]);
        if (!errors)
          model.push({ id: data.reply.id, by, audience, above: note, hidden: false, deleted: false });
      } else {
        const { id } = await makeNote(hub, people[by], { on, ...said });
        model.push({ id, by, audience, hidden: false, deleted: false });
      }
    }
  }
  for (const who of readers) {
    const expected = model.filter((note) => reads(note, who)).map(({ id }) => id);
    expect([who, await seenOn(on, people[who])]).toEqual([who, expected]);
    for (const note of model) {
      const stone = note.deleted && model.some((one) => reads(one, who) && above(one).includes(note));
      expect([who, note.id, await sees(people[who], note.id)]).toEqual([
        who,
        note.id,
        reads(note, who) || stone,
      ]);
    }
  }
});

test("private notes stay private: a curator neither reads, hides, flags nor answers them", async () => {
  const { people } = hub;
  const { id: on } = await makePractice(hub);
  const note = await makeNote(hub, people.member, { on, audience: "ONLY_ME" });
  const hide = { ...note, moderation: "HIDDEN", reason: "No." };
  expect(await codeOf(hub.ask(MODERATE, hide, people.curator))).toBe("NOT_FOUND");
  expect(await codeOf(hub.ask(FLAG, { id: note.id, reason: "No." }, people.curator))).toBe("NOT_FOUND");
  expect(await codeOf(hub.ask(REPLY, { id: note.id, input: words }, people.curator))).toBe("NOT_FOUND");
  expect(await codeOf(hub.ask(CHANGE, { ...note, input: {} }, people.curator))).toBe("NOT_FOUND");
});

test("lists are narrowed by every condition and by all together", async () => {
  const { people } = hub;
  const { id: on } = await makePractice(hub);
  const comment = await makeNote(hub, people.member, { on, tags: ["noise", "night"] });
  const question = await makeNote(hub, people.other, { on, motivation: "QUESTIONING", audience: "MEMBERS" });
  const mark = await makeNote(hub, people.member, {
    on,
    motivation: "HIGHLIGHTING",
    audience: "ONLY_ME",
    body: null,
    target: passage,
  });
  const reply = await makeReply(hub, people.member, question.id);
  const listed = async (filter: object, person: Person = people.member) => {
    const { data, errors } = await hub.ask(
      "query L($filter: AnnotationFilter) { annotations(filter: $filter, sort: OLDEST) { totalCount nodes { id } } }",
      { filter: { recordIds: [on], ...filter } },
      person,
    );
    expect(errors).toBeUndefined();
    expect(data.annotations.totalCount).toBe(data.annotations.nodes.length);
    return data.annotations.nodes.map((node: { id: string }) => node.id);
  };
  expect(await listed({})).toEqual([comment.id, question.id, mark.id, reply.id]);
  expect(await listed({ kinds: ["PROJECT"] })).toEqual([]);
  expect(await listed({ motivations: ["QUESTIONING", "HIGHLIGHTING"] })).toEqual([question.id, mark.id]);
  expect(await listed({ motivations: ["QUESTIONING", "HIGHLIGHTING"] }, people.other)).toEqual([question.id]);
  expect(await listed({ authorIds: [people.other.id, "nobody"] })).toEqual([question.id]);
  expect(await listed({ audience: ["ONLY_ME"] })).toEqual([mark.id]);
  expect(await listed({ resolutions: ["OPEN"] })).toEqual([question.id]);
  expect(await listed({ tags: ["night", "day"] })).toEqual([comment.id]);
  expect(await listed({ mine: true })).toEqual([comment.id, mark.id, reply.id]);
  expect(await listed({ mine: false })).toEqual([question.id]);
  expect(await listed({ mine: true }, people.stranger)).toEqual([]);
  expect(await listed({ mine: false }, people.stranger)).toEqual([comment.id]);
  expect(await listed({ field: "lessons" })).toEqual([mark.id]);
  expect(await listed({ since: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
  expect(await listed({ mine: true, motivations: ["REPLYING"] })).toEqual([reply.id]);
  const { data } = await hub.ask(
    "query M($id: ID!) { practice(id: $id) { annotations(motivations: [QUESTIONING]) { totalCount nodes { id } } all: annotations { totalCount } } }",
    { id: on },
    people.member,
  );
  expect(data.practice).toEqual({
    annotations: { totalCount: 1, nodes: [{ id: question.id }] },
    all: { totalCount: 3 },
  });
});

test("pages follow one another without gap or repetition; a page of 10,000 and a broken cursor are refused", async () => {
  const { id: on } = await makePractice(hub);
  const made: string[] = [];
  for (let i = 0; i < 7; i++) made.push((await makeNote(hub, hub.people.member, { on })).id);
  const PAGE =
    "query Page($on: ID!, $first: Int!, $after: String) { practice(id: $on) { annotations(first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } } }";
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await hub.ask(PAGE, { on, first: 3, after });
    const { nodes, pageInfo, totalCount } = data.practice.annotations;
    expect(totalCount).toBe(7);
    seen.push(...nodes.map((node: { id: string }) => node.id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual(made);
  expect(await codeOf(hub.ask(PAGE, { on, first: 10_000 }))).toMatch(/BAD_PAGE|LIMIT_EXCEEDED/);
  expect(await codeOf(hub.ask(PAGE, { on, first: 1, after: "x" }))).toBe("BAD_CURSOR");
});

test("an id that is unknown or none gives null, and deeds on it NOT_FOUND", async () => {
  for (const id of ["01a20271-3ed4-732e-954e-7eeba0c1f5a5", "nonsense"]) {
    expect(await sees(hub.people.member, id)).toBe(false);
    expect(await codeOf(hub.ask(REPLY, { id, input: words }, hub.people.member))).toBe("NOT_FOUND");
    expect(await codeOf(hub.ask(DELETE, { id, revision: 1 }, hub.people.member))).toBe("NOT_FOUND");
    expect(await codeOf(hub.ask(FLAG, { id, reason: "Odd." }, hub.people.member))).toBe("NOT_FOUND");
  }
});

const statementsOf = async (query: string, variables: object, person: Person): Promise<string[]> => {
  await hub.ask("{ annotations(first: 0) { nodes { id } } }", {}, person);
  hub.statements.length = 0;
  const { errors } = await hub.ask(query, variables, person);
  expect(errors).toBeUndefined();
  return [...hub.statements];
};

test("fifty practices with their counts of notes cost one statement more than without", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 50; i++) {
    const { id } = await makePractice(hub);
    ids.push(id);
    if (i % 2) await makeNote(hub, hub.people.member, { on: id });
  }
  const plain = "query P($ids: [ID!]) { practices(first: 50, filter: { ids: $ids }) { nodes { id title } } }";
  const counted = plain.replace("title", "title annotationCount");
  for (const person of [hub.people.stranger, hub.people.member]) {
    const without = await statementsOf(plain, { ids }, person);
    const withCounts = await statementsOf(counted, { ids }, person);
    expect(withCounts).toHaveLength(without.length + 1);
  }
  const { data } = await hub.ask(counted, { ids });
  const counts = data.practices.nodes.map((node: { annotationCount: number }) => node.annotationCount);
  expect(counts.filter((count: number) => count === 1)).toHaveLength(25);
});

test("a hundred notes with authors, replies and their counts cost as many statements as two", async () => {
  const few = (await makePractice(hub)).id;
  const many = (await makePractice(hub)).id;
  for (const [on, notes] of [
    [few, 2],
    [many, 100],
  ] as const) {
    for (let i = 0; i < notes; i++) {
      const { id } = await makeNote(hub, i % 2 ? hub.people.member : hub.people.other, { on });
      if (i % 10 === 0) await makeReply(hub, hub.people.colleague, id);
    }
  }
  const PAGE = `query Page($on: ID!) { practice(id: $on) { annotationCount annotations(first: 100) { totalCount nodes {
    id body author { id } organisation { id } groups { id } replyCount target { record { __typename } }
    replies(first: 3) { totalCount nodes { id author { id } replyTo { id } } } } } } }`;
  const small = await statementsOf(PAGE, { on: few }, hub.people.member);
  const large = await statementsOf(PAGE, { on: many }, hub.people.member);
  expect(large).toHaveLength(small.length);
  expect(large.length).toBeLessThanOrEqual(8);
  const { data } = await hub.ask(PAGE, { on: many });
  expect(data.practice).toMatchObject({ annotationCount: 110, annotations: { totalCount: 100 } });
});
