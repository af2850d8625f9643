import type { SearchPlace } from "../../../foundation/context.ts";
import { LANGUAGES, type Language } from "../../../foundation/language.ts";
import {
  EngineUnavailable,
  type FacetCount,
  type Finding,
  type Hit,
  MOST_HITS,
  type Naming,
  type Question,
  type SearchEngine,
} from "../engine.ts";
import { subjectOf } from "../question.ts";
import type { Facet } from "../search.enums.ts";
import type { SearchDocument } from "../search-document.ts";
import { plain, shownLanguage } from "../words.ts";
import { clientOf } from "./client.ts";
import { attributeOf, conditionsFilter, narrows, oneOf, sightFilter } from "./filter.ts";
import { AFTER, BEFORE, snippetsOf } from "./highlights.ts";

/** How long a reader waits for the index. */
const PATIENCE_MS = 1_000;

const inAll = (...attributes: string[]) =>
  attributes.flatMap((attribute) => LANGUAGES.map((language) => `${attribute}_${language}`));

const NAMES = ["id", "kind", "originalLanguage", "languages"];
const TITLES = [...NAMES, ...inAll("title")];
const FORMATTED = inAll("title", "summary", "body");
const CROPPED = inAll("body").map((attribute) => `${attribute}:30`);
const NAMED = ["title_*", "titleFolded", "aliases"];

type Found = SearchDocument & { _formatted?: Record<string, unknown>; _rankingScore?: number };

/** The search engine at that place. */
export function meilisearchAt(place: SearchPlace): SearchEngine {
  const client = clientOf(place, PATIENCE_MS);
  const answered = async <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error) => {
      throw new EngineUnavailable(error);
    });

  return {
    async search(question) {
      const own = question.facets.filter((facet) => !narrows(question.conditions, facet));
      const apart = question.facets.filter((facet) => !own.includes(facet));
      const sight = sightFilter(question.sight);
      const asked = {
        indexUid: place.index,
        q: plain(subjectOf(question.query)),
        matchingStrategy: "frequency" as const,
      };
      const { results } = await answered(
        client.multiSearch<{ queries: never[] }, Found>({
          queries: [
            {
              ...asked,
              filter: [...sight, ...conditionsFilter(question.conditions)],
              facets: own.map((facet) => attributeOf[facet]),
              ...window(question),
              attributesToRetrieve: TITLES,
              attributesToHighlight: FORMATTED,
              attributesToCrop: CROPPED,
              highlightPreTag: BEFORE,
              highlightPostTag: AFTER,
              showRankingScore: true,
            },
            ...apart.map((facet) => ({
              ...asked,
              filter: [...sight, ...conditionsFilter(question.conditions, facet)],
              facets: [attributeOf[facet]],
              limit: 0,
            })),
          ] as never[],
        }),
      );
      return findingOf(question, results as unknown as Answer[], apart);
    },

    async suggest(prefix, { sight, limit, languages }) {
      const { hits } = await answered(
        client.index<Found>(place.index).search(plain(prefix), {
          filter: sightFilter(sight),
          limit,
          attributesToSearchOn: NAMED,
          attributesToRetrieve: TITLES,
          matchingStrategy: "all",
        }),
      );
      return hits.map((found) => naming(found, languages));
    },

    async titles(ids, languages) {
      if (ids.length === 0) return new Map();
      const { results } = await answered(
        client.index<Found>(place.index).getDocuments({
          filter: oneOf("id", ids),
          fields: TITLES as never,
          limit: ids.length,
        }),
      );
      return new Map((results as Found[]).map((found) => [found.id, naming(found, languages)]));
    },
  };
}

interface Answer {
  hits: Found[];
  totalHits?: number;
  estimatedTotalHits?: number;
  facetDistribution?: Record<string, Record<string, number>>;
}

/** Whole pages are counted exactly; a page that begins elsewhere gets an estimate. */
function window({ offset, limit }: Question) {
  if (limit > 0 && offset % limit === 0) return { page: offset / limit + 1, hitsPerPage: limit };
  return { offset, limit };
}

function findingOf({ facets, languages }: Question, answers: Answer[], apart: readonly Facet[]): Finding {
  const [main, ...others] = answers;
  const { hits, totalHits, estimatedTotalHits } = main!;
  const total = totalHits ?? estimatedTotalHits ?? hits.length;
  return {
    hits: hits.map((found) => hit(found, languages)),
    total,
    exact: totalHits !== undefined && total < MOST_HITS,
    facets: new Map(
      facets.map((facet) => [facet, counts(others[apart.indexOf(facet)] ?? main!, attributeOf[facet])]),
    ),
  };
}

const counts = ({ facetDistribution }: Answer, attribute: string): FacetCount[] =>
  Object.entries(facetDistribution?.[attribute] ?? {})
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

function naming(found: Found, languages: readonly Language[]): Naming {
  const language = shownLanguage(found, languages);
  return { id: found.id, kind: found.kind, language, title: found[`title_${language}`] ?? "" };
}

function hit(found: Found, languages: readonly Language[]): Hit {
  const named = naming(found, languages);
  return {
    ...named,
    highlights: snippetsOf(found._formatted ?? {}, named.language),
    score: found._rankingScore ?? 0,
  };
}
