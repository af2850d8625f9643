import { exampleQueries } from "../explorer/serve.ts";
import { linksOf, type Seed, seeds, sources } from "../seeds/content.ts";
import { loadFirstContent } from "../seeds/load.ts";
import { openTestHub, type TestHub } from "./hub.ts";
import { indexerOf } from "./make/indexers.ts";

const records = seeds();
const content = records.filter(({ type }) => type !== "Member");

let hub: TestHub;
let first: Awaited<ReturnType<typeof loadFirstContent>>;
beforeAll(async () => {
  hub = await openTestHub();
  first = await loadFirstContent({ ask: hub.house.ask });
}, 240_000);
afterAll(() => hub?.close());

const SHOWN = `fragment Shown on SearchRecord {
  __typename
  ${["Topic", "Territory", "Organisation"].map((type) => `... on ${type} { id slug revision languages provenance { ...Origin } }`).join("\n")}
  ... on Content { id slug revision languages status provenance { ...Origin } }
}
fragment Origin on Provenance { sourceId sources claims { about statement source } synthetic }`;

interface Shown {
  __typename: string;
  id: string;
  slug: string;
  revision: number;
  languages: string[];
  status?: string;
  provenance: { sourceId: string; sources: string[]; claims: object[]; synthetic: boolean };
}

/** What a stranger sees of these records, by their source ids. */
async function shown(some: readonly Seed[] = content): Promise<Map<string, Shown>> {
  const found = new Map<string, Shown>();
  for (let i = 0; i < some.length; i += 15) {
    const part = some.slice(i, i + 15);
    const { data, errors } = await hub.ask(
      `{ ${part.map(({ sourceId }, n) => `r${n}: recordBySource(sourceId: ${JSON.stringify(sourceId)}) { ...Shown }`).join(" ")} } ${SHOWN}`,
    );
    expect(errors).toBeUndefined();
    for (const [n, { sourceId }] of part.entries()) found.set(sourceId, data[`r${n}`]);
  }
  return found;
}

test("the content files are well formed", () => {
  const ids = records.map(({ sourceId }) => sourceId);
  expect(new Set(ids).size).toBe(ids.length);
  const known = new Set(ids);
  const named = sources();
  for (const { type, sourceId, fields, texts, sources: documents } of records) {
    expect(linksOf([fields, texts]).filter((link) => !known.has(link))).toEqual([]);
    if (type === "Member") continue;
    expect(documents.length).toBeGreaterThan(0);
    expect(documents.filter((document) => !named[document])).toEqual([]);
    for (const language of ["en", "fr"] as const) {
      const words = texts[language] as { title?: string; name?: string; label?: string; summary?: string };
      expect(`${sourceId} ${words?.title ?? words?.name ?? words?.label}`).not.toMatch(/undefined$/);
      expect((words.summary ?? "").split(/\s+/).length).toBeLessThanOrEqual(100);
    }
  }
  for (const type of new Set(records.map((record) => record.type))) {
    const slugs = content.filter((record) => record.type === type).map(({ fields }) => fields.slug);
    expect(new Set(slugs).size).toBe(slugs.length);
  }
});

test("everything was created in one go", () => {
  expect(first).toEqual({ created: records.length, completed: 0, there: 0 });
});

test("every record is found by its source id, published, in English and French, and names its documents", async () => {
  const named = new Set(Object.values(sources()));
  for (const [sourceId, record] of await shown()) {
    expect(record).not.toBeNull();
    expect(record.provenance.sourceId).toBe(sourceId);
    expect(record.provenance.sources.length).toBeGreaterThan(0);
    expect(record.provenance.sources.filter((source) => !named.has(source))).toEqual([]);
    expect(record.provenance.synthetic).toBe(false);
    expect(record.languages).toEqual(expect.arrayContaining(["en", "fr"]));
    if (record.status) expect(record.status).toBe("PUBLISHED");
  }
});

test("there is as much of every kind as the documents tell of", async () => {
  const kinds: Record<string, number> = {};
  for (const { __typename } of (await shown()).values()) kinds[__typename] = (kinds[__typename] ?? 0) + 1;
  expect(kinds).toEqual({
    Topic: 40,
    Organisation: 27,
    Territory: 26,
    Project: 3,
    Practice: 12,
    Workshop: 12,
    Series: 2,
    WorkingGroup: 2,
    Resource: 42,
    Collection: 5,
  });
});

test("every uncertain statement stays beside its record", async () => {
  const all = await shown();
  for (const { sourceId, claims } of content) {
    const told = all.get(sourceId)!.provenance.claims as { about: string; statement: string }[];
    expect(told.map(({ about, statement }) => ({ about, statement }))).toEqual(
      claims.map(({ about, statement }) => ({ about, statement })),
    );
  }
});

test("loading twice changes nothing", async () => {
  const before = await shown();
  const again = await loadFirstContent({ ask: hub.house.ask });
  expect(again).toEqual({ created: 0, completed: 0, there: records.length });
  expect(await shown()).toEqual(before);
});

test("a run that fails names the record and the problem, and the next one completes it", async () => {
  const other = await openTestHub();
  try {
    const refusing: typeof other.house.ask = async (query, variables) =>
      query.startsWith("mutation translateWorkshop")
        ? ({ data: null, errors: [{ message: "The title is too long.", path: ["r1"] }] } as never)
        : other.house.ask(query, variables);
    await expect(loadFirstContent({ ask: refusing })).rejects.toThrow(
      /^The first content stopped at event:\S+ \(translate\): The title is too long\.$/,
    );
    const rest = await loadFirstContent({ ask: other.house.ask });
    expect(rest.completed).toBeGreaterThan(0);
    expect(rest.created).toBeGreaterThan(0);
    expect(rest.created + rest.completed + rest.there).toBe(records.length);
    expect(await loadFirstContent({ ask: other.house.ask })).toMatchObject({ created: 0, completed: 0 });
    const drafts = await other.tell(
      `{ workshops(filter: { statuses: [DRAFT] }) { totalCount } english: workshops { totalCount } french: workshops(filter: { languages: [fr] }) { totalCount } }`,
    );
    expect(drafts).toEqual({
      workshops: { totalCount: 0 },
      english: { totalCount: 12 },
      french: { totalCount: 12 },
    });
  } finally {
    await other.close();
  }
});

test("those of the hub belong to their groups: a lead each, the others members", async () => {
  const { workingGroups } = await hub.tell(
    `{ workingGroups(sort: TITLE) { nodes { slug memberships { nodes { role state member { name } } } } } }`,
  );
  expect(workingGroups.nodes).toEqual([
    {
      slug: "nightlife",
      memberships: {
        nodes: expect.arrayContaining([
          { role: "LEAD", state: "ACTIVE", member: { name: "Claire Modèle" } },
          { role: "MEMBER", state: "ACTIVE", member: { name: "Petra Beispiel" } },
        ]),
      },
    },
    {
      slug: "security-innovation",
      memberships: {
        nodes: expect.arrayContaining([
          { role: "LEAD", state: "ACTIVE", member: { name: "Claire Modèle" } },
          { role: "MEMBER", state: "ACTIVE", member: { name: "Femke Voorbeeld" } },
        ]),
      },
    },
  ]);
});

test("a practice leads to where it was presented, who spoke and what the cities kept from it", async () => {
  const { data, errors } = await hub.ask(
    `{ practice(slug: "the-hague-online-safety-platform") {
      owner { name } territories { name }
      workshops { nodes { title speakers { name organisation { name } } projects { title } resources(first: 20) { nodes { slug } } } }
    } }`,
  );
  expect(errors).toBeUndefined();
  const [paris] = data.practice.workshops.nodes;
  expect(paris.speakers).toContainEqual({
    name: "Marielle den Hengst",
    organisation: { name: "Delft University" },
  });
  expect(paris.projects.map(({ title }: { title: string }) => title)).toContain("Medi@4Sec");
  expect(paris.resources.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(
    expect.arrayContaining(["recommendation-train-staff-in-social-media", "framework-good-bad-ugly"]),
  );
});

test("five example queries are answered in full", async () => {
  const examples = exampleQueries();
  expect(examples).toHaveLength(5);
  for (const { title, query } of examples) {
    const { data, errors } = await hub.ask(query);
    expect({ title, errors }).toEqual({ title, errors: undefined });
    expect({ title, empty: Object.values(data).filter((value) => value === null) }).toEqual({
      title,
      empty: [],
    });
  }
});

test("the question about reporting by phone is answered from five rooms", async () => {
  const indexer = indexerOf(hub);
  try {
    await indexer.settled();
    const { data, errors } = await hub.ask(exampleQueries()[0]!.query);
    expect(errors).toBeUndefined();
    const found: string[] = data.search.nodes.map(
      ({ record }: { record: { __typename: string; title: string } }) =>
        `${record.__typename} ${record.title}`,
    );
    const kinds = new Set(found.map((line) => line.split(" ")[0]));
    expect([...kinds]).toEqual(
      expect.arrayContaining(["Practice", "Workshop", "Resource", "WorkingGroup", "Organisation"]),
    );
    expect(JSON.stringify(data.search.nodes)).toContain('"title":"Medi@4Sec"');
    expect(found).toEqual(
      expect.arrayContaining([
        "Practice Emergency contact app with geolocation",
        "Practice Hate crime reporting app",
        "Practice FA-TAMTAM, an app for neighbourhood watch groups and local police",
        "Workshop Crime reporting apps",
        "Workshop Workshop on the role of social media in local security",
        "Resource Most reports by residents concern minor nuisances",
        "WorkingGroup Security & Innovation",
      ]),
    );
  } finally {
    await indexer.close();
  }
});

test("what people changed since stays changed", async () => {
  const { id, revision } = (await shown()).get("practice:setubal-app")!;
  await hub.tell(
    `mutation Archive($id: ID!, $revision: Int!) { archivePractice(id: $id, revision: $revision) { id } }`,
    { id, revision },
  );
  expect(await loadFirstContent({ ask: hub.house.ask })).toMatchObject({ created: 0, completed: 0 });
  const { data } = await hub.ask(`{ recordBySource(sourceId: "practice:setubal-app") { __typename } }`);
  expect(data.recordBySource).toBeNull();
});
