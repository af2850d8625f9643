import type { Indexer } from "../../subgraphs/search/indexer.ts";
import { openTestHub, type Person, type TestHub } from "../hub.ts";
import { dropIndex, indexerOf } from "./indexers.ts";

const SEARCH = `query Search($query: String!, $filter: SearchFilter, $facets: [Facet!], $first: Int! = 20, $after: String,
  $sort: SearchSort! = RELEVANCE, $language: Language, $likeOrganisation: ID) {
  search(query: $query, filter: $filter, facets: $facets, first: $first, after: $after, sort: $sort, language: $language,
    likeOrganisation: $likeOrganisation) {
    degraded totalCount totalIsExact language didYouMean topics { label }
    nodes { kind id title language score highlights { field snippet ranges { start end } }
      record { __typename ... on Content { title summary } ... on Organisation { name } ... on Topic { label } } }
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    facets { facet values { value count label record { __typename ... on Topic { label } ... on Organisation { name } } } }
  }
}`;

export interface SearchWorld {
  hub: TestHub;
  indexer: Indexer;
  /** whether PostgreSQL answers because Meilisearch is not there */
  degraded: boolean;
  startIndexer(): Indexer;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape its query asks for
  search(query: string, rest?: object, as?: Person, languages?: string[]): Promise<any>;
  /** the titles of what is found, in its order */
  found(query: string, rest?: object, as?: Person, languages?: string[]): Promise<string[]>;
  /** the code with which a search is refused */
  refusal(query: string, rest?: object): Promise<string | undefined>;
}

/** Tests that hold whichever engine answers: both keep the same promises. */
export function inBothEngines(tests: (world: SearchWorld) => void): void {
  describe.each([
    ["Meilisearch", false],
    ["PostgreSQL, while Meilisearch is not there", true],
  ])("%s", (_, degraded) => {
    const world = {
      degraded,
      startIndexer: () => indexerOf(world.hub, { place: degraded ? undefined : world.hub.search }),
      async search(query, rest = {}, as, languages = []) {
        const { data, errors } = await world.hub.ask(SEARCH, { query, ...rest }, as, languages);
        expect(errors).toBeUndefined();
        return data.search;
      },
      async found(query, rest, as, languages) {
        const { nodes } = await world.search(query, rest, as, languages);
        return nodes.map(({ title }: { title: string }) => title);
      },
      refusal: async (query, rest = {}) =>
        (await world.hub.ask(SEARCH, { query, ...rest })).errors?.[0]?.extensions.code,
    } as SearchWorld;
    beforeAll(async () => {
      world.hub = await openTestHub();
      if (degraded) world.hub.search.url = "http://127.0.0.1:9";
      world.indexer = world.startIndexer();
    });
    afterAll(async () => {
      await world.indexer.close();
      await (degraded ? Promise.resolve() : dropIndex(world.hub)).finally(() => world.hub.close());
    });
    tests(world);
  });
}
