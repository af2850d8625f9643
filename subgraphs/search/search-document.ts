import type { EvidenceLevel, Kind, PracticeState, Status } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";

/** What a reader is shown of a record in one language before they open it. */
export interface ShownTexts {
  title: string;
  summary?: string;
  /** all its other texts */
  body?: string;
}

/** A record as it is found: a projection of the graph, and nothing that cannot be made again from it. */
export interface SearchDocument {
  id: string;
  kind: Kind;
  status: Status;
  /** who may find it: "public", "members", "group:<id>", "owner:<id>" */
  audience: string[];
  originalLanguage: Language;
  languages: Language[];
  /** its names in all languages, other names, acronyms and synonyms, without accents and in small letters */
  labels: string[];
  /** the same as stems, see `nameForms`, with the tokens of the topics they name and of what their words mean */
  titles: string[];
  /** the tokens of its topics and of all broader ones, and the words that its own topics are called by */
  topics: string[];
  /** as stems, with the same tokens; bodies too */
  summaries: string[];
  /** the words of the names of its places, organisations and people in every form, and the years in which it happened */
  names: string[];
  bodies: string[];
  topicIds: string[];
  /** its topics and all broader ones */
  topicPath: string[];
  organisationIds: string[];
  /** where it happened, and the territories that these places are part of */
  territoryIds: string[];
  /** where it happened, alone */
  placeIds: string[];
  /** ISO 3166-1 codes */
  countries: string[];
  /** each year in which it went on */
  years: number[];
  state: PracticeState | null;
  evidence: EvidenceLevel | null;
  /** inhabitants of where it happened; of the largest where it happened in several places */
  population: number | null;
  /** which class of population that is, as "100000-249999" */
  populationClass: string | null;
  /** organisations that have said to everybody that they took it over */
  adoptions: number;
  /** whether there are any; null for kinds that cannot be taken over */
  adopted: boolean | null;
  synthetic: boolean;
  revision: number;
  /** in milliseconds since 1970 */
  updatedAt: number;
  /** 0 for topics, which are ways to records rather than what is looked for, 1 for all others */
  prominence: number;
  /** when it went on last, in milliseconds since 1970: newer ones win ties */
  recency: number;
  /** how well what it says is known, from 0 to 5: better known ones win ties */
  strength: number;
}

/** A document with what is kept of it beside the index. */
export interface DrawnDocument {
  document: SearchDocument;
  texts: Partial<Record<Language, ShownTexts>>;
  /** what it may be called, by language */
  names: Partial<Record<Language, string[]>>;
  /** degrees north and east, of a territory whose place is known */
  place: { latitude: number; longitude: number } | null;
}
