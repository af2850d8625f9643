import { pageSize } from "../../foundation/connection.ts";
import type { HubContext, SearchPlace } from "../../foundation/context.ts";
import { type Reference, visible } from "../../foundation/directory.ts";
import { LANGUAGES, type Language } from "../../foundation/language.ts";
import { log } from "../../foundation/log.ts";
import { badInput } from "../../foundation/problems.ts";
import { recordRef } from "../../foundation/reference.ts";
import { checkedConditions } from "./conditions.ts";
import { EngineUnavailable, type Finding, type Hit, MOST_HITS, type SearchEngine } from "./engine.ts";
import { meilisearchAt } from "./meilisearch/engine.ts";
import { placesOf } from "./place-in-list.ts";
import type { SearchArgs } from "./search.input.ts";
import type { FacetValue, SearchEdge, SearchResult, Suggestion } from "./search.types.ts";
import { sightOf } from "./sight.ts";

const MOST_CHARACTERS = 500;
const MOST_SUGGESTIONS = 20;

/** Finds what matches among what the viewer may see; where the engine does not answer, nothing, and says so. */
export async function search(ctx: HubContext, args: SearchArgs): Promise<SearchResult> {
  const query = checkedText("query", args.query);
  const conditions = checkedConditions(args.filter);
  const facets = [...new Set(args.facets ?? [])];
  pageSize(args);
  const places = placesOf([query, conditions]);
  const offset = places.before(args.after);
  const limit = Math.min(args.first, MOST_HITS - offset);

  const sight = await sightOf(ctx);
  const finding = await unlessUnavailable(ctx, (engine) =>
    engine.search({ query, sight, conditions, facets, offset, limit, languages: ctx.languages }),
  );
  const { hits, total, exact } = finding ?? nothing;
  const seen = await seenOnly(ctx, hits);
  const edges = seen.map(({ hit, place }) => edge(hit, places.at(offset + place)));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: hits.length > 0 && offset + hits.length < Math.min(total, MOST_HITS),
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: hits.length > 0 ? places.at(offset + hits.length) : null,
    },
    totalCount: total - (hits.length - seen.length),
    totalIsExact: exact && sight.complete && seen.length === hits.length,
    degraded: !finding,
    facets: facets.map((facet) => ({
      facet,
      values: (finding?.facets.get(facet) ?? []).map((counted) => ({ facet, ...counted }) as FacetValue),
    })),
  };
}

/** Records whose names begin as typed, among those the viewer may see; none where the engine does not answer. */
export async function suggest(ctx: HubContext, prefix: string, first: number): Promise<Suggestion[]> {
  const typed = checkedText("prefix", prefix);
  pageSize({ first }, MOST_SUGGESTIONS);
  if (!typed || first === 0) return [];
  const sight = await sightOf(ctx);
  const named = await unlessUnavailable(ctx, (engine) =>
    engine.suggest(typed, { sight, limit: first + 5, languages: ctx.languages }),
  );
  const seen = await seenOnly(ctx, named ?? []);
  return seen.slice(0, first).map(({ hit: { kind, id, title, language } }) => ({
    kind,
    id,
    text: title,
    language,
    record: recordRef({ kind, id }),
  }));
}

/** What the records with these ids are called in the index, as the reader reads it; null where it does not say. */
export function titleInIndex(ctx: HubContext, id: string): Promise<string | null> {
  return ctx.load
    .batched("titles in the index", async (ids: readonly string[]) => {
      const titles = await unlessUnavailable(ctx, (engine) => engine.titles(ids, readersLanguages(ctx)));
      return ids.map((one) => titles?.get(one)?.title ?? null);
    })
    .load(id);
}

const readersLanguages = ({ languages }: HubContext): readonly Language[] =>
  languages.length > 0 ? languages : LANGUAGES.filter((one) => one === "en");

const nothing: Finding = { hits: [], total: 0, exact: false, facets: new Map() };

const edge = (hit: Hit, cursor: string): SearchEdge => ({
  cursor,
  node: { ...hit, record: recordRef(hit) },
});

/** Of what the index found, what the viewer may see according to the rows, with its place in the page counted from 1. */
async function seenOnly<T extends { id: string; kind: Reference["kind"] }>(
  ctx: HubContext,
  hits: readonly T[],
): Promise<{ hit: T; place: number }[]> {
  if (hits.length === 0) return [];
  const entries = await visible(ctx).loadMany(hits.map(({ id }) => id));
  return hits
    .map((hit, i) => ({ hit, place: i + 1, entry: entries[i] as Reference | Error | null }))
    .filter(({ hit, entry }) => entry && !(entry instanceof Error) && entry.kind === hit.kind);
}

const engines = new WeakMap<SearchPlace, SearchEngine>();

async function unlessUnavailable<T>(
  { search: place }: HubContext,
  work: (engine: SearchEngine) => Promise<T>,
): Promise<T | null> {
  if (!place) return null;
  const engine = engines.get(place) ?? meilisearchAt(place);
  engines.set(place, engine);
  try {
    return await work(engine);
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    log.warn({ reason: String((error.cause as Error)?.message) }, "search answers without its engine");
    return null;
  }
}

function checkedText(field: string, given: string): string {
  const text = given.trim();
  if (text.length > MOST_CHARACTERS) {
    throw badInput(
      field,
      `The ${field} has ${text.length} characters; ${MOST_CHARACTERS} are allowed: use fewer words.`,
    );
  }
  if (text.includes("\0")) throw badInput(field, "Text must not contain NUL characters.");
  return text;
}
