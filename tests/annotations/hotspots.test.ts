import { hotspotsAmong } from "../../subgraphs/annotations/hotspots.ts";
import { openTestHub, type Person, type TestHub } from "../hub.ts";
import { anchorAll } from "../make/anchors.ts";
import { makeNote, makeReply } from "../make/annotations.ts";
import { makePractice } from "../make/practices.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const LESSONS = "Residents report more when they hear what became of it. The app alone changes little.";

const on = (id: string, exact: string, more: object = {}) =>
  makeNote(hub, hub.people.member, {
    on: id,
    target: { field: "lessons", language: "en", quote: { exact } },
    ...more,
  });

const HOTSPOTS = `query Hotspots($id: ID!, $first: Int! = 5) { practice(id: $id) { hotspots(first: $first) {
  field language start end revision count annotations { id } } } }`;

async function hotspots(id: string, as?: Person, languages: string[] = []) {
  const { data, errors } = await hub.ask(HOTSPOTS, { id }, as, languages);
  expect(errors).toBeUndefined();
  return data.practice.hotspots;
}

test("where notes overlap, a hotspot is the part that most of them share; each note counts once", () => {
  const note = (start: number, end: number, weight = 1, field = "lessons") => ({
    note: `${field} ${start}`,
    field,
    start,
    end,
    weight,
  });
  expect(
    hotspotsAmong([note(0, 50), note(10, 30), note(20, 60), note(55, 70, 2), note(0, 5, 1, "title")], 9),
  ).toEqual([
    { field: "lessons", start: 20, end: 30, count: 3, notes: ["lessons 0", "lessons 10", "lessons 20"] },
    { field: "lessons", start: 55, end: 70, count: 2, notes: ["lessons 55"] },
    { field: "title", start: 0, end: 5, count: 1, notes: ["title 0"] },
  ]);
  // Notes that only touch share nothing.
  expect(hotspotsAmong([note(0, 10), note(10, 20)], 9)).toHaveLength(2);
  expect(hotspotsAmong([note(0, 10), note(10, 20)], 1)).toHaveLength(1);
  expect(hotspotsAmong([], 9)).toEqual([]);
});

test("a record tells its most discussed passages, replies counted, and only what the reader may see", async () => {
  const { people } = hub;
  const { id, revision } = await makePractice(hub, { texts: { lessons: LESSONS } });
  const first = await on(id, "report more when they hear");
  const second = await on(id, "hear what became", { audience: "MEMBERS" });
  const third = await on(id, "The app alone changes little");
  await on(id, "report more", { audience: "ONLY_ME" });
  await makeReply(hub, people.other, third.id);
  await makeReply(hub, people.other, third.id, { audience: "MEMBERS" });
  await makeNote(hub, people.member, { on: id });
  await on(id, "These words are not in it");
  expect(await hotspots(id)).toEqual([]);
  await anchorAll(hub);
  const app = {
    field: "lessons",
    language: "en",
    start: 56,
    end: 84,
    revision,
    annotations: [{ id: third.id }],
  };
  expect(await hotspots(id)).toEqual([
    { ...app, count: 2 },
    { ...app, start: 10, end: 36, count: 1, annotations: [{ id: first.id }] },
  ]);
  expect(await hotspots(id, people.other)).toEqual([
    { ...app, count: 3 },
    { ...app, start: 32, end: 36, count: 2, annotations: [{ id: first.id }, { id: second.id }] },
  ]);
  expect((await hotspots(id, people.member))[1]).toMatchObject({ start: 10, end: 21, count: 2 });
  const refused = await hub.ask(HOTSPOTS, { id, first: 51 });
  expect(refused.errors?.[0]?.extensions.code).toBe("BAD_PAGE");
});

test("in a translation they are the passages that were found in it", async () => {
  const made = await makePractice(hub, { texts: { lessons: LESSONS } });
  await on(made.id, "The app alone changes little");
  const lessons = "Les habitants signalent plus quand ils savent la suite. L'application seule change peu.";
  await hub.tell(
    "mutation T($id: ID!, $revision: Int!, $texts: PracticeTextsInput!) { translatePractice(id: $id, revision: $revision, language: fr, texts: $texts) { id } }",
    { ...made, texts: { title: "Une application", lessons } },
  );
  await anchorAll(hub);
  expect(await hotspots(made.id, undefined, ["fr"])).toMatchObject([
    { language: "fr", start: 56, end: lessons.length },
  ]);
  expect(await hotspots(made.id, undefined, ["en"])).toMatchObject([{ language: "en", start: 56, end: 84 }]);
});

test("the hotspots of ten records cost as many statements as those of one", async () => {
  const records: string[] = [];
  for (let i = 0; i < 10; i++) {
    const { id } = await makePractice(hub, { title: `Crowded ${i}`, texts: { lessons: LESSONS } });
    for (const words of ["report more", "report", "app alone"]) await on(id, words);
    records.push(id);
  }
  await anchorAll(hub);
  const count = async (ids: string[]) => {
    hub.statements.length = 0;
    const { data } = await hub.ask(
      "query H($ids: [ID!]) { practices(first: 10, filter: { ids: $ids }) { nodes { hotspots { count annotations { id body } } } } }",
      { ids },
    );
    expect(data.practices.nodes).toHaveLength(ids.length);
    for (const { hotspots } of data.practices.nodes)
      expect(hotspots.map(({ count }: { count: number }) => count)).toEqual([2, 1]);
    return hub.statements.length;
  };
  const one = await count(records.slice(0, 1));
  expect(await count(records)).toBe(one);
  expect(one).toBeLessThanOrEqual(4);
});
