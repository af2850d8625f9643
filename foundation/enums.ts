import { registerEnumType } from "type-graphql";
import { LANGUAGES, type Language } from "./language.ts";

export enum Visibility {
  PUBLIC = "PUBLIC",
  MEMBERS = "MEMBERS",
  GROUP = "GROUP",
}
registerEnumType(Visibility, {
  name: "Visibility",
  description: "For whom a record is meant once it is published.",
  valuesConfig: {
    PUBLIC: { description: "Everybody." },
    MEMBERS: { description: "Members of the network, and partners whose key has the scope content:members." },
    GROUP: { description: "Members of the working groups that the record names." },
  },
});

export enum Status {
  DRAFT = "DRAFT",
  IN_REVIEW = "IN_REVIEW",
  PUBLISHED = "PUBLISHED",
  ARCHIVED = "ARCHIVED",
}
registerEnumType(Status, {
  name: "Status",
  description: "How far a record is on its way to readers.",
  valuesConfig: {
    DRAFT: { description: "Being written; seen by the owner organisation's members and by curators." },
    IN_REVIEW: { description: "Handed in; a curator will publish it or give it back." },
    PUBLISHED: { description: "Seen by those its visibility names." },
    ARCHIVED: { description: "Withdrawn from readers; kept by its owner and the curators." },
  },
});

export enum TranslationState {
  ORIGINAL = "ORIGINAL",
  HUMAN = "HUMAN",
  MACHINE = "MACHINE",
  STALE = "STALE",
}
registerEnumType(TranslationState, {
  name: "TranslationState",
  description: "How the texts in one language came about.",
  valuesConfig: {
    ORIGINAL: { description: "The language in which the record was written." },
    HUMAN: { description: "Translated by a person." },
    MACHINE: { description: "Translated by a machine and not yet checked." },
    STALE: { description: "The original has changed since this translation was made." },
  },
});

export enum PracticeState {
  PLANNED = "PLANNED",
  PILOT = "PILOT",
  RUNNING = "RUNNING",
  SCALED = "SCALED",
  STOPPED = "STOPPED",
}
registerEnumType(PracticeState, {
  name: "PracticeState",
  description: "How far a practice has come.",
  valuesConfig: {
    PLANNED: { description: "Decided, not begun." },
    PILOT: { description: "Tried in a part of the territory or for a limited time." },
    RUNNING: { description: "In regular use." },
    SCALED: { description: "Extended beyond where it began." },
    STOPPED: { description: "Given up or completed." },
  },
});

export enum EvidenceLevel {
  NOT_EVALUATED = "NOT_EVALUATED",
  DESCRIBED = "DESCRIBED",
  COMPARED = "COMPARED",
  RANDOMISED = "RANDOMISED",
}
registerEnumType(EvidenceLevel, {
  name: "EvidenceLevel",
  description:
    "How the best known outcome of a practice was evaluated, on the Maryland Scientific Methods Scale.",
  valuesConfig: {
    NOT_EVALUATED: { description: "No outcome was evaluated." },
    DESCRIBED: { description: "Measured, without comparison to places where nothing was done: 0 to 2." },
    COMPARED: { description: "Compared with places or people where nothing was done: 3 or 4." },
    RANDOMISED: { description: "A randomised trial: 5." },
  },
});

/** The kinds of record that search, annotations and collections may point at. A new kind is one word here. */
export enum Kind {
  PRACTICE = "PRACTICE",
  PROJECT = "PROJECT",
  WORKSHOP = "WORKSHOP",
  SERIES = "SERIES",
  WORKING_GROUP = "WORKING_GROUP",
  RESOURCE = "RESOURCE",
  COLLECTION = "COLLECTION",
  ORGANISATION = "ORGANISATION",
  TERRITORY = "TERRITORY",
  TOPIC = "TOPIC",
}
registerEnumType(Kind, { name: "Kind", description: "The kinds of record in the hub." });

/** The GraphQL type of each kind. */
export const typeOfKind: Readonly<Record<Kind, string>> = {
  PRACTICE: "Practice",
  PROJECT: "Project",
  WORKSHOP: "Workshop",
  SERIES: "Series",
  WORKING_GROUP: "WorkingGroup",
  RESOURCE: "Resource",
  COLLECTION: "Collection",
  ORGANISATION: "Organisation",
  TERRITORY: "Territory",
  TOPIC: "Topic",
};

/** A kind as a sentence says it: "working group". */
export const kindInWords = (kind: Kind) => kind.toLowerCase().replace("_", " ");

export const LanguageEnum = Object.fromEntries(LANGUAGES.map((code) => [code, code])) as Record<
  Language,
  Language
>;
registerEnumType(LanguageEnum, {
  name: "Language",
  description: "An official language of the European Union, as its ISO 639-1 code.",
});
