import { GraphQLError } from "graphql";
import type { Ask } from "../../foundation/gather.ts";
import type { PassageNote } from "../../subgraphs/annotations/following/anchoring.ts";
import { AnchoringThread } from "../../subgraphs/annotations/following/anchoring-thread.ts";
import { openTestHub, type TestHub } from "../hub.ts";
import { anchorAll, anchoringOf, anchorOf } from "../make/anchors.ts";
import { makeNote, type Note } from "../make/annotations.ts";
import type { Made } from "../make/made.ts";
import { makeOrganisation } from "../make/members.ts";
import { makePractice } from "../make/practices.ts";
import { until } from "../make/until.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const LESSONS =
  "Residents 👮 report more when they hear what became of their report.\nThe app alone changes little: people must be told of it.";

const practice = (texts: object = { lessons: LESSONS }) => makePractice(hub, { texts });

/** Changes the texts of a practice, in the original or in another language, and gives it with its new revision. */
async function edit(made: Made, texts: object, language?: string): Promise<Made> {
  const mutation = language
    ? "mutation T($id: ID!, $revision: Int!, $language: Language!, $texts: PracticeTextsInput!) { now: translatePractice(id: $id, revision: $revision, language: $language, texts: $texts) { id slug revision } }"
    : "mutation C($id: ID!, $revision: Int!, $texts: PracticeTextsInput!) { now: changePractice(id: $id, revision: $revision, input: { texts: $texts }) { id slug revision } }";
  return (await hub.tell(mutation, { ...made, texts, language })).now;
}

/** A note on these words, as they stand in a text. */
function on({ id, revision }: Made, exact: string, text = LESSONS, field = "lessons") {
  const at = text.indexOf(exact);
  const before = [...text.slice(0, at)];
  const start = before.length;
  const target = {
    revision,
    field,
    language: "en",
    quote: {
      exact,
      prefix: before.slice(-32).join(""),
      suffix: [...text.slice(at + exact.length)].slice(0, 32).join(""),
    },
    position: { start, end: start + [...exact].length },
  };
  return makeNote(hub, hub.people.member, { on: id, target });
}

test("a note is anchored after it was made, and anew after every change of its text; its selectors stay as they were made", async () => {
  const before = await practice();
  const told = await on(before, "when they hear what became of their report");
  const app = await on(before, "The app alone changes little");
  expect(await anchorOf(hub, told.id)).toBeNull();
  await anchorAll(hub);
  expect(await anchorOf(hub, told.id)).toEqual({
    state: "EXACT",
    confidence: 1,
    start: 24,
    end: 66,
    language: "en",
    madeOnLanguage: "en",
    revision: before.revision,
    current: true,
  });

  const inserted = await edit(before, { lessons: `First: talk to people.\n${LESSONS}` });
  expect(await anchorOf(hub, told.id)).toMatchObject({
    revision: before.revision,
    current: false,
    start: 24,
  });
  await anchorAll(hub);
  expect(await anchorOf(hub, told.id)).toMatchObject({ state: "EXACT", start: 47, end: 89, current: true });

  const changed = await edit(inserted, {
    lessons: "Residents 👮 report more once they hear what became of a report.\nNothing works alone.",
  });
  await anchorAll(hub);
  const moved = await anchorOf(hub, told.id);
  expect(moved).toMatchObject({ state: "MOVED", start: 24, end: 62, revision: changed.revision });
  expect(moved!.confidence).toBeGreaterThan(0.7);
  expect(moved!.confidence).toBeLessThan(1);
  expect(await anchorOf(hub, app.id)).toMatchObject({
    state: "ORPHANED",
    confidence: 0,
    start: null,
    end: null,
  });

  await edit(changed, { lessons: LESSONS });
  await anchorAll(hub);
  expect(await anchorOf(hub, told.id)).toMatchObject({ state: "EXACT", start: 24 });
  expect(await anchorOf(hub, app.id)).toMatchObject({ state: "EXACT" });

  const { data } = await hub.ask(
    "query T($id: ID!) { annotation(id: $id) { revision target { revision quote { exact } position { start } } } }",
    { id: told.id },
  );
  expect(data.annotation).toEqual({
    revision: 1,
    target: {
      revision: before.revision,
      quote: { exact: "when they hear what became of their report" },
      position: { start: 24 },
    },
  });
});

test("notes are listed by what became of their passages", async () => {
  const before = await practice();
  const [stays, goes] = [await on(before, "report more"), await on(before, "people must be told of it")];
  const whole = await makeNote(hub, hub.people.member, { on: before.id });
  await anchorAll(hub);
  await edit(before, { lessons: LESSONS.replace(" people must be told of it.", " nobody noticed.") });
  await anchorAll(hub);
  const listed = async (anchor: string[] | null) => {
    const { data } = await hub.ask(
      "query L($on: [ID!], $anchor: [AnchorState!]) { annotations(filter: { recordIds: $on, anchor: $anchor }) { nodes { id } totalCount } }",
      { on: [before.id], anchor },
    );
    expect(data.annotations.totalCount).toBe(data.annotations.nodes.length);
    return data.annotations.nodes.map(({ id }: { id: string }) => id);
  };
  expect(await listed(["EXACT"])).toEqual([stays.id]);
  expect(await listed(["ORPHANED", "MOVED"])).toEqual([goes.id]);
  expect(await listed(["EXACT", "ORPHANED"])).toEqual([goes.id, stays.id]);
  expect(await listed(null)).toEqual([whole.id, goes.id, stays.id]);
});

test("a note follows into the translation that a reader is shown, or says on which language it was made", async () => {
  const before = await practice();
  const note = await on(before, "The app alone changes little");
  const translation =
    "Les habitants signalent plus quand ils apprennent la suite.\nL'application seule change peu : il faut en parler aux gens.";
  const both = await edit(before, { title: "En français", lessons: translation }, "fr");
  await anchorAll(hub);
  const start = translation.indexOf("L'application");
  expect(await anchorOf(hub, note.id, undefined, ["fr"])).toEqual({
    state: "MOVED",
    confidence: 0.5,
    start,
    end: translation.length,
    language: "fr",
    madeOnLanguage: "en",
    revision: both.revision,
    current: true,
  });
  expect(await anchorOf(hub, note.id, undefined, ["de", "en"])).toMatchObject({
    language: "en",
    state: "EXACT",
  });
  await edit(both, { title: "En français", lessons: "Il faut en parler." }, "fr");
  await anchorAll(hub);
  expect(await anchorOf(hub, note.id, undefined, ["fr"])).toMatchObject({
    language: "en",
    madeOnLanguage: "en",
    state: "EXACT",
  });
});

test("every kind of text is followed: parts of lists, and records that are no content", async () => {
  const words = [{ key: "trust", title: "Residents trust the police more", indicator: "Survey" }];
  const made = await makePractice(hub, {
    outcomes: [{ key: "trust" }],
    texts: { outcomeWords: words },
  });
  const part = await on(made, "trust the police", words[0]!.title, "outcomeWords.trust.title");
  const none = await on(made, "trust the police", words[0]!.title, "outcomeWords.nothing.title");
  const city = await makeOrganisation(hub, {
    texts: { name: "City of Gamma", summary: "A city by the sea." },
  });
  const note = await makeNote(hub, hub.people.member, {
    kind: "ORGANISATION",
    on: city.id,
    target: { field: "summary", language: "en", quote: { exact: "by the sea" } },
  });
  await anchorAll(hub);
  expect(await anchorOf(hub, part.id)).toMatchObject({ state: "EXACT", start: 10, end: 26 });
  expect(await anchorOf(hub, none.id)).toMatchObject({ state: "ORPHANED" });
  expect(await anchorOf(hub, note.id)).toMatchObject({ state: "EXACT", start: 7, end: 17 });
});

test("a room that does not answer keeps notes waiting and loses none; a record that cannot be told stops no other", async () => {
  const [silent, faulty, well] = [await practice(), await practice(), await practice()];
  const notes: Note[] = [];
  for (const one of [silent, faulty, well]) notes.push(await on(one, "report more"));
  let broken = true;
  const breaking: Ask = async (query, variables) => {
    const answer = await hub.house.ask(query, variables);
    const found = answer.data?.searchables as ({ id: string } | null)[] | undefined;
    if (!broken || !found) return answer;
    const errors = found.flatMap((record, i) => {
      const code = { [silent.id]: "ROOM_UNAVAILABLE", [faulty.id]: "INTERNAL_SERVER_ERROR" }[
        record?.id ?? ""
      ];
      return code
        ? [new GraphQLError("No.", { path: ["searchables", i, "translations"], extensions: { code } })]
        : [];
    });
    return { ...answer, errors };
  };
  const anchoring = anchoringOf(hub, breaking);
  const second = anchoringOf(hub, breaking);
  try {
    await until(async () => (await anchorOf(hub, notes[2]!.id)) !== null);
    expect(await anchorOf(hub, notes[0]!.id)).toBeNull();
    expect(await anchorOf(hub, notes[1]!.id)).toBeNull();
    broken = false;
    await anchoring.settled();
  } finally {
    await Promise.all([anchoring.close(), second.close()]);
  }
  for (const { id } of notes) expect(await anchorOf(hub, id)).toMatchObject({ state: "EXACT" });
  await on(well, "report");
  await expect(anchoring.settled()).rejects.toThrow("closed");
  await anchorAll(hub);
});

test("what is done twice, or broken off, comes to the same; what is gone leaves nothing behind", async () => {
  const made = await practice();
  const note = await on(made, "report more");
  await anchorAll(hub);
  const anchor = await anchorOf(hub, note.id);
  const again = () =>
    hub.db.query(`INSERT INTO annotations.unanchored (kind, "recordId") VALUES ('PRACTICE', $1)`, [made.id]);
  await again();
  await anchorAll(hub);
  expect(await anchorOf(hub, note.id)).toEqual(anchor);
  // Broken off before anything was written: it still waits.
  await edit(made, { lessons: `So: ${LESSONS}` });
  let died = false;
  const dying: Ask = async (query, variables) => {
    died = query.includes("searchables");
    if (died) throw new Error("The process dies here.");
    return hub.house.ask(query, variables);
  };
  const anchoring = anchoringOf(hub, dying);
  await until(async () => died);
  await anchoring.close();
  expect(await anchorOf(hub, note.id)).toMatchObject({ current: false });
  await anchorAll(hub);
  expect(await anchorOf(hub, note.id)).toMatchObject({ current: true, start: anchor!.start! + 4 });

  await hub.ask(
    "mutation D($id: ID!, $revision: Int!) { deleteAnnotation(id: $id, revision: $revision) { id } }",
    { ...note },
    hub.people.member,
  );
  await again();
  await anchorAll(hub);
  const left = await hub.db.query(
    `SELECT (SELECT count(*)::int FROM annotations.anchor WHERE "annotationId" = $1) AS anchors,
       (SELECT count(*)::int FROM annotations.anchored_text WHERE "recordId" = $2) AS texts`,
    [note.id, made.id],
  );
  expect(left).toEqual([{ anchors: 0, texts: 0 }]);
  // A record that is no more keeps nobody waiting.
  await hub.db.query(
    `INSERT INTO annotations.unanchored (kind, "recordId") VALUES ('PRACTICE', gen_random_uuid())`,
  );
  await anchorAll(hub);
});

test("the anchors of fifty notes on ten records cost one statement more than the notes", async () => {
  const records: string[] = [];
  for (let i = 0; i < 10; i++) {
    const made = await practice();
    records.push(made.id);
    for (const words of ["report more", "Residents", "people", "told", "little"]) await on(made, words);
  }
  await anchorAll(hub);
  const count = async (fields: string) => {
    hub.statements.length = 0;
    const { data } = await hub.ask(
      `query N($on: [ID!]) { annotations(first: 50, filter: { recordIds: $on }) { nodes { id ${fields} } } }`,
      { on: records },
    );
    expect(data.annotations.nodes).toHaveLength(50);
    return hub.statements.length;
  };
  const notes = await count("");
  expect(await count("anchor { state current start }")).toBe(notes + 1);
});

test("while a text in which everything is alike is searched for a passage, others are answered", async () => {
  const text = "a".repeat(20_000);
  const note: PassageNote = {
    id: "note",
    field: "summary",
    language: "en",
    readRevision: 1,
    quote: { exact: `${"a".repeat(127)}b`, prefix: null, suffix: null },
    position: null,
    anchor: null,
  };
  const record = {
    id: "record",
    revision: 2,
    originalLanguage: "en",
    translations: [{ language: "en", summary: text }],
  };
  const thread = new AnchoringThread();
  try {
    let turns = 0;
    let working = true;
    const anchors = thread.anchorsOf([note], record as never, []).finally(() => {
      working = false;
    });
    for (; working; turns++) await new Promise(setImmediate);
    expect(await anchors).toMatchObject([{ annotationId: "note", revision: 2 }]);
    expect(turns).toBeGreaterThan(100);
    await expect(thread.anchorsOf([note], null as never, [])).rejects.toThrow();
    expect(await thread.anchorsOf([note], record as never, [])).toHaveLength(1);
  } finally {
    await thread.close();
  }
});
