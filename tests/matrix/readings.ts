import { isUnionType } from "graphql";
import { schemaOf } from "../../foundation/subgraph.ts";
import { rooms } from "../../subgraphs/registry.ts";
import { contents, type Ground, IDENTITY } from "./ground.ts";
import type { Line } from "./table.ts";

/** A field of Query as it is asked. */
export interface Reading extends Line {
  ask: string;
  /** what stands in the answer of whoever is given it */
  shows: string;
  /** the answer holds nothing else: whoever is not given it gets nothing, and counts nothing */
  alone?: true;
}

/** A thing as it is fetched by reference, straight at a room. */
export interface Fetching extends Line {
  room: string;
  type: string;
  id: string;
}

const lists: Readonly<Record<(typeof contents)[number], string>> = {
  Practice: "practices",
  Project: "projects",
  Workshop: "workshops",
  Series: "seriesList",
  WorkingGroup: "workingGroups",
  Resource: "resources",
  Collection: "collections",
};

const seen = ["public", "members", "group", "draft"] as const;

const lookUp = (type: string) => type[0]!.toLowerCase() + type.slice(1);

/** Every query of the hub, on one of each thing that some may see and others may not. */
export function readingsOf(ground: Ground): Reading[] {
  const all: Reading[] = [];
  const add = (name: string, of: string, args: string, inside: string, shows: string, alone = true) => {
    const given = args && `(${args})`;
    const ask = `${name}${given}${inside && ` { ${inside} }`}`;
    all.push({ operation: `query ${name}`, of, ask, shows, ...(alone ? { alone: true } : {}) });
  };
  const { records, notes, adoptions, members, keys, saved, alert } = ground;
  const [COUNTED, FEW] = ["totalCount nodes { id }", "first: 5"];

  for (const type of contents)
    for (const kind of seen) {
      const { id } = records[type][kind];
      add(lookUp(type), kind, `id: "${id}"`, "id", id);
    }
  for (const type of contents)
    for (const kind of seen) {
      const { id } = records[type][kind];
      add(lists[type], kind, `filter: { ids: ["${id}"] }`, COUNTED, id);
    }
  for (const kind of seen) {
    const { id, word } = records.Practice[kind];
    const inside = "... on Practice { id }";
    add("record", kind, `id: "${id}"`, inside, id);
    add("recordBySource", kind, `sourceId: "rights:${word}"`, inside, id);
    const hits = "totalCount nodes { id title highlights { snippet } } facets { values { value count } }";
    add("search", kind, `query: "\\"${word}\\"", ${FEW}, facets: [KIND]`, hits, id);
    add("suggest", kind, `prefix: "lantern ${word}"`, "id text", id, false);
    add("searchables", kind, `references: [{ kind: PRACTICE, id: "${id}" }]`, inside, id);
  }

  for (const type of ["Organisation", "Territory", "Topic"] as const) {
    const { id } = type === "Organisation" ? ground.organisations.alpha : ground[lower(type)];
    const list = { Organisation: "organisations", Territory: "territories", Topic: "topics" }[type];
    add(lookUp(type), "any", `id: "${id}"`, "id", id);
    add(list, "any", `filter: { ids: ["${id}"] }`, COUNTED, id);
  }

  for (const [of, { id }] of Object.entries({ ...notes })) {
    const on = of === "onDraft" ? records.Practice.draft.id : records.Practice.public.id;
    add("annotation", NOTES[of]!, `id: "${id}"`, "id body", id);
    add("annotations", NOTES[of]!, `filter: { recordIds: ["${on}"] }, first: 20`, COUNTED, id, false);
  }
  for (const kind of ["question", "toOwner"] as const)
    add("questions", NOTES[kind]!, "first: 50", COUNTED, notes[kind].id, false);
  add("moderationQueue", NOTES.flagged!, "first: 50", COUNTED, notes.flagged.id);
  for (const [of, { id }] of Object.entries(adoptions))
    add("adoption", ADOPTIONS[of]!, `id: "${id}"`, "id", id);
  for (const [of, { id }] of Object.entries(adoptions))
    add("adoptionEvents", ADOPTIONS[of]!, "first: 50", "totalCount nodes { adoption { id } }", id, false);

  const people = [
    ["member", "one who takes part"],
    ["pending", "one who asks for alpha"],
    ["pendingElsewhere", "one who asks for beta"],
    ["refused", "one who was refused"],
    ["former", "one who took part once"],
    ["erased", "one who is erased"],
  ] as const;
  const states = "first: 100, states: [ACTIVE, PENDING, REFUSED, FORMER]";
  for (const [who, of] of people) {
    const { id } = members[who];
    add("member", of, `id: "${id}"`, "id name", id);
    add("members", of, states, COUNTED, id, false);
  }
  add("viewer", "oneself", "", "kind", "kind");
  add(
    "memberByIdentity",
    "the member",
    `issuer: "${IDENTITY.issuer}", subject: "${IDENTITY.subject}"`,
    "id",
    members.member.id,
  );
  add(
    "auditLog",
    "the member",
    `filter: { memberIds: ["${members.member.id}"] }`,
    "totalCount nodes { action }",
    "ENTERED",
  );

  add("partnerKey", "alpha's", `id: "${keys.alpha.id}"`, "id", keys.alpha.id);
  add("partnerKey", "that of the portal", `id: "${keys.portal}"`, "id", keys.portal);
  add("partnerKey", "beta's", `id: "${keys.beta.id}"`, "id", keys.beta.id);
  add("partnerKeys", "alpha's", "first: 50", COUNTED, keys.alpha.id, false);
  add("partnerKeys", "that of the portal", "first: 50", COUNTED, keys.portal, false);
  add("partnerKeys", "beta's", "first: 50", COUNTED, keys.beta.id, false);
  add("partnerKeyBySecret", "alpha's", `hash: "${keys.hash}"`, "id", keys.alpha.id);
  add("partnerOrigins", "alpha's", "", "", "https://portal.example");

  add("savedSearch", "the member's", `id: "${saved.id}"`, "id", saved.id);
  add("savedSearches", "the member's", "", COUNTED, saved.id);
  add("alerts", "the member's", "", `unreadCount ${COUNTED}`, alert);

  add("inbox", "the member's", "", `unreadCount ${COUNTED}`, ground.item);
  add("inboxItem", "the member's", `id: "${ground.item}"`, "id", ground.item);
  add("following", "the member's", "kinds: [PRACTICE]", COUNTED, ground.follow);
  add("digest", "the member's", "", "frequency", "WEEKLY", false);
  for (const kind of seen) {
    const id = ground.events[kind];
    add("recordEvent", kind, `id: "${id}"`, "id", id);
  }
  add("feed", "any", "members: []", "position", "position");
  add("memberAddress", "the member's", `id: "${members.member.id}"`, "", "mara@alpha.test");
  return all;
}

const lower = <T extends string>(type: T) => type.toLowerCase() as Lowercase<T>;

/** What a note is like. */
export const NOTES: Readonly<Record<string, string>> = {
  everyone: "for everyone, by the member",
  members: "for members, by the member",
  group: "for the group, by the grouped",
  private: "private, by the member",
  hidden: "hidden by a curator, by the member",
  question: "a question for everyone, by the other",
  toOwner: "a question to the owner, by the other",
  answer: "an answer of the owner, by the member",
  flagged: "flagged, by a colleague",
  onDraft: "on a draft, by the member",
};

/** What an adoption is like. */
export const ADOPTIONS: Readonly<Record<string, string>> = {
  public: "alpha's, for everyone",
  members: "alpha's, for members",
  ofDraft: "beta's of alpha's draft",
};

/** Every thing that a room gives by reference. */
export function fetchingsOf({
  records,
  notes,
  adoptions,
  members,
  memberships,
  ...ground
}: Ground): Fetching[] {
  const things: Record<string, Record<string, string>> = {
    ...Object.fromEntries(
      contents.map((type) => [type, Object.fromEntries(seen.map((of) => [of, records[type][of].id]))]),
    ),
    Organisation: { any: ground.organisations.alpha.id },
    Territory: { any: ground.territory.id },
    Topic: { any: ground.topic.id },
    Annotation: Object.fromEntries(Object.entries(notes).map(([of, { id }]) => [NOTES[of]!, id])),
    Adoption: Object.fromEntries(Object.entries(adoptions).map(([of, { id }]) => [ADOPTIONS[of]!, id])),
    Member: {
      "one who takes part": members.member.id,
      "one who asks for alpha": members.pending.id,
      "one who asks for beta": members.pendingElsewhere.id,
      "one who was refused": members.refused.id,
      "one who took part once": members.former.id,
      "one who is erased": members.erased.id,
    },
    Membership: {
      "of the grouped in the hidden group": memberships.hidden.id,
      "of the other in the member's group": memberships.open.id,
      "a request of the other to the member": memberships.request.id,
    },
    PersonalData: { "the member's": members.member.id },
    Follow: { "the member's": ground.follow },
    InboxItem: { "the member's": ground.item },
    RecordEvent: Object.fromEntries(seen.map((of) => [of, ground.events[of]])),
    SavedSearch: { "the member's": ground.saved.id },
  };
  return rooms.flatMap((room) => {
    const union = schemaOf(room).getType("_Entity");
    const types = isUnionType(union) ? union.getTypes().map(({ name }) => name) : [];
    return types.flatMap((type): Fetching[] => {
      const own = things[type];
      if (!own) throw new Error(`The table asks for no ${type} by reference.`);
      if (!room.references[type])
        return [
          {
            operation: `entity ${type}`,
            of: "in other rooms",
            room: room.name,
            type,
            id: Object.values(own)[0]!,
          },
        ];
      return Object.entries(own).map(([of, id]) => ({
        operation: `entity ${type}`,
        of,
        room: room.name,
        type,
        id,
      }));
    });
  });
}
