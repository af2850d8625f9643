import { type Answer, openTestHub, type TestHub } from "./hub.ts";
import { makeMember, makeOrganisation, makeTerritory } from "./make/members.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const codes = (answer: { errors?: { extensions: { code: string } }[] }) =>
  answer.errors?.map(({ extensions }) => extensions.code);
const unknown = "0190a0a0-0000-7000-8000-000000000000";
const names = (nodes: { name: string }[]) => nodes.map(({ name }) => name);

const CREATE_ORGANISATION = `mutation ($input: NewOrganisation!) {
  createOrganisation(input: $input) { id slug name summary aliases organisationKind country countryName population networkMember website territory { name } provenance { sourceId } }
}`;
const CHANGE_ORGANISATION = `mutation ($id: ID!, $revision: Int!, $input: OrganisationChange!) {
  changeOrganisation(id: $id, revision: $revision, input: $input) { revision name summary country population networkMember }
}`;
const TRANSLATE_ORGANISATION = `mutation ($id: ID!, $revision: Int!, $language: Language!, $texts: OrganisationTextsInput!) {
  translateOrganisation(id: $id, revision: $revision, language: $language, texts: $texts) { revision language name countryName german: countryName(language: de) languages translations { language state name } }
}`;
const CREATE_TERRITORY = `mutation ($input: NewTerritory!) {
  createTerritory(input: $input) { id slug name territoryKind country latitude longitude population municipalities partOf { name } }
}`;
const CHANGE_TERRITORY = `mutation ($id: ID!, $revision: Int!, $input: TerritoryChange!) {
  changeTerritory(id: $id, revision: $revision, input: $input) { revision name population latitude longitude partOf { id } }
}`;
const TRANSLATE_TERRITORY = `mutation ($id: ID!, $revision: Int!, $language: Language!, $texts: TerritoryTextsInput!) {
  translateTerritory(id: $id, revision: $revision, language: $language, texts: $texts) { revision language name languages countryName }
}`;
const CREATE_MEMBER = `mutation ($input: NewMember!) { createMember(input: $input) { id name state roles languages organisation { name } } }`;
const CHANGE_MEMBER = `mutation ($id: ID!, $revision: Int!, $input: MemberChange!) {
  changeMember(id: $id, revision: $revision, input: $input) { revision name state roles languages organisation { id } }
}`;

test("an organisation is entered with its place, whose population counts where it names none", async () => {
  const territory = await makeTerritory(hub, { name: "Lower Town", population: 120_000 });
  const input = {
    language: "en",
    texts: { name: "Municipality of Lower Town", summary: "Runs the night line." },
    organisationKind: "LOCAL_AUTHORITY",
    aliases: ["MLT", "MLT", " "],
    country: "nl",
    territoryId: territory.id,
    networkMember: true,
    website: "https://lower-town.example",
    provenance: { sourceId: "org:lower-town" },
  };
  const { data, errors } = await hub.ask(CREATE_ORGANISATION, { input }, hub.people.admin, ["en"]);
  expect(errors).toBeUndefined();
  expect(data.createOrganisation).toEqual({
    id: expect.any(String),
    slug: "municipality-of-lower-town",
    name: "Municipality of Lower Town",
    summary: "Runs the night line.",
    aliases: ["MLT"],
    organisationKind: "LOCAL_AUTHORITY",
    country: "NL",
    countryName: "Netherlands",
    population: 120_000,
    networkMember: true,
    website: "https://lower-town.example",
    territory: { name: "Lower Town" },
    provenance: { sourceId: "org:lower-town" },
  });
  const { data: found } = await hub.ask(
    `query ($slug: String, $id: ID) { organisation(slug: $slug) { name } territory(id: $id) { organisations { totalCount nodes { name } } } }`,
    { slug: "municipality-of-lower-town", id: territory.id },
  );
  expect(found.organisation.name).toBe("Municipality of Lower Town");
  expect(found.territory.organisations).toEqual({
    totalCount: 1,
    nodes: [{ name: "Municipality of Lower Town" }],
  });
});

test("a territory is entered as a part of a larger one", async () => {
  const region = await makeTerritory(hub, { name: "Upland", territoryKind: "REGION", country: "IT" });
  const input = {
    language: "en",
    texts: { name: "Union of Six" },
    territoryKind: "UNION_OF_MUNICIPALITIES",
    country: "IT",
    latitude: 44.29,
    longitude: 11.88,
    population: 90_000,
    municipalities: 6,
    partOfId: region.id,
  };
  const { data } = await hub.ask(CREATE_TERRITORY, { input }, hub.people.curator);
  expect(data.createTerritory).toEqual({
    id: expect.any(String),
    slug: "union-of-six",
    name: "Union of Six",
    territoryKind: "UNION_OF_MUNICIPALITIES",
    country: "IT",
    latitude: 44.29,
    longitude: 11.88,
    population: 90_000,
    municipalities: 6,
    partOf: { name: "Upland" },
  });
  const { data: found } = await hub.ask(
    `query ($id: ID!) { territory(id: $id) { countryName(language: it) parts { totalCount nodes { name } } } }`,
    { id: region.id },
  );
  expect(found.territory).toEqual({
    countryName: "Italia",
    parts: { totalCount: 1, nodes: [{ name: "Union of Six" }] },
  });
});

test("only curators and administrators enter organisations and territories, or change a territory", async () => {
  const territory = await makeTerritory(hub);
  const texts = { name: "Not allowed" };
  const deeds: [string, object][] = [
    [CREATE_ORGANISATION, { input: { language: "en", texts } }],
    [CREATE_TERRITORY, { input: { language: "en", texts } }],
    [CHANGE_TERRITORY, { id: territory.id, revision: 1, input: { texts } }],
    [TRANSLATE_TERRITORY, { id: territory.id, revision: 1, language: "fr", texts }],
  ];
  for (const [deed, variables] of deeds) {
    expect(codes(await hub.ask(deed, variables))).toEqual(["UNAUTHENTICATED"]);
    expect(codes(await hub.ask(deed, variables, hub.people.member))).toEqual(["FORBIDDEN"]);
    expect(codes(await hub.ask(deed, variables, hub.people.partnerMembers))).toEqual(["FORBIDDEN"]);
  }
});

test("members change and translate the texts of their own organisation, and nothing else of it", async () => {
  const organisation = await makeOrganisation(hub, { name: "Harbour City", country: "PT" });
  const person = await makeMember(hub, { organisationId: organisation.id });
  const own = { token: await hub.passports.sign({ sub: person.id }, "hub-gateway", 60) };
  const { id } = organisation;
  const change = (input: object, revision = 1, as = own) =>
    hub.ask(CHANGE_ORGANISATION, { id, revision, input }, as);
  const texts = { summary: "A port with a night watch." };
  const changed = await change({ texts });
  expect(changed.data.changeOrganisation).toMatchObject({ revision: 2, name: "Harbour City", ...texts });
  expect(codes(await change({ texts, networkMember: true }, 2))).toEqual(["FORBIDDEN"]);
  expect(codes(await change({ slug: "other-slug" }, 2))).toEqual(["FORBIDDEN"]);
  const foreign = { id, revision: 2, input: { texts } };
  expect(codes(await hub.ask(CHANGE_ORGANISATION, foreign, hub.people.other))).toEqual(["FORBIDDEN"]);
  expect(codes(await hub.ask(CHANGE_ORGANISATION, foreign))).toEqual(["UNAUTHENTICATED"]);

  const translation = { id, revision: 2, language: "pt", texts: { name: "Cidade do Porto" } };
  expect(codes(await hub.ask(TRANSLATE_ORGANISATION, translation, hub.people.other))).toEqual(["FORBIDDEN"]);
  const translated = await hub.ask(TRANSLATE_ORGANISATION, translation, own, ["pt"]);
  expect(translated.data.translateOrganisation).toMatchObject({
    language: "pt",
    name: "Cidade do Porto",
    countryName: "Portugal",
    languages: ["en", "pt"],
    translations: [
      { language: "en", state: "ORIGINAL", name: "Harbour City" },
      { language: "pt", state: "HUMAN", name: "Cidade do Porto" },
    ],
  });
  const all = { networkMember: true, country: "EU", population: 5, texts: { summary: null } };
  const curated = await change(all, 3, hub.people.curator as never);
  expect(curated.data.changeOrganisation).toEqual({
    revision: 4,
    name: "Harbour City",
    summary: null,
    country: "EU",
    population: 5,
    networkMember: true,
  });
});

test("a territory is changed and translated by an administrator, and is never a part of itself", async () => {
  const [outer, inner] = [await makeTerritory(hub), await makeTerritory(hub, { country: "GR" })];
  const change = (id: string, revision: number, input: object) =>
    hub.ask(CHANGE_TERRITORY, { id, revision, input }, hub.people.admin);
  const moved = await change(inner.id, 1, {
    partOfId: outer.id,
    population: 7,
    latitude: 38,
    longitude: 23.7,
  });
  expect(moved.data.changeTerritory).toMatchObject({
    revision: 2,
    population: 7,
    partOf: { id: outer.id },
  });
  expect(codes(await change(outer.id, 1, { partOfId: inner.id }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await change(outer.id, 1, { partOfId: outer.id }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await change(inner.id, 2, { longitude: null }))).toEqual(["BAD_USER_INPUT"]);
  const away = await change(inner.id, 2, { partOfId: null, latitude: null, longitude: null });
  expect(away.data.changeTerritory).toMatchObject({ partOf: null, latitude: null, longitude: null });
  const translated = await hub.ask(
    TRANSLATE_TERRITORY,
    { id: inner.id, revision: 3, language: "el", texts: { name: "Αθήνα" } },
    hub.people.admin,
    ["el"],
  );
  expect(translated.data.translateTerritory).toEqual({
    revision: 4,
    language: "el",
    name: "Αθήνα",
    languages: ["en", "el"],
    countryName: "Ελλάδα",
  });
});

test("organisations and territories are narrowed by kind, country, place, membership and size", async () => {
  const big = await makeTerritory(hub, { name: "Filter Big", country: "FI", population: 600_000 });
  const small = await makeTerritory(hub, { name: "Filter Small", country: "FI", partOfId: big.id });
  const police = await makeOrganisation(hub, {
    name: "Écorce Police",
    organisationKind: "POLICE",
    country: "FI",
    territoryId: big.id,
    networkMember: true,
  });
  await makeOrganisation(hub, { name: "Dune Town", country: "FI", population: 900, networkMember: false });
  await makeOrganisation(hub, { name: "Fjord Town", country: "FI", territoryId: small.id });
  const query = `query ($filter: OrganisationFilter, $sort: PlaceSort! = NAME) {
    organisations(filter: $filter, sort: $sort) { totalCount nodes { name } }
  }`;
  const list = async (filter: object, sort = "NAME") => {
    const { data } = await hub.ask(query, { filter: { countries: ["fi"], ...filter }, sort });
    expect(data.organisations.totalCount).toBe(data.organisations.nodes.length);
    return names(data.organisations.nodes);
  };
  expect(await list({})).toEqual(["Dune Town", "Écorce Police", "Fjord Town"]);
  expect(await list({}, "POPULATION")).toEqual(["Écorce Police", "Dune Town", "Fjord Town"]);
  expect(await list({}, "NEWEST")).toEqual(["Fjord Town", "Dune Town", "Écorce Police"]);
  expect(await list({ kinds: ["POLICE"] })).toEqual(["Écorce Police"]);
  expect(await list({ networkMember: false })).toEqual(["Dune Town"]);
  expect(await list({ territoryIds: [small.id, "nonsense"] })).toEqual(["Fjord Town"]);
  expect(await list({ populationFrom: 500_000 })).toEqual(["Écorce Police"]);
  expect(await list({ populationTo: 1_000 })).toEqual(["Dune Town"]);
  expect(await list({ ids: [police.id, unknown] })).toEqual(["Écorce Police"]);
  expect(await list({ synthetic: true })).toEqual([]);
  const { data } = await hub.ask(
    `query ($big: ID!) {
      parts: territories(filter: { partOfIds: [$big] }) { nodes { name } }
      large: territories(filter: { countries: ["FI"], kinds: [CITY], populationFrom: 1 }, sort: POPULATION) { totalCount nodes { name } }
    }`,
    { big: big.id },
  );
  expect(names(data.parts.nodes)).toEqual(["Filter Small"]);
  expect(data.large).toEqual({ totalCount: 1, nodes: [{ name: "Filter Big" }] });
});

test("a list by population is paged without gaps, those of unknown size last", async () => {
  for (const population of [3, null, 1, 3, null]) await makeTerritory(hub, { country: "LV", population });
  const query = `query ($after: String) {
    territories(first: 2, after: $after, filter: { countries: ["LV"] }, sort: POPULATION) { nodes { population } pageInfo { hasNextPage endCursor } }
  }`;
  const seen: (number | null)[] = [];
  let after: string | null = null;
  do {
    const { data }: Answer = await hub.ask(query, { after });
    const { nodes, pageInfo } = data.territories;
    seen.push(...nodes.map(({ population }: { population: number | null }) => population));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual([3, 3, 1, null, null]);
});

test("strangers and partners see no member; members see names, and more only of themselves", async () => {
  const { member, colleague, other, admin, pending, curator } = hub.people;
  const query = `query ($id: ID!, $organisation: ID!) {
    member(id: $id) { name state roles languages organisation { id } }
    organisation(id: $organisation) { members { totalCount nodes { id name } } }
  }`;
  const variables = { id: member.id, organisation: hub.organisations.alpha };
  for (const outsider of [hub.people.stranger, hub.people.partner, hub.people.partnerMembers]) {
    const { data, errors } = await hub.ask(query, variables, outsider);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ member: null, organisation: { members: { totalCount: 0, nodes: [] } } });
  }
  const organisation = { id: hub.organisations.alpha };
  const confided = { name: "Mara Alder", state: "ACTIVE", roles: ["MEMBER"], languages: [], organisation };
  for (const insider of [colleague, other, curator]) {
    const { data } = await hub.ask(query, variables, insider);
    expect(data.member).toEqual({ ...confided, roles: null, languages: null });
    expect(names(data.organisation.members.nodes)).toEqual(["Cees Ahorn", "Mara Alder"]);
    expect(data.organisation.members.totalCount).toBe(2);
  }
  for (const trusted of [member, admin])
    expect((await hub.ask(query, variables, trusted)).data.member).toEqual(confided);

  const one = `query ($id: ID!) { member(id: $id) { name } }`;
  expect((await hub.ask(one, { id: pending.id }, member)).data.member).toBeNull();
  expect((await hub.ask(one, { id: pending.id }, admin)).data.member).toEqual({ name: "Pia Elm" });
  expect((await hub.ask(one, { id: pending.id }, pending)).data.member).toBeNull();
  const waiting = `query ($id: ID!) { organisation(id: $id) { members(states: [PENDING]) { totalCount nodes { name } } } }`;
  const seen = async (as: typeof member) =>
    (await hub.ask(waiting, organisation, as)).data.organisation.members;
  expect(await seen(admin)).toEqual({ totalCount: 1, nodes: [{ name: "Pia Elm" }] });
  expect(await seen(member)).toEqual({ totalCount: 0, nodes: [] });
});

test("the address of a member is in no schema", async () => {
  const { errors } = await hub.ask(`query ($id: ID!) { member(id: $id) { email } }`, {
    id: hub.people.member.id,
  });
  expect(errors?.[0]?.message).toMatch(/email/);
});

test("whoever asks is told as whom", async () => {
  const query = `{ viewer { kind member { name roles } organisation { name } roles languages scopes } }`;
  const nobody = { member: null, organisation: null, roles: [], scopes: [] };
  expect((await hub.ask(query, {}, undefined, ["fr", "en"])).data.viewer).toEqual({
    ...nobody,
    kind: "STRANGER",
    languages: ["fr", "en"],
  });
  expect((await hub.ask(query, {}, hub.people.member)).data.viewer).toMatchObject({
    kind: "MEMBER",
    member: { name: "Mara Alder", roles: ["MEMBER"] },
    organisation: { name: "City of Alpha" },
    roles: ["MEMBER"],
  });
  expect((await hub.ask(query, {}, hub.people.curator)).data.viewer).toMatchObject({
    organisation: null,
    roles: ["CURATOR", "MEMBER"],
  });
  expect((await hub.ask(query, {}, hub.people.partner)).data.viewer).toMatchObject({
    ...nobody,
    kind: "PARTNER",
    scopes: ["content:public", "annotations:public"],
  });
  expect((await hub.ask(query, {}, hub.people.pending)).data.viewer).toMatchObject({
    ...nobody,
    kind: "STRANGER",
  });
});

test("an administrator lets people take part and says what they may do", async () => {
  const input = {
    name: "Nils Fir",
    email: "Nils@Alpha.test",
    organisationId: hub.organisations.alpha,
    roles: ["CURATOR", "MEMBER"],
    languages: ["nl", "en", "nl"],
  };
  const { data, errors } = await hub.ask(CREATE_MEMBER, { input }, hub.people.admin);
  expect(errors).toBeUndefined();
  expect(data.createMember).toEqual({
    id: expect.any(String),
    name: "Nils Fir",
    state: "ACTIVE",
    roles: ["MEMBER", "CURATOR"],
    languages: ["nl", "en"],
    organisation: { name: "City of Alpha" },
  });
  const create = (change: object, as = hub.people.admin) =>
    hub.ask(CREATE_MEMBER, { input: { ...input, email: "else@alpha.test", ...change } }, as);
  expect(codes(await create({ email: "nils@alpha.test" }))).toEqual(["CONFLICT"]);
  expect(codes(await create({ email: "nobody" }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await create({ name: " " }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await create({ name: "x".repeat(201) }))).toEqual(["TEXT_TOO_LONG"]);
  expect(codes(await create({ organisationId: unknown }))).toEqual(["UNKNOWN_REFERENCE"]);
  expect(codes(await create({}, hub.people.curator))).toEqual(["FORBIDDEN"]);
  expect(codes(await create({}, hub.people.partnerMembers as never))).toEqual(["FORBIDDEN"]);
  expect(codes(await hub.ask(CREATE_MEMBER, { input }))).toEqual(["UNAUTHENTICATED"]);

  const { id } = data.createMember;
  const change = { state: "FORMER", roles: [], organisationId: null };
  const changed = await hub.ask(CHANGE_MEMBER, { id, revision: 1, input: change }, hub.people.admin);
  expect(changed.data.changeMember).toMatchObject({
    revision: 2,
    state: "FORMER",
    roles: ["MEMBER"],
    organisation: null,
  });
  const stale = { id, revision: 1, input: { name: "Late" } };
  expect(codes(await hub.ask(CHANGE_MEMBER, stale, hub.people.admin))).toEqual(["CONFLICT"]);
});

test("people change their own name and languages, and nothing else of anybody", async () => {
  const { member, colleague, admin } = hub.people;
  const change = (id: string, input: object, as?: typeof member) =>
    hub.ask(CHANGE_MEMBER, { id, revision: 1, input }, as);
  expect(codes(await change(member.id, { roles: ["ADMINISTRATOR"] }, member))).toEqual(["FORBIDDEN"]);
  expect(codes(await change(member.id, { organisationId: null }, member))).toEqual(["FORBIDDEN"]);
  expect(codes(await change(colleague.id, { name: "Somebody" }, member))).toEqual(["FORBIDDEN"]);
  expect(codes(await change(unknown, { name: "Somebody" }, member))).toEqual(["NOT_FOUND"]);
  expect(codes(await change(hub.people.pending.id, { name: "Somebody" }, member))).toEqual(["NOT_FOUND"]);
  expect(codes(await change(member.id, { name: "Somebody" }))).toEqual(["UNAUTHENTICATED"]);
  expect(codes(await change(admin.id, { roles: [] }, admin))).toEqual(["FORBIDDEN"]);
  const { data } = await change(colleague.id, { name: "Cees van Ahorn", languages: ["nl"] }, colleague);
  expect(data.changeMember).toMatchObject({ revision: 2, name: "Cees van Ahorn", languages: ["nl"] });
});

test("bad input is told by a code, and nothing is half-written", async () => {
  const before = await makeOrganisation(hub, { slug: "taken-slug", provenance: { sourceId: "org:taken" } });
  const create = (input: object) =>
    hub.ask(
      CREATE_ORGANISATION,
      { input: { language: "en", texts: { name: "Half-written" }, ...input } },
      hub.people.curator,
    );
  expect(codes(await create({ slug: "taken-slug" }))).toEqual(["SLUG_TAKEN"]);
  expect(codes(await create({ provenance: { sourceId: "org:taken" } }))).toEqual(["CONFLICT"]);
  expect(codes(await create({ texts: {} }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await create({ texts: { name: "nul\u0000" } }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await create({ texts: { name: "x", summary: "word ".repeat(101) } }))).toEqual([
    "TEXT_TOO_LONG",
  ]);
  for (const country of ["UK", "ZZ", "Netherlands", "N", "nul\u0000"])
    expect(codes(await create({ country }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await create({ population: -1 }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await create({ website: "ftp://files.example" }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await create({ aliases: ["x".repeat(201)] }))).toEqual(["TEXT_TOO_LONG"]);
  expect(codes(await create({ territoryId: unknown }))).toEqual(["UNKNOWN_REFERENCE"]);
  expect(codes(await create({ territoryId: before.id }))).toEqual(["UNKNOWN_REFERENCE"]);
  const territory = (input: object) =>
    hub.ask(
      CREATE_TERRITORY,
      { input: { language: "en", texts: { name: "Half-written" }, ...input } },
      hub.people.curator,
    );
  expect(codes(await territory({ latitude: 50 }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await territory({ latitude: 91, longitude: 0 }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await territory({ latitude: 0, longitude: 181 }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await territory({ partOfId: unknown }))).toEqual(["UNKNOWN_REFERENCE"]);
  const change = (id: string, revision: number, input: object) =>
    hub.ask(CHANGE_ORGANISATION, { id, revision, input }, hub.people.curator);
  expect(codes(await change(before.id, 9, {}))).toEqual(["CONFLICT"]);
  expect(codes(await change(before.id, 1, { territoryId: unknown }))).toEqual(["UNKNOWN_REFERENCE"]);
  expect(codes(await change(unknown, 1, {}))).toEqual(["NOT_FOUND"]);
  expect(codes(await change("nonsense", 1, {}))).toEqual(["NOT_FOUND"]);
  expect(codes(await hub.ask(`{ organisations(after: "nonsense") { totalCount } }`))).toEqual(["BAD_CURSOR"]);
  expect(codes(await hub.ask(`{ organisations(first: 10000) { totalCount } }`))?.[0]).toBeDefined();
  expect(codes(await hub.ask(`{ organisations(filter: { countries: ["XX"] }) { totalCount } }`))).toEqual([
    "BAD_USER_INPUT",
  ]);
  const { data } = await hub.ask(
    `query ($id: ID!, $unknown: ID!) { none: organisation(id: $unknown) { id } nobody: member(id: $unknown) { id } organisation(id: $id) { revision } nothing: organisation(slug: "half-written") { id } nowhere: territory(slug: "half-written") { id } }`,
    { id: before.id, unknown },
  );
  expect(data).toEqual({
    none: null,
    nobody: null,
    organisation: { revision: 1 },
    nothing: null,
    nowhere: null,
  });
});

test("fifty organisations with their places, people and the places around cost a fixed number of statements", async () => {
  const around = await makeTerritory(hub, { country: "SE" });
  for (let i = 0; i < 50; i++) {
    const territory = await makeTerritory(hub, { partOfId: around.id, population: i });
    const organisation = await makeOrganisation(hub, { country: "SE", territoryId: territory.id });
    if (i > 45) await makeMember(hub, { organisationId: organisation.id });
  }
  const cost = async (first: number) => {
    hub.statements.length = 0;
    const { data, errors } = await hub.ask(
      `query ($first: Int!) { organisations(first: $first, filter: { countries: ["SE"] }, sort: POPULATION) {
        nodes { name population territory { name partOf { name } } members(first: 2) { totalCount nodes { name organisation { name } } } }
      } }`,
      { first },
      hub.people.member,
    );
    expect(errors).toBeUndefined();
    expect(data.organisations.nodes).toHaveLength(first);
    return hub.statements.length;
  };
  await cost(1);
  const few = await cost(5);
  expect(await cost(50)).toBe(few);
  expect(few).toBeLessThanOrEqual(6);
});
