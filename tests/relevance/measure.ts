import { readdirSync, readFileSync } from "node:fs";
import { inProject } from "../../cli/paths.ts";

/** A query and what its asker would be disappointed not to see. */
export interface Judged {
  query: string;
  language: string;
  /** records by kind and slug, as "PRACTICE:fa-tamtam" */
  top: string[];
  /** among so many first hits all of them must be */
  k: number;
  why: string;
}

export interface Measured {
  language: string;
  queries: number;
  /** the share of the records named that stand among the first five hits, averaged over the queries */
  recallAt5: number;
  /** the same of the first k hits, as many as each query allows */
  recallAtK: number;
  /** the mean of 1 / place of the first of them */
  mrr: number;
  misses: { judged: Judged; missing: string[]; hits: string[] }[];
}

/** Gives the first hits of a search as "KIND:slug", for a reader of that language. */
export type Hits = (judged: Judged) => Promise<string[]>;

const OWN = inProject("tests", "relevance");

/** All judged queries of a folder, by language; those of the hub's own unless another is named. */
export function judgedQueries(folder = OWN): Map<string, Judged[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return new Map(
    files.map((file) => [
      file.slice(0, -".json".length),
      JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as Judged[],
    ]),
  );
}

/** Asks every judged query of the folder and measures what comes. */
export async function measure(hits: Hits, folder = OWN): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const [language, all] of judgedQueries(folder)) {
    const result: Measured = {
      language,
      queries: all.length,
      recallAt5: 0,
      recallAtK: 0,
      mrr: 0,
      misses: [],
    };
    for (const judged of all) {
      const found = await hits(judged);
      const first = found.slice(0, judged.k);
      const missing = judged.top.filter((one) => !first.includes(one));
      const place = found.findIndex((one) => judged.top.includes(one));
      result.recallAt5 += shareOf(judged.top, found.slice(0, 5)) / all.length;
      result.recallAtK += shareOf(judged.top, first) / all.length;
      result.mrr += (place < 0 ? 0 : 1 / (place + 1)) / all.length;
      if (missing.length > 0) result.misses.push({ judged, missing, hits: first });
    }
    measured.push(result);
  }
  return measured;
}

const shareOf = (wanted: readonly string[], hits: readonly string[]): number =>
  wanted.filter((one) => hits.includes(one)).length / wanted.length;

/** The measure over all languages, each query counted alike. */
export const overall = (measured: readonly Measured[]) => {
  const queries = measured.reduce((sum, one) => sum + one.queries, 0);
  const mean = (what: Averaged) => measured.reduce((sum, one) => sum + one[what] * one.queries, 0) / queries;
  return { queries, recallAt5: mean("recallAt5"), recallAtK: mean("recallAtK"), mrr: mean("mrr") };
};

type Averaged = "recallAt5" | "recallAtK" | "mrr";

/** A table of the measures for people to read. */
export function tableOf(measured: readonly Measured[]): string {
  const row = (name: string, one: Pick<Measured, "queries" | Averaged>) =>
    `| ${name.padEnd(8)} | ${String(one.queries).padStart(7)} | ${[one.recallAt5, one.recallAtK].map((share) => share.toFixed(3).padStart(8)).join(" | ")} | ${one.mrr.toFixed(3).padStart(5)} |`;
  return [
    "| language | queries | recall@5 | recall@k |   MRR |",
    "| -------- | ------: | -------: | -------: | ----: |",
    ...measured.map((one) => row(one.language, one)),
    row("all", overall(measured)),
  ].join("\n");
}

/** The search by which hits are judged. */
export const JUDGED_SEARCH = `query Judged($query: String!) {
  search(query: $query, first: 10) {
    nodes { kind record {
      ... on Content { slug }
      ... on Organisation { slug } ... on Territory { slug } ... on Topic { slug }
    } }
  }
}`;

interface Found {
  search: { nodes: { kind: string; record: { slug: string } | null }[] };
}

export const hitsIn = (data: unknown): string[] =>
  (data as Found).search.nodes.map(({ kind, record }) => `${kind}:${record?.slug}`);
