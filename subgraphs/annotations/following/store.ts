import type pg from "pg";
import type { Kind } from "../../../foundation/enums.ts";
import { transaction } from "../../../foundation/hold.ts";
import type { PassageNote } from "./anchoring.ts";
import type { AnchoredText, StoredAnchor } from "./following.entity.ts";

type Connection = Pick<pg.Client, "query">;

/** A record whose notes wait to be anchored, with all that was written of it. */
export interface Waiting {
  kind: Kind;
  id: string;
  rows: string[];
}

/** The records that have waited longest, so many at most; none of these. */
export async function waiting(db: Connection, most: number, except: readonly string[]): Promise<Waiting[]> {
  const { rows } = await db.query<Waiting>(
    `WITH longest AS (
       SELECT "recordId", min(id) AS since FROM (
         SELECT id, "recordId" FROM annotations.unanchored WHERE NOT "recordId" = ANY($2::uuid[]) ORDER BY id LIMIT 10 * $1) u
       GROUP BY "recordId" ORDER BY since LIMIT $1)
     SELECT u."recordId" AS id, min(u.kind) AS kind, array_agg(u.id) AS rows
     FROM longest l JOIN annotations.unanchored u ON u."recordId" = l."recordId"
     GROUP BY u."recordId" ORDER BY min(l.since)`,
    [most, except],
  );
  return rows;
}

/** A page of the notes on passages of a record that were not yet sought in this revision, in the order of their ids. */
export async function notesBehind(
  db: Connection,
  recordId: string,
  revision: number,
  after: string | null,
  limit: number,
): Promise<PassageNote[]> {
  const { rows } = await db.query<PassageNote>(
    `SELECT n.id, n."targetField" AS field, n."targetLanguage" AS language, n."targetRevision" AS "readRevision", n.quote, n.position,
       CASE WHEN a."annotationId" IS NOT NULL THEN json_build_object('state', a.state, 'revision', a.revision,
         'start', a.start, 'end', a."end", 'confidence', a.confidence) END AS anchor
     FROM annotations.annotation n LEFT JOIN annotations.anchor a ON a."annotationId" = n.id
     WHERE n."targetId" = $1 AND n.quote IS NOT NULL AND ($3::uuid IS NULL OR n.id > $3::uuid)
       AND (a.revision IS NULL OR a.revision < $2)
     ORDER BY n.id LIMIT $4`,
    [recordId, revision, after, limit],
  );
  return rows;
}

/** The texts of a record as notes were anchored in them last. */
export async function anchoredTexts(db: Connection, recordId: string): Promise<AnchoredText[]> {
  const { rows } = await db.query<AnchoredText>(
    'SELECT * FROM annotations.anchored_text WHERE "recordId" = $1',
    [recordId],
  );
  return rows;
}

/** Keeps anchors with the texts that they were found in, forgets texts that no note is about any more, and that they waited: all at once. */
export const keep = (
  db: Connection,
  { id, rows }: Waiting,
  anchors: readonly StoredAnchor[],
  texts: readonly AnchoredText[],
): Promise<void> =>
  transaction(db, async () => {
    await db.query(
      `INSERT INTO annotations.anchor AS a
       SELECT new.* FROM jsonb_populate_recordset(NULL::annotations.anchor, $1::jsonb) new
       JOIN annotations.annotation n ON n.id = new."annotationId" FOR KEY SHARE OF n
       ON CONFLICT ("annotationId") DO UPDATE SET (state, revision, start, "end", confidence, languages, elsewhere)
         = ROW (excluded.state, excluded.revision, excluded.start, excluded."end", excluded.confidence, excluded.languages, excluded.elsewhere)
       WHERE a.revision <= excluded.revision`,
      [JSON.stringify(anchors)],
    );
    await db.query(
      `INSERT INTO annotations.anchored_text SELECT * FROM jsonb_populate_recordset(NULL::annotations.anchored_text, $1::jsonb)
       ON CONFLICT ("recordId", field, language) DO UPDATE SET revision = excluded.revision, text = excluded.text`,
      [JSON.stringify(texts)],
    );
    await db.query(
      `DELETE FROM annotations.anchored_text t WHERE t."recordId" = $1 AND NOT EXISTS (
         SELECT 1 FROM annotations.annotation n WHERE n."targetId" = t."recordId" AND n.quote IS NOT NULL
           AND n."targetField" = t.field AND n."targetLanguage" = t.language)`,
      [id],
    );
    await done(db, rows);
  });

/** Forgets that these waited. */
export const done = (db: Connection, rows: readonly string[]) =>
  db.query("DELETE FROM annotations.unanchored WHERE id = ANY($1::bigint[])", [rows]);

/** How many records have notes that wait. */
export async function countWaiting(db: Connection): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(DISTINCT "recordId")::int AS count FROM annotations.unanchored',
  );
  return rows[0]!.count;
}
