import { belongs, makeGroup } from "./make/groups.ts";
import type { Made } from "./make/made.ts";
import { makeOrganisation, makeTerritory } from "./make/members.ts";
import { makePractice } from "./make/practices.ts";
import { makeProject } from "./make/projects.ts";
import { makeResource } from "./make/resources.ts";
import { inBothEngines } from "./make/search.ts";
import { makeTopic } from "./make/topics.ts";
import { makeWorkshop } from "./make/workshops.ts";

inBothEngines((world) => {
  const { degraded, search, found, refusal } = world;
  const practices = { filter: { kinds: ["PRACTICE"] } };

  /** A topic with names in further languages. */
  async function topic(label: string, names: Record<string, string[]>): Promise<Made> {
    let made = await makeTopic(world.hub, { label });
    for (const [language, [name, ...synonyms]] of Object.entries(names))
      made = (
        await world.hub.tell(
          `mutation ($id: ID!, $revision: Int!, $language: Language!, $texts: TopicTextsInput!) {
            made: translateTopic(id: $id, revision: $revision, language: $language, texts: $texts) { id slug revision } }`,
          { id: made.id, revision: made.revision, language, texts: { label: name, synonyms } },
        )
      ).made;
    return made;
  }

  test("whatever a topic is called in any language finds what is tagged with it and what names it in any other", async () => {
    const moss = await topic("Moss & lichen control", {
      fr: ["Lutte contre les mousses", "démoussage des toits"],
      de: ["Moosbekämpfung", "Dachmoos"],
      es: ["Control del musgo"],
      it: ["Lotta al muschio", "muschi"],
      pt: ["Controlo do musgo"],
    });
    await makePractice(world.hub, { title: "Roofs kept clean", topicIds: [moss.id] });
    await makePractice(world.hub, {
      title: "Dächer im Norden",
      language: "de",
      texts: { summary: "Gegen Dachmoos hilft Kupfer." },
    });
    await world.indexer.settled();
    for (const query of [
      "moss",
      "lichen control",
      "démoussages de toit",
      "demoussage des toits",
      "Moosbekämpfung",
      "Dachmoose",
      "Dachmoosentfernung",
      "control de musgos",
      "muschio",
      "controlo do musgo",
      "Welche Städte tun etwas gegen Dachmoos?",
    ]) {
      expect([query, (await found(query, practices)).sort()]).toEqual([
        query,
        ["Dächer im Norden", "Roofs kept clean"],
      ]);
    }
    const { topics, language } = await search("démoussages de toit", {}, undefined, ["fr"]);
    expect([topics, language]).toEqual([[{ label: "Lutte contre les mousses" }], "fr"]);
  });

  test("a topic that is called otherwise is found by its new name, and no longer by the old one, in texts as well", async () => {
    const made = await makeTopic(world.hub, { label: "Tortoise keeping" });
    await makePractice(world.hub, {
      title: "Slow and steady",
      texts: { lessons: "Chelonian care pays off." },
    });
    await world.indexer.settled();
    expect(await found("tortoise keeping", practices)).toEqual([]);
    await world.hub.tell(
      `mutation ($id: ID!, $revision: Int!) { changeTopic(id: $id, revision: $revision, input: { texts: { synonyms: ["chelonian care"] } }) { id } }`,
      { ...made },
    );
    await world.indexer.settled();
    expect(await found("tortoise keeping", practices)).toEqual(["Slow and steady"]);
  });

  test("everyday words find what says the same in another language, and what found it is marked", async () => {
    await makePractice(world.hub, {
      title: "Les riverains racontent leurs soirées",
      texts: { summary: "Un récit de voisinage." },
      language: "fr",
    });
    await makePractice(world.hub, { title: "Anwohner erzählen vom Lärm", language: "de" });
    await world.indexer.settled();
    const told = ["Anwohner erzählen vom Lärm", "Les riverains racontent leurs soirées"];
    for (const [language, query] of Object.entries({
      en: "stories of residents",
      es: "relatos de vecinos",
      it: "storie raccontate dai residenti",
      de: "Erzählungen der Bewohner",
      pt: "histórias de moradores",
    }))
      expect((await found(query, practices, undefined, [language])).sort()).toEqual(told);
    const { nodes } = await search("noisy residents", practices, undefined, ["en"]);
    const { title, highlights } = nodes[0];
    const [{ snippet, ranges }] = highlights;
    const marked = ranges.map(({ start, end }: { start: number; end: number }) => snippet.slice(start, end));
    expect([title, ...marked]).toEqual(["Anwohner erzählen vom Lärm", "Anwohner", "Lärm"]);
  });

  test("a name that is asked for literally stands before what only means the same", async () => {
    await makePractice(world.hub, { title: "Dwellers as firefighters" });
    await makePractice(world.hub, { title: "Inhabitants as firefighters", start: "2015", end: "2015" });
    await world.indexer.settled();
    for (const [query, first, second] of [
      ["inhabitants as firefighters", "Inhabitants as firefighters", "Dwellers as firefighters"],
      ["dwellers as firefighters", "Dwellers as firefighters", "Inhabitants as firefighters"],
    ] as const)
      expect((await found(query, practices, undefined, ["en"])).slice(0, 2)).toEqual([first, second]);
  });

  test("inflected, mistyped, accented and compound words find each other", async () => {
    await makePractice(world.hub, { title: "Signalement des nids-de-poule", language: "fr" });
    await makePractice(world.hub, { title: "Straßenbeleuchtung für Radwege", language: "de" });
    await makePractice(world.hub, { title: "Oświetlenie w Łódźu", language: "pl" });
    await world.indexer.settled();
    expect(await found("signaler des nids de poule", practices, undefined, ["fr"])).toEqual([
      "Signalement des nids-de-poule",
    ]);
    for (const query of ["strassenbeleuchtung", "Straßenbeleuchtungen", "strasenbeleuchtung"])
      expect(await found(query, practices)).toEqual(["Straßenbeleuchtung für Radwege"]);
    expect(await found("Radwegebeleuchtung", practices, undefined, ["de"])).toEqual([]);
    expect(await found("lodzu", practices)).toEqual(["Oświetlenie w Łódźu"]);
  });

  test("a year finds what happened in it, said or not", async () => {
    await makeWorkshop(world.hub, { title: "Ocarina hearing", workshopKind: "WORKSHOP", start: "2013-06" });
    await makeProject(world.hub, { title: "Ocarina schools", start: "2012", end: "2014" });
    await makePractice(world.hub, { title: "Ocarina of 2013", start: "2020", end: "2020" });
    await world.indexer.settled();
    expect((await found("ocarina 2013")).sort()).toEqual([
      "Ocarina hearing",
      "Ocarina of 2013",
      "Ocarina schools",
    ]);
    expect((await found("ocarina 2014"))[0]).toBe("Ocarina schools");
  });

  test("words that no record has do not make a whole question find nothing", async () => {
    await makePractice(world.hub, { title: "Carillon concerts at noon" });
    await world.indexer.settled();
    expect(await found("please show xylographic carillon concerts")).toEqual(["Carillon concerts at noon"]);
    expect(await found("xylographic")).toEqual([]);
  });

  test("words in quotation marks of any country must follow one another", async () => {
    await makePractice(world.hub, { title: "Brass kettle exchange" });
    await makePractice(world.hub, { title: "Kettle of brass" });
    await world.indexer.settled();
    for (const quoted of ['"brass kettle"', "“brass kettle”", "« brass kettle »", "„brass kettle“"])
      expect(await found(quoted, practices)).toEqual(["Brass kettle exchange"]);
    expect(await found("brass kettle", practices)).toEqual(["Brass kettle exchange", "Kettle of brass"]);
    await makePractice(world.hub, { title: "Marching band", texts: { summary: "Cymbals crashing loudly." } });
    await world.indexer.settled();
    for (const language of ["en", "fr", "de", "nl"])
      expect(await found('"cymbals crashing"', practices, undefined, [language])).toEqual(["Marching band"]);
    expect(await found('"crashing cymbals"', practices, undefined, ["fr"])).toEqual([]);
  });

  test("a name stands before a summary, and a summary before other texts; between equals the better known, then the newer", async () => {
    const evidence = (design: number) => ({
      outcomes: [{ key: "o", evidence: { design } }],
      texts: { outcomeWords: [{ key: "o", title: "Something" }] },
    });
    await makePractice(world.hub, { title: "Third one", texts: { lessons: "A marimba helped." } });
    await makePractice(world.hub, { title: "Second one", texts: { summary: "With a marimba." } });
    await makePractice(world.hub, { title: "Marimba lessons" });
    await world.indexer.settled();
    expect(await found("marimba")).toEqual(["Marimba lessons", "Second one", "Third one"]);

    await makePractice(world.hub, { title: "Balalaika", start: "2019", end: "2019" });
    await makePractice(world.hub, { title: "Balalaika", start: "2021", end: "2021" });
    await makePractice(world.hub, {
      title: "Balalaika",
      start: "2015",
      end: "2015",
      ...evidence(3),
      texts: { ...evidence(3).texts },
    });
    await world.indexer.settled();
    const { nodes } = await search("balalaika", { facets: [] });
    const starts = await Promise.all(
      nodes.map(
        async ({ id }: { id: string }) =>
          (await world.hub.tell("query ($id: ID!) { practice(id: $id) { start } }", { id })).practice.start,
      ),
    );
    expect(starts).toEqual(["2015", "2021", "2019"]);
  });

  test("practices are found by their state, evidence, adoptions and the size of the city", async () => {
    const small = await makeTerritory(world.hub, { name: "Smallham", country: "IE", population: 30_000 });
    const large = await makeTerritory(world.hub, { name: "Largeham", country: "FR", population: 1_200_000 });
    const pilot = await makePractice(world.hub, {
      title: "Ferris pilot",
      state: "PILOT",
      territoryIds: [small.id],
    });
    await makePractice(world.hub, {
      title: "Ferris running",
      state: "RUNNING",
      territoryIds: [large.id],
      outcomes: [{ key: "calm", evidence: { design: 4 } }],
      texts: { outcomeWords: [{ key: "calm", title: "Calmer evenings" }] },
    });
    await makeWorkshop(world.hub, { title: "Ferris workshop", workshopKind: "WORKSHOP" });
    await world.hub.tell(
      `mutation ($id: ID!, $by: ID!) { adoptPractice(practiceId: $id, input: { organisationId: $by, state: TRYING, language: en }) { id } }`,
      { id: pilot.id, by: world.hub.organisations.alpha },
    );
    await world.indexer.settled();

    const by = (filter: object) => found("ferris", { filter });
    expect(await by({ states: ["PILOT", "PLANNED"] })).toEqual(["Ferris pilot"]);
    expect(await by({ evidence: ["COMPARED"] })).toEqual(["Ferris running"]);
    expect(await by({ evidence: ["NOT_EVALUATED"] })).toEqual(["Ferris pilot"]);
    expect(await by({ adopted: true })).toEqual(["Ferris pilot"]);
    expect(await by({ adopted: false })).toEqual(["Ferris running"]);
    expect(await by({ populationFrom: 100_000 })).toEqual(["Ferris running"]);
    expect(await by({ populationTo: 100_000 })).toEqual(["Ferris pilot"]);
    expect(await by({ synthetic: true })).toEqual([]);

    const { facets } = await search("ferris", {
      filter: { states: ["PILOT"] },
      facets: ["STATE", "EVIDENCE", "POPULATION", "ADOPTED"],
    });
    const counts = facets.map(({ values }: { values: { value: string; count: number; label: string }[] }) =>
      values.map(({ value, count }) => [value, count]),
    );
    expect(counts).toEqual([
      [
        ["PILOT", 1],
        ["RUNNING", 1],
      ],
      [["NOT_EVALUATED", 1]],
      [["20000-49999", 1]],
      [["true", 1]],
    ]);
    expect(facets[2].values[0].label).toBe("20,000 – 49,999");
    expect(await found("ferris", { sort: "MOST_ADOPTED", ...practices })).toEqual([
      "Ferris pilot",
      "Ferris running",
    ]);

    expect(await refusal("ferris", { filter: { populationFrom: -1 } })).toBe("BAD_USER_INPUT");
    expect(await refusal("ferris", { filter: { populationFrom: 5, populationTo: 4 } })).toBe(
      "BAD_USER_INPUT",
    );
  });

  test("what happened near a point is found by the distance of its places", async () => {
    const at = (name: string, latitude: number, longitude: number) =>
      makeTerritory(world.hub, { name, country: "IE", latitude, longitude });
    const dublin = await at("Dublintown", 53.35, -6.26);
    const cork = await at("Corktown", 51.9, -8.47);
    await makePractice(world.hub, { title: "Harmonium one", territoryIds: [dublin.id] });
    await makePractice(world.hub, { title: "Harmonium two", territoryIds: [cork.id] });
    await makePractice(world.hub, { title: "Harmonium three" });
    await world.indexer.settled();
    const near = (km: number) =>
      found("harmonium", { filter: { near: { latitude: 53.3, longitude: -6.2, km } } });
    expect(await near(20)).toEqual(["Harmonium one"]);
    expect((await near(300)).sort()).toEqual(["Harmonium one", "Harmonium two"]);
    expect(await near(0.5)).toEqual([]);
    for (const near of [
      { latitude: 91, longitude: 0, km: 1 },
      { latitude: 0, longitude: 181, km: 1 },
      { latitude: 0, longitude: 0, km: 0 },
    ])
      expect(await refusal("harmonium", { filter: { near } })).toBe("BAD_USER_INPUT");
  });

  test("matches from cities like mine come first", async () => {
    const place = (name: string, country: string, population: number) =>
      makeTerritory(world.hub, { name, country, population });
    const mine = await place("Mineham", "AT", 150_000);
    const twin = await place("Twinham", "AT", 160_000);
    const giant = await place("Giantham", "ES", 3_000_000);
    const city = await makeOrganisation(world.hub, {
      name: "City of Mineham",
      country: "AT",
      territoryId: mine.id,
    });
    for (const [title, territory] of [
      ["Theremin giant", giant],
      ["Theremin twin", twin],
    ] as const)
      await makePractice(world.hub, { title, territoryIds: [territory.id] });
    await makePractice(world.hub, { title: "Theremin nowhere" });
    await world.indexer.settled();
    const like = { likeOrganisation: city.id };
    expect((await found("theremin", like))[0]).toBe("Theremin twin");
    expect(await found("theremin", like)).toHaveLength(3);
    expect(await refusal("theremin", { ...like, sort: "NEWEST" })).toBe("BAD_USER_INPUT");
    for (const likeOrganisation of ["x", twin.id, "00000000-0000-7000-8000-000000000000"])
      expect(await refusal("theremin", { likeOrganisation })).toBe("UNKNOWN_REFERENCE");
  });

  test("what is newest comes first where that is asked for", async () => {
    await makeWorkshop(world.hub, { title: "Zither", workshopKind: "WORKSHOP", start: "2012-04-01" });
    await makeWorkshop(world.hub, { title: "Zither again", workshopKind: "WORKSHOP", start: "2022-04-01" });
    await makeWorkshop(world.hub, { title: "Zither once more", workshopKind: "WORKSHOP", start: "2017" });
    await world.indexer.settled();
    expect(await found("zither", { sort: "NEWEST" })).toEqual(["Zither again", "Zither once more", "Zither"]);
    const page = await search("zither", { sort: "NEWEST", first: 1 });
    expect(await refusal("zither", { after: page.pageInfo.endCursor })).toBe("BAD_CURSOR");
    expect(await found("zither", { sort: "NEWEST", after: page.pageInfo.endCursor })).toEqual([
      "Zither once more",
      "Zither",
    ]);
  });

  test("pages go on where they were, whatever comes before them or goes meanwhile", async () => {
    const made: Made[] = [];
    for (let i = 0; i < 9; i++)
      made.push(
        await makePractice(world.hub, { title: "Bandoneon", start: `${2001 + i}`, end: `${2001 + i}` }),
      );
    await world.indexer.settled();
    const first = await search("bandoneon", { first: 3, ...practices });
    const seen = first.nodes.map(({ id }: { id: string }) => id);
    await makePractice(world.hub, { title: "Bandoneon", start: "2022", end: "2022" });
    await makePractice(world.hub, { title: "Bandoneon", start: "2023", end: "2023" });
    await world.indexer.settled();
    const second = await search("bandoneon", { first: 3, after: first.pageInfo.endCursor, ...practices });
    seen.push(...second.nodes.map(({ id }: { id: string }) => id));
    await world.hub.tell(
      "mutation ($id: ID!, $revision: Int!) { archivePractice(id: $id, revision: $revision) { id } }",
      {
        ...made.find(({ id }) => id === seen.at(-1))!,
      },
    );
    await world.indexer.settled();
    let { endCursor: after, hasNextPage } = second.pageInfo;
    while (hasNextPage) {
      const page: typeof second = await search("bandoneon", { first: 3, after, ...practices });
      seen.push(...page.nodes.map(({ id }: { id: string }) => id));
      ({ endCursor: after, hasNextPage } = page.pageInfo);
    }
    expect(seen).toEqual(made.toReversed().map(({ id }) => id));
  });

  test("pages go on where they were though the record at which one ended now stands elsewhere", async () => {
    for (let i = 0; i < 9; i++)
      await makePractice(world.hub, { title: "Psaltery", start: `${2001 + i}`, end: `${2001 + i}` });
    await world.indexer.settled();
    const first = await search("psaltery", { first: 4, ...practices });
    const [{ id }] = first.nodes.slice(-1);
    const { practice } = await world.hub.tell("query ($id: ID!) { practice(id: $id) { revision } }", { id });
    await world.hub.tell(
      `mutation ($id: ID!, $revision: Int!) { changePractice(id: $id, revision: $revision,
        input: { texts: { title: "Lyre", summary: "No psaltery." } }) { id } }`,
      { id, ...practice },
    );
    await world.indexer.settled();
    const rest = await search("psaltery", { after: first.pageInfo.endCursor, ...practices });
    const seen = [...first.nodes, ...rest.nodes].map((one: { id: string }) => one.id);
    expect([seen.length, new Set(seen).size]).toEqual([9, 9]);
  });

  test("a condition narrows what is found, however few are left", async () => {
    for (let i = 0; i < 12; i++)
      await makePractice(world.hub, { title: `Tambourine parade ${i}`, start: i ? "2001" : "2015" });
    await makePractice(world.hub, { title: "Tambourine", start: "2015" });
    await world.indexer.settled();
    const filter = { kinds: ["PRACTICE"], yearFrom: 2010 };
    expect(await found("tambourine parade", { filter })).toEqual(["Tambourine parade 0"]);
  });

  test("a word that no record has is mended by one that a record has which the reader may see", async () => {
    await makePractice(world.hub, { title: "Glockenspiel of the town hall" });
    await makePractice(world.hub, { title: "Cello evenings" });
    await makePractice(world.hub, { title: "Ophicleide secret", visibility: "MEMBERS" });
    const group = await makeGroup(world.hub, {
      title: "Crumhorn circle",
      joinPolicy: "OPEN",
      visibility: "MEMBERS",
    });
    await belongs(world.hub, world.hub.people.other, group);
    await makePractice(world.hub, { title: "Serpentwood", visibility: "GROUP", groupIds: [group.id] });
    await makePractice(world.hub, {
      title: "Flageolette",
      status: "DRAFT",
      ownerId: world.hub.organisations.alpha,
    });
    await world.indexer.settled();
    const { people } = world.hub;
    const mended = async (query: string, as?: typeof people.member) =>
      (await search(query, {}, as)).didYouMean;
    expect(await mended("Glokenspeil of the hall")).toBe("glockenspiel of the hall");
    // Letters that have changed places are one slip.
    expect(await mended("celol")).toBe("cello");
    expect(await mended("glockenspiel")).toBeNull();
    expect(await mended("ophicleyde")).toBeNull();
    expect(await mended("ophicleyde", people.member)).toBe("ophicleide");
    // What stands in drafts and in records for groups alone is never offered, to nobody.
    for (const person of [undefined, people.member, people.other, people.curator])
      for (const query of ["serpentwod", "flageolete"]) expect(await mended(query, person)).toBeNull();
    expect(await found("serpentwood")).toEqual([]);
    expect(await found("serpentwood", {}, people.other)).toEqual(["Serpentwood"]);
    expect(await found("flageolette", {}, people.member)).toEqual(["Flageolette"]);
    expect(await found("flageolette", {}, people.other)).toEqual([]);
  });

  test("records lead to others like them, of any kind, among those that one may see", async () => {
    const bees = await makeTopic(world.hub, { label: "Beekeeping" });
    const about = { topicIds: [bees.id] };
    const hives = await makePractice(world.hub, { title: "Hives on roofs 2009", ...about });
    await makePractice(world.hub, { title: "Clockmakers", start: "2009", end: "2009" });
    await makePractice(world.hub, { title: "More hives on roofs", ...about });
    await makeResource(world.hub, { title: "A guide to beekeeping", resourceKind: "PUBLICATION", ...about });
    await makeProject(world.hub, { title: "Bees across borders", ...about });
    await makePractice(world.hub, { title: "Hives for members", visibility: "MEMBERS", ...about });
    await world.indexer.settled();
    const SIMILAR = `query ($id: ID!, $first: Int! = 10) { practice(id: $id) { similar(first: $first) {
      ... on Content { title } ... on Topic { label } } } }`;
    const similar = async (as?: typeof world.hub.people.member, first = 10) => {
      const { data } = await world.hub.ask(SIMILAR, { id: hives.id, first }, as);
      return data.practice.similar.map((one: { title?: string; label?: string }) => one.title ?? one.label);
    };
    const open = await similar();
    expect(open[0]).toBe("More hives on roofs");
    expect(open).toEqual(
      expect.arrayContaining(["A guide to beekeeping", "Bees across borders", "Beekeeping"]),
    );
    expect(open).not.toContain("Hives for members");
    expect(open).not.toContain("Clockmakers");
    expect(await similar(world.hub.people.member)).toContain("Hives for members");
    expect(await similar(undefined, 1)).toEqual(["More hives on roofs"]);
    const { errors } = await world.hub.ask(SIMILAR, { id: hives.id, first: 21 });
    expect(errors?.[0]?.extensions.code).toBe("BAD_PAGE");
    const { data } = await world.hub.ask(
      "query ($id: ID!) { topic(id: $id) { similar { __typename } } }",
      bees,
    );
    expect(data.topic.similar.length).toBeGreaterThan(0);
  });

  test("suggestions are names that begin as typed, in whatever language, or that are typed amiss", async () => {
    const lute = await topic("Lute making", { fr: ["Lutherie", "facture de luths"] });
    await makePractice(world.hub, { title: "Lutes for schools" });
    await makePractice(world.hub, { title: "School of lutes", status: "DRAFT" });
    await world.indexer.settled();
    const suggest = async (prefix: string, languages: string[] = []) =>
      (
        await world.hub.ask(
          "query ($prefix: String!) { suggest(prefix: $prefix) { kind text record { ... on Topic { id } } } }",
          { prefix },
          undefined,
          languages,
        )
      ).data.suggest;
    expect((await suggest("lute")).map(({ text }: { text: string }) => text).sort()).toEqual([
      "Lute making",
      "Lutes for schools",
    ]);
    expect(await suggest("luther", ["fr"])).toEqual([
      { kind: "TOPIC", text: "Lutherie", record: { id: lute.id } },
    ]);
    expect(await suggest("lutharie", ["fr"])).toEqual([
      { kind: "TOPIC", text: "Lutherie", record: { id: lute.id } },
    ]);
    expect(await suggest("facture de lu")).toEqual([
      { kind: "TOPIC", text: "Lute making", record: { id: lute.id } },
    ]);
    expect(await suggest("...")).toEqual([]);
  });

  test("the answer says who gave it", async () => {
    expect((await search("")).degraded).toBe(degraded);
  });
});
