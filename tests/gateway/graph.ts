import { buildSubgraphSchema } from "@apollo/subgraph";
import { composeServices } from "@theguild/federation-composition";
import { type GraphQLSchema, parse } from "graphql";

/** A small graph of three rooms with everything that makes federation hard, and data that are wrong in places. */

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])\n`;

const PRACTICES = `${LINK}
interface Node { id: ID! }
interface Content implements Node { id: ID! title: String! summary(length: Int = 12): String owner: Member topics: [Topic!]! }
enum Maturity { SEED TRIED PROVEN }
input Filter { maturity: Maturity, minimum: Int = 0, words: [String!] }
type Query {
  practices(first: Int = 4, filter: Filter): [Practice!]!
  practice(id: ID!): Practice
  contents(first: Int): [Content]
  things: [Thing!]
  node(id: ID!): Node
  grid: [[Practice]!]
  page(first: Int = 3): PracticeConnection!
  broken: String!
  doubtful: String
}
type PracticeConnection { nodes: [Practice!]! edges: [PracticeEdge!] totalCount: Int }
type PracticeEdge { cursor: String! node: Practice! }
type Mutation {
  addPractice(title: String!): Practice!
  renamePractice(id: ID!, title: String!): Practice
  refusePractice: Practice
}
type Practice implements Node & Content @key(fields: "id") {
  id: ID! title: String! summary(length: Int = 12): String owner: Member topics: [Topic!]!
  maturity: Maturity related(first: Int): [Practice!] fragile: String! tags: [String] place: City
}
type Note implements Node & Content @key(fields: "id") {
  id: ID! title: String! summary(length: Int = 12): String owner: Member topics: [Topic!]!
  text: Int maturity: String
}
type Topic { label: String! keeper: Member }
type City @shareable { name: String! country: Country! }
type Country @shareable { code: String! }
union Thing = Practice | Note | Workshop
type Workshop @key(fields: "id", resolvable: false) { id: ID! }
type Member @key(fields: "id", resolvable: false) { id: ID! }
`;

const MEMBERS = `${LINK}
type Query { members(first: Int = 4): [Member!]! me: Member hits(first: Int = 5): [Hit!]! whoami: String! }
type Mutation { addMember(name: String!, idempotencyKey: String): Member! }
type Member @key(fields: "id") {
  id: ID! name(upper: Boolean = false): String! nick: String city: City friends(first: Int): [Member!] boss: Member
}
type Hit { score: Float! target: Target }
union Target = Practice | Note | Workshop
type City @shareable { name: String! country: Country! }
type Country @shareable { code: String! }
type Stats { a: Int b: Int! by: Member }
type Practice @key(fields: "id") { id: ID! reviews(first: Int): [String!] lead: Member stats: Stats watchers: [Member]! }
type Note @key(fields: "id", resolvable: false) { id: ID! }
type Workshop @key(fields: "id", resolvable: false) { id: ID! }
`;

const WORKSHOPS = `${LINK}
type Query { workshops(first: Int = 3): [Workshop!]! workshop(id: ID!): Workshop agenda: [Event] }
type Mutation { addWorkshop(title: String!): Workshop! }
interface Event { id: ID! title: String host: Member }
type Workshop implements Event @key(fields: "id") { id: ID! title: String host: Member practices(first: Int): [Practice!]! text: String }
type Meeting implements Event @key(fields: "id") { id: ID! title: String host: Member! place: String }
type Member @key(fields: "id") { id: ID! workshops(first: Int): [Workshop!]! hosted: Int }
type Practice @key(fields: "id") { id: ID! workshops: [Workshop!] shown: Int! }
`;

/** What a resolver of the test graph may ask of its context. */
interface TestContext {
  viewer: string;
}

type Ref = { __typename: string; id: string };
interface Args {
  id: string;
  name: string;
  title: string;
  first: number | null;
  length: number;
  upper: boolean;
  filter?: { minimum: number } | null;
}
type Resolver = (parent: Ref, args: Args, context: TestContext) => unknown;
type Resolvers = Record<string, Record<string, Resolver>>;

const ref = (__typename: string, id: string): Ref => ({ __typename, id });
const practice = (n: number) => ref("Practice", `p${((n - 1) % 8) + 1}`);
const note = (n: number) => ref("Note", `n${((n - 1) % 3) + 1}`);
const member = (n: number) => ref("Member", `m${((n - 1) % 6) + 1}`);
const workshop = (n: number) => ref("Workshop", `w${((n - 1) % 5) + 1}`);
const number = ({ id }: Ref) => Number(id.slice(1));
const some = <T>(count: number | null | undefined, most: number, make: (n: number) => T) =>
  Array.from({ length: Math.max(0, Math.min(count ?? most, most)) }, (_, index) => make(index + 1));
const fail = (what: string): never => {
  throw new Error(`secret detail of ${what}`);
};
const city = (n: number, flawed: boolean) => ({
  name: `City ${n}`,
  country: flawed ? null : { code: `C${n % 3}` },
});

/** What was done, in order, by every room of one graph, and whether its data are wrong in places. */
interface Deeds {
  done: string[];
  flaws: boolean;
}

/** Is this one of the entities whose field is wrong? */
type Flawed = (it: Ref, ...numbers: number[]) => boolean;

const contentOf = (flawed: Flawed): Record<string, Resolver> => ({
  title: (it) => `Title of ${it.id}`,
  summary: (it, { length }) => (flawed(it, 3) ? fail("summary") : `Summary of ${it.id}`.slice(0, length)),
  owner: (it) => (number(it) % 4 === 0 ? null : member(number(it))),
  topics: (it) =>
    flawed(it, 6) ? null : some(2, 2, (n) => ({ label: `T${n}`, keeper: member(n + number(it)) })),
});

const slow = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function practicesOf(deeds: Deeds): Resolvers {
  const flawed: Flawed = (it, ...numbers) => deeds.flaws && numbers.includes(number(it));
  const content = contentOf(flawed);
  return {
    Query: {
      practices: (_, { first, filter }) =>
        some(first, 8, practice).filter((it) => number(it) >= (filter?.minimum ?? 0)),
      practice: (_, { id }) => (/^p[1-8]$/.test(id) ? ref("Practice", id) : null),
      contents: (_, { first }) => some(first, 6, (n) => (n === 5 ? null : n % 2 ? practice(n) : note(n))),
      things: () => some(7, 7, (n) => [practice(n), note(n), workshop(n)][n % 3]),
      node: (_, { id }) =>
        /^p[1-8]$/.test(id) ? ref("Practice", id) : /^n[1-3]$/.test(id) ? ref("Note", id) : null,
      grid: () => [[practice(1), null, practice(2)], [], [practice(1)]],
      page: (_, { first }) => ({
        nodes: some(first, 8, practice),
        edges: some(first, 8, (n) => ({ cursor: `c${n}`, node: practice(n) })),
        totalCount: 8,
      }),
      broken: () => (deeds.flaws ? null : "mended"),
      doubtful: () => (deeds.flaws ? fail("doubtful") : "certain"),
    },
    Mutation: {
      addPractice: async (_, { title }) => {
        deeds.done.push(`practice ${title} begins`);
        await slow(15);
        deeds.done.push(`practice ${title}`);
        return practice(1);
      },
      renamePractice: (_, { id, title }) => {
        deeds.done.push(`rename ${id} ${title}`);
        return ref("Practice", id);
      },
      refusePractice: () => fail("refusal"),
    },
    Practice: {
      ...content,
      maturity: (it) => ["SEED", "TRIED", "PROVEN", null][number(it) % 4],
      related: (it, { first }) =>
        flawed(it, 7) ? fail("related") : some(first ?? 2, 3, (n) => practice(n + number(it))),
      fragile: (it) => (flawed(it, 2) ? null : flawed(it, 4) ? fail("fragile") : "whole"),
      tags: (it) => ["a", null, it.id],
      place: (it) => city(number(it), flawed(it, 4)),
    },
    Note: { ...content, text: number, maturity: (it) => `ripe ${it.id}` },
    Topic: {},
  };
}

function membersOf(deeds: Deeds): Resolvers {
  const flawed: Flawed = (it, ...numbers) => deeds.flaws && numbers.includes(number(it));
  return {
    Query: {
      members: (_, { first }) => some(first, 6, member),
      me: () => member(1),
      hits: (_, { first }) =>
        some(first, 9, (n) => ({
          score: n / 2,
          target: n === 8 ? null : [practice(n), workshop(n), note(n), practice(n)][n % 4],
        })),
      whoami: (_, __, { viewer }) => viewer,
    },
    Mutation: {
      addMember: (_, { name }) => {
        deeds.done.push(`member ${name}`);
        return member(2);
      },
    },
    Member: {
      name: (it, { upper }) => (flawed(it, 4) ? fail("name") : upper ? `MEMBER ${it.id}` : `Member ${it.id}`),
      nick: (it) => (flawed(it, 5) ? fail("nick") : `nick ${it.id}`),
      city: (it) => (number(it) === 3 ? null : city(number(it), flawed(it, 4))),
      friends: (it, { first }) => some(first ?? 2, 4, (n) => member(n + number(it))),
      boss: (it) => (number(it) === 1 ? null : member(1)),
    },
    Practice: {
      reviews: (it, { first }) =>
        flawed(it, 5) ? fail("reviews") : some(first ?? 1, 4, (n) => `review ${n} of ${it.id}`),
      lead: (it) => member(number(it) + 1),
      stats: (it) => ({ a: number(it), b: flawed(it, 3, 6) ? null : 2, by: member(number(it)) }),
      watchers: (it) => (flawed(it, 8) ? null : [member(1), null, member(number(it))]),
    },
    Hit: {},
  };
}

function workshopsOf(deeds: Deeds): Resolvers {
  const flawed: Flawed = (it, ...numbers) => deeds.flaws && numbers.includes(number(it));
  return {
    Query: {
      workshops: (_, { first }) => some(first, 5, workshop),
      workshop: (_, { id }) => (/^w[1-5]$/.test(id) ? ref("Workshop", id) : null),
      agenda: () => some(6, 6, (n) => (n === 4 ? null : n % 2 ? workshop(n) : ref("Meeting", `g${n}`))),
    },
    Mutation: {
      addWorkshop: (_, { title }) => {
        deeds.done.push(`workshop ${title}`);
        return workshop(1);
      },
    },
    Workshop: {
      title: (it) => `Workshop ${it.id}`,
      host: (it) => member(number(it)),
      practices: (it, { first }) =>
        flawed(it, 4) ? fail("practices") : some(first ?? 2, 3, (n) => practice(n + number(it))),
      text: (it) => `text ${it.id}`,
    },
    Meeting: {
      title: (it) => `Meeting ${it.id}`,
      host: (it) => (flawed(it, 6) ? null : member(number(it))),
      place: () => "Turin",
    },
    Member: {
      workshops: (it, { first }) =>
        flawed(it, 6) ? fail("workshops") : some(first ?? 1, 3, (n) => workshop(n + number(it))),
      hosted: number,
    },
    Practice: {
      workshops: (it) => (number(it) === 1 ? null : [workshop(number(it)), workshop(number(it) + 1)]),
      shown: (it) => (flawed(it, 7) ? fail("shown") : number(it)),
    },
  };
}

/** References of one room become the entities of another: some no longer exist there. */
const REFERENCES: Record<string, Resolver> = {
  Practice: (it) => ref("Practice", it.id),
  Member: (it) => ref("Member", it.id),
  Workshop: (it) => ref("Workshop", it.id),
  Note: (it) => ref("Note", it.id),
  Meeting: (it) => ref("Meeting", it.id),
};

const ABSTRACT = ["Content", "Node", "Thing", "Target", "Event"];
const typed = { __resolveType: (it: Ref) => it.__typename };

function roomSchema(sdl: string, resolvers: Resolvers): GraphQLSchema {
  const complete: Record<string, Record<string, unknown>> = {};
  for (const [type, fields] of Object.entries(resolvers)) complete[type] = { ...fields };
  for (const [type, resolve] of Object.entries(REFERENCES)) {
    if (complete[type] && sdl.includes(`type ${type} `))
      complete[type].__resolveReference = (it: Ref) => resolve(it, {} as Args, { viewer: "" });
  }
  for (const type of ABSTRACT) if (new RegExp(`(interface|union) ${type} `).test(sdl)) complete[type] = typed;
  return buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: complete as never }]);
}

export interface TestGraph {
  supergraphSdl: string;
  schemas: Record<"practices" | "members" | "workshops", GraphQLSchema>;
  /** all resolvers together, for a schema that is not federated */
  resolvers: Resolvers;
  deeds: Deeds;
}

/** Composes the rooms' schemas; composition errors fail the test that asks. */
export function compose(rooms: Record<string, string>): string {
  const composed = composeServices(
    Object.entries(rooms).map(([name, sdl]) => ({ name, typeDefs: parse(sdl), url: `http://${name}` })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join("\n"));
  return composed.supergraphSdl;
}

/** A fresh test graph, whose deeds are its own. */
export function testGraph({ flaws = true }: { flaws?: boolean } = {}): TestGraph {
  const deeds: Deeds = { done: [], flaws };
  const [practices, members, workshops] = [practicesOf(deeds), membersOf(deeds), workshopsOf(deeds)];
  const resolvers: Resolvers = {};
  for (const part of [practices, members, workshops]) {
    for (const [type, fields] of Object.entries(part)) resolvers[type] = { ...resolvers[type], ...fields };
  }
  return {
    supergraphSdl: compose({ practices: PRACTICES, members: MEMBERS, workshops: WORKSHOPS }),
    schemas: {
      practices: roomSchema(PRACTICES, practices),
      members: roomSchema(MEMBERS, members),
      workshops: roomSchema(WORKSHOPS, workshops),
    },
    resolvers,
    deeds,
  };
}

/** The whole graph as one schema, run by graphql-js: what every answer is measured against. */
export function monolith(schema: GraphQLSchema, resolvers: Resolvers): GraphQLSchema {
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (!type || !("getFields" in type)) continue;
    for (const [field, resolve] of Object.entries(fields)) {
      const definition = type.getFields()[field];
      if (definition) (definition as { resolve?: unknown }).resolve = resolve;
    }
  }
  for (const name of ABSTRACT) {
    const type = schema.getType(name) as { resolveType?: unknown } | undefined;
    if (type) type.resolveType = (it: Ref) => it.__typename;
  }
  return schema;
}
