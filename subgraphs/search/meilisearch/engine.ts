import type { SearchParams } from "meilisearch";
import type { SearchPlace } from "../../../foundation/context.ts";
import { foldedText } from "../analysis/words.ts";
import {
  byCount,
  EngineUnavailable,
  type FacetCount,
  type Hit,
  MOST_HITS,
  narrows,
  type SearchEngine,
} from "../engine.ts";
import type { Reading } from "../reading.ts";
import { SearchSort } from "../search.enums.ts";
import type { SearchDocument } from "../search-document.ts";
import { searcherOf } from "./client.ts";
import { attributeOf, conditionsFilter, sightFilter } from "./filter.ts";

/** How long a reader waits for the index. */
const PATIENCE_MS = 1_000;

const RETRIEVED = ["id", "kind", "population", "countries"];

const orders: Readonly<Record<SearchSort, string[] | undefined>> = {
  [SearchSort.RELEVANCE]: undefined,
  [SearchSort.NEWEST]: ["recency:desc"],
  [SearchSort.MOST_ADOPTED]: ["adoptions:desc"],
};

type Found = Pick<SearchDocument, "id" | "kind" | "population" | "countries"> & { _rankingScore?: number };

interface Answer {
  hits: Found[];
  totalHits?: number;
  facetDistribution?: Record<string, Record<string, number>>;
}

/** The search engine at that place. */
export function meilisearchAt(place: SearchPlace): SearchEngine {
  const index = searcherOf(place, PATIENCE_MS).index<Found>(place.index);
  const answered = async <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error) => {
      throw new EngineUnavailable(error);
    });

  return {
    async search(question) {
      const { reading, conditions, facets, sort, offset, limit } = question;
      const sight = sightFilter(question.sight);
      const own = facets.filter((facet) => !narrows(conditions, facet));
      const apart = facets.filter((facet) => !own.includes(facet));
      const ask = (asked: SearchParams): Promise<Answer> =>
        index.search(asQuery(reading), { matchingStrategy: "all", ...asked }) as Promise<Answer>;
      const filter = [...sight, ...conditionsFilter(conditions)];
      const whole = limit > 0 && offset % limit === 0;
      const [main, counted, ...others] = await answered(
        Promise.all([
          ask({
            filter,
            ...(orders[sort] ? { sort: orders[sort] } : {}),
            facets: own.map((facet) => attributeOf[facet]),
            ...(whole ? { page: offset / limit + 1, hitsPerPage: limit } : { offset, limit }),
            attributesToRetrieve: RETRIEVED,
            showRankingScore: true,
          }),
          // Only whole pages are counted exactly.
          whole ? null : ask({ filter, page: 1, hitsPerPage: 0 }),
          ...apart.map((facet) =>
            ask({
              filter: [...sight, ...conditionsFilter(conditions, facet)],
              facets: [attributeOf[facet]],
              limit: 0,
            }),
          ),
        ]),
      );
      const total = (counted ?? main).totalHits ?? main.hits.length;
      return {
        hits: main.hits.map(hit),
        total,
        exact: total < MOST_HITS,
        facets: new Map(
          facets.map((facet) => [facet, counts(others[apart.indexOf(facet)] ?? main, attributeOf[facet])]),
        ),
      };
    },

    async suggest(prefix, { sight, limit }) {
      const { hits } = await answered(
        index.search(foldedText(prefix), {
          filter: sightFilter(sight),
          limit,
          attributesToSearchOn: ["labels"],
          attributesToRetrieve: RETRIEVED,
          matchingStrategy: "all",
        }),
      );
      return hits.map(({ id, kind }) => ({ id, kind }));
    },
  };
}

/** The words for Meilisearch: topics by the tokens that stand for them in documents. */
const asQuery = ({ terms }: Reading): string =>
  terms
    .map((term) => {
      if (term.is === "topic") return term.token;
      return term.is === "word" ? term.form : `"${term.forms.join(" ")}"`;
    })
    .join(" ");

const counts = ({ facetDistribution }: Answer, attribute: string): FacetCount[] =>
  Object.entries(facetDistribution?.[attribute] ?? {})
    .map(([value, count]) => ({ value, count }))
    .sort(byCount);

const hit = ({ id, kind, population, countries, _rankingScore }: Found): Hit => ({
  id,
  kind,
  population,
  countries,
  score: _rankingScore ?? 0,
});
