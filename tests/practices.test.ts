import { v7 } from "uuid";
import { openTestHub, type Person, type TestHub } from "./hub.ts";
import { makePractice } from "./make/practices.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const titlesFor = async (person: Person | undefined, filter: object): Promise<string[]> => {
  const { data } = await hub.ask(
    "query List($filter: PracticeFilter) { practices(first: 100, filter: $filter, sort: TITLE) { nodes { title } totalCount } }",
    { filter },
    person,
  );
  expect(data.practices.totalCount).toBe(data.practices.nodes.length);
  return data.practices.nodes.map((node: { title: string }) => node.title);
};

const CREATE =
  "mutation Create($input: NewPractice!) { createPractice(input: $input) { id slug revision status title owner { id } } }";
const CHANGE =
  "mutation Change($id: ID!, $revision: Int!, $input: PracticeChange!) { changePractice(id: $id, revision: $revision, input: $input) { id revision title summary } }";

test("a member writes a draft for their own organisation, hands it in, and a curator publishes it", async () => {
  const { member, curator, stranger } = hub.people;
  const created = await hub.ask(
    CREATE,
    { input: { language: "en", texts: { title: "Night watch" } } },
    member,
  );
  const practice = created.data.createPractice;
  expect(practice).toMatchObject({
    status: "DRAFT",
    slug: "night-watch",
    revision: 1,
    owner: { id: hub.organisations.alpha },
  });

  const see = async (person: Person) =>
    (await hub.ask("query One($id: ID!) { practice(id: $id) { title } }", { id: practice.id }, person)).data
      .practice;
  expect(await see(stranger)).toBeNull();
  expect(await see(hub.people.other)).toBeNull();
  expect(await see(hub.people.colleague)).toEqual({ title: "Night watch" });

  const submit =
    "mutation S($id: ID!, $revision: Int!) { submitPractice(id: $id, revision: $revision) { revision status } }";
  const submitted = await hub.ask(submit, practice, member);
  expect(submitted.data.submitPractice).toEqual({ revision: 2, status: "IN_REVIEW" });

  const publish =
    "mutation P($id: ID!, $revision: Int!) { publishPractice(id: $id, revision: $revision) { revision status publishedAt } }";
  const refused = await hub.ask(publish, { id: practice.id, revision: 2 }, member);
  expect(refused.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  const published = await hub.ask(publish, { id: practice.id, revision: 2 }, curator);
  expect(published.data.publishPractice).toMatchObject({ revision: 3, status: "PUBLISHED" });
  expect(await see(stranger)).toEqual({ title: "Night watch" });
});

test("a curator gives a practice back, its owner may archive it, others may not", async () => {
  const practice = await makePractice(hub, { status: "IN_REVIEW", ownerId: hub.organisations.alpha });
  const back =
    "mutation R($id: ID!, $revision: Int!) { returnPractice(id: $id, revision: $revision) { status revision } }";
  expect((await hub.ask(back, practice, hub.people.member)).errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  expect((await hub.ask(back, practice, hub.people.curator)).data.returnPractice).toEqual({
    status: "DRAFT",
    revision: 3,
  });

  const archive =
    "mutation A($id: ID!, $revision: Int!) { archivePractice(id: $id, revision: $revision) { status } }";
  const current = { id: practice.id, revision: 3 };
  expect((await hub.ask(archive, current, hub.people.other)).errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  expect((await hub.ask(archive, current, hub.people.member)).data.archivePractice).toEqual({
    status: "ARCHIVED",
  });
});

test("nobody writes for another organisation, and strangers not at all", async () => {
  const input = { language: "en", ownerId: hub.organisations.beta, texts: { title: "Not mine" } };
  expect((await hub.ask(CREATE, { input }, hub.people.member)).errors?.[0]?.extensions.code).toBe(
    "FORBIDDEN",
  );
  expect((await hub.ask(CREATE, { input }, hub.people.stranger)).errors?.[0]?.extensions.code).toBe(
    "UNAUTHENTICATED",
  );
  expect((await hub.ask(CREATE, { input }, hub.people.partnerMembers)).errors?.[0]?.extensions.code).toBe(
    "FORBIDDEN",
  );
  expect((await hub.ask(CREATE, { input }, hub.people.pending)).errors?.[0]?.extensions.code).toBe(
    "UNAUTHENTICATED",
  );
});

test("each visibility is seen by those it names, in lists and counts alike", async () => {
  const mark = { organisationIds: [hub.organisations.beta] };
  await makePractice(hub, { ...mark, title: "Seen by all", visibility: "PUBLIC" });
  await makePractice(hub, { ...mark, title: "Seen by members", visibility: "MEMBERS" });
  await makePractice(hub, {
    ...mark,
    title: "Seen by alpha",
    status: "DRAFT",
    ownerId: hub.organisations.alpha,
  });
  const { people } = hub;
  expect(await titlesFor(people.stranger, mark)).toEqual(["Seen by all"]);
  expect(await titlesFor(people.pending, mark)).toEqual(["Seen by all"]);
  expect(await titlesFor(people.partner, mark)).toEqual(["Seen by all"]);
  expect(await titlesFor(people.partnerMembers, mark)).toEqual(["Seen by all", "Seen by members"]);
  expect(await titlesFor(people.other, mark)).toEqual(["Seen by all", "Seen by members"]);
  expect(await titlesFor(people.member, mark)).toEqual(["Seen by all", "Seen by alpha", "Seen by members"]);
  expect(await titlesFor(people.curator, mark)).toEqual(["Seen by all", "Seen by alpha", "Seen by members"]);
});

test("texts come in one language, the reader's where it exists, and a change of the original makes translations stale", async () => {
  const practice = await makePractice(hub, {
    title: "Stolen bicycles",
    texts: { summary: "How they come back." },
  });
  const translate =
    "mutation T($id: ID!, $revision: Int!, $texts: PracticeTextsInput!) { translatePractice(id: $id, revision: $revision, language: fr, texts: $texts) { revision } }";
  const texts = { title: "Vélos volés" };
  expect(
    (await hub.ask(translate, { ...practice, texts }, hub.people.other)).errors?.[0]?.extensions.code,
  ).toBe("FORBIDDEN");
  const translated = await hub.ask(translate, { ...practice, texts }, hub.people.curator);
  const READ =
    "query R($id: ID!) { practice(id: $id) { title summary language languages translations { language state title } } }";
  const french = (await hub.ask(READ, practice, undefined, ["fr"])).data.practice;
  expect(french).toMatchObject({
    title: "Vélos volés",
    summary: null,
    language: "fr",
    languages: ["en", "fr"],
  });
  const dutch = (await hub.ask(READ, practice, undefined, ["nl"])).data.practice;
  expect(dutch).toMatchObject({ title: "Stolen bicycles", language: "en" });

  const revision = translated.data.translatePractice.revision;
  await hub.ask(
    CHANGE,
    { id: practice.id, revision, input: { texts: { summary: "How they are found." } } },
    hub.people.curator,
  );
  const after = (await hub.ask(READ, practice)).data.practice;
  expect(after.translations).toEqual([
    { language: "en", state: "ORIGINAL", title: "Stolen bicycles" },
    { language: "fr", state: "STALE", title: "Vélos volés" },
  ]);
});

test("a change of an older revision is refused and changes nothing", async () => {
  const practice = await makePractice(hub, { ownerId: hub.organisations.alpha });
  const first = await hub.ask(
    CHANGE,
    { ...practice, input: { texts: { summary: "One" } } },
    hub.people.member,
  );
  expect(first.data.changePractice.summary).toBe("One");
  const second = await hub.ask(
    CHANGE,
    { ...practice, input: { texts: { summary: "Two" } } },
    hub.people.colleague,
  );
  expect(second.errors?.[0]?.extensions).toMatchObject({
    code: "CONFLICT",
    reason: "STALE_REVISION",
    given: 2,
    revision: 3,
  });
  const { data } = await hub.ask("query R($id: ID!) { practice(id: $id) { summary revision } }", practice);
  expect(data.practice).toEqual({ summary: "One", revision: 3 });
});

test("of two changes of one revision at the same moment one is kept and the other refused", async () => {
  const practice = await makePractice(hub, { ownerId: hub.organisations.alpha });
  const change = (summary: string) =>
    hub.ask(CHANGE, { ...practice, input: { texts: { summary } } }, hub.people.member);
  const answers = await Promise.all(["a", "b", "c", "d"].map(change));
  const kept = answers.filter(({ errors }) => !errors);
  expect(kept).toHaveLength(1);
  for (const { errors } of answers.filter((answer) => answer.errors))
    expect(errors![0]!.extensions.code).toBe("CONFLICT");
});

test("records that get the same title at the same moment are all written, each with a slug of its own", async () => {
  const write = async (input: object = {}) => {
    const { data, errors } = await hub.ask(
      "mutation C($input: NewPractice!) { made: createPractice(input: $input) { slug } }",
      { input: { language: "en", texts: { title: "Lights for the night bus" }, ...input } },
      hub.people.member,
    );
    return errors ? errors[0]!.extensions.code : (data.made.slug as string);
  };
  const wished = await Promise.all(Array.from({ length: 4 }, () => write({ slug: "wished-for" })));
  expect(wished.sort()).toEqual(["SLUG_TAKEN", "SLUG_TAKEN", "SLUG_TAKEN", "wished-for"]);
  const slugs = await Promise.all(Array.from({ length: 10 }, () => write()));
  expect(new Set(slugs).size).toBe(10);
  for (const slug of slugs) expect(slug).toMatch(/^lights-for-the-night-bus(-[0-9a-f]{12})?$/);
});

test.each([
  ["a slug in use", { slug: "taken-slug" }, "SLUG_TAKEN"],
  ["a slug that is none", { slug: "No Slug!" }, "BAD_USER_INPUT"],
  ["a title too long", { texts: { title: "x".repeat(201) } }, "TEXT_TOO_LONG"],
  ["a summary of too many words", { texts: { title: "T", summary: "word ".repeat(101) } }, "TEXT_TOO_LONG"],
  ["no title", { texts: { summary: "S" } }, "BAD_USER_INPUT"],
  ["a NUL character", { texts: { title: "a\u0000b" } }, "BAD_USER_INPUT"],
  [
    "a topic that does not exist",
    { topicIds: ["01a20271-3ed4-732e-954e-7eeba0c1f5a5"] },
    "UNKNOWN_REFERENCE",
  ],
  ["a topic id that is none", { topicIds: ["nightlife"] }, "UNKNOWN_REFERENCE"],
  [
    "more topics than a record may name",
    { topicIds: Array.from({ length: 201 }, () => v7()) },
    "LIMIT_EXCEEDED",
  ],
  [
    "a project that does not exist",
    { projectIds: ["01a20271-3ed4-732e-954e-7eeba0c1f5a5"] },
    "UNKNOWN_REFERENCE",
  ],
  ["a date that is none", { start: "2021-02-30" }, "BAD_USER_INPUT"],
  ["an end before the start", { start: "2021-02", end: "2020" }, "BAD_USER_INPUT"],
  ["a currency that is none", { budget: { currency: "euro" } }, "BAD_USER_INPUT"],
  ["a design off the scale", { outcomes: [{ key: "a", evidence: { design: 6 } }] }, "BAD_USER_INPUT"],
  ["a group without a group", { visibility: "GROUP" }, "BAD_USER_INPUT"],
])("refuses %s, and nothing is half-written", async (_what, wrong, code) => {
  if (code === "SLUG_TAKEN") await makePractice(hub, { slug: "taken-slug" });
  const before = await hub.db.query(
    "SELECT (SELECT count(*) FROM practices.practice) p, (SELECT count(*) FROM hub.outbox) o",
  );
  const input = { language: "en", texts: { title: "Well" }, ...wrong };
  const { data, errors } = await hub.ask(CREATE, { input }, hub.people.curator);
  expect(data ?? null).toBeNull();
  expect(errors?.[0]?.extensions.code).toBe(code);
  expect(errors?.[0]?.message).toMatch(/^[^\n]{10,300}[.]$/);
  expect(
    await hub.db.query(
      "SELECT (SELECT count(*) FROM practices.practice) p, (SELECT count(*) FROM hub.outbox) o",
    ),
  ).toEqual(before);
});

test("a hidden project is as unknown as a missing one", async () => {
  const hidden = await hub.tell(
    `mutation { createProject(input: { language: en, texts: { title: "Hidden" } }) { id } }`,
  );
  const input = { language: "en", texts: { title: "Well" }, projectIds: [hidden.createProject.id] };
  const { errors } = await hub.ask(CREATE, { input }, hub.people.member);
  expect(errors?.[0]?.extensions.code).toBe("UNKNOWN_REFERENCE");
});

test("looking up an id that is unknown or none gives null; both or neither of id and slug is an error", async () => {
  const one = "query One($id: ID, $slug: String) { practice(id: $id, slug: $slug) { id } }";
  expect((await hub.ask(one, { id: "01a20271-3ed4-732e-954e-7eeba0c1f5a5" })).data).toEqual({
    practice: null,
  });
  expect((await hub.ask(one, { id: "nonsense" })).data).toEqual({ practice: null });
  expect((await hub.ask(one, {})).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});

test("pages follow one another without gap or repetition, in every order", async () => {
  const mark = { territoryIds: [] as string[], organisationIds: [hub.organisations.alpha] };
  for (let i = 0; i < 7; i++)
    await makePractice(hub, { ...mark, title: `Page ${i % 3}`, start: i % 2 ? `201${i}` : null });
  const PAGE =
    "query Page($after: String, $sort: PracticeSort!, $of: [ID!]) { practices(first: 3, after: $after, sort: $sort, filter: { organisationIds: $of }) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } }";
  for (const sort of ["NEWEST", "OLDEST", "CHANGED", "TITLE", "START"]) {
    const seen: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const { data } = await hub.ask(
        PAGE,
        { after, sort, of: [hub.organisations.alpha] },
        hub.people.curator,
      );
      seen.push(...data.practices.nodes.map((node: { id: string }) => node.id));
      total = data.practices.totalCount;
      after = data.practices.pageInfo.hasNextPage ? data.practices.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(total);
    expect(total).toBeGreaterThanOrEqual(7);
  }
});

test("a page of 10,000, a negative page and a broken cursor are refused", async () => {
  const page =
    "query Page($first: Int!, $after: String) { practices(first: $first, after: $after) { nodes { id } } }";
  expect((await hub.ask(page, { first: 10000 })).errors?.[0]?.extensions.code).toMatch(
    /BAD_PAGE|LIMIT_EXCEEDED/,
  );
  expect((await hub.ask(page, { first: -1 })).errors?.[0]?.extensions.code).toBe("BAD_PAGE");
  for (const after of [
    "x",
    "!!!",
    Buffer.from('["NEWEST","x","y"]').toString("base64url"),
    Buffer.from("{}").toString("base64url"),
  ]) {
    expect((await hub.ask(page, { first: 1, after })).errors?.[0]?.extensions.code).toBe("BAD_CURSOR");
  }
});

test("an outcome says honestly that nobody evaluated it", async () => {
  const { id } = await makePractice(hub, {
    texts: {
      outcomeWords: [
        { key: "trust", title: "More trust", indicator: "Survey" },
        { key: "thefts", title: "Fewer thefts" },
      ],
    },
    outcomes: [
      { key: "trust", direction: "IMPROVED" },
      {
        key: "thefts",
        before: "120 a year",
        after: "80 a year",
        evidence: { design: 3, effect: "-33 %", quality: "MODERATE" },
      },
    ],
  });
  const { data } = await hub.ask(
    "query O($id: ID!) { practice(id: $id) { outcomes { key title indicator evaluated direction evidence { design effect quality } } } }",
    { id },
  );
  expect(data.practice.outcomes).toEqual([
    {
      key: "trust",
      title: "More trust",
      indicator: "Survey",
      evaluated: false,
      direction: "IMPROVED",
      evidence: null,
    },
    {
      key: "thefts",
      title: "Fewer thefts",
      indicator: null,
      evaluated: true,
      direction: null,
      evidence: { design: 3, effect: "-33 %", quality: "MODERATE" },
    },
  ]);
});
