import type { Person } from "./hub.ts";
import { belongs, makeGroup } from "./make/groups.ts";
import { makeOrganisation, makeTerritory } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { inBothEngines } from "./make/search.ts";
import { makeTopic } from "./make/topics.ts";
import { makeWorkshop } from "./make/workshops.ts";

const FILTERED =
  "query Search($query: String!, $filter: SearchFilter) { search(query: $query, filter: $filter) { degraded totalCount nodes { title } } }";

inBothEngines((world) => {
  const { degraded, search, refusal } = world;
  const titles = (found: { nodes: { title: string }[] }) => found.nodes.map(({ title }) => title).sort();

  const translate = (id: string, revision: number, language: string, texts: object) =>
    world.hub.tell(
      `mutation ($id: ID!, $revision: Int!, $language: Language!, $texts: PracticeTextsInput!) {
      translatePractice(id: $id, revision: $revision, language: $language, texts: $texts) { id } }`,
      { id, revision, language, texts },
    );

  test("a hit leads to the record in whatever room it is, with its texts in the reader's language", async () => {
    const setubal = await makeTerritory(world.hub, { name: "Setúbal", country: "PT" });
    const practice = await makePractice(world.hub, {
      title: "Aquarium for lost umbrellas",
      texts: { summary: "Umbrellas swim.", lessons: "An aquarium <b>leaks</b> & surprises." },
      territoryIds: [setubal.id],
      start: "2014",
      end: "2016-05",
    });
    await translate(practice.id, practice.revision, "fr", { title: "Aquarium pour parapluies perdus" });
    await makeWorkshop(world.hub, { title: "Aquarium day", workshopKind: "WORKSHOP", start: "2018-03-01" });
    await world.indexer.settled();

    const found = await search("aquarium", {}, undefined, ["fr"]);
    expect(found).toMatchObject({ degraded, totalCount: 2, totalIsExact: true });
    expect(titles(found)).toEqual(["Aquarium day", "Aquarium pour parapluies perdus"]);
    const hit = found.nodes.find(({ kind }: { kind: string }) => kind === "PRACTICE");
    expect(hit).toMatchObject({
      language: "fr",
      record: { __typename: "Practice", title: "Aquarium pour parapluies perdus", summary: null },
    });
    expect(hit.highlights).toEqual([
      { field: "TITLE", snippet: "Aquarium pour parapluies perdus", ranges: [{ start: 0, end: 8 }] },
    ]);

    const english = await search("aquarium leaks", { filter: { kinds: ["PRACTICE"] } });
    const text = english.nodes[0].highlights.find(({ field }: { field: string }) => field === "TEXT");
    expect(text.snippet).toContain("<b>leaks</b> & surprises");
    expect(
      text.ranges.map(({ start, end }: { start: number; end: number }) => text.snippet.slice(start, end)),
    ).toEqual(["aquarium", "leaks"]);

    expect(titles(await search("setubal"))).toEqual(
      expect.arrayContaining(["Aquarium for lost umbrellas", "Setúbal"]),
    );
    expect((await search("aquarim")).totalCount).toBe(2);
  });

  test("a query finds records by the labels and synonyms of their topics in any language, and of broader topics", async () => {
    const broad = await makeTopic(world.hub, { label: "Kites" });
    const narrow = await makeTopic(world.hub, { label: "Box kites", broaderId: broad.id });
    await world.hub.tell(
      `mutation ($id: ID!, $revision: Int!) { translateTopic(id: $id, revision: $revision, language: de,
      texts: { label: "Kastendrachen", synonyms: ["Straßenflieger"] }) { id } }`,
      { ...narrow },
    );
    await makePractice(world.hub, { title: "Strings attached", topicIds: [narrow.id] });
    await world.indexer.settled();

    for (const query of ["Kastendrachen", "strassenflieger", "Straßenflieger", "kites"]) {
      expect(titles(await search(query, { filter: { kinds: ["PRACTICE"] } }))).toEqual(["Strings attached"]);
    }
    const { facets } = await search("strings attached", {
      filter: { topicIds: [broad.id] },
      facets: ["TOPIC"],
    });
    const values = new Map(facets[0].values.map((one: { value: string }) => [one.value, one]));
    expect(values.get(broad.id)).toMatchObject({
      label: "Kites",
      record: { __typename: "Topic", label: "Kites" },
    });
    expect(values.get(narrow.id)).toMatchObject({ label: "Box kites" });

    await world.hub.tell(
      `mutation ($id: ID!, $revision: Int!) { changeTopic(id: $id, revision: $revision, input: { texts: { label: "Windmills" } }) { id } }`,
      { ...broad },
    );
    await world.indexer.settled();
    expect(titles(await search("windmills", { filter: { kinds: ["PRACTICE"] } }))).toEqual([
      "Strings attached",
    ]);
    expect(titles(await search("kites", { filter: { kinds: ["PRACTICE"] } }))).toEqual(["Strings attached"]);
  });

  test("a question finds what it is about, in whichever of its words that stands", async () => {
    await makePractice(world.hub, {
      title: "Lending gramophones",
      texts: { summary: "Neighbours borrow gramophones by post." },
    });
    await makePractice(world.hub, { title: "Which cities did what" });
    await world.indexer.settled();
    for (const question of [
      "which cities let neighbours borrow a gramophone by post, and what did they learn?",
      "what do cities do for those who borrow gramophones?",
    ]) {
      expect((await search(question)).nodes[0].title).toBe("Lending gramophones");
    }
    expect((await search("which cities did what")).nodes[0].title).toBe("Which cities did what");
  });

  test("conditions narrow what is found, and a facet does not count itself out", async () => {
    const lodz = await makeTerritory(world.hub, { name: "Łódź", country: "PL" });
    const gent = await makeTerritory(world.hub, { name: "Gent", country: "BE" });
    const owner = await makeOrganisation(world.hub, { name: "City of Gent", country: "BE" });
    await makePractice(world.hub, {
      title: "Lantern one",
      territoryIds: [lodz.id],
      start: "2010",
      end: "2014",
    });
    await makePractice(world.hub, {
      title: "Lantern two",
      territoryIds: [gent.id],
      ownerId: owner.id,
      start: "2013",
      language: "nl",
    });
    await world.indexer.settled();

    const lanterns = (filter: object) => search("lantern", { filter: { kinds: ["PRACTICE"], ...filter } });
    expect(titles(await lanterns({ countries: ["be"] }))).toEqual(["Lantern two"]);
    expect(titles(await lanterns({ organisationIds: [owner.id] }))).toEqual(["Lantern two"]);
    expect(titles(await lanterns({ yearFrom: 2011, yearTo: 2012 }))).toEqual(["Lantern one"]);
    expect(titles(await lanterns({ yearFrom: 2013, yearTo: 2013 }))).toEqual(["Lantern one", "Lantern two"]);
    expect(titles(await lanterns({ languages: ["nl"] }))).toEqual(["Lantern two"]);
    expect(titles(await lanterns({ countries: [] }))).toEqual([]);
    expect(titles(await search("lodz", { filter: { kinds: ["TERRITORY"] } }))).toEqual(["Łódź"]);
    expect(titles(await search("Łódź lantern"))).toContain("Lantern one");

    const { facets } = await search(
      "lantern",
      { filter: { countries: ["PL"] }, facets: ["COUNTRY", "KIND", "YEAR", "LANGUAGE", "ORGANISATION"] },
      undefined,
      ["fr"],
    );
    const [country, kind, year, language, organisation] = facets;
    expect(country.values).toEqual([
      { value: "BE", count: 1, label: "Belgique", record: null },
      { value: "PL", count: 1, label: "Pologne", record: null },
    ]);
    expect(kind.values).toMatchObject([{ value: "PRACTICE", count: 1, label: "practice" }]);
    expect(year.values.map(({ value }: { value: string }) => value)).toEqual([
      "2010",
      "2011",
      "2012",
      "2013",
      "2014",
    ]);
    expect(language.values).toMatchObject([{ value: "en", label: "anglais" }]);
    expect(organisation.values).toEqual([]);
  });

  test("what one may not see shows in no hit, total, facet, suggestion or look-up", async () => {
    const group = await makeGroup(world.hub, { title: "Gazebo circle", joinPolicy: "OPEN" });
    await belongs(world.hub, world.hub.people.other, group);
    const secret = await makeTopic(world.hub, { label: "Gazebos" });
    const alpha = { ownerId: world.hub.organisations.alpha, topicIds: [secret.id] };
    const records = {
      public: await makePractice(world.hub, { ...alpha, title: "Gazebo open" }),
      members: await makePractice(world.hub, { ...alpha, title: "Gazebo members", visibility: "MEMBERS" }),
      group: await makePractice(world.hub, {
        ...alpha,
        title: "Gazebo group",
        visibility: "GROUP",
        groupIds: [group.id],
      }),
      draft: await makePractice(world.hub, { ...alpha, title: "Gazebo draft", status: "DRAFT" }),
      orphan: await makePractice(world.hub, { title: "Gazebo orphan", status: "DRAFT" }),
    };
    await world.indexer.settled();

    const seen: [Person | undefined, string[]][] = [
      [undefined, ["open"]],
      [world.hub.people.partner, ["open"]],
      [world.hub.people.partnerMembers, ["members", "open"]],
      [world.hub.people.member, ["draft", "members", "open"]],
      [world.hub.people.other, ["group", "members", "open"]],
      [world.hub.people.curator, ["draft", "group", "members", "open", "orphan"]],
    ];
    for (const [person, words] of seen) {
      const expected = words.map((word) => `Gazebo ${word}`);
      const filter = { kinds: ["PRACTICE"] };
      const found = await search("gazebo", { filter, facets: ["KIND", "TOPIC"] }, person);
      expect(titles(found)).toEqual(expected);
      expect(found).toMatchObject({ totalCount: expected.length, totalIsExact: true });
      const about = found.facets[1].values.find(({ value }: { value: string }) => value === secret.id);
      expect(about.count).toBe(words.filter((word) => word !== "orphan").length);

      const { data } = await world.hub.ask(
        `{ suggest(prefix: "gazebo", first: 20) { kind text } }`,
        {},
        person,
      );
      const suggested = data.suggest.filter(({ kind }: { kind: string }) => kind === "PRACTICE");
      expect(suggested.map(({ text }: { text: string }) => text).sort()).toEqual(expected);

      for (const [word, { id }] of Object.entries(records)) {
        const one = await world.hub.ask(
          "query R($id: ID!) { record(id: $id) { __typename } }",
          { id },
          person,
        );
        const visible = words.includes(word === "public" ? "open" : word);
        expect(one.data.record).toEqual(visible ? { __typename: "Practice" } : null);
      }
    }
  });

  test("a record that is hidden while the index is stale is gone at once, from totals and facets too", async () => {
    const practice = await makePractice(world.hub, { title: "Zeppelin harbour" });
    await makePractice(world.hub, { title: "Zeppelin school" });
    await world.indexer.settled();
    expect((await search("zeppelin")).totalCount).toBe(2);

    await world.indexer.close();
    try {
      await world.hub.tell(
        "mutation ($id: ID!, $revision: Int!) { archivePractice(id: $id, revision: $revision) { id } }",
        { ...practice },
      );
      const found = await search("zeppelin", { facets: ["KIND"] });
      expect(titles(found)).toEqual(["Zeppelin school"]);
      expect(found).toMatchObject({ totalCount: 1, facets: [{ values: [{ value: "PRACTICE", count: 1 }] }] });
      const { data } = await world.hub.ask(`{ suggest(prefix: "zeppel") { text } }`);
      expect(data.suggest).toEqual([{ text: "Zeppelin school" }]);

      // Even where its news has been lost, a hit is checked against the rows.
      await world.hub.db.query("DELETE FROM hub.outbox");
      const lost = await search("zeppelin");
      expect(titles(lost)).toEqual(["Zeppelin school"]);
      expect(lost).toMatchObject({ totalCount: 1, totalIsExact: degraded });
    } finally {
      world.indexer = world.startIndexer();
    }
  });

  test("pages follow one another, each hit once, and cursors belong to their search", async () => {
    for (let i = 1; i <= 7; i++) await makePractice(world.hub, { title: `Weathervane ${i}` });
    await world.indexer.settled();
    const ids: string[] = [];
    let after: string | null = null;
    for (const size of [3, 3, 1]) {
      const page: {
        nodes: { id: string }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
        totalCount: number;
      } = await search("weathervane", { first: 3, after });
      expect(page.nodes).toHaveLength(size);
      expect(page.totalCount).toBe(7);
      expect(page.pageInfo.hasNextPage).toBe(size === 3);
      ids.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.endCursor;
    }
    expect(new Set(ids).size).toBe(7);
    const none = await search("weathervane", { first: 0 });
    expect(none).toMatchObject({ totalCount: 7, nodes: [], pageInfo: { endCursor: null } });

    expect(await refusal("other words", { after })).toBe("BAD_CURSOR");
    expect(await refusal("weathervane", { after: "bm9uc2Vuc2U" })).toBe("BAD_CURSOR");
    const forged = (place: unknown) =>
      Buffer.from(
        JSON.stringify([JSON.parse(Buffer.from(after!, "base64url").toString())[0], place]),
      ).toString("base64url");
    for (const place of [-1, 0.5, 20_000, "1", null])
      expect(await refusal("weathervane", { after: forged(place) })).toBe("BAD_CURSOR");
  });

  test("bad input is refused with a code", async () => {
    expect(await refusal("x".repeat(501))).toBe("BAD_USER_INPUT");
    expect(await refusal("a\0b")).toBe("BAD_USER_INPUT");
    expect(await refusal("x", { first: 10_000 })).toMatch(/^(BAD_PAGE|LIMIT_EXCEEDED)$/);
    expect(await refusal("x", { first: 101 })).toMatch(/^(BAD_PAGE|LIMIT_EXCEEDED)$/);
    expect(await refusal("x", { first: -1 })).toBe("BAD_PAGE");
    expect(await refusal("x", { filter: { countries: ["France"] } })).toBe("BAD_USER_INPUT");
    expect(await refusal("x", { filter: { yearFrom: 2020, yearTo: 2010 } })).toBe("BAD_USER_INPUT");
    expect(await refusal("x", { filter: { yearFrom: 20 } })).toBe("BAD_USER_INPUT");
    expect(await refusal("x", { filter: { topicIds: Array(101).fill("x") } })).toBe("BAD_USER_INPUT");
    const suggest = await world.hub.ask(`{ suggest(prefix: "x", first: 21) { text } }`);
    expect(suggest.errors?.[0]?.extensions.code).toBe("BAD_PAGE");
    const long = await world.hub.ask(`query S($p: String!) { suggest(prefix: $p) { text } }`, {
      p: "x".repeat(501),
    });
    expect(long.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  test("no value of a filter and no query is ever read as part of the filter language", async () => {
    await makePractice(world.hub, { title: "Vault of members", visibility: "MEMBERS" });
    await world.indexer.settled();
    const injections = [
      `" OR audience = "members`,
      `x"] OR audience IN ["members"`,
      `' OR 1 = 1 --`,
      `audience = members`,
      `"] OR NOT audience IN ["public"] OR id IN ["`,
      `\\" OR audience EXISTS OR id = \\"`,
      `PL") OR (audience = "members"`,
      `_geoRadius(0,0,1)`,
      `\u0022 OR audience = \u0022members`,
      `members' || audience='members`,
    ];
    for (const injection of injections) {
      for (const filter of [
        { topicIds: [injection] },
        { organisationIds: [injection] },
        { countries: [injection] },
        { kinds: [injection] },
        { languages: [injection] },
      ]) {
        const { data, errors } = await world.hub.ask(FILTERED, { query: "vault", filter });
        if (!errors) expect(data.search).toMatchObject({ nodes: [], totalCount: 0, degraded });
      }
      expect(titles(await search(`${injection} vault`)).filter((title) => title.startsWith("Vault"))).toEqual(
        [],
      );
      const { data } = await world.hub.ask(
        "query S($p: String!) { suggest(prefix: $p) { text } recordBySource(sourceId: $p) { __typename } }",
        {
          p: injection,
        },
      );
      expect(data.suggest.filter(({ text }: { text: string }) => text.startsWith("Vault"))).toEqual([]);
      expect(data.recordBySource).toBeNull();
    }
  });

  test("a record is found by the identifier it had where it comes from, by those who may see it", async () => {
    const open = { provenance: { sourceId: "practice:lamp" } };
    await makePractice(world.hub, { title: "Lamp", ...open });
    await makePractice(world.hub, {
      title: "Hidden lamp",
      visibility: "MEMBERS",
      provenance: { sourceId: "practice:hidden" },
    });
    const by = async (sourceId: string, as?: Person) =>
      (
        await world.hub.ask(
          "query B($sourceId: String!) { recordBySource(sourceId: $sourceId) { ... on Practice { title } } }",
          { sourceId },
          as,
        )
      ).data.recordBySource;
    expect(await by("practice:lamp")).toEqual({ title: "Lamp" });
    expect(await by("practice:hidden")).toBeNull();
    expect(await by("practice:hidden", world.hub.people.member)).toEqual({ title: "Hidden lamp" });
    expect(await by("practice:none")).toBeNull();
  });

  test("only the hub itself asks for searchables", async () => {
    const { id } = await makePractice(world.hub, { title: "For the index" });
    const query =
      "query ($id: ID!) { searchables(references: [{ kind: PRACTICE, id: $id }, { kind: TOPIC, id: $id }]) { __typename } }";
    for (const person of [
      undefined,
      world.hub.people.member,
      world.hub.people.curator,
      world.hub.people.admin,
      world.hub.people.partner,
    ]) {
      const { errors } = await world.hub.ask(query, { id }, person);
      expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
    }
    expect(await world.hub.tell(query, { id })).toEqual({ searchables: [{ __typename: "Practice" }, null] });
  });

  test("twenty hits with their records and facets cost a fixed number of statements", async () => {
    for (let i = 1; i <= 20; i++) await makePractice(world.hub, { title: `Trellis ${i}` });
    await world.indexer.settled();
    world.hub.statements.length = 0;
    const found = await search("trellis", { facets: ["KIND", "TOPIC", "ORGANISATION"] });
    expect(found.nodes).toHaveLength(20);
    expect(world.hub.statements.length).toBeLessThanOrEqual(degraded ? 7 : 5);
  });
});
