import fc from "fast-check";

/** A request as it is sent. */
export interface Sent {
  /** straight at a room, rather than at the front door */
  atRoom: boolean;
  method: "POST" | "GET" | "PUT" | "DELETE" | "OPTIONS";
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Operations in which something is then spoilt. */
const OPERATIONS = [
  "{ practices(first: 3) { totalCount nodes { id title owner { name } } pageInfo { endCursor } } }",
  "query S($q: String!, $f: SearchFilter, $after: String) { search(query: $q, filter: $f, after: $after, facets: [KIND, TOPIC]) { totalCount didYouMean nodes { id highlights { snippet } record { __typename ... on Practice { title } } } } }",
  "query P($id: ID!) { practice(id: $id) { id annotations { nodes { body } } adoptions { totalCount } } record(id: $id) { __typename } }",
  "query O($after: String, $first: Int! = 5) { organisations(after: $after, first: $first, sort: NAME) { nodes { id name } } }",
  "query N($ids: [ID!]) { annotations(filter: { recordIds: $ids }) { nodes { id } } practices(filter: { ids: $ids, topicIds: $ids }) { totalCount } }",
  'query W($on: PartialDate) { workshops(filter: { from: $on, to: "2021-02" }) { nodes { start end } } projects(filter: { activeIn: 2020 }) { totalCount } }',
  "query T($q: String!) { suggest(prefix: $q) { text } topic(slug: $q) { label } recordBySource(sourceId: $q) { __typename } }",
  "query V { viewer { kind member { id } } savedSearches { nodes { id results { totalCount } } } alerts { unreadCount } }",
  "mutation C($input: NewPractice!) { createPractice(input: $input) { id slug } }",
  "mutation A($input: NewAnnotation!) { annotate(input: $input) { id } }",
  "mutation J($id: ID!) { joinWorkingGroup(id: $id) { state } }",
  "fragment F on Practice { id ...G } fragment G on Practice { title } query Q { practices { nodes { ...F } } }",
  "{ __schema { types { name fields { name } } } }",
] as const;

const SIGNS = [
  ..."{}()[]:!$@&|=#,.\"'\\",
  ...[
    "...",
    '"""',
    "@skip(if: true)",
    "@include(if: $x)",
    "@deprecated",
    "a: ",
    "$q",
    "\ufeff",
    "\0",
    "\ud800",
  ],
  ...["null", "true", "0", "-1", "1e999", "9".repeat(30), '"\\u0000"', '"\\u{110000}"', "[[[[", "{{{{"],
  ...["on", "fragment", "query", "mutation", "subscription", "__typename", "_entities", "_service", "type"],
] as const;

const noise = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...SIGNS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
);

const edit = fc.record({ at: fc.nat(1_000), cut: fc.nat(5), put: noise });

/** The text with a few of its signs taken out and others put in. */
const spoilt = (text: string, edits: readonly { at: number; cut: number; put: string }[]): string =>
  edits.reduce((whole, { at, cut, put }) => {
    const place = at % (whole.length + 1);
    return whole.slice(0, place) + put + whole.slice(place + cut);
  }, text);

const operation = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...OPERATIONS) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...OPERATIONS), fc.array(edit, { minLength: 1, maxLength: 4 }))
      .map(([text, edits]) => spoilt(text, edits)),
  },
  { weight: 2, arbitrary: fc.array(noise, { maxLength: 40 }).map((signs) => signs.join(" ")) },
  { weight: 1, arbitrary: fc.nat(300).map((deep) => "{ a ".repeat(deep) + "}".repeat(deep)) },
  { weight: 1, arbitrary: fc.nat(3_000).map((many) => `{ ${"viewer { kind } ".repeat(many)}}`) },
);

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom("\0", "\ud800", "'; DROP TABLE hub.record; --", '"(', "%", "\\", "a".repeat(20_000), ""),
  fc.uuid(),
  fc.jsonValue({ maxDepth: 1 }).map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
);

const coordinate = fc.double({ noNaN: true, noDefaultInfinity: true });

const value = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0, 1e308, 2 ** 31, 2 ** 53, 0.5) },
);

const variables = fc.dictionary(
  fc.constantFrom("q", "f", "id", "ids", "after", "first", "on", "input", "__proto__"),
  value,
  { maxKeys: 5 },
);

const filter = fc.record(
  {
    kinds: fc.array(fc.constantFrom("PRACTICE", "TOPIC"), { maxLength: 2 }),
    near: fc.record({ latitude: coordinate, longitude: coordinate, km: coordinate }),
    yearFrom: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    populationTo: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    countries: fc.array(text, { maxLength: 2 }),
    topicIds: fc.array(text, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const words = fc.record({ title: text, summary: text }, { requiredKeys: ["title"] });
const practice = fc.record(
  {
    language: fc.constantFrom("en", "fr"),
    texts: words,
    slug: text,
    ownerId: text,
    contactId: text,
    start: text,
    topicIds: fc.array(text, { maxLength: 3 }),
    tools: fc.array(text, { maxLength: 3 }),
    provenance: fc.record({ sourceId: text }),
  },
  { requiredKeys: ["language", "texts"] },
);
const note = fc.record(
  {
    language: fc.constantFrom("en", "fr"),
    body: text,
    links: fc.array(text, { maxLength: 2 }),
    tags: fc.array(text, { maxLength: 2 }),
    target: fc.record({
      kind: fc.constant("PRACTICE"),
      recordId: text,
      revision: fc.integer({ min: -9, max: 9 }),
    }),
    motivation: fc.constantFrom("COMMENTING", "HIGHLIGHTING"),
    audience: fc.constantFrom("ONLY_ME", "GROUPS", "EVERYONE"),
  },
  { requiredKeys: ["target", "motivation", "audience"] },
);

/** Variables of the types that the operations want, whatever they say. */
const fitting = fc.record(
  {
    q: text,
    f: filter,
    id: text,
    ids: fc.array(text, { maxLength: 5 }),
    after: text,
    first: fc.integer({ min: -5, max: 200 }),
    on: text,
  },
  { requiredKeys: ["q", "id", "on"] },
);

const whole = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ query: fc.constantFrom(...OPERATIONS), variables: fitting }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      query: fc.constant("mutation C($input: NewPractice!) { createPractice(input: $input) { id slug } }"),
      variables: fc.record({ input: practice }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      query: fc.constant("mutation A($input: NewAnnotation!) { annotate(input: $input) { id } }"),
      variables: fc.record({ input: note }),
    }),
  },
);

const json = fc.oneof(
  { weight: 10, arbitrary: whole },
  { weight: 6, arbitrary: fc.record({ query: operation, variables }, { requiredKeys: ["query"] }) },
  {
    weight: 2,
    arbitrary: fc.record(
      {
        query: fc.oneof(operation, value),
        variables: value,
        operationName: value,
        extensions: fc.oneof(
          value,
          fc.record({ persistedQuery: fc.record({ version: value, sha256Hash: value }) }),
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
);

const body = fc.oneof(
  { weight: 18, arbitrary: json.map((one) => JSON.stringify(one)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(json, fc.array(edit, { minLength: 1, maxLength: 3 }))
      .map(([one, edits]) => spoilt(JSON.stringify(one), edits)),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 300 }) },
);

const part = (one: unknown) => Buffer.from(JSON.stringify(one)).toString("base64url");

/** Only what HTTP takes in a header. */
const inHeader = (one: string) => one.replace(/[^\x20-\x7e\x80-\xff]/g, "").trim();

/** Tokens that are good, spoilt or nonsense. */
function authorization(good: readonly string[]) {
  const claims = fc.record(
    {
      iss: fc.oneof(fc.constantFrom("hub", "https://login.example"), value),
      aud: fc.oneof(fc.constantFrom("hub-gateway", "hub-rooms"), value),
      sub: value,
      exp: fc.oneof(fc.constant(4e9), value),
      iat: value,
      viewer: fc.oneof(fc.constant({ kind: "SERVICE", roles: [], groups: [], scopes: [] }), value),
    },
    { requiredKeys: [] },
  );
  const header = fc.record(
    { alg: fc.oneof(fc.constantFrom("EdDSA", "none", "HS256", "RS256"), value), kid: value, crit: value },
    { requiredKeys: [] },
  );
  return fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...good.map((token) => `Bearer ${token}`)) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(...good), fc.array(edit, { minLength: 1, maxLength: 2 }))
        .map(([token, edits]) => `Bearer ${spoilt(token, edits)}`),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(header, claims, fc.base64String({ maxLength: 90 }))
        .map(([head, said, signature]) => `Bearer ${part(head)}.${part(said)}.${signature}`),
    },
    { weight: 1, arbitrary: fc.base64String({ maxLength: 60 }).map((rest) => `Bearer hub_live_${rest}`) },
    { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("Basic YTpi", "bearer", "Bearer", `Bearer ${"a".repeat(12_000)}`),
    },
  );
}

const usual = { "content-type": "application/json", accept: "application/json" };

const moreHeaders = fc.dictionary(
  fc.constantFrom("accept", "accept-language", "content-type", "origin", "sec-fetch-site", "x-request-id"),
  fc.oneof(
    fc.constantFrom(
      "*/*",
      "application/graphql-response+json",
      "text/plain",
      "cross-site",
      "https://a.example",
    ),
    fc.string({ unit: "binary-ascii", maxLength: 40 }),
  ),
  { maxKeys: 2 },
);

/** Requests of which most are wrong in some way. `good` are tokens that the front door takes, `passports` those that rooms take. */
export function requests(good: readonly string[], passports: readonly string[]): fc.Arbitrary<Sent> {
  const asked = (atRoom: boolean) =>
    fc
      .record({
        method: fc.oneof(
          { weight: 20, arbitrary: fc.constant("POST" as const) },
          { weight: 3, arbitrary: fc.constant("GET" as const) },
          { weight: 1, arbitrary: fc.constantFrom("PUT" as const, "DELETE" as const, "OPTIONS" as const) },
        ),
        path: fc.oneof(
          { weight: 15, arbitrary: fc.constant("/graphql") },
          {
            weight: 1,
            arbitrary: fc.webPath().map((path) => path || "/"),
          },
        ),
        asked: fc.tuple(operation, variables),
        by: fc.option(authorization(atRoom ? passports : good), { freq: 4 }),
        more: fc.option(moreHeaders, { freq: 2, nil: {} }),
        body,
      })
      .map(({ method, path, asked: [query, given], by, more, body: sent }): Sent => {
        const search = new URLSearchParams({ query, variables: JSON.stringify(given) });
        const headers = { ...usual, ...more, ...(by === null ? {} : { authorization: by }) };
        return {
          atRoom,
          method,
          path: method === "GET" ? `${path}?${search}`.slice(0, 12_000) : path,
          headers: Object.fromEntries(
            Object.entries(headers)
              .map(([name, one]) => [name, inHeader(one)] as const)
              .filter(([, one]) => one !== ""),
          ),
          body: method === "GET" ? undefined : sent,
        };
      });
  return fc.oneof({ weight: 9, arbitrary: asked(false) }, { weight: 1, arbitrary: asked(true) });
}
