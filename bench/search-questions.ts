import type { DataSource } from "typeorm";
import { stemOf } from "../subgraphs/search/analysis/stems.ts";
import { wordsOf } from "../subgraphs/search/analysis/words.ts";
import { topics } from "../subgraphs/search/store.ts";
import { Thesaurus, tokenOf } from "../subgraphs/search/thesaurus.ts";

/** One question, as the hub is asked and as Meilisearch alone is. */
export interface Pair {
  body: { query: string; variables: object };
  words: string;
  kind: string;
  facets: readonly string[];
}

const SEARCH = `query Search($query: String!, $filter: SearchFilter, $facets: [Facet!]) {
  search(query: $query, filter: $filter, facets: $facets, first: 20) {
    degraded totalCount
    nodes {
      id title language highlights { field snippet ranges { start end } }
      record {
        ... on Practice { id title summary state owner { id name country } topics { id label } }
        ... on Resource { id title summary resourceKind topics { id label } }
        ... on Workshop { id title summary start topics { id label } }
      }
    }
    facets { facet values { value count } }
  }
}`;
const FACETS = ["KIND", "TOPIC", "COUNTRY", "YEAR", "LANGUAGE", "STATE"];
const ATTRIBUTES = ["kind", "topicPath", "countries", "years", "languages", "state"];

const SUGGEST = `query Suggest($prefix: String!) {
  suggest(prefix: $prefix, first: 8) { kind id text language }
}`;

/** So many searches for words of titles that there are, in the order of their ids; one word to three. */
export async function searches(database: DataSource, count: number): Promise<Pair[]> {
  const thesaurus = new Thesaurus(await topics(connectionOf(database)));
  const titles = await titlesIn(database, count);
  return titles.map((title, i) => {
    const words = wordsOf(title)
      .filter(({ folded }) => folded.length > 3)
      .slice(0, 1 + (i % 3));
    const topic = thesaurus.at(words, 0, "en");
    const rest = words.slice(topic?.length ?? 0).map((word) => stemOf(word, "en"));
    return {
      body: {
        query: SEARCH,
        variables: {
          query: words.map(({ plain }) => plain).join(" "),
          filter: { kinds: ["PRACTICE"] },
          facets: FACETS,
        },
      },
      words: [...(topic ? [tokenOf(topic.id)] : []), ...rest].join(" "),
      kind: "PRACTICE",
      facets: ATTRIBUTES,
    };
  });
}

/** So many beginnings of titles, as they are typed. */
export async function suggestions(database: DataSource, count: number): Promise<Pair[]> {
  const titles = await titlesIn(database, count);
  return titles.map((title, i) => {
    const prefix = title.slice(0, 3 + (i % 8)).trim();
    return {
      body: { query: SUGGEST, variables: { prefix } },
      words: wordsOf(prefix)
        .map(({ folded }) => folded)
        .join(" "),
      kind: "",
      facets: [],
    };
  });
}

async function titlesIn(database: DataSource, count: number): Promise<string[]> {
  const rows: { title: string }[] = await database.query(
    `SELECT texts->'en'->>'title' AS title FROM search.document
     WHERE kind = 'PRACTICE' AND texts ? 'en' ORDER BY md5(id::text) LIMIT $1`,
    [count],
  );
  return rows.map(({ title }) => title);
}

const connectionOf = (database: DataSource) =>
  ({
    query: async (text: string, values?: unknown[]) => ({ rows: await database.query(text, values) }),
  }) as never;
