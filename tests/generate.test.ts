import { Status, TranslationState } from "../foundation/enums.ts";
import { isSlug, sortTitleOf } from "../foundation/slug.ts";
import { checkTexts } from "../foundation/texts.ts";
import { isUuid } from "../foundation/uuid.ts";
import { generate } from "../seeds/generate.ts";
import { linesTo } from "../seeds/progress.ts";
import { openTestHub, type TestHub } from "./hub.ts";

const PRACTICES = 120;
const tables = {
  TOPIC: "topics.topic",
  TERRITORY: "members.territory",
  ORGANISATION: "members.organisation",
  PROJECT: "projects.project",
  PRACTICE: "practices.practice",
  WORKSHOP: "workshops.workshop",
  RESOURCE: "resources.resource",
} as const;

let hub: TestHub;
const lines: string[] = [];
beforeAll(async () => {
  hub = await openTestHub();
  await generate({ ...what(), progress: linesTo((line) => lines.push(line)) });
}, 180_000);
afterAll(() => hub?.close());

const what = (seed = 7, practices = PRACTICES) => ({ database: hub.database, practices, seed });

interface Row {
  id: string;
  slug: string;
  originalLanguage: string;
  texts: Record<string, Record<string, string>>;
  sortTitle: string;
  provenance: { sourceId: string; synthetic: boolean };
  revision: number;
  createdAt: Date;
  status?: string;
  publishedAt?: Date | null;
  [column: string]: unknown;
}

/** The rows of a table that the generator made; a test hub has two organisations of its own. */
const rowsOf = (table: string): Promise<Row[]> =>
  hub.db.query(
    `SELECT * FROM ${table} WHERE provenance->>'sourceId' LIKE 'synthetic:%' ORDER BY provenance->>'sourceId'`,
  );

test("it tells how much of what it made", () => {
  expect(lines).toEqual([
    "300 territories",
    "300 organisations",
    "300 people",
    "3 projects",
    "120 practices",
    "30 adoptions",
    "30 entries in trails",
    "12 workshops",
    "24 resources",
    "60 annotations",
  ]);
});

test.each(Object.entries(tables))("each %s is as a service would have written it", async (kind, table) => {
  const rows = await rowsOf(table);
  expect(rows.length).toBeGreaterThan(0);
  const entries: Record<string, unknown>[] = await hub.db.query("SELECT * FROM hub.record WHERE kind = $1", [
    kind,
  ]);
  for (const row of rows) {
    expect(isUuid(row.id) && row.id[14] === "7").toBe(true);
    expect(isSlug(row.slug)).toBe(true);
    expect(row.provenance.sourceId).toMatch(/^synthetic:7:[a-z]+:\d+$/);
    expect(row.provenance.synthetic).toBe(true);
    const original = row.texts[row.originalLanguage]!;
    expect(row.sortTitle).toBe(sortTitleOf((original.title ?? original.name ?? original.label)!));
    for (const [language, { state, ...texts }] of Object.entries(row.texts)) {
      expect(checkTexts(texts, true)).toEqual(texts);
      expect(state === TranslationState.ORIGINAL).toBe(language === row.originalLanguage);
    }
    if (row.status === Status.PUBLISHED) expect(row.publishedAt).not.toBeNull();
    expect(entries.find(({ id }) => id === row.id)).toEqual({
      id: row.id,
      kind,
      slug: row.slug,
      sourceId: row.provenance.sourceId,
      status: row.status ?? Status.PUBLISHED,
      visibility: row.visibility ?? "PUBLIC",
      groupIds: [],
      ownerId: row.ownerId ?? null,
      path: row.path ?? [],
      workingGroupIds: row.workingGroupIds ?? [],
      appearedAt: row.publishedAt ?? row.createdAt,
      revision: 1,
    });
  }
  const [{ news }] = await hub.db.query(
    `SELECT count(DISTINCT "recordId")::int AS news FROM hub.outbox WHERE "recordId" = ANY($1::uuid[])`,
    [rows.map(({ id }) => id)],
  );
  expect(news).toBe(rows.length);
});

test("whatever a generated record refers to is there", async () => {
  const everything = new Set<string>();
  for (const table of [...Object.values(tables), "members.member", "annotations.annotation"])
    for (const { id } of await hub.db.query(`SELECT id FROM ${table}`)) everything.add(id);
  const missing: string[] = [];
  const look = (value: unknown, where: string) => {
    if (typeof value === "string" && isUuid(value) && !everything.has(value)) missing.push(where);
    else if (value && typeof value === "object")
      for (const [key, one] of Object.entries(value)) look(one, `${where} ${key}`);
  };
  for (const table of Object.values(tables))
    for (const { id: _id, ...row } of await rowsOf(table)) look(row, `${table} ${row.provenance.sourceId}`);
  for (const table of ["practices.adoption", "annotations.annotation"])
    for (const { id, ...row } of await hub.db.query(`SELECT * FROM ${table}`)) look(row, `${table} ${id}`);
  expect(missing).toEqual([]);
});

test("the services take a generated practice as one of their own: its own values may be written back", async () => {
  const rows = (await rowsOf(tables.PRACTICE)).slice(0, 20);
  for (const row of rows) {
    const { state: _state, ...texts } = row.texts[row.originalLanguage]!;
    const { changePractice } = await hub.tell(
      `mutation Back($id: ID!, $revision: Int!, $input: PracticeChange!) {
        changePractice(id: $id, revision: $revision, input: $input) { id slug revision provenance { synthetic } }
      }`,
      {
        id: row.id,
        revision: 1,
        input: {
          slug: row.slug,
          texts: { ...texts },
          topicIds: row.topicIds,
          organisationIds: row.organisationIds,
          ownerId: row.ownerId,
          territoryIds: row.territoryIds,
          projectIds: row.projectIds,
          partners: row.partners,
          start: row.start,
          end: row.end,
          state: row.state,
          stateCheckedOn: row.stateCheckedOn,
          budget: row.budget,
          outcomes: row.outcomeRows,
        },
      },
    );
    expect(changePractice).toEqual({
      id: row.id,
      slug: row.slug,
      revision: 2,
      provenance: { synthetic: true },
    });
    const [after] = await hub.db.query(`SELECT * FROM ${tables.PRACTICE} WHERE id = $1`, [row.id]);
    const { revision: _r, updatedAt: _u, ...kept } = row;
    expect(after).toMatchObject(kept);
  }
});

test("the graph reaches from a generated practice to all around it", async () => {
  const { data, errors } = await hub.ask(
    `{ practices(first: 50, filter: { adopted: true, synthetic: true }) { totalCount nodes {
      title owner { name } territories { name population } topics { label } annotationCount
      adoptionCount adoptions { totalCount nodes { organisation { name } } } trail { totalCount }
    } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.practices.totalCount).toBeGreaterThan(3);
  for (const practice of data.practices.nodes) {
    expect(practice.owner.name.length).toBeGreaterThan(3);
    expect(practice.territories).toHaveLength(1);
    expect(practice.topics.length).toBeGreaterThan(0);
    expect(practice.adoptions.nodes.length).toBeGreaterThan(0);
    expect(practice.adoptionCount).toBe(practice.adoptions.totalCount);
    expect(practice.trail.totalCount).toBe(practice.adoptions.totalCount);
  }
});

test("a second run finds it all there, a longer one adds the rest", async () => {
  expect((await generate(what())).created).toBe(0);
  const more = await generate(what(7, PRACTICES + 30));
  expect(more.created).toBeGreaterThan(30);
  expect(await generate(what(7, PRACTICES + 30))).toEqual({ created: 0, total: more.total });
});

test("the same seed makes the same records, another seed others", async () => {
  const made = async (seed: number) => {
    const other = await openTestHub();
    try {
      await generate({ database: other.database, practices: 10, seed });
      return await other.db.query(
        `SELECT id, slug, texts, "createdAt" FROM ${tables.PRACTICE} ORDER BY provenance->>'sourceId'`,
      );
    } finally {
      await other.close();
    }
  };
  const [one, again, different] = [await made(3), await made(3), await made(4)];
  expect(again).toEqual(one);
  expect(different.map(({ id }: { id: string }) => id)).not.toEqual(one.map(({ id }: { id: string }) => id));
}, 180_000);
