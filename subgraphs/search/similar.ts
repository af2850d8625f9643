import sql from "sql-template-tag";
import { contentFor } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { type Reference } from "../../foundation/directory.ts";
import { read } from "../../foundation/reading.ts";
import { isUuid } from "../../foundation/uuid.ts";

/** So many records that share a topic or a word of the title are compared, the newest ones. */
const MOST_COMPARED = 2_000;

/** The loader of records most like those with these ids, the most similar first: about the same topics, with the same words in their names, of the same kind. */
export function similar(ctx: HubContext, first: number) {
  return ctx.load.batched<string, Reference[]>(`similar ${first}`, async (ids) => {
    const found = await read<Reference & { parent: string }>(
      ctx,
      sql`SELECT p.id AS parent, c.id, c.kind
        FROM search.document p JOIN hub.record d ON d.id = p.id CROSS JOIN LATERAL (
          SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS query FROM (
            -- A year in a title would find all that went on in it.
            SELECT lexeme FROM unnest(tsvector_to_array(ts_filter(p.words, '{a}'))) AS lexeme WHERE lexeme !~ '^\\d{4}$'
            UNION SELECT 'topic' || right(replace(topic, '-', ''), 20)
            FROM jsonb_array_elements_text(p.document->'topicIds') AS topic
          ) sought
        ) q CROSS JOIN LATERAL (
          SELECT s.id, s.kind, ts_rank('{0.05, 0.1, 0.6, 1.0}', s.words, q.query, 1)
              * (CASE WHEN s.kind = p.kind THEN 1.5 ELSE 1 END)
              * (CASE WHEN s.countries && p.countries THEN 1.1 ELSE 1 END) AS likeness
          FROM (
            SELECT s.* FROM search.document s JOIN hub.record r ON r.id = s.id
            WHERE s.words @@ q.query AND s.id <> p.id AND s.document IS NOT NULL AND ${contentFor(ctx.viewer, "r")}
            ORDER BY s.recency DESC, s.id LIMIT ${MOST_COMPARED}
          ) s
          ORDER BY likeness DESC, s.recency DESC, s.id LIMIT ${first}
        ) c
        WHERE p.id = ANY(${ids.filter(isUuid)}::uuid[]) AND p.document IS NOT NULL AND ${contentFor(ctx.viewer, "d")}`,
    );
    const byParent = new Map<string, Reference[]>(ids.map((id) => [id, []]));
    for (const { parent, id, kind } of found) byParent.get(parent)?.push({ id, kind });
    return ids.map((id) => byParent.get(id) ?? []);
  });
}
