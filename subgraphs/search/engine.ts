import type { EvidenceLevel, Kind, PracticeState } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import type { Reading } from "./reading.ts";
import { Facet, type SearchSort } from "./search.enums.ts";
import type { Thesaurus } from "./thesaurus.ts";

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
  states?: readonly PracticeState[] | undefined;
  evidence?: readonly EvidenceLevel[] | undefined;
  populationFrom?: number | undefined;
  populationTo?: number | undefined;
  adopted?: boolean | undefined;
  synthetic?: boolean | undefined;
  /** where it happened, as ids of territories */
  placeIds?: readonly string[] | undefined;
}

/** The facet on whose property each condition is; null where none counts by it. */
const FACETS: Readonly<Record<keyof Conditions, Facet | null>> = {
  kinds: Facet.KIND,
  topicIds: Facet.TOPIC,
  countries: Facet.COUNTRY,
  organisationIds: Facet.ORGANISATION,
  yearFrom: Facet.YEAR,
  yearTo: Facet.YEAR,
  languages: Facet.LANGUAGE,
  states: Facet.STATE,
  evidence: Facet.EVIDENCE,
  populationFrom: Facet.POPULATION,
  populationTo: Facet.POPULATION,
  adopted: Facet.ADOPTED,
  synthetic: null,
  placeIds: null,
};

/** The conditions that are given; with `without`, all but those on the property of that facet. */
export const given = (conditions: Conditions, without?: Facet): (keyof Conditions)[] =>
  (Object.keys(FACETS) as (keyof Conditions)[]).filter(
    (name) => conditions[name] !== undefined && (without === undefined || FACETS[name] !== without),
  );

/** Whether there is a condition on the property of that facet, so that it counts by itself. */
export const narrows = (conditions: Conditions, facet: Facet): boolean =>
  given(conditions).some((name) => FACETS[name] === facet);

/** What a viewer may find. */
export interface Sight {
  viewer: Viewer;
  /** too many documents are waiting for the index, or wait too long: it is being filled, it was lost, or nobody brings them */
  behind: boolean;
  /** the audiences a viewer belongs to; null where they see everything */
  audiences: readonly string[] | null;
  /** records whose news the index may not have heard yet and that this viewer must not find */
  except: readonly string[];
}

export interface Question {
  reading: Reading;
  thesaurus: Thesaurus;
  sight: Sight;
  conditions: Conditions;
  facets: readonly Facet[];
  sort: SearchSort;
  offset: number;
  limit: number;
}

export interface Hit {
  id: string;
  kind: Kind;
  /** how well it matches, from 0 to 1 */
  score: number;
  population: number | null;
  countries: readonly string[];
}

export interface FacetCount {
  value: string;
  count: number;
}

/** The order of a facet's values: the most frequent first. */
export const byCount = (a: FacetCount, b: FacetCount): number =>
  b.count - a.count || (a.value < b.value ? -1 : 1);

export interface Finding {
  hits: Hit[];
  total: number;
  exact: boolean;
  facets: Map<Facet, FacetCount[]>;
}

/** What answers searches. Every method rejects with EngineUnavailable where it cannot answer in good time. */
export interface SearchEngine {
  /** records that have all that is asked for */
  search(question: Question): Promise<Finding>;
  /** records whose names begin as typed, the best first */
  suggest(prefix: string, options: { sight: Sight; limit: number }): Promise<Pick<Hit, "id" | "kind">[]>;
}

/** The engine does not answer, or not in good time: whoever asks goes on without it. */
export class EngineUnavailable extends Error {
  constructor(cause: unknown) {
    super("The search engine does not answer.", { cause });
  }
}

/** The deepest place in a list of hits that can be reached. */
export const MOST_HITS = 10_000;

/** As many values a facet has at most. */
export const MOST_VALUES = 300;
