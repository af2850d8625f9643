import sql, { raw } from "sql-template-tag";
import { contentFor } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { read } from "../../foundation/reading.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import { compoundsIn } from "./analysis/compounds.ts";
import { sensesOf } from "./analysis/lexicon.ts";
import { slipsBetween, slipsForgiven } from "./analysis/slips.ts";
import { stemOf } from "./analysis/stems.ts";
import type { Word } from "./analysis/words.ts";
import { mended, type Reading, type Term } from "./reading.ts";
import { audiencesOf } from "./sight.ts";
import type { Thesaurus } from "./thesaurus.ts";

type WordTerm = Extract<Term, { is: "word" }>;

/** A known word that one which is not known may stand for. */
interface Likely {
  word: string;
  written: string;
}

/** A reading whose words are all known to records that the viewer may find, as far as they can be. */
export interface Adapted {
  reading: Reading;
  /** for words that no record has: known ones that are like them, the most similar first */
  likely: ReadonlyMap<WordTerm, readonly Likely[]>;
}

interface Found {
  at: number;
  form: boolean;
  plain: boolean;
  /** whether some record says what the word means */
  sense: boolean;
  begins: boolean;
  like: Likely[];
}

const MOST_LIKELY = 8;

/** "Handy" is not "hands". */
const LONG_WORD = 6;

/**
 * Adapts a reading to the words that records have: of a word and its stem the one that is known is sought; a compound
 * that is not known is sought by its parts; a word that is neither known nor like a known one is left out, unless nothing
 * else is left. Only words of records for the viewer's audiences count, so that nothing can be told of others.
 */
export async function adapted(
  ctx: HubContext,
  asked: Reading,
  thesaurus: Thesaurus,
  viewer: Viewer,
): Promise<Adapted> {
  const words = asked.terms.filter((term): term is WordTerm => term.is === "word");
  const likely = new Map<WordTerm, readonly Likely[]>();
  if (words.length === 0) return { reading: asked, likely };
  const found = await lookUp(ctx, words, viewer);
  const slips = new Map<Word, Word>();
  for (const [term, { form, plain, sense, like }] of found) {
    if (form || plain || sense) continue;
    likely.set(term, like);
    const meant = like.find(({ word }) => mistyped(term.word.folded, word));
    if (meant && isSlip(term, asked))
      slips.set(term.word, { ...term.word, plain: meant.written, folded: meant.word });
  }
  const reading = slips.size > 0 ? mended(asked, slips, thesaurus) : asked;

  const terms: Term[] = [];
  const about = new Map(
    [...found].map(([term, one]) => [slips.get(term.word) ?? term.word, { term, ...one }]),
  );
  const last = reading.terms.at(-1);
  for (const term of reading.terms) {
    const one = term.is === "word" ? about.get(term.word) : undefined;
    if (!one || term.is !== "word" || one.form || one.sense) terms.push(term);
    else if (one.plain || (one.begins && term === last)) terms.push({ ...term, form: term.word.folded });
    else if (term.word !== one.term.word) {
      const meant = one.like.map(({ word }) => word).filter((word) => mistyped(one.term.word.folded, word));
      terms.push({ ...term, form: one.term.word.folded, meant });
    } else terms.push(...(await partsOf(ctx, term, reading, viewer)));
  }
  return { reading: { ...reading, terms: terms.length > 0 ? terms : reading.terms }, likely };
}

/** Among others, a short word that no record has is rather one of no account than a slip. */
const isSlip = ({ word }: WordTerm, { terms }: Reading): boolean =>
  terms.length === 1 || word.folded.length >= LONG_WORD;

/** Is the one word the other with as many slips as the engines forgive? */
const mistyped = (word: string, known: string): boolean =>
  slipsBetween(word, known) <= slipsForgiven(word.length);

async function lookUp(
  ctx: HubContext,
  words: readonly WordTerm[],
  viewer: Viewer,
): Promise<Map<WordTerm, Found>> {
  const mine = audience(viewer);
  /** A word that the list does not have may stand in a draft or in a record for a group. */
  const inSight = (
    column: string,
  ) => sql`EXISTS (SELECT 1 FROM search.document s JOIN hub.record d ON d.id = s.id
    WHERE s.words @@ quote_literal(a.${raw(column)})::tsquery AND ${contentFor(viewer, "d")})`;
  const rows = await read<Found>(
    ctx,
    sql`WITH asked AS MATERIALIZED (
        SELECT (at - 1)::int AS at, form, folded,
          EXISTS (SELECT 1 FROM search.word k WHERE k.word = a.form AND ${mine}) OR ${inSight("form")} AS has_form,
          EXISTS (SELECT 1 FROM search.word k WHERE k.word = a.folded AND ${mine}) OR ${inSight("folded")} AS has_plain,
          EXISTS (SELECT 1 FROM search.word k WHERE k.word = ANY(string_to_array(a.senses, ' ')) AND ${mine}) AS has_sense,
          length(folded) >= 3 AND EXISTS (
            SELECT 1 FROM search.word k WHERE k.word >= a.folded AND k.word < a.folded || chr(1114111) AND ${mine}) AS begins
        FROM unnest(${unseenTexts(words.map(({ form }) => form))}, ${unseenTexts(words.map(({ word }) => word.folded))},
          ${unseenTexts(words.map(({ senses }) => senses.join(" ")))}) WITH ORDINALITY AS a(form, folded, senses, at))
      SELECT at, has_form AS form, has_plain AS plain, has_sense AS sense, begins,
        CASE WHEN has_form OR has_plain OR has_sense OR length(folded) < 4 THEN '[]' ELSE coalesce((
          SELECT jsonb_agg(jsonb_build_object('word', k.word, 'written', k.written) ORDER BY k.likeness DESC, k.word)
          FROM (SELECT DISTINCT ON (k.word) k.word, k.written, similarity(k.word, asked.folded) AS likeness
            FROM search.word k WHERE k.word % asked.folded AND k.written IS NOT NULL AND ${mine}
            ORDER BY k.word LIMIT 200) k
          WHERE k.likeness >= 0.3), '[]') END AS like
      FROM asked`,
  );
  return new Map(rows.map((row) => [words[row.at]!, { ...row, like: row.like.slice(0, MOST_LIKELY) }]));
}

/** The parts of a compound as terms, where some record knows both. */
async function partsOf(
  ctx: HubContext,
  term: WordTerm,
  { language }: Reading,
  viewer: Viewer,
): Promise<Term[]> {
  const compounds = compoundsIn(term.word.plain, language);
  if (compounds.length === 0) return [];
  const stem = (plain: string) => stemOf({ plain }, language!);
  const stems = new Set(compounds.flatMap(({ first, second }) => [...first, second].map(stem)));
  const rows = await read<{ word: string }>(
    ctx,
    sql`SELECT DISTINCT k.word FROM search.word k WHERE k.word = ANY(${unseenTexts([...stems])}) AND ${audience(viewer)}`,
  );
  const known = new Set(rows.map(({ word }) => word));
  for (const { first, second } of compounds) {
    const before = first.find((part) => known.has(stem(part)));
    if (!before || !known.has(stem(second))) continue;
    return [before, second].map((plain) => ({
      ...term,
      form: stem(plain),
      senses: sensesOf({ plain }, language),
    }));
  }
  return [];
}

/** Texts as an array that PostgreSQL does not look into while it plans, so that it plans once for all of them. */
const unseenTexts = (texts: readonly string[]) => sql`(SELECT ${[...texts]}::text[])::text[]`;

const audience = (viewer: Viewer) => {
  const audiences = audiencesOf(viewer);
  return audiences ? sql`k.audience = ANY(${unseenTexts(audiences)})` : sql`TRUE`;
};
