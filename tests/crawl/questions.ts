import fc from "fast-check";
import { type GraphQLSchema, isUnionType } from "graphql";
import { everyone, members, type Who } from "./audience.ts";
import { Paths } from "./paths.ts";
import { type Type, types } from "./records.ts";
import type { World } from "./world.ts";

const SEED = Number(process.env.SEED ?? 1);

/** The types that are things of their own: records, people, and what hangs on them. */
export const THINGS = [
  ...types,
  "Organisation",
  "Territory",
  "Topic",
  "Member",
  "Membership",
  "Annotation",
  "Adoption",
  "AdoptionEvent",
  "SavedSearch",
  "Alert",
  "Follow",
  "InboxItem",
  "RecordEvent",
  "PartnerKey",
];

/** Root fields that tell members of what is theirs, and refuse everybody else. */
const OWN = ["savedSearch", "savedSearches", "alerts", "inbox", "inboxItem", "following", "digest"];

/** The root field that looks a thing up. */
const lookUp = (type: string) => type[0]!.toLowerCase() + type.slice(1);

/** What arguments are given where a field needs some. */
export const valuesIn = (world: World) => ({
  organisationId: world.open.Organisation,
  query: "lantern",
  prefix: "lan",
  issuer: "https://provider.example",
  subject: "somebody",
  id: world.contact,
  members: world.contact,
  hash: "0".repeat(64),
  sourceId: `source:${world.records.Practice[0]!.word}`,
});

/** One open thing of each kind. */
const openTo = (world: World, who: Who): Readonly<Record<string, string | undefined>> => ({
  ...world.open,
  ...Object.fromEntries(types.map((type) => [type, world.records[type][0]!.id])),
  Member: world.contact,
  Annotation: world.notes[0]!.id,
  Adoption: world.adoptions[0]!.id,
  SavedSearch: world.savedSearches.get(who),
  InboxItem: world.inbox.find(({ seers }) => seers.includes(who))?.id,
  RecordEvent: world.event,
  // No key has such an id: of keys the crawl looks at the one it asks with, if any.
  PartnerKey: world.contact,
});

/** The root fields that this person asks, each with the type of thing that it looks up by its id, if it does. */
const rootsFor = (paths: Paths, who: Who) =>
  Object.entries(paths.roots)
    .filter(([name]) => name !== "searchables" && (!OWN.includes(name) || members.includes(who)))
    .map(([name, field]) => ({ name, field, looksUp: THINGS.find((thing) => name === lookUp(thing)) }));

/**
 * Four steps from a root field that is drawn by lot, by ways that are, so many times; after each the same with fewer steps,
 * for where the gateway does not take so deep or so large an operation.
 */
export function* wanderings(
  schema: GraphQLSchema,
  world: World,
  who: Who,
  times: number,
): Generator<string[]> {
  const paths = new Paths(schema, THINGS, valuesIn(world));
  const roots = rootsFor(paths, who).filter(({ name }) => name !== "record");
  const open = openTo(world, who);
  const lots = fc.sample(fc.array(fc.nat(), { minLength: 5, maxLength: 5 }), { seed: SEED, numRuns: times });
  for (const [root, ...ways] of lots) {
    const { field, looksUp } = roots[root! % roots.length]!;
    const args = looksUp ? `(id: "${open[looksUp]}")` : paths.few(field);
    yield [4, 3, 2, 1, 0].map((steps) => paths.wandering(field, args, ways.slice(0, steps)));
  }
}

/** The operations of the crawl: each root field, and with three steps from one open thing of each kind every way to all others. */
export function* crawl(schema: GraphQLSchema, world: World, who: Who, steps: 2 | 3): Generator<string> {
  const paths = new Paths(schema, THINGS, valuesIn(world));
  const open = openTo(world, who);
  for (const { name, field, looksUp: type } of rootsFor(paths, who)) {
    if (type) {
      // From what is found again by a search, or is about anything, three steps are too many for one answer.
      if (steps === 3 && !OWN.includes(name) && type !== "RecordEvent")
        yield* paths.fromOne(field, `(id: "${open[type]}")`);
      yield paths.fromRoot(field, `(id: "${open[type]}")`);
    } else if (name === "record") {
      for (const kind of isUnionType(field.type) ? field.type.getTypes() : [])
        yield paths.narrowed(field, `(id: "${open[kind.name]}")`, kind.name);
    } else if (name === "savedSearches") yield paths.fromRoot(field, "(first: 2)");
    else if (name === "auditLog") yield paths.fromRoot(field, "(first: 12)");
    else yield paths.fromRoot(field);
  }
}

/** What was changed in each record, as far as this person may know. */
export function* comparisons(world: World): Generator<string> {
  for (const type of types)
    for (const { id } of world.records[type])
      yield `{ ${lookUp(type)}(id: "${id}") { revisions(first: 10) { nodes { revision diff(against: 1) { field language before after segments { kind text } } } } } }`;
}

/** Look-ups of everything there is, by every name it has; each with whether this person sees it. */
export function* lookUps(world: World, who: Who): Generator<[ask: string, seen: boolean]> {
  for (const type of types) {
    for (const { id, slug, word, seers } of world.records[type]) {
      const seen = seers.includes(who);
      yield [`${lookUp(type)}(id: "${id}") { id title }`, seen];
      yield [`${lookUp(type)}(slug: "${slug}") { id title }`, seen];
      yield [`record(id: "${id}") { ... on Content { id title } }`, seen];
      yield [`recordBySource(sourceId: "source:${word}") { ... on Content { id title } }`, seen];
    }
  }
  for (const { id, seers } of world.notes)
    yield [`annotation(id: "${id}") { id body tags }`, seers.includes(who)];
  for (const { id, seers } of world.adoptions)
    yield [`adoption(id: "${id}") { id changed }`, seers.includes(who)];
  if (members.includes(who))
    for (const [owner, id] of world.savedSearches)
      yield [`savedSearch(id: "${id}") { id name }`, owner === who];
  for (const { id, seers } of world.members) yield [`member(id: "${id}") { id name }`, seers.includes(who)];
}

/** All things of that type with those who see them. */
export function thingsIn(world: World, type: string): readonly { id: string; seers: readonly Who[] }[] {
  if (type in world.records) return world.records[type as Type];
  if (type in world.open) return [{ id: world.open[type as keyof World["open"]], seers: everyone }];
  return (
    {
      Annotation: world.notes,
      Adoption: world.adoptions,
      Member: world.members,
      Membership: world.memberships,
    }[type] ?? []
  );
}
