import { type Case, seersOf, type Who } from "./audience.ts";
import { Secrets } from "./secrets.ts";

/** What every record may refer to. */
export interface Ground {
  organisations: { alpha: string; beta: string };
  topic: string;
  territory: string;
  /** by what is meant: the groups of a record for groups */
  groups: Readonly<Record<"GROUP" | "OTHER_GROUP", string>>;
  /** a member to ask */
  contact: string;
}

/** A record of the crawl. */
export interface Salted {
  type: Type;
  id: string;
  slug: string;
  revision: number;
  /** the word in all its texts */
  word: string;
  of: Case;
  seers: readonly Who[];
}

export const types = [
  "Project",
  "WorkingGroup",
  "Practice",
  "Series",
  "Workshop",
  "Resource",
  "Collection",
] as const;
export type Type = (typeof types)[number];

/** The kind of a type's records. */
export const kindOf = (type: Type) => (type === "WorkingGroup" ? "WORKING_GROUP" : type.toUpperCase());

export type Links = Readonly<Record<string, unknown>>;

const texts: Readonly<Record<Type, readonly string[]>> = {
  Project: ["objectives", "workAreas", "methods", "results", "lessons", "followUp"],
  WorkingGroup: ["mandate"],
  Practice: [
    ...["problem", "objectives", "mechanism", "targetGroups", "activities", "legalNotes", "ethicalNotes"],
    ...["staffing", "results", "obstacles", "lessons", "conditions"],
  ],
  Series: ["period"],
  Workshop: ["programme", "lessons", "recommendations", "questions", "report", "dateNote"],
  Resource: ["body", "items"],
  Collection: ["introduction"],
};

/** The texts of a record, its word in each of them. */
const textsOf = (type: Type, word: string) => ({
  title: `Lantern ${word}`,
  summary: `Lantern ${word}.`,
  ...Object.fromEntries(texts[type].map((field) => [field, `Lantern ${word}`])),
});

/** What a new record of that type says beside its texts, its word wherever one fits. */
function inputOf(type: Type, word: string, of: Case, ground: Ground, links: Links): object {
  const { alpha, beta } = ground.organisations;
  const places = { territoryIds: [ground.territory] };
  const counted = [{ count: 1, exact: true, of: word }];
  const own: Record<Type, object> = {
    Project: {
      ...places,
      acronym: word,
      aliases: [word],
      programme: `Former ${word}`,
      website: `https://p.example/${word}`,
      budget: { currency: "EUR", period: word },
      partners: [{ organisationId: alpha, role: word }],
    },
    WorkingGroup: { aliases: [`Former ${word}`], hostId: alpha },
    Practice: {
      ...places,
      contactId: ground.contact,
      tools: [`Former ${word}`],
      partners: [{ organisationId: beta, role: word }],
      budget: { currency: "EUR", period: word, funders: [word] },
      outcomes: [{ key: word, before: word, evidence: { design: 1, effect: word, reviewer: word } }],
      transferability: { cost: word, skills: [word] },
    },
    Series: { hostId: alpha, attendance: counted },
    Workshop: {
      territoryId: ground.territory,
      hostId: alpha,
      venue: `Former ${word}`,
      url: `https://w.example/${word}`,
      speakers: [{ name: word, note: word, organisationId: beta }],
      attendance: counted,
    },
    Resource: {
      authors: [word],
      editors: [word],
      publisherIds: [alpha],
      publisherName: word,
      licence: `Former ${word}`,
      url: `https://r.example/${word}`,
      file: { name: `${word}.pdf`, mediaType: "application/pdf", bytes: 1, sha256: "0".repeat(64) },
    },
    Collection: {},
  };
  return {
    language: "en",
    texts: textsOf(type, word),
    ownerId: ground.organisations[of.owner],
    topicIds: [ground.topic],
    organisationIds: [alpha, beta],
    provenance: {
      sourceId: `source:${word}`,
      sources: [word],
      claims: [{ about: word, statement: word, source: word }],
    },
    ...(of.meant === "PUBLIC" || of.meant === "MEMBERS"
      ? { visibility: of.meant }
      : { visibility: "GROUP", groupIds: [ground.groups[of.meant]] }),
    ...own[type],
    ...links,
  };
}

/** What of a record becomes otherwise once it is there, so that a revision tells what it was. */
const changeOf = (word: string): Partial<Record<Type, object>> => ({
  Project: { programme: word },
  WorkingGroup: { aliases: [word] },
  Practice: { tools: [word] },
  Workshop: { venue: word },
  Resource: { licence: word },
});

const deeds = { DRAFT: [], IN_REVIEW: ["submit"], PUBLISHED: ["publish"], ARCHIVED: ["publish", "archive"] };

// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape that its query asks for
type Tell = (query: string, variables: Record<string, unknown>) => Promise<any>;

/** Writes a record, brings it to its status and keeps its secrets. */
export async function salted(
  tell: Tell,
  secrets: Secrets,
  type: Type,
  of: Case,
  ground: Ground,
  links: Links,
): Promise<Salted> {
  const seers = seersOf(of);
  const word = secrets.word(seers);
  const args = "($id: ID!, $revision: Int!)";
  let { made } = await tell(
    `mutation Make($input: New${type}!) { made: create${type}(input: $input) { id slug revision } }`,
    { input: inputOf(type, word, of, ground, links) },
  );
  ({ made } = await tell(
    `mutation Translate${args.replace(")", `, $texts: ${type}TextsInput!)`)} {
      made: translate${type}(id: $id, revision: $revision, language: fr, texts: $texts) { id slug revision }
    }`,
    { ...made, texts: textsOf(type, word) },
  ));
  const input = changeOf(word)[type];
  if (input)
    ({ made } = await tell(
      `mutation Change${args.replace(")", `, $input: ${type}Change!)`)} {
        made: change${type}(id: $id, revision: $revision, input: $input) { id slug revision }
      }`,
      { ...made, input },
    ));
  for (const deed of deeds[of.status])
    ({ made } = await tell(
      `mutation Move${args} { made: ${deed}${type}(id: $id, revision: $revision) { id slug revision } }`,
      made,
    ));
  secrets.keep(made.id, seers);
  return { type, word, of, seers, ...made };
}
