import type { Settings } from "meilisearch";
import { LANGUAGES } from "../../../foundation/language.ts";
import { MOST_HITS } from "../engine.ts";

const inAll = (attribute: string) => LANGUAGES.map((language) => `${attribute}_${language}`);

/** Languages of the hub whose words Meilisearch does not know how to tell apart: they are cut at spaces like all others. */
const UNKNOWN = new Set(["ga", "mt"]);

/** How the index reads its documents: where to look first, what to filter by, and in which language each text is. */
export const settings: Settings = {
  searchableAttributes: [
    ...inAll("title"),
    "titleFolded",
    "aliases",
    ...inAll("topics"),
    ...inAll("summary"),
    "places",
    "organisations",
    "people",
    ...inAll("body"),
    "folded",
  ],
  filterableAttributes: [
    "id",
    "kind",
    "audience",
    "status",
    "topicIds",
    "topicPath",
    "organisationIds",
    "territoryIds",
    "countries",
    "years",
    "languages",
    "synthetic",
  ],
  sortableAttributes: ["updatedAt"],
  localizedAttributes: LANGUAGES.filter((language) => !UNKNOWN.has(language)).map((language) => ({
    attributePatterns: [`*_${language}`],
    locales: [language],
  })) as never,
  separatorTokens: ["<", ">"],
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 } },
  pagination: { maxTotalHits: MOST_HITS },
  faceting: { maxValuesPerFacet: 300, sortFacetValuesBy: { "*": "count" } },
};
