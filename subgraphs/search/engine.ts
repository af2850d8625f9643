import type { Kind } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import type { Facet, HighlightField } from "./search.enums.ts";

/** Conditions on the records found; all given ones must hold. Every value has been checked for its form. */
export interface Conditions {
  kinds?: readonly Kind[] | undefined;
  /** or of a narrower topic */
  topicIds?: readonly string[] | undefined;
  countries?: readonly string[] | undefined;
  organisationIds?: readonly string[] | undefined;
  yearFrom?: number | undefined;
  yearTo?: number | undefined;
  languages?: readonly Language[] | undefined;
}

/** What a viewer may find. */
export interface Sight {
  /** the audiences a viewer belongs to; null where they see everything */
  audiences: readonly string[] | null;
  /** records whose news the index may not have heard yet and that this viewer must not find */
  except: readonly string[];
}

export interface Question {
  query: string;
  sight: Sight;
  conditions: Conditions;
  facets: readonly Facet[];
  offset: number;
  limit: number;
  /** of the reader, the most wanted first */
  languages: readonly Language[];
}

/** A part of a text with the places in it, in UTF-16 code units, that match the query. */
export interface Snippet {
  field: HighlightField;
  snippet: string;
  ranges: { start: number; end: number }[];
}

export interface Hit {
  id: string;
  kind: Kind;
  /** the language of the title and the highlights */
  language: Language;
  title: string;
  highlights: Snippet[];
  score: number;
}

export interface FacetCount {
  value: string;
  count: number;
}

export interface Finding {
  hits: Hit[];
  total: number;
  exact: boolean;
  facets: Map<Facet, FacetCount[]>;
}

export interface Naming {
  id: string;
  kind: Kind;
  language: Language;
  title: string;
}

/** What answers searches. Every method rejects with EngineUnavailable where it cannot answer in good time. */
export interface SearchEngine {
  search(question: Question): Promise<Finding>;
  /** records whose titles or other names begin as typed, the best first */
  suggest(
    prefix: string,
    options: { sight: Sight; limit: number; languages: readonly Language[] },
  ): Promise<Naming[]>;
  /** what the records with these ids are called, in the reader's language */
  titles(ids: readonly string[], languages: readonly Language[]): Promise<Map<string, Naming>>;
}

/** The engine does not answer, or not in good time: whoever asks goes on without it. */
export class EngineUnavailable extends Error {
  constructor(cause: unknown) {
    super("The search engine does not answer.", { cause });
  }
}

/** The deepest place in a list of hits that can be reached. */
export const MOST_HITS = 10_000;
