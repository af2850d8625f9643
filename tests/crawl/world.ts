import { type Person, type TestHub, tokens } from "../hub.ts";
import { belongs, makeHiddenGroup } from "../make/groups.ts";
import { follow } from "../make/inbox.ts";
import { makeMember, makeOrganisation, makeTerritory } from "../make/members.ts";
import { makeSavedSearch } from "../make/saved-searches.ts";
import { makeTopic } from "../make/topics.ts";
import { both, type Case, cases, everyone, members, nobody, seersOf, type Who } from "./audience.ts";
import { adoptAll, annotateAll, type Hanging } from "./hanging.ts";
import { type Ground, kindOf, type Links, type Salted, salted, type Type, types } from "./records.ts";
import { Secrets } from "./secrets.ts";

export interface World {
  secrets: Secrets;
  people: Record<Who, Person>;
  records: Record<Type, Salted[]>;
  notes: Hanging[];
  adoptions: Hanging[];
  /** what everybody may see: ids by type */
  open: Record<"Organisation" | "Territory" | "Topic", string>;
  /** all people of the network, and those who have yet to be let in */
  members: { id: string; seers: readonly Who[] }[];
  memberships: { id: string; seers: readonly Who[] }[];
  /** a search for all practices that each member keeps, by member */
  savedSearches: ReadonlyMap<Who, string>;
  /** what is in the inboxes of the members, once it is kept */
  inbox: { id: string; seers: readonly Who[] }[];
  /** something that happened to the first practice */
  event: string;
  /** the working group to which `grouped` belongs */
  group: string;
  /** the member to ask about practices */
  contact: string;
}

/** Fills a hub with records of every kind in every case, each linked with all others, and with what hangs on them. */
export async function fill(hub: TestHub): Promise<World> {
  const secrets = new Secrets();
  const { alpha, beta } = hub.organisations;
  const gamma = await makeOrganisation(hub);
  const topic = await makeTopic(hub);
  const territory = await makeTerritory(hub);
  for (const id of [alpha, beta, gamma.id, topic.id, territory.id]) secrets.keep(id, everyone);

  const named = () => makeMember(hub, { name: `Lantern ${secrets.word(members)}`, organisationId: gamma.id });
  const [contact, joining, leaving] = [await named(), await named(), await named()];
  const grouped = { id: joining.id, token: await tokens(hub.passports).member(joining.id) };
  const { member, colleague, other, curator, admin, pending, ...rest } = hub.people;
  const known = [member, colleague, other, curator, admin, grouped, contact, leaving];
  for (const { id } of known) secrets.keep(id, members);

  for (const who of ["partner", "partnerMembers"] as const) secrets.keep(hub.people[who].key, [who]);

  const groups = {
    GROUP: await hiddenGroup(hub, secrets, ["grouped"], [contact.id]),
    OTHER_GROUP: await hiddenGroup(hub, secrets, nobody, [contact.id]),
  };
  await belongs(hub, grouped, { id: groups.GROUP });
  await takeOut(hub, secrets, leaving.id, groups.GROUP);
  const memberships = await membershipsIn(hub, groups.GROUP);
  for (const { id, seers } of memberships) secrets.keep(id, seers);

  const ground: Ground = {
    organisations: { alpha, beta },
    topic: topic.id,
    territory: territory.id,
    groups,
    contact: contact.id,
  };
  const people = { ...rest, pending, alpha: member, beta: other, grouped };
  const savedSearches = await saveSearches(hub, secrets, people);
  for (const who of members) await follow(hub, people[who], "TOPIC", topic.id);
  const records = await fillRecords(hub, secrets, ground);
  return {
    secrets,
    people,
    records,
    notes: await annotateAll(hub, secrets, records, groups.GROUP),
    adoptions: await adoptAll(hub, secrets, records.Practice, gamma.id, contact.id),
    open: { Organisation: alpha, Territory: territory.id, Topic: topic.id },
    contact: contact.id,
    members: [...known.map(({ id }) => ({ id, seers: members })), { id: pending.id, seers: nobody }],
    memberships,
    savedSearches,
    inbox: [],
    event: "",
    group: groups.GROUP,
  };
}

async function saveSearches(hub: TestHub, secrets: Secrets, people: Record<Who, Person>) {
  const saved = new Map<Who, string>();
  for (const who of members) {
    const input = { name: secrets.word([who]), query: "lantern", filter: { kinds: ["PRACTICE"] } };
    const { id } = await makeSavedSearch(hub, people[who], input);
    saved.set(who, secrets.keep(id, [who]));
  }
  return saved;
}

/** Keeps the alerts as secrets of those who may see both the saved search and the record. */
export async function keepAlerts(hub: TestHub, { secrets, savedSearches, records }: World): Promise<void> {
  const rows: { id: string; savedSearchId: string; recordId: string }[] = await hub.db.query(
    'SELECT id, "savedSearchId", "recordId" FROM search.alert',
  );
  const seers = new Map(records.Practice.map((record) => [record.id, record.seers]));
  for (const [who, saved] of savedSearches)
    for (const { id, recordId } of rows.filter(({ savedSearchId }) => savedSearchId === saved))
      secrets.keep(id, both([who], seers.get(recordId)!));
}

/** Keeps what is followed and what is in inboxes as secrets of those who may see both the item and what it is about. */
export async function keepInboxes(hub: TestHub, world: World): Promise<void> {
  const { secrets, people, records, notes } = world;
  const of = (memberId: string) => members.filter((who) => people[who].id === memberId);
  const follows: { id: string; memberId: string }[] = await hub.db.query(
    'SELECT id, "memberId" FROM inbox.follow',
  );
  for (const { id, memberId } of follows) secrets.keep(id, of(memberId));
  const things = [...Object.values(records).flat(), ...notes];
  const seers = new Map(things.map((thing) => [thing.id, thing.seers]));
  const items: { id: string; memberId: string; recordId: string; annotationId: string | null }[] =
    await hub.db.query('SELECT id, "memberId", "recordId", "annotationId" FROM inbox.item');
  for (const { id, memberId, recordId, annotationId } of items) {
    const readers = both(of(memberId), seers.get(annotationId ?? recordId) ?? members);
    world.inbox.push({ id: secrets.keep(id, readers), seers: readers });
  }
  const [event] = await hub.db.query(
    `SELECT id FROM hub.event WHERE "recordId" = $1 AND type = 'PUBLISHED'`,
    [records.Practice[0]!.id],
  );
  world.event = secrets.keep(event.id, records.Practice[0]!.seers);
}

async function membershipsIn(hub: TestHub, group: string): Promise<World["memberships"]> {
  const rows: { id: string; seen: boolean }[] = await hub.db.query(
    `SELECT id, "groupId" = $1 AND state = 'ACTIVE' AS seen FROM "groups".membership`,
    [group],
  );
  return rows.map(({ id, seen }) => ({ id, seers: seen ? ["grouped"] : nobody }));
}

/** Somebody belongs to a group no more, for a reason that only they and those who run it read. */
async function takeOut(hub: TestHub, secrets: Secrets, id: string, group: string) {
  await belongs(hub, { id, token: await tokens(hub.passports).member(id) }, { id: group });
  const [membership] = await hub.db.query('SELECT id FROM "groups".membership WHERE "memberId" = $1', [id]);
  await hub.tell(
    "mutation R($id: ID!, $reason: String!) { removeFromWorkingGroup(id: $id, reason: $reason) { id } }",
    {
      id: membership.id,
      reason: `Lantern ${secrets.word(nobody)}`,
    },
  );
}

async function hiddenGroup(hub: TestHub, secrets: Secrets, seers: readonly Who[], leadIds: string[]) {
  const { id } = await makeHiddenGroup(hub, { title: `Lantern ${secrets.word(seers)}`, leadIds });
  return secrets.keep(id, seers);
}

async function fillRecords(hub: TestHub, secrets: Secrets, ground: Ground) {
  const records = Object.fromEntries(types.map((type) => [type, [] as Salted[]])) as World["records"];
  for (const type of types) {
    const made = cases.map((one, i) =>
      salted(hub.tell, secrets, type, one, ground, linksOf(records, secrets, type, i)),
    );
    records[type] = await Promise.all(made);
  }
  await Promise.all([
    ...records.Project.map(({ id, revision, word }) =>
      hub.tell(
        "mutation C($id: ID!, $revision: Int!, $input: ProjectChange!) { changeProject(id: $id, revision: $revision, input: $input) { id } }",
        { id, revision, input: { outputs: [{ key: word, resourceIds: idsOf(records.Resource) }] } },
      ),
    ),
    ...records.WorkingGroup.map(({ id, revision }, i) =>
      hub.tell(
        "mutation C($id: ID!, $revision: Int!, $platformId: ID) { changeWorkingGroup(id: $id, revision: $revision, input: { platformId: $platformId }) { id } }",
        { id, revision, platformId: elsewhere(records.Resource, i) },
      ),
    ),
  ]);
  return records;
}

const idsOf = (records: readonly Salted[]) => records.map(({ id }) => id);

/** So that a public record refers to a hidden one where it refers to one alone. */
const elsewhere = (records: readonly Salted[], i: number) => records[(i + 7) % records.length]!.id;

function linksOf(records: World["records"], secrets: Secrets, type: Type, i: number): Links {
  const projectIds = idsOf(records.Project);
  const workingGroupIds = idsOf(records.WorkingGroup);
  const practiceIds = idsOf(records.Practice);
  switch (type) {
    case "Project":
      return {};
    case "WorkingGroup":
    case "Practice":
      return { projectIds };
    case "Series":
      return { workingGroupIds };
    case "Workshop":
      return { projectIds, workingGroupIds, practiceIds, seriesId: elsewhere(records.Series, i) };
    case "Resource":
      return { projectIds, workingGroupIds, practiceIds, workshopIds: idsOf(records.Workshop) };
    case "Collection":
      return items(records, secrets, cases[i]!);
  }
}

/** All practices and some records of each other kind; why a record is there is read by those who see both. */
function items(records: World["records"], secrets: Secrets, of: Case): Links {
  const chosen = types.flatMap((type) => (type === "Practice" ? records[type] : records[type].slice(0, 8)));
  return {
    items: chosen.map(({ id, type, seers }) => ({
      kind: kindOf(type),
      recordId: id,
      why: `Lantern ${secrets.word(both(seers, seersOf(of)))}`,
    })),
  };
}
