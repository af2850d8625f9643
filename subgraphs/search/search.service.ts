import { pageSize } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import type { Language } from "../../foundation/language.ts";
import type { Place } from "../../foundation/likeness.ts";
import { loadAll } from "../../foundation/loaders.ts";
import { badInput, unknownReference } from "../../foundation/problems.ts";
import { recordRef } from "../../foundation/reference.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { checkedConditions, checkedNear } from "./conditions.ts";
import {
  type Conditions,
  type Finding,
  given,
  type Hit,
  MOST_HITS,
  type Question,
  type SearchEngine,
  type Sight,
} from "./engine.ts";
import { fromPostgres, withEngine } from "./engines.ts";
import { knownThesaurus, thesaurusAt } from "./known-thesaurus.ts";
import { byLikeness, likeOf, MOST_COMPARED } from "./likeness.ts";
import { territoriesNear } from "./near.ts";
import { pagesOf } from "./pages.ts";
import { postgresFor } from "./postgres/engine.ts";
import { readingOf } from "./reading.ts";
import { SearchSort } from "./search.enums.ts";
import type { SearchArgs, SearchFilter } from "./search.input.ts";
import type { FacetValue, SearchResult, Suggestion } from "./search.types.ts";
import { type Named, named, shownTexts } from "./shown.ts";
import { audiencesOf, sightOf } from "./sight.ts";
import type { Thesaurus } from "./thesaurus.ts";
import { adapted } from "./vocabulary.ts";

const MOST_CHARACTERS = 500;
const MOST_SUGGESTIONS = 20;

/** Finds what matches among what the viewer may see. With `texts`, those of the hits are fetched along, for their highlights. Throws BAD_USER_INPUT, BAD_PAGE, BAD_CURSOR and UNKNOWN_REFERENCE. */
export async function search(
  ctx: HubContext,
  args: SearchArgs,
  { texts = false }: { texts?: boolean } = {},
): Promise<SearchResult> {
  const query = checkedText("query", args.query);
  const facets = [...new Set(args.facets ?? [])];
  pageSize(args);
  const conditions = await conditionsOf(ctx, args.filter);
  const like = await likeness(ctx, args);
  const pages = pagesOf([query, conditions, args.sort, args.language, args.likeOrganisation], args);
  const { sight, thesaurus, understood } = await understand(ctx, query, args.language);
  const { reading } = understood;

  const question = { reading, thesaurus, sight, conditions, facets, sort: args.sort, ...pages.window };
  const { answer, degraded, any } = await oneByOne(ctx, () => answered(ctx, question, like, pages.any));
  const picked = pages.pick(answer.hits);
  // Fetched in one piece with the names below; whoever needs them waits for them.
  if (texts)
    shownTexts(ctx)
      .loadMany(picked.map(({ hit }) => hit.id))
      .catch(() => {});
  const seen = await seenOnly(ctx, picked);
  const edges = seen.map(({ hit, place, name }) => ({
    cursor: pages.cursor(hit, place, any),
    node: { ...name, score: hit.score, record: recordRef(hit), reading, thesaurus },
  }));
  const last = picked.at(-1);
  const hidden = picked.length - seen.length;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: !!last && last.place < Math.min(answer.total, MOST_HITS),
      hasPreviousPage: !!args.after,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: last ? pages.cursor(last.hit, last.place, any) : null,
    },
    totalCount: answer.total - hidden,
    totalIsExact: answer.exact && (degraded || sight.complete) && hidden === 0,
    degraded,
    language: reading.language,
    facets: facets.map((facet) => ({
      facet,
      values: (answer.facets.get(facet) ?? []).map((counted) => ({ facet, ...counted }) as FacetValue),
    })),
    query,
    understood,
  };
}

/** Records whose names begin as typed, among those the viewer may see. */
export async function suggest(ctx: HubContext, prefix: string, first: number): Promise<Suggestion[]> {
  const typed = checkedText("prefix", prefix);
  pageSize({ first }, MOST_SUGGESTIONS);
  if (!/[\p{L}\p{N}]/u.test(typed) || first === 0) return [];
  const ask = (sight: Sight) =>
    withEngine(ctx, sight.behind, (engine) => engine.suggest(typed, { sight, limit: first }));
  const trusting = ask({ viewer: ctx.viewer, audiences: audiencesOf(ctx.viewer), behind: false, except: [] });
  // Mostly the index is up to date: then the rows alone say what may be shown, and nothing need be known before it is asked.
  const [sight, asked] = await Promise.all([sightOf(ctx), trusting]);
  const upToDate = !sight.behind && sight.except.length === 0;
  const { answer } = upToDate ? asked : await ask(sight);
  const seen = await seenOnly(
    ctx,
    answer.map((hit) => ({ hit, place: 0 })),
  );
  return seen.map(({ name: { kind, id, title, language } }) => ({
    kind,
    id,
    text: title,
    language,
    record: recordRef({ kind, id }),
  }));
}

/** What the viewer may find, and the question as it is understood. The topics last known serve while it is asked whether they have changed. */
async function understand(ctx: HubContext, query: string, language: Language | null | undefined) {
  const by = async (thesaurus: Thesaurus) => {
    const reading = readingOf(query, thesaurus, ctx.languages, language);
    return { thesaurus, understood: await adapted(ctx, reading, thesaurus, ctx.viewer) };
  };
  const before = knownThesaurus(ctx);
  const [sight, guess] = await Promise.all([sightOf(ctx), before?.thesaurus.then(by) ?? null]);
  if (guess && before?.version === sight.topics) return { sight, ...guess };
  return { sight, ...(await by(await thesaurusAt(ctx, sight.topics))) };
}

async function conditionsOf(ctx: HubContext, filter: SearchFilter | null | undefined): Promise<Conditions> {
  const conditions = checkedConditions(filter);
  if (!filter?.near) return conditions;
  return { ...conditions, placeIds: await territoriesNear(ctx, checkedNear(filter.near)) };
}

async function likeness(ctx: HubContext, { likeOrganisation: id, sort }: SearchArgs): Promise<Place | null> {
  if (!id) return null;
  if (sort !== SearchSort.RELEVANCE)
    throw badInput("likeOrganisation", "Likeness to an organisation goes with the order RELEVANCE alone.");
  const like = isUuid(id) ? await likeOf(ctx, id) : null;
  if (!like) throw unknownReference("organisation", [id]);
  return like;
}

const turns = new WeakMap<HubContext["load"], Promise<unknown>>();

/** The searches of one request, one after the other: many at once would keep the engine from all others. */
function oneByOne<T>(ctx: HubContext, work: () => Promise<T>): Promise<T> {
  const before = turns.get(ctx.load) ?? Promise.resolve();
  const now = before.then(work);
  turns.set(
    ctx.load,
    now.catch(() => {}),
  );
  return now;
}

/** So few records that have all that is asked for are not enough. */
const FEW = 10;

interface Answered {
  answer: Finding;
  degraded: boolean;
  /** whether records are found that have only something of what is asked for */
  any: boolean;
}

/**
 * Finds records that have all that is asked for; where these are few, those that have something of it as well. Later pages
 * of a list go on as its first one began: `any` tells how that was.
 */
async function answered(
  ctx: HubContext,
  question: Question,
  like: Place | null,
  any?: boolean,
): Promise<Answered> {
  const closest = () => ask({ ...postgresFor(ctx), search: postgresFor(ctx).searchAny }, question, like);
  if (any) return { answer: await closest(), degraded: question.sight.behind, any };
  // What stands in quotation marks may be written in any language, and Meilisearch takes no alternatives for it.
  const literal = question.reading.terms.some((term) => term.is === "phrase");
  const { behind } = question.sight;
  const asked = async (work: (engine: SearchEngine) => Promise<Finding>) =>
    literal ? { answer: await fromPostgres(ctx, work), degraded: behind } : withEngine(ctx, behind, work);
  const { answer, degraded } = await asked((engine) => ask(engine, question, like));
  /** Whether there are few because of conditions alone: then they narrow a list of records that have all that is asked for. */
  const onlyNarrowed = async () => {
    if (given(question.conditions).length === 0) return false;
    const wide = { ...question, conditions: {}, facets: [], offset: 0, limit: 0 };
    return (await asked((engine) => engine.search(wide))).answer.total >= FEW;
  };
  const optional = question.reading.terms.filter((term) => term.is !== "phrase");
  const enough = answer.total >= FEW || optional.length < 2 || question.sort !== SearchSort.RELEVANCE;
  if (any === false || enough || (await onlyNarrowed())) return { answer, degraded, any: false };
  return { answer: await closest(), degraded, any: true };
}

/** Asks an engine. With likeness, the best matches are put in its order before the window is cut out of them. */
async function ask(engine: SearchEngine, question: Question, like: Place | null): Promise<Finding> {
  if (!like || question.offset >= MOST_COMPARED) return engine.search(question);
  const found = await engine.search({
    ...question,
    offset: 0,
    limit: Math.max(MOST_COMPARED, question.offset + question.limit),
  });
  const hits = [...byLikeness(found.hits.slice(0, MOST_COMPARED), like), ...found.hits.slice(MOST_COMPARED)];
  return { ...found, hits: hits.slice(question.offset, question.offset + question.limit) };
}

/** Of what an engine found, what the viewer may see according to the rows, with what it is called. */
async function seenOnly<T extends Pick<Hit, "id" | "kind">>(
  ctx: HubContext,
  picked: readonly { hit: T; place: number }[],
): Promise<{ hit: T; place: number; name: Named }[]> {
  if (picked.length === 0) return [];
  const names = await loadAll(
    named(ctx),
    picked.map(({ hit }) => hit.id),
  );
  return picked.flatMap(({ hit, place }, i) => {
    const name = names[i];
    return name && name.kind === hit.kind ? [{ hit, place, name }] : [];
  });
}

/** A text that is looked for, trimmed. Throws BAD_USER_INPUT. */
export function checkedText(field: string, given: string): string {
  const text = given.trim().normalize("NFC");
  if (text.length > MOST_CHARACTERS) {
    throw badInput(
      field,
      `The ${field} has ${text.length} characters; ${MOST_CHARACTERS} are allowed: use fewer words.`,
    );
  }
  if (text.includes("\0")) throw badInput(field, "Text must not contain NUL characters.");
  return text;
}
