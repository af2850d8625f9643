import { v7 } from "uuid";
import type { Person, TestHub } from "../hub.ts";
import { answerQuestion, askOwner, makeNote, type Note } from "../make/annotations.ts";
import { belongs, type GroupWish, makeGroup, makeHiddenGroup } from "../make/groups.ts";
import { follow } from "../make/inbox.ts";
import { type MadeKey, makeKey } from "../make/keys.ts";
import { type Made, made } from "../make/made.ts";
import { makeMember, makeOrganisation, makeTerritory } from "../make/members.ts";
import { makeSavedSearch, type Saved } from "../make/saved-searches.ts";
import { makeTopic } from "../make/topics.ts";
import { type Visitors, visitorsOf } from "./columns.ts";

export const contents = [
  "Practice",
  "Project",
  "Workshop",
  "Series",
  "WorkingGroup",
  "Resource",
  "Collection",
] as const;
type ContentType = (typeof contents)[number];

/** For whom a record is: the first three are published; `review` waits for a curator. All are alpha's. */
const standings = ["public", "members", "group", "draft", "review"] as const;
type Standing = (typeof standings)[number];

/** A record with a word in its title that no other record has. */
type Worded = Made & { word: string };

interface Stored {
  id: string;
  revision: number;
}

/** What the table is asked about. */
export interface Ground {
  visitors: Visitors;
  organisations: Record<"alpha" | "beta" | "elsewhere", Made>;
  territory: Made;
  topic: Made;
  records: Record<ContentType, Record<Standing, Worded>>;
  /** a published practice of a city of which nobody asks, and a draft of another */
  foreign: Made;
  foreignDraft: Made;
  /** `hidden` is for `grouped`; `member` leads the others */
  groups: Record<"hidden" | "open" | "onRequest" | "byInvitation", Made>;
  /** how `grouped` stands to the hidden group, `other` to the open one, and `other` who asks for the one on request */
  memberships: Record<"hidden" | "open" | "request", Stored>;
  /**
   * On the public practice, by `member` unless told otherwise: by `grouped` for its group, a question by `other`, one of
   * theirs to the owner alone and the answer to another, one that all members flagged, one on the draft.
   */
  notes: Record<
    | "everyone"
    | "members"
    | "group"
    | "private"
    | "hidden"
    | "question"
    | "toOwner"
    | "answer"
    | "flagged"
    | "onDraft",
    Note
  >;
  /** by `member`: that alpha did what the foreign practice tells of */
  experience: Note;
  /** of alpha for everybody and for members, of beta of alpha's draft */
  adoptions: Record<"public" | "members" | "ofDraft", Stored>;
  /** people of alpha; `pendingElsewhere` asks for beta */
  members: Record<
    | "member"
    | "pending"
    | "colleague"
    | "steward"
    | "curator"
    | "pendingElsewhere"
    | "refused"
    | "former"
    | "erased",
    Stored
  >;
  /** of alpha with the hash of its secret and of an operation registered for it, and of beta; `portal` is what the visitor asks with */
  keys: { alpha: MadeKey; beta: MadeKey; portal: string; hash: string; operation: string };
  saved: Saved;
  alert: string;
  /** the member's: what they follow, and an item of their inbox */
  follow: string;
  item: string;
  /** of each practice, what happened to it last */
  events: Record<Standing, string>;
}

const wishes: Readonly<Record<Standing, object>> = {
  public: {},
  members: { visibility: "MEMBERS" },
  group: { visibility: "GROUP" },
  draft: { status: "DRAFT" },
  review: { status: "IN_REVIEW" },
};

let count = 0;

/** Lays out something of everything, through the front door wherever that can be. */
export async function groundOf(hub: TestHub): Promise<Ground> {
  const visitors = await visitorsOf(hub);
  const { member, other, grouped } = visitors;
  const { alpha, beta } = hub.organisations;
  const elsewhere = await makeOrganisation(hub, { name: "Elsewhere" });
  const lead = await makeMember(hub, { organisationId: elsewhere.id });
  const hidden = await makeHiddenGroup(hub, { leadIds: [lead.id] });
  await belongs(hub, grouped, hidden);

  const records = await recordsFor(hub, hidden.id);
  const [foreign, foreignDraft] = [
    await made(hub, "Practice", { ownerId: elsewhere.id }),
    await made(hub, "Practice", { ownerId: elsewhere.id, status: "DRAFT" }),
  ];
  const led = (joinPolicy: GroupWish["joinPolicy"]) => makeGroup(hub, { joinPolicy, leadIds: [member.id] });
  const groups = {
    hidden,
    open: await led("OPEN"),
    onRequest: await led("ON_REQUEST"),
    byInvitation: await led("BY_INVITATION"),
  };
  for (const { id } of [groups.open, groups.onRequest])
    await hub.ask("mutation J($id: ID!) { joinWorkingGroup(id: $id) { id } }", { id }, other);

  const city = (id: string) => stored<Made>(hub, "members.organisation", id);
  return {
    visitors,
    organisations: { alpha: await city(alpha), beta: await city(beta), elsewhere },
    territory: await makeTerritory(hub),
    topic: await makeTopic(hub),
    records,
    foreign,
    foreignDraft,
    groups,
    memberships: {
      hidden: await membership(hub, hidden, grouped),
      open: await membership(hub, groups.open, other),
      request: await membership(hub, groups.onRequest, other),
    },
    notes: await notesOn(hub, visitors, records.Practice, hidden.id),
    experience: await makeNote(hub, member, { on: foreign.id, experience: "DID_THIS" }),
    adoptions: await adoptionsOf(hub, records.Practice.draft, elsewhere.id),
    members: await membersOf(hub, visitors),
    keys: await keysOf(hub),
    ...(await savedBy(hub, member, records.Practice.public)),
    ...(await followedBy(hub, member, foreign, records.Practice)),
  };
}

async function recordsFor(hub: TestHub, group: string): Promise<Ground["records"]> {
  const records = {} as Ground["records"];
  for (const type of contents) {
    const entries = standings.map(async (standing) => {
      count += 1;
      const word = `zm${count}x`;
      const record = await made(hub, type, {
        title: `Lantern ${word}`,
        ownerId: hub.organisations.alpha,
        provenance: { sourceId: `rights:${word}` },
        ...wishes[standing],
        ...(standing === "group" ? { groupIds: [group] } : {}),
        ...(type === "Collection"
          ? { items: [{ kind: "PRACTICE", recordId: records.Practice.public.id }] }
          : {}),
      });
      return [standing, { ...record, word }] as const;
    });
    records[type] = Object.fromEntries(await Promise.all(entries)) as Record<Standing, Worded>;
  }
  return records;
}

async function notesOn(
  hub: TestHub,
  { member, other, grouped, steward, curator, admin }: Visitors,
  { public: on, draft }: Record<Standing, Worded>,
  group: string,
): Promise<Ground["notes"]> {
  const note = (by: Person, audience: string, more: object = {}) =>
    makeNote(hub, by, { on: on.id, audience, ...more });
  const hidden = await note(member, "EVERYONE");
  await hub.tell(
    'mutation H($id: ID!, $revision: Int!) { moderateAnnotation(id: $id, revision: $revision, moderation: HIDDEN, reason: "Rude.") { id } }',
    { ...hidden },
  );
  const flagged = await note(hub.people.colleague, "EVERYONE");
  for (const by of [member, other, grouped, steward, curator, admin])
    await hub.ask(
      'mutation F($id: ID!) { flagAnnotation(id: $id, reason: "Rude.") { id } }',
      { id: flagged.id },
      by,
    );
  return {
    everyone: await note(member, "EVERYONE"),
    members: await note(member, "MEMBERS"),
    group: await note(grouped, "GROUPS", { groupIds: [group] }),
    private: await note(member, "ONLY_ME"),
    hidden,
    question: await note(other, "EVERYONE", { motivation: "QUESTIONING" }),
    toOwner: await askOwner(hub, other, on.id),
    answer: await answerQuestion(hub, member, await askOwner(hub, other, on.id)),
    flagged,
    onDraft: await note(member, "EVERYONE", { on: draft.id }),
  };
}

async function adoptionsOf(hub: TestHub, draft: Made, elsewhere: string): Promise<Ground["adoptions"]> {
  const { alpha, beta } = hub.organisations;
  const adopt = async (practiceId: string, organisationId: string, visibility: string) => {
    const { adopted } = await hub.tell(
      "mutation A($id: ID!, $input: NewAdoption!) { adopted: adoptPractice(practiceId: $id, input: $input) { id revision } }",
      { id: practiceId, input: { state: "TRYING", language: "en", organisationId, visibility } },
    );
    return adopted;
  };
  const theirs = () => made(hub, "Practice", { ownerId: elsewhere });
  return {
    public: await adopt((await theirs()).id, alpha, "PUBLIC"),
    members: await adopt((await theirs()).id, alpha, "MEMBERS"),
    ofDraft: await adopt(draft.id, beta, "PUBLIC"),
  };
}

/** By which somebody signs in at a provider. */
export const IDENTITY = { issuer: "https://login.test", subject: "mara" };

async function membersOf(hub: TestHub, { member, pending }: Visitors): Promise<Ground["members"]> {
  const { alpha, beta } = hub.organisations;
  await hub.db.query('INSERT INTO members.identity (issuer, subject, "memberId") VALUES ($1, $2, $3)', [
    ...Object.values(IDENTITY),
    member.id,
  ]);
  const of = (id: string) => stored<Stored>(hub, "members.member", id);
  const make = (fields: object) => makeMember(hub, { organisationId: alpha, ...fields });
  const erased = await make({ name: "Erna Erased" });
  await hub.tell(
    'mutation E($id: ID!, $revision: Int!) { eraseMember(id: $id, revision: $revision, confirm: "Erna Erased") }',
    { ...erased },
  );
  return {
    member: await of(member.id),
    pending: await of(pending.id),
    colleague: await make({}),
    steward: await make({ roles: ["STEWARD"] }),
    curator: await make({ roles: ["CURATOR"] }),
    pendingElsewhere: await make({ state: "PENDING", organisationId: beta }),
    refused: await make({ state: "REFUSED" }),
    former: await make({ state: "FORMER" }),
    erased,
  };
}

async function keysOf(hub: TestHub): Promise<Ground["keys"]> {
  const alpha = await makeKey(hub, { origins: ["https://portal.example"] });
  const [{ hash }] = await hub.db.query('SELECT hash FROM members.partner_secret WHERE "keyId" = $1', [
    alpha.id,
  ]);
  const { registered } = await hub.tell(
    'mutation R($id: ID!) { registered: registerOperation(keyId: $id, query: "{ viewer { kind } }") { hash } }',
    { id: alpha.id },
  );
  return {
    alpha,
    beta: await makeKey(hub, { organisationId: hub.organisations.beta }),
    portal: hub.people.partner.key,
    hash,
    operation: registered.hash,
  };
}

async function savedBy(hub: TestHub, member: Person, record: Made): Promise<Pick<Ground, "saved" | "alert">> {
  const saved = await makeSavedSearch(hub, member, { query: "xylophone" });
  const alert = v7();
  await hub.db.query(
    `INSERT INTO search.alert (id, "savedSearchId", "memberId", kind, "recordId", since) VALUES ($1, $2, $3, 'PRACTICE', $4, '{}')`,
    [alert, saved.id, member.id, record.id],
  );
  return { saved, alert };
}

async function followedBy(
  hub: TestHub,
  member: Person & { id: string },
  foreign: Made,
  practices: Record<Standing, Worded>,
): Promise<Pick<Ground, "follow" | "item" | "events">> {
  const item = v7();
  await hub.db.query(
    `INSERT INTO inbox.item (id, place, "memberId", "subjectId", reason, events, kind, "recordId", at)
     VALUES ($1, 1, $2, $3, 'FOLLOWED', '{PUBLISHED}', 'PRACTICE', $3, now())`,
    [item, member.id, practices.public.id],
  );
  await hub.ask("mutation { setDigest(input: { frequency: WEEKLY }) { frequency } }", {}, member);
  await hub.db.query("UPDATE hub.event SET place = nextval('hub.event_place')");
  const events = standings.map(async (standing) => {
    const [{ id }] = await hub.db.query(
      `SELECT id FROM hub.event WHERE "recordId" = $1 AND "aboutType" IS NULL ORDER BY id DESC LIMIT 1`,
      [practices[standing].id],
    );
    return [standing, id];
  });
  return {
    follow: (await follow(hub, member, "PRACTICE", foreign.id)).id,
    item,
    events: Object.fromEntries(await Promise.all(events)),
  };
}

async function membership(hub: TestHub, group: Made, { id }: Person): Promise<Stored> {
  const [row] = await hub.db.query(
    'SELECT id, revision FROM "groups".membership WHERE "groupId" = $1 AND "memberId" = $2',
    [group.id, id],
  );
  return row;
}

async function stored<T extends Stored>(hub: TestHub, table: string, id: string): Promise<T> {
  const [row] = await hub.db.query(`SELECT * FROM ${table} WHERE id = $1`, [id]);
  return row;
}
