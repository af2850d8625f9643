import sql from "sql-template-tag";
import { contentFor } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { read } from "../../foundation/reading.ts";
import { slipsBetween } from "./analysis/slips.ts";
import type { Adapted } from "./vocabulary.ts";

/** A word is taken for another one that differs by at most a third of its letters. */
const isLikely = (asked: string, known: string): boolean =>
  slipsBetween(asked, known) <= Math.max(1, Math.floor(asked.length / 3));

/**
 * The query with each word that no record has replaced by the most similar one that a record has which the viewer may
 * see; null where there is nothing to mend. Only words of such records can show in it.
 */
export async function didYouMean(
  ctx: HubContext,
  query: string,
  { likely }: Adapted,
): Promise<string | null> {
  const candidates = [...likely].map(([term, like]) => ({
    term,
    like: like
      .filter(({ word }) => isLikely(term.word.folded, word))
      .sort((a, b) => slipsBetween(term.word.folded, a.word) - slipsBetween(term.word.folded, b.word)),
  }));
  const words = candidates.flatMap(({ like }) => like.map(({ word }) => word));
  if (words.length === 0) return null;
  const rows = await read<{ word: string }>(
    ctx,
    sql`SELECT w AS word FROM unnest(${words}::text[]) AS w WHERE EXISTS (
      SELECT 1 FROM search.document s JOIN hub.record d ON d.id = s.id
      WHERE s.words @@ quote_literal(w)::tsquery AND ${contentFor(ctx.viewer, "d")})`,
  );
  const visible = new Set(rows.map(({ word }) => word));
  let mended = query;
  for (const { term, like } of candidates.reverse()) {
    const found = like.find(({ word }) => visible.has(word));
    if (found) mended = mended.slice(0, term.word.start) + found.written + mended.slice(term.word.end);
  }
  return mended === query ? null : mended;
}
