import sql from "sql-template-tag";
import { contentFor } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { read } from "../../foundation/reading.ts";
import type { Reading } from "./reading.ts";

const SHORTEST = 4;
const MOST_CANDIDATES = 10;
/** Words less alike than this are other words. */
const LIKE_ENOUGH = 0.35;

/**
 * The query with each word that no record has which the viewer may see replaced by the most similar word that such a
 * record has; null where there is nothing to mend. Only words of records the viewer may see can show in it.
 */
export async function didYouMean(ctx: HubContext, query: string, { terms }: Reading): Promise<string | null> {
  const words = terms.flatMap((term) => (term.is === "word" ? [term] : []));
  const long = words.filter(({ word }) => word.folded.length >= SHORTEST);
  if (long.length === 0) return null;
  const found = await read<{ at: number; written: string }>(
    ctx,
    sql`WITH asked AS (
        SELECT at - 1 AS at, folded, form
        FROM unnest(${long.map(({ word }) => word.folded)}::text[], ${long.map(({ form }) => form)}::text[]) WITH ORDINALITY AS a(folded, form, at)),
      unknown AS (
        SELECT * FROM asked WHERE NOT EXISTS (
          SELECT 1 FROM search.document s JOIN hub.record d ON d.id = s.id
          WHERE s.words @@ (quote_literal(asked.folded) || ' | ' || quote_literal(asked.form))::tsquery AND ${contentFor(ctx.viewer, "d")}))
      SELECT DISTINCT ON (u.at) u.at::int, k.written
      FROM unknown u CROSS JOIN LATERAL (
        SELECT * FROM search.word k WHERE k.word % u.folded AND similarity(k.word, u.folded) >= ${LIKE_ENOUGH}
        ORDER BY similarity(k.word, u.folded) DESC, k.word LIMIT ${MOST_CANDIDATES}) k
      WHERE EXISTS (
        SELECT 1 FROM search.document s JOIN hub.record d ON d.id = s.id
        WHERE s.words @@ quote_literal(k.word)::tsquery AND ${contentFor(ctx.viewer, "d")})
      ORDER BY u.at, similarity(k.word, u.folded) DESC, k.word`,
  );
  if (found.length === 0) return null;
  let mended = query;
  for (const { at, written } of found.sort((a, b) => b.at - a.at)) {
    const { start, end } = long[at]!.word;
    mended = mended.slice(0, start) + written + mended.slice(end);
  }
  return mended;
}
