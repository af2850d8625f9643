import type { ExecutionResult, GraphQLFormattedError } from "graphql";
import type { Language } from "../foundation/language.ts";
import type { AdoptionSeed, Seed } from "./content.ts";

/** Puts an operation to the graph as the hub itself, which writes as a curator and an administrator. */
export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<ExecutionResult>;

/** One mutation on one record of the first content. */
export interface Deed {
  seed: Seed;
  verb: "create" | "translate" | "publish";
  language?: Language;
  variables: Record<string, unknown>;
}

interface Found {
  id: string;
  revision: number;
  languages: Language[];
  status?: string;
}

/** How many mutations travel in one operation, and how many operations at once: within what the gateway lets through. */
const TOGETHER = 15;
const AT_ONCE = 4;

/** The operations by which the first content is loaded. Each failure names its record. */
export function asking(ask: Ask) {
  /** What the hub has of these records, by source id. */
  async function states(records: readonly Seed[]): Promise<Map<string, Found>> {
    const found = new Map<string, Found>();
    await inTurns(chunks(records, TOGETHER), async (chunk) => {
      const answer = await ask(
        lookUp(chunk.length),
        numbered(chunk, ({ sourceId }) => ({ s: sourceId })),
      );
      for (const [i, state] of tell(answer, chunk).entries())
        if (state) found.set(chunk[i]!.sourceId, state as Found);
    });
    return found;
  }

  /** Those of these people who are there already, found by name among the people of their organisation. */
  async function people(wanted: readonly Seed[], idOf: (sourceId: string) => string) {
    const found = new Map<string, Found>();
    await inTurns(wanted, async (seed) => {
      const id = idOf(seed.fields.organisationId as string);
      const answer = await ask(PEOPLE, { id });
      const [organisation] = tell(answer, [seed]) as { members: { nodes: (Found & { name: string })[] } }[];
      const person = organisation?.members.nodes.find(({ name }) => name === seed.fields.name);
      if (person) found.set(seed.sourceId, { ...person, languages: [] });
    });
    return found;
  }

  /** Carries out the deeds, several in one operation, and answers with id and revision of each. */
  async function mutate(deeds: readonly Deed[]): Promise<{ id: string; revision: number }[]> {
    const answers = new Map<Deed, { id: string; revision: number }>();
    const alike = new Map<string, Deed[]>();
    for (const deed of deeds) {
      const kind = `${deed.verb} ${deed.seed.type}`;
      alike.set(kind, [...(alike.get(kind) ?? []), deed]);
    }
    const parts = [...alike.values()].flatMap((some) => chunks(some, TOGETHER));
    await inTurns(parts, async (part) => {
      const answer = await ask(
        mutation(part),
        numbered(part, ({ variables, language }) => ({ ...variables, ...(language ? { language } : {}) })),
      );
      const told = tell(
        answer,
        part.map(({ seed }) => seed),
        part[0]!.verb,
      );
      for (const [i, deed] of part.entries()) answers.set(deed, told[i] as { id: string; revision: number });
    });
    return deeds.map((deed) => answers.get(deed)!);
  }

  /** Records adoptions; those that are recorded already stay as they are. */
  async function adopt(adoptions: readonly AdoptionSeed[]) {
    for (const { practiceId, ...input } of adoptions) {
      const { errors } = await ask(ADOPT, { practiceId, input });
      const problem = errors?.find(({ extensions }) => extensions?.code !== "CONFLICT");
      if (problem) throw new Error(`The first content cannot record an adoption: ${problem.message}`);
    }
  }

  /** Those who came into a new group with its lead are ordinary members of it. */
  async function settle(records: readonly Seed[], idOf: (sourceId: string) => string) {
    for (const seed of records.filter(({ fields }) => fields.memberIds)) {
      const ordinary = new Set((seed.fields.memberIds as string[]).map(idOf));
      const answer = await ask(MEMBERSHIPS, { id: idOf(seed.sourceId) });
      const [group] = tell(answer, [seed]) as { memberships: { nodes: MembershipAnswer[] } }[];
      for (const { id, revision, role, member } of group?.memberships.nodes ?? []) {
        if (role !== "LEAD" || revision > 1 || !member || !ordinary.has(member.id)) continue;
        tell(await ask(ORDINARY, { id, revision }), [seed], "settle");
      }
    }
  }

  return { states, people, mutate, adopt, settle };
}

interface MembershipAnswer {
  id: string;
  revision: number;
  role: string;
  member: { id: string } | null;
}

const CONTENT = ["Project", "WorkingGroup", "Series", "Practice", "Workshop", "Resource", "Collection"];
const REFERENCE = ["Topic", "Territory", "Organisation"];

const lookUp = (count: number) => `query FirstContent(${each(count, (i) => `$s${i}: String!`)}) {
  ${each(count, (i) => `r${i}: recordBySource(sourceId: $s${i}) { ...State }`)}
}
fragment State on SearchRecord {
  ${REFERENCE.map((type) => `... on ${type} { id revision languages }`).join("\n  ")}
  ${CONTENT.map((type) => `... on ${type} { id revision languages status }`).join("\n  ")}
}`;

const PEOPLE =
  "query People($id: ID!) { r0: organisation(id: $id) { members(first: 100) { nodes { id name revision } } } }";
const ADOPT =
  "mutation Adopt($practiceId: ID!, $input: NewAdoption!) { adoptPractice(practiceId: $practiceId, input: $input) { id } }";
const MEMBERSHIPS =
  "query Memberships($id: ID!) { r0: workingGroup(id: $id) { memberships(first: 100) { nodes { id revision role member { id } } } } }";
const ORDINARY =
  "mutation Ordinary($id: ID!, $revision: Int!) { r0: changeMembershipRole(id: $id, revision: $revision, role: MEMBER) { id } }";

/** One operation for deeds of the same verb on records of the same type. */
function mutation(deeds: readonly Deed[]): string {
  const { seed, verb } = deeds[0]!;
  const { type } = seed;
  const types: Record<string, string> = {
    input: `New${type}!`,
    id: "ID!",
    revision: "Int!",
    texts: `${type}TextsInput!`,
    language: "Language!",
  };
  const names = [...Object.keys(deeds[0]!.variables), ...(deeds[0]!.language ? ["language"] : [])];
  return `mutation ${verb}${type}(${each(deeds.length, (i) => names.map((name) => `$${name}${i}: ${types[name]}`).join(", "))}) {
  ${each(deeds.length, (i) => `r${i}: ${verb}${type}(${names.map((name) => `${name}: $${name}${i}`).join(", ")}) { id revision }`)}
}`;
}

const each = (count: number, write: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => write(i)).join(" ");

/** The variables of all items in one object, each name followed by the item's number. */
const numbered = <T>(items: readonly T[], variables: (item: T) => Record<string, unknown>) =>
  Object.fromEntries(
    items.flatMap((item, i) =>
      Object.entries(variables(item)).map(([name, value]) => [`${name}${i}`, value] as const),
    ),
  );

/** What was answered to r0, r1, …; throws where there is an error, naming the record it is about. */
function tell(
  { data, errors }: Awaited<ReturnType<Ask>>,
  records: readonly Seed[],
  verb = "look up",
): unknown[] {
  const [error] = (errors ?? []) as readonly GraphQLFormattedError[];
  if (error) {
    const which = /^r(\d+)$/.exec(String(error.path?.[0]))?.[1];
    const about =
      which === undefined ? records.map(({ sourceId }) => sourceId) : [records[Number(which)]?.sourceId];
    throw new Error(`The first content stopped at ${about.join(", ")} (${verb}): ${error.message}`);
  }
  return records.map((_, i) => (data as Record<string, unknown>)[`r${i}`]);
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** Works on all items, a few at a time; after a failure nothing new is begun, and it is told once all that was begun has ended. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>) {
  const queue = [...items];
  const next = async () => {
    try {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    } finally {
      queue.length = 0;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, next));
  const failed = ended.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}
