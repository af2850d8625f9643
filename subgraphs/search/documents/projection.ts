import type { EvidenceLevel, Kind, PracticeState, Status, Visibility } from "../../../foundation/enums.ts";
import type { Language } from "../../../foundation/language.ts";

export interface Ref {
  id: string;
}

/** What the graph says of a record of any kind in answer to the indexer's operation. */
export interface GraphRecord extends Ref {
  originalLanguage: Language;
  revision: number;
  updatedAt: string;
  provenance: { synthetic: boolean };
  translations: ({ language: Language } & Record<string, unknown>)[];
}

/** What it says of content beyond that. */
export interface GraphContent extends GraphRecord {
  status: Status;
  visibility: Visibility;
  audience: Ref[] | null;
  owner: Ref | null;
  topics: Ref[] | null;
  organisations: Ref[] | null;
}

/** What a record says by its own fields of where it belongs; the names of what it mentions are looked up for it. */
export interface Links {
  topicIds?: string[];
  organisationIds?: string[];
  territoryIds?: string[];
  countries?: (string | null)[];
  people?: string[];
  aliases?: string[];
  /** when it began or appeared, and when it ended, as partial dates */
  from?: string | null;
  to?: string | null;
  state?: PracticeState;
  evidence?: EvidenceLevel;
  /** how many organisations have said to everybody that they took it over */
  adoptions?: number;
}

/** How records of one kind become documents: what to ask of them beyond what every record has, and what it means. */
export interface Projection<R extends GraphRecord = GraphRecord> {
  kind: Kind;
  content: boolean;
  fields: string;
  links(record: R): Links;
}

export const idsOf = (...refs: (Ref | null | undefined)[]): string[] =>
  refs.flatMap((ref) => (ref ? [ref.id] : []));
