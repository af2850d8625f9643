import sql from "sql-template-tag";
import type { HubContext } from "../../../foundation/context.ts";
import type { Kind } from "../../../foundation/enums.ts";
import { read } from "../../../foundation/reading.ts";
import { FORGIVEN, slipsBetween, slipsForgiven } from "../analysis/slips.ts";
import { foldedText } from "../analysis/words.ts";
import type { Hit, Sight } from "../engine.ts";
import { seen } from "./matching.ts";

/** Records whose names begin as typed, or as what was mistyped. */
export async function suggest(
  ctx: HubContext,
  prefix: string,
  { sight, limit }: { sight: Sight; limit: number },
): Promise<Pick<Hit, "id" | "kind">[]> {
  const typed = foldedText(prefix);
  const words = typed.split(" ");
  const meant = await likely(ctx, words);
  const query = words
    .map((word) => `(${[`'${word}':*A`, ...(meant.get(word) ?? []).map((one) => `'${one}':A`)].join(" | ")})`)
    .join(" & ");
  return read<{ id: string; kind: Kind }>(
    ctx,
    sql`SELECT s.id, s.kind FROM search.document s JOIN hub.record d ON d.id = s.id
          WHERE ${seen(sight)} AND s.words @@ ${query}::tsquery
          ORDER BY (s.called ~ ${`(^|\n)${typed}`}) DESC, (s.called ~ ${`(^|\n| )${typed}`}) DESC,
            word_similarity(${typed}, s.called) DESC, length(s.called), s.id
          LIMIT ${limit}`,
  );
}

/** For each word, the known ones most like it. */
async function likely(ctx: HubContext, words: readonly string[]): Promise<Map<string, string[]>> {
  // Shorter beginnings are taken as they are.
  const long = words.filter((word) => word.length >= FORGIVEN.one);
  if (long.length === 0) return new Map();
  const rows = await read<{ word: string; meant: string[] }>(
    ctx,
    sql`SELECT w AS word, ARRAY(SELECT DISTINCT k.word FROM search.word k WHERE k.word % w AND k.written IS NOT NULL) AS meant
        FROM unnest(${long}::text[]) AS w`,
  );
  return new Map(
    rows.map(({ word, meant }) => [
      word,
      meant.filter((one) => slipsBetween(one, word) <= slipsForgiven(word.length)),
    ]),
  );
}
