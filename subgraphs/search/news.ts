import type pg from "pg";
import { Kind } from "../../foundation/enums.ts";
import { transaction } from "../../foundation/hold.ts";
import { stemOf } from "./analysis/stems.ts";
import type { DrawnDocument } from "./search-document.ts";
import { drop, keep } from "./store.ts";
import { namesOf, type ThesaurusTopic, tellingWords, tokenOf } from "./thesaurus.ts";

type Connection = Pick<pg.Client, "query">;

/** The channel on which it is told that documents have changed. */
export const DOCUMENTS_CHANNEL = "hub_documents";

export interface NewsRow {
  id: string;
  kind: Kind;
  recordId: string;
}

/** The next news, in order, fresh news first; none whose transaction may still be followed by an older one, and none of these records. */
export async function nextNews(db: Connection, limit: number, except: readonly string[]): Promise<NewsRow[]> {
  const { rows } = await db.query<NewsRow>(
    `SELECT id, kind, "recordId" FROM hub.outbox
     WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AND NOT "recordId" = ANY($2::uuid[])
     ORDER BY follows, id LIMIT $1`,
    [limit, except],
  );
  return rows;
}

/**
 * Keeps these documents, empties those of records that are gone, and forgets the news of both, all at once. Records whose
 * documents mention a topic, an organisation or a territory among `mentioned` that was another before, or name in a text a
 * topic that is called otherwise now, become news that follows.
 */
export const carry = (
  db: Connection,
  news: readonly string[],
  {
    drawn,
    gone,
    mentioned,
  }: { drawn: readonly DrawnDocument[]; gone: readonly string[]; mentioned: readonly string[] },
): Promise<void> =>
  transaction(db, async () => {
    const renamed = await renamedTopics(db, drawn);
    const others = await otherThanBefore(db, mentioned, drawn);
    await keep(db, drawn);
    await drop(db, gone);
    if (renamed.length > 0)
      await db.query(
        `INSERT INTO hub.outbox (kind, "recordId", xid, follows)
         SELECT d.kind, d.id, pg_current_xact_id()::text::bigint, true FROM search.document d
         WHERE d.document IS NOT NULL AND d.words @@ $1::tsquery
           AND NOT EXISTS (SELECT 1 FROM hub.outbox o WHERE o."recordId" = d.id AND o.follows)
         ORDER BY d.id`,
        [renamed.map(mentionsOf).join(" | ")],
      );
    if (others.length > 0)
      await db.query(
        `INSERT INTO hub.outbox (kind, "recordId", xid, follows)
         SELECT d.kind, d.id, pg_current_xact_id()::text::bigint, true FROM search.document d
         WHERE d.document IS NOT NULL AND d.id <> ALL($1::uuid[])
           AND (d."topicPath" && $1::uuid[] OR d."organisationIds" && $1::uuid[] OR d."territoryIds" && $1::uuid[])
           AND NOT EXISTS (SELECT 1 FROM hub.outbox o WHERE o."recordId" = d.id AND o.follows)
         ORDER BY d.id`,
        [others],
      );
    await db.query(
      `WITH letters AS (DELETE FROM hub.dead_letter WHERE "recordId" = ANY($2::uuid[]) AND step = 'DRAW'),
         told AS (SELECT pg_notify('${DOCUMENTS_CHANNEL}', ''))
       DELETE FROM hub.outbox USING told WHERE id = ANY($1::bigint[])`,
      [news, [...drawn.map(({ document }) => document.id), ...gone]],
    );
  });

/**
 * Of these records those that had a document in which something is otherwise that the documents of others take from them.
 * Whatever was drawn before mentions none of those that had none.
 */
async function otherThanBefore(
  db: Connection,
  ids: readonly string[],
  drawn: readonly DrawnDocument[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const now = drawn
    .filter(({ document }) => ids.includes(document.id))
    .map(({ document, names }) => ({
      id: document.id,
      names,
      taken: Object.fromEntries(TAKEN.map((name) => [name, document[name] ?? null])),
    }));
  const { rows } = await db.query<{ id: string }>(
    `SELECT d.id FROM search.document d
     LEFT JOIN jsonb_to_recordset($2::jsonb) AS n(id uuid, names jsonb, taken jsonb) USING (id)
     WHERE d.id = ANY($1::uuid[]) AND (n.names IS DISTINCT FROM d.names OR ${TAKEN.map(
       (name) => `n.taken->'${name}' IS DISTINCT FROM d.document->'${name}'`,
     ).join(" OR ")})`,
    [ids, JSON.stringify(now)],
  );
  return rows.map(({ id }) => id);
}

/** What in a document tells, beside its names, that others take something else from its record. */
const TAKEN = ["revision", "countries", "population", "territoryIds", "topicPath"] as const;

/** Of the topics among these documents, those that are new or called otherwise than before. */
async function renamedTopics(db: Connection, drawn: readonly DrawnDocument[]): Promise<ThesaurusTopic[]> {
  const topics = drawn.filter(({ document }) => document.kind === Kind.TOPIC);
  if (topics.length === 0) return [];
  const { rows } = await db.query<{ id: string }>(
    `SELECT n.id FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, names jsonb)
     LEFT JOIN search.document d ON d.id = n.id WHERE d.names IS DISTINCT FROM n.names`,
    [JSON.stringify(topics.map(({ document, names }) => ({ id: document.id, names })))],
  );
  const renamed = new Set(rows.map(({ id }) => id));
  return topics
    .filter(({ document }) => renamed.has(document.id))
    .map(({ document, names }) => ({ id: document.id, names }));
}

/** The texts that name a topic, or that were taken to do so before, as a text query. */
function mentionsOf(topic: ThesaurusTopic): string {
  const phrases = new Set<string>([`'${tokenOf(topic.id)}'`]);
  for (const { language, words } of namesOf(topic)) {
    const telling = tellingWords(words, language);
    phrases.add(`(${telling.map((word) => `'${stemOf(word, language)}'`).join(" & ")})`);
  }
  return [...phrases].join(" | ");
}

/** Makes news that follows of every record; gives how many. */
export async function announceAll(db: Connection): Promise<number> {
  const { rowCount } = await db.query(
    `INSERT INTO hub.outbox (kind, "recordId", xid, follows)
     SELECT d.kind, d.id, pg_current_xact_id()::text::bigint, true FROM hub.record d
     WHERE NOT EXISTS (SELECT 1 FROM hub.outbox o WHERE o."recordId" = d.id)
     ORDER BY d.id`,
  );
  return rowCount ?? 0;
}
