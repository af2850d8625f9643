import type { Settings } from "meilisearch";
import { sensesByStem } from "../analysis/lexicon.ts";
import { FORGIVEN } from "../analysis/slips.ts";
import { MOST_HITS } from "../engine.ts";

/**
 * How the index reads its documents. Their texts are analysed already (see `analysis/`): without accents, as stems, a
 * space between two words. Names come first, then topics and summaries, then places, people and years, then all other texts;
 * between equals the better known and the newer one.
 */
export const settings = (): Settings => ({
  searchableAttributes: ["labels", "titles", "topics", "summaries", "names", "bodies"],
  displayedAttributes: ["id", "kind", "version", "population", "countries"],
  filterableAttributes: [
    "id",
    "kind",
    "audience",
    "status",
    "topicPath",
    "organisationIds",
    "placeIds",
    "countries",
    "years",
    "languages",
    "state",
    "evidence",
    "population",
    "populationClass",
    "adopted",
    "synthetic",
  ],
  sortableAttributes: ["recency", "adoptions", "updatedAt"],
  rankingRules: [
    "sort",
    "words",
    "typo",
    "prominence:desc",
    "attribute",
    "proximity",
    "exactness",
    "strength:desc",
    "recency:desc",
  ],
  synonyms: sensesByStem(),
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: FORGIVEN.one, twoTypos: FORGIVEN.two } },
  pagination: { maxTotalHits: MOST_HITS },
  // Searching the values of facets is not asked for, and would cost half of the time in which a change is taken in.
  facetSearch: false,
  faceting: { maxValuesPerFacet: 300, sortFacetValuesBy: { "*": "count" } },
});
