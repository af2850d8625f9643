import { v7 } from "uuid";
import { fullEffort, type Piece, wordDiff } from "../foundation/word-diff.ts";
import { rooms } from "../subgraphs/registry.ts";
import { type Answer, openTestHub, type Person, type TestHub } from "./hub.ts";
import { makeNote, makeReply } from "./make/annotations.ts";
import { belongs, makeGroup } from "./make/groups.ts";
import { type Made, made } from "./make/made.ts";
import { makeMember, makeOrganisation, makeTerritory } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeProject } from "./make/projects.ts";
import { makeTopic } from "./make/topics.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const code = ({ errors }: Answer) => errors?.[0]?.extensions.code;

const WHOLE = "revision at changed texts fields by { name } organisation { name }";

/** The revisions of a record as somebody reads them, the latest first. */
async function revisionsOf(
  { id }: { id: string },
  as: Person | undefined = hub.people.member,
  { type = "Practice", fields = WHOLE } = {},
) {
  const field = type[0]!.toLowerCase() + type.slice(1);
  const { data, errors } = await hub.ask(
    `query R($id: ID!) { it: ${field}(id: $id) { revisions(first: 50) { nodes { ${fields} } totalCount } } }`,
    { id },
    as,
  );
  expect(errors).toBeUndefined();
  return data.it?.revisions.nodes ?? null;
}

const numbers = (revisions: { revision: number }[] | null) =>
  revisions?.map(({ revision }) => revision) ?? null;

async function change(
  { id, revision }: Made,
  input: object,
  as: Person = hub.people.member,
  type = "Practice",
) {
  const answer = await hub.ask(
    `mutation C($id: ID!, $revision: Int!, $input: ${type}Change!) { it: change${type}(id: $id, revision: $revision, input: $input) { id slug revision } }`,
    { id, revision, input },
    as,
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.it as Made;
}

async function move(
  deed: string,
  { id, revision }: Made,
  as: Person = hub.people.curator,
  type = "Practice",
) {
  const { data } = await hub.ask(
    `mutation M($id: ID!, $revision: Int!) { it: ${deed}${type}(id: $id, revision: $revision) { id slug revision } }`,
    { id, revision },
    as,
  );
  return data.it as Made;
}

const restore = (
  { id, revision }: Made,
  toRevision: number,
  as: Person = hub.people.member,
  type = "Practice",
) =>
  hub.ask(
    `mutation R($id: ID!, $revision: Int!, $to: Int!) { it: restore${type}(id: $id, revision: $revision, toRevision: $to) { id slug revision } }`,
    { id, revision, to: toRevision },
    as,
  );

/** A practice of alpha's. */
const ours = (wish: object = {}) => makePractice(hub, { ownerId: hub.organisations.alpha, ...wish });

test("every table whose records have revisions keeps them by itself, whoever writes to it", async () => {
  const kinds = rooms.flatMap(({ entities }) => entities).filter((one) => "history" in one);
  expect(kinds.length).toBeGreaterThanOrEqual(11);
  for (const kind of kinds) {
    const { schema, tableName } = hub.database.getMetadata(kind as never);
    const found = await hub.db.query(
      `SELECT tgname AS name FROM pg_trigger WHERE tgrelid = format('%I.%I', $1::text, $2::text)::regclass
       AND tgname IN ('revision_first', 'revision_next', 'revision_none') AND tgenabled = 'O' ORDER BY 1`,
      [schema, tableName],
    );
    expect([tableName, found.length]).toEqual([tableName, 3]);
  }
});

test("every change of every kind of record is a revision, which says who made it and what is not as before", async () => {
  const contents = ["Practice", "Project", "Workshop", "Series", "WorkingGroup", "Resource", "Collection"];
  const records: [string, Made, object][] = [
    ...(await Promise.all(
      contents.map(
        async (type): Promise<[string, Made, object]> => [
          type,
          await made(hub, type, { status: "DRAFT" }),
          { texts: { summary: "Better." } },
        ],
      ),
    )),
    ["Organisation", await makeOrganisation(hub), { texts: { name: "Renamed" } }],
    ["Territory", await makeTerritory(hub), { texts: { name: "Renamed" } }],
    ["Topic", await makeTopic(hub), { texts: { label: "Renamed" } }],
  ];
  for (const [type, record, input] of records) {
    await change(record, input, hub.people.curator, type);
    const [second, first] = await revisionsOf(record, hub.people.curator, { type });
    const [field] = Object.keys((input as { texts: object }).texts);
    expect([type, second]).toEqual([
      type,
      expect.objectContaining({ revision: 2, changed: [`texts.en.${field}`], by: { name: "Cora Cedar" } }),
    ]);
    expect([type, first]).toEqual([type, expect.objectContaining({ revision: 1, changed: [], by: null })]);
    expect(first.texts.en[field!]).not.toBe(second.texts.en[field!]);
    expect(first.fields).toEqual(second.fields);
  }
});

test("a revision holds what the record held then, and says for whom its author wrote", async () => {
  const practice = await ours({ status: "DRAFT", title: "First", tools: ["radio"] });
  const second = await change(practice, { texts: { title: "Second", lessons: "Begin early." } });
  const third = await change(second, { tools: ["radio", "flyers"], texts: { lessons: null } });
  await hub.tell(
    'mutation T($id: ID!, $revision: Int!) { translatePractice(id: $id, revision: $revision, language: fr, texts: { title: "Deux" }) { id } }',
    { id: third.id, revision: third.revision },
  );
  const [four, three, two, one] = await revisionsOf(practice);
  expect([four, three, two, one].map(({ changed }) => changed)).toEqual([
    ["texts.fr.state", "texts.fr.title"],
    ["texts.en.lessons", "tools"],
    ["texts.en.lessons", "texts.en.title"],
    [],
  ]);
  expect([four, three, two, one].map(({ texts }) => texts)).toEqual([
    { en: { state: "ORIGINAL", title: "Second" }, fr: { state: "HUMAN", title: "Deux" } },
    { en: { state: "ORIGINAL", title: "Second" } },
    { en: { state: "ORIGINAL", title: "Second", lessons: "Begin early." } },
    { en: { state: "ORIGINAL", title: "First" } },
  ]);
  expect([four, three, two, one].map(({ fields }) => fields.tools)).toEqual([
    ["radio", "flyers"],
    ["radio", "flyers"],
    ["radio"],
    ["radio"],
  ]);
  expect(two).toMatchObject({ by: { name: "Mara Alder" }, organisation: { name: "City of Alpha" } });
  expect(four).toMatchObject({ by: null, organisation: null });
  expect(Date.parse(two.at)).toBeGreaterThanOrEqual(Date.parse(one.at));
});

const together = (pieces: readonly Piece[], without: string) =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join("");

test("two revisions are compared word by word, in every text and language", async () => {
  const practice = await ours({
    status: "DRAFT",
    texts: {
      lessons: "Speak with the neighbours before you begin.",
      outcomeWords: [{ key: "trust", title: "More trust" }],
    },
    tools: ["radio"],
  });
  const after = "Speak with all neighbours well before you begin.";
  await change(practice, {
    texts: { lessons: after, outcomeWords: [{ key: "trust", title: "Much more trust" }] },
    tools: ["flyers"],
  });
  const DIFF = "diff(against: 1) { field language segments { kind text } before after }";
  const [latest, first] = await revisionsOf(practice, hub.people.member, { fields: DIFF });
  expect(latest.diff).toEqual([
    {
      field: "lessons",
      language: "en",
      segments: [
        { kind: "EQUAL", text: "Speak with " },
        { kind: "DELETED", text: "the" },
        { kind: "INSERTED", text: "all" },
        { kind: "EQUAL", text: " neighbours " },
        { kind: "INSERTED", text: "well " },
        { kind: "EQUAL", text: "before you begin." },
      ],
      before: null,
      after: null,
    },
    {
      field: "outcomeWords.trust.title",
      language: "en",
      segments: [
        { kind: "DELETED", text: "More" },
        { kind: "INSERTED", text: "Much" },
        { kind: "EQUAL", text: " " },
        { kind: "INSERTED", text: "more " },
        { kind: "EQUAL", text: "trust" },
      ],
      before: null,
      after: null,
    },
    { field: "tools", language: null, segments: null, before: ["radio"], after: ["flyers"] },
  ]);
  expect(first.diff).toEqual([]);
  const [unknown] = await revisionsOf(practice, hub.people.member, { fields: "diff(against: 9) { field }" });
  expect(unknown.diff).toBeNull();
});

test("what a comparison leaves equal or takes away is the text before, what it leaves or adds the one after, to the letter", () => {
  let seed = 7;
  const below = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  const word = () =>
    ["light", "Straße", "é", "night.", "—", "\n\n", "co-ordinate", "l’été", "  ", "12.5 %"][below(10)]!;
  const words = (count: number) => Array.from({ length: count }, word);
  const pairs = Array.from({ length: 200 }, () => {
    const before = words(below(80));
    const after = [...before];
    for (let i = below(12); i > 0; i--) after.splice(below(after.length + 1), below(4), ...words(below(4)));
    return [before.join(" "), after.join(" ")] as const;
  });
  // As long as texts may be, and altogether different: by words, by sentences, and by neither.
  const long = (sentence: (i: number) => string) =>
    Array.from({ length: 1_400 }, (_, i) => sentence(i)).join("");
  pairs.push(
    [long((i) => `a${i} b. `), long((i) => `c${i} d. `)],
    [long((i) => `x${i}`), long((i) => `y ${i}`)],
    ["", "x"],
    ["x", ""],
  );
  const effort = fullEffort();
  for (const [before, after] of pairs) {
    const pieces = wordDiff(before, after, effort);
    expect(together(pieces, "INSERTED")).toBe(before);
    expect(together(pieces, "DELETED")).toBe(after);
  }
  expect(effort.left).toBeGreaterThanOrEqual(0);
});

test("an earlier revision is brought back as the next one; what came between stays, and so does who sees the record", async () => {
  const draft = await ours({ status: "DRAFT", title: "First", tools: ["radio"], visibility: "MEMBERS" });
  let now = await change(draft, {
    texts: { title: "Second", lessons: "Begin early." },
    tools: [],
    slug: `second-${v7()}`,
  });
  ({ made: now } = await hub.tell(
    'mutation T($id: ID!, $revision: Int!) { made: translatePractice(id: $id, revision: $revision, language: fr, texts: { title: "Deux" }) { id slug revision } }',
    { id: now.id, revision: now.revision },
  ));
  now = await move("publish", now);
  now = await change(now, { visibility: "PUBLIC" }, hub.people.curator);
  const { data } = await restore(now, 1);
  expect(data.it).toEqual({ ...now, revision: now.revision + 1 });
  const [latest, ...others] = await revisionsOf(draft);
  expect(latest).toMatchObject({
    changed: ["texts.en.lessons", "texts.en.title", "texts.fr.state", "texts.fr.title", "tools"],
    texts: { en: { title: "First" } },
    fields: { tools: ["radio"], visibility: "PUBLIC", status: "PUBLISHED", slug: now.slug },
    by: { name: "Mara Alder" },
  });
  expect(latest.texts.fr).toBeUndefined();
  expect(others[0].texts).toMatchObject({ en: { lessons: "Begin early." }, fr: { title: "Deux" } });
  const { data: shown } = await hub.ask("query P($id: ID!) { practice(id: $id) { title tools } }", draft);
  expect(shown.practice).toEqual({ title: "First", tools: ["radio"] });

  expect(code(await restore({ ...now, revision: now.revision + 1 }, 99))).toBe("NOT_FOUND");
  expect(code(await restore(now, 2))).toBe("CONFLICT");
  const latestOne = { ...now, revision: now.revision + 1 };
  expect(code(await restore(latestOne, 2, hub.people.other))).toBe("FORBIDDEN");
  expect(code(await restore(latestOne, 2, hub.people.stranger))).toBe("UNAUTHENTICATED");
  expect((await restore(latestOne, 2)).errors).toBeUndefined();
});

test("what decides who comes in, or where something stands, is not brought back with the rest", async () => {
  const [above, other] = [await makeTopic(hub), await makeTopic(hub)];
  const topic = await makeTopic(hub, { label: "Lamps", broaderId: above.id });
  const moved = await change(
    topic,
    { broaderId: other.id, texts: { label: "Lights" } },
    hub.people.curator,
    "Topic",
  );
  await restore(moved, 1, hub.people.curator, "Topic");
  const { data } = await hub.ask("query T($id: ID!) { topic(id: $id) { label broader { id } } }", topic);
  expect(data.topic).toEqual({ label: "Lamps", broader: { id: other.id } });

  const group = await made(hub, "WorkingGroup", { status: "DRAFT", joinPolicy: "OPEN", title: "Open" });
  const closed = await change(
    group,
    { joinPolicy: "BY_INVITATION", texts: { title: "Closed" } },
    hub.people.curator,
    "WorkingGroup",
  );
  await restore(closed, 1, hub.people.curator, "WorkingGroup");
  const { data: read } = await hub.ask(
    "query G($id: ID!) { workingGroup(id: $id) { title joinPolicy } }",
    group,
    hub.people.curator,
  );
  expect(read.workingGroup).toEqual({ title: "Open", joinPolicy: "BY_INVITATION" });

  const { id } = { id: hub.organisations.alpha };
  const { revision } = (await hub.tell("query O($id: ID!) { organisation(id: $id) { revision } }", { id }))
    .organisation;
  const changed = await change(
    { id, slug: "", revision },
    { website: "https://alpha.example", texts: { name: "Alpha" } },
    hub.people.curator,
    "Organisation",
  );
  expect((await restore(changed, revision, hub.people.member, "Organisation")).errors).toBeUndefined();
  const { data: city } = await hub.ask("query O($id: ID!) { organisation(id: $id) { name website } }", {
    id,
  });
  expect(city.organisation).toEqual({ name: "City of Alpha", website: "https://alpha.example" });
});

test("readers read what was published for them, while they see the record; only those who may change it read drafts", async () => {
  const { member, colleague, other, curator, stranger, pending, partner, partnerMembers } = hub.people;
  const draft = await ours({ status: "DRAFT", texts: { lessons: "canary-draft" } });
  let now = await change(draft, { visibility: "MEMBERS", texts: { lessons: "canary-members" } });
  now = await move("publish", now);
  now = await change(now, { visibility: "PUBLIC", texts: { lessons: "For all." } }, curator);
  now = await change(now, { texts: { lessons: "For all, and better." } });
  const read = async (as: Person) => numbers(await revisionsOf(draft, as));
  for (const as of [member, colleague, curator]) expect(await read(as)).toEqual([5, 4, 3, 2, 1]);
  for (const as of [other, partnerMembers]) expect(await read(as)).toEqual([5, 4, 3]);
  for (const as of [stranger, pending, partner]) expect(await read(as)).toEqual([5, 4]);

  const ALL = `revision changed texts fields diff(against: 4) { segments { text } after } hidden: diff(against: 1) { field }`;
  for (const as of [stranger, pending, partner, other]) {
    const found = await revisionsOf(draft, as, { fields: ALL });
    expect(JSON.stringify(found)).not.toContain("canary-draft");
    if (as !== other) expect(JSON.stringify(found)).not.toContain("canary-members");
    expect(found[0]).toMatchObject({
      fields: null,
      hidden: null,
      texts: { en: { lessons: "For all, and better." } },
    });
  }
  const ONLY =
    "query O($id: ID!) { practice(id: $id) { revisions(only: [1, 2, 4]) { nodes { revision } totalCount } } }";
  const only = await hub.ask(ONLY, draft);
  expect(only.data.practice.revisions).toEqual({ nodes: [{ revision: 4 }], totalCount: 1 });
  const people = await revisionsOf(draft, stranger, { fields: "by { name } organisation { name }" });
  expect(people[0]).toEqual({ by: null, organisation: { name: "City of Alpha" } });

  now = await change(now, { visibility: "MEMBERS" }, curator);
  expect(await read(stranger)).toBeNull();
  await move("archive", now);
  expect(await read(other)).toBeNull();
  expect(await read(member)).toHaveLength(7);
});

test("what was published for a group is read by those who belong to it, in its revisions as well", async () => {
  const group = await makeGroup(hub, { joinPolicy: "OPEN" });
  const practice = await makePractice(hub, {
    visibility: "GROUP",
    groupIds: [group.id],
    ownerId: hub.organisations.beta,
  });
  await change(practice, { visibility: "PUBLIC" }, hub.people.curator);
  expect(numbers(await revisionsOf(practice))).toEqual([3]);
  await belongs(hub, hub.people.member, group);
  expect(numbers(await revisionsOf(practice))).toEqual([3, 2]);
});

test("no revision names a record or person whom its reader may not see", async () => {
  const secret = await makeProject(hub, { status: "DRAFT", ownerId: hub.organisations.beta });
  const hidden = await makePractice(hub, { status: "DRAFT", ownerId: hub.organisations.beta });
  const practice = await ours({ projectIds: [secret.id], contactId: hub.people.colleague.id });
  await change(practice, { texts: { summary: "Better." } });
  const collection = await made(hub, "Collection", {
    items: [
      { kind: "PRACTICE", recordId: hidden.id, why: "canary" },
      { kind: "PRACTICE", recordId: practice.id, why: "Good." },
    ],
  });
  const ALL = "texts fields changed diff(against: 1) { before after segments { text } }";
  const [mine] = await revisionsOf(practice, hub.people.member, { fields: ALL });
  expect(mine.fields).toMatchObject({ projectIds: [], contactId: hub.people.colleague.id });
  const [theirs] = await revisionsOf(practice, hub.people.curator, { fields: ALL });
  expect(theirs.fields.projectIds).toEqual([secret.id]);
  const [listed] = await revisionsOf(collection, hub.people.stranger, { type: "Collection", fields: ALL });
  expect(listed.texts.en.itemNotes).toEqual([{ id: practice.id, why: "Good." }]);
});

const CHANGE_NOTE = `mutation C($id: ID!, $revision: Int!, $input: AnnotationChange!) {
  it: changeAnnotation(id: $id, revision: $revision, input: $input) { id revision }
}`;

test("a note's revisions are for its author and the curators, and of private times for its author alone", async () => {
  const { member, colleague, curator, stranger } = hub.people;
  const { id: on } = await ours();
  const note = await makeNote(hub, member, { on, audience: "ONLY_ME", body: "For myself." });
  const shared = await hub.ask(
    CHANGE_NOTE,
    { ...note, input: { audience: "EVERYONE", body: "For everybody." } },
    member,
  );
  const again = await hub.ask(
    CHANGE_NOTE,
    { ...shared.data.it, input: { body: "For everybody, once more." } },
    member,
  );
  const type = "Annotation";
  expect(numbers(await revisionsOf(note, member, { type }))).toEqual([3, 2, 1]);
  expect(numbers(await revisionsOf(note, curator, { type }))).toEqual([3, 2]);
  for (const as of [colleague, stranger]) expect(await revisionsOf(note, as, { type })).toEqual([]);

  const DIFF = "fields texts diff(against: 2) { field segments { kind text } }";
  const [latest] = await revisionsOf(note, curator, { type, fields: DIFF });
  expect(latest).toEqual({
    fields: expect.objectContaining({ body: "For everybody, once more.", audience: "EVERYONE" }),
    texts: null,
    diff: [
      {
        field: "body",
        segments: [
          { kind: "EQUAL", text: "For everybody" },
          { kind: "INSERTED", text: ", once more" },
          { kind: "EQUAL", text: "." },
        ],
      },
    ],
  });

  const RESTORE = `mutation R($id: ID!, $revision: Int!, $to: Int!) {
    it: restoreAnnotation(id: $id, revision: $revision, toRevision: $to) { revision body audience }
  }`;
  const bring = (to: number, as: Person) => hub.ask(RESTORE, { ...again.data.it, to }, as);
  expect(code(await bring(2, curator))).toBe("FORBIDDEN");
  expect(code(await bring(2, stranger))).toBe("UNAUTHENTICATED");
  expect(code(await bring(9, member))).toBe("NOT_FOUND");
  const back = await bring(1, member);
  expect(back.data.it).toEqual({ revision: 4, body: "For myself.", audience: "EVERYONE" });
});

/** What tables of revisions still hold of a record. */
const kept = async ({ id }: { id: string }): Promise<number> =>
  (
    await hub.db.query(
      "SELECT (SELECT count(*) FROM hub.revision WHERE record = $1)::int + (SELECT count(*) FROM hub.revision_value WHERE record = $1)::int AS count",
      [id],
    )
  )[0].count;

test("what a deleted note said is in no revision, and what an erased person noted neither", async () => {
  const { member, other } = hub.people;
  const { id: on } = await ours();
  const [answered, lone] = [await makeNote(hub, member, { on }), await makeNote(hub, member, { on })];
  await makeReply(hub, other, answered.id);
  for (const note of [answered, lone]) {
    const changed = await hub.ask(CHANGE_NOTE, { ...note, input: { body: "Said otherwise." } }, member);
    expect(await kept(note)).toBeGreaterThan(2);
    const DELETE =
      "mutation D($id: ID!, $revision: Int!) { deleteAnnotation(id: $id, revision: $revision) { id } }";
    expect((await hub.ask(DELETE, changed.data.it, member)).errors).toBeUndefined();
    expect(await kept(note)).toBe(0);
  }

  const them = await makeMember(hub, { organisationId: hub.organisations.alpha });
  const practice = await ours({ contactId: them.id });
  await change(practice, { contactId: member.id });
  const note = await makeNote(hub, member, { on });
  await hub.db.query('UPDATE annotations.annotation SET "authorId" = $2 WHERE id = $1', [note.id, them.id]);
  await hub.db.query("UPDATE hub.person SET erased = true WHERE id = $1", [them.id]);
  expect(await kept(note)).toBe(0);
  const [, earlier] = await revisionsOf(practice);
  expect(earlier.fields.contactId).toBeNull();
  expect(
    await hub.db.query("SELECT 1 FROM hub.revision_value WHERE value::text LIKE '%' || $1 || '%'", [them.id]),
  ).toEqual([]);
});

test("whoever changes what is not current any more gets both versions, and who made the other", async () => {
  const { member, colleague, curator } = hub.people;
  const practice = await ours({ texts: { lessons: "Begin early." }, tools: ["radio"] });
  await change(practice, { texts: { lessons: "Begin late." }, tools: ["flyers"] }, colleague);
  const input = { texts: { lessons: "Never begin.", title: "Mine" }, tools: [], outcomes: [] };
  const CHANGE =
    "mutation C($id: ID!, $revision: Int!, $input: PracticeChange!) { changePractice(id: $id, revision: $revision, input: $input) { id } }";
  const late = await hub.ask(CHANGE, { ...practice, input }, member);
  expect(late.errors![0]!.extensions).toEqual({
    code: "CONFLICT",
    reason: "STALE_REVISION",
    given: 2,
    revision: 3,
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    by: colleague.id,
    organisation: hub.organisations.alpha,
    yours: input,
    current: {
      texts: { lessons: "Begin late.", title: expect.stringMatching(/^Practice/) },
      tools: ["flyers"],
      outcomes: [],
    },
  });
  expect(late.errors![0]!.message).toMatch(/revision 3 is current/);
  const TRANSLATE = `mutation T($id: ID!, $revision: Int!, $title: String!) {
    it: translatePractice(id: $id, revision: $revision, language: fr, texts: { title: $title }) { id revision }
  }`;
  await hub.ask(TRANSLATE, { ...practice, revision: 3, title: "La leur" }, curator);
  const french = await hub.ask(TRANSLATE, { ...practice, title: "La mienne" }, member);
  expect(french.errors![0]!.extensions).toMatchObject({
    by: curator.id,
    yours: { language: "fr", texts: { title: "La mienne" }, state: "HUMAN" },
    current: { texts: { title: "La leur" } },
  });

  const note = await makeNote(hub, member, { on: practice.id, body: "First." });
  await hub.ask(CHANGE_NOTE, { ...note, input: { body: "Second." } }, member);
  const stale = await hub.ask(CHANGE_NOTE, { ...note, input: { body: "Third." } }, member);
  expect(stale.errors![0]!.extensions).toMatchObject({
    code: "CONFLICT",
    by: member.id,
    yours: { body: "Third." },
    current: { body: "Second." },
  });
});

test("of two changes at once one is kept, and the other is told it", async () => {
  const practice = await ours({ status: "DRAFT" });
  const CHANGE = `mutation C($id: ID!, $revision: Int!, $lessons: String!) {
    it: changePractice(id: $id, revision: $revision, input: { texts: { lessons: $lessons } }) { revision }
  }`;
  const answers = await Promise.all(
    ["One.", "Two.", "Three."].map((lessons) => hub.ask(CHANGE, { ...practice, lessons }, hub.people.member)),
  );
  const [winner] = answers.filter(({ errors }) => !errors);
  expect(winner!.data.it.revision).toBe(2);
  const [latest] = await revisionsOf(practice);
  for (const { errors } of answers)
    if (errors)
      expect(errors[0]!.extensions).toMatchObject({
        revision: 2,
        current: { texts: { lessons: latest.texts.en.lessons } },
      });
  expect(answers.filter(({ errors }) => errors)).toHaveLength(2);
});

test("a conflict tells nothing that its reader may not see: no address, and no hidden record", async () => {
  const { id, revision } = await makeMember(hub, {
    email: `canary-${v7()}@alpha.test`,
    roles: ["STEWARD"],
    organisationId: hub.organisations.alpha,
  });
  const CHANGE =
    "mutation C($id: ID!, $revision: Int!, $input: MemberChange!) { changeMember(id: $id, revision: $revision, input: $input) { id } }";
  const input = { name: "Renamed", email: "new@alpha.test", roles: [], languages: [] };
  const { errors } = await hub.ask(CHANGE, { id, revision: revision + 5, input }, hub.people.admin);
  expect(errors![0]!.extensions).toMatchObject({ code: "CONFLICT", yours: input });
  expect(Object.keys(errors![0]!.extensions.current as object)).toEqual(["name"]);

  const secret = await makeProject(hub, { status: "DRAFT", ownerId: hub.organisations.beta });
  const practice = await ours({ projectIds: [secret.id] });
  const ASK =
    "mutation C($id: ID!, $input: PracticeChange!) { changePractice(id: $id, revision: 1, input: $input) { id } }";
  const stale = await hub.ask(ASK, { id: practice.id, input: { projectIds: [] } }, hub.people.member);
  expect(stale.errors![0]!.extensions.current).toEqual({ projectIds: [] });
});

test("the revisions of many records, with all that they hold, cost a bounded number of statements", async () => {
  const topic = await makeTopic(hub);
  for (let i = 0; i < 6; i++) {
    const practice = await ours({ topicIds: [topic.id], status: "DRAFT" });
    await change(practice, { texts: { lessons: `Lesson ${i}.` } });
  }
  const LIST = `query L($ids: [ID!], $first: Int!) { practices(first: $first, filter: { topicIds: $ids }) { nodes { title
    revisions(first: 3) { nodes { revision changed texts fields diff(against: 1) { field segments { text } } } totalCount } } } }`;
  const statements = async (first: number) => {
    hub.statements.length = 0;
    const { data, errors } = await hub.ask(LIST, { ids: [topic.id], first }, hub.people.member);
    expect(errors).toBeUndefined();
    expect(data.practices.nodes).toHaveLength(first);
    return hub.statements.length;
  };
  // Who asks is looked up beside the first question.
  await statements(1);
  expect(await statements(2)).toBe(4);
  expect(await statements(6)).toBe(4);
});

test("so many revisions are read whole for one request, and no more", async () => {
  const practice = await ours({ status: "DRAFT" });
  await hub.db.query(
    `INSERT INTO hub.revision (record, revision, at, "groupIds", changed) SELECT $1, n, now(), '{}', '{}' FROM generate_series(2, 140) n`,
    [practice.id],
  );
  const READ =
    "query R($id: ID!, $first: Int!) { practice(id: $id) { revisions(first: $first) { nodes { revision texts } pageInfo { endCursor } } } }";
  const whole = await hub.ask(READ, { id: practice.id, first: 100 }, hub.people.member);
  expect(whole.errors).toBeUndefined();
  const two = `query R($id: ID!) { practice(id: $id) { a: revisions(first: 60) { nodes { texts } } b: revisions(first: 60, only: [${Array.from({ length: 70 }, (_, i) => i + 1)}]) { nodes { texts } } } }`;
  expect(code(await hub.ask(two, { id: practice.id }, hub.people.member))).toBe("LIMIT_EXCEEDED");
  const page = await hub.ask(
    "query R($id: ID!) { practice(id: $id) { revisions(first: 100) { nodes { revision } pageInfo { endCursor } } } }",
    { id: practice.id },
    hub.people.member,
  );
  const { endCursor } = page.data.practice.revisions.pageInfo;
  const rest = await hub.ask(
    "query R($id: ID!, $after: String) { practice(id: $id) { revisions(first: 100, after: $after) { nodes { revision } pageInfo { hasNextPage } } } }",
    { id: practice.id, after: endCursor },
    hub.people.member,
  );
  expect(numbers(rest.data.practice.revisions.nodes)).toEqual(Array.from({ length: 40 }, (_, i) => 40 - i));
});

test("records that were there before have the revision that they are in", async () => {
  await hub.db.query(
    'CREATE TABLE hub.older (id uuid PRIMARY KEY, revision int NOT NULL, "updatedAt" timestamptz NOT NULL)',
  );
  await hub.db.query("INSERT INTO hub.older VALUES (gen_random_uuid(), 4, '2026-01-02T03:04:05Z')");
  await hub.db.query("SELECT hub.keep_revisions_of('hub.older')");
  const found = await hub.db.query(
    `SELECT v.revision, v.at, v."byId", v.changed FROM hub.revision v JOIN hub.older o ON o.id = v.record`,
  );
  expect(found).toEqual([{ revision: 4, at: new Date("2026-01-02T03:04:05Z"), byId: null, changed: [] }]);
});
