import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { connected } from "../../foundation/connected.ts";
import type { SearchPlace } from "../../foundation/context.ts";
import type { Kind } from "../../foundation/enums.ts";
import { type IndexWriter, writerAt } from "./meilisearch/writer.ts";

/** A record at which two of the three places do not say the same. */
export interface Difference {
  id: string;
  /** of a document that the index alone has, nobody knows */
  kind: Kind | null;
  what:
    | "record without document"
    | "document of another revision"
    | "document without record"
    | "not in the index"
    | "other version in the index"
    | "in the index alone";
}

export interface Comparison {
  records: number;
  documents: number;
  /** documents in the index; null where it was not compared */
  indexed: number | null;
  differences: Difference[];
}

type Connection = Pick<pg.Client, "query">;

/** As often what differs is looked at again, and how long it is waited in between. */
const ROUNDS = 3;
const PAUSE_MS = 400;
const PAGE = 1_000;

/**
 * Compares, id by id, records with documents by their revision, and documents with the index by their version. What is on
 * its way, or laid aside, is no difference. What differs is looked at again before it is called one, so that the hub may
 * run meanwhile. Rejects with EngineUnavailable where the index cannot be read.
 */
export const compare = ({
  databaseUrl,
  place,
}: {
  databaseUrl: string;
  place: SearchPlace | undefined;
}): Promise<Comparison> =>
  connected(databaseUrl, { name: "hub doctor" }, async (db) => {
    const { rows } = await db.query<{ records: number; documents: number }>(
      `SELECT (SELECT count(*)::int FROM hub.record) AS records,
         (SELECT count(*)::int FROM search.document WHERE document IS NOT NULL) AS documents`,
    );
    const drawn = await undrawn(db);
    const found = place ? await unindexed(db, writerAt(place)) : null;
    return {
      ...rows[0]!,
      indexed: found?.indexed ?? null,
      differences: [...drawn, ...(found?.differences ?? [])],
    };
  });

/** A change, its news and its document change in one transaction each: one statement sees no half of them. */
export async function undrawn(db: Connection): Promise<Difference[]> {
  const { rows } = await db.query<Difference>(
    `SELECT coalesce(r.id, d.id) AS id, coalesce(r.kind, d.kind) AS kind,
       CASE WHEN d.id IS NULL THEN 'record without document' WHEN r.id IS NULL THEN 'document without record'
         ELSE 'document of another revision' END AS what
     FROM hub.record r FULL JOIN (SELECT id, kind, revision FROM search.document WHERE document IS NOT NULL) d ON d.id = r.id
     WHERE r.revision IS DISTINCT FROM d.revision
       AND NOT EXISTS (SELECT 1 FROM hub.outbox o WHERE o."recordId" = coalesce(r.id, d.id))
       AND NOT EXISTS (SELECT 1 FROM hub.dead_letter l WHERE l."recordId" = coalesce(r.id, d.id) AND l.step = 'DRAW')
     ORDER BY 1`,
  );
  return rows;
}

/** What the index has of each document against what it should have. */
async function unindexed(
  db: Connection,
  writer: IndexWriter,
): Promise<{ indexed: number; differences: Difference[] }> {
  const inIndex = new Map<string, number>();
  for (let offset = 0, more = true; more; offset += PAGE) {
    const page = await writer.versions(offset);
    for (const [id, version] of page.versions) inIndex.set(id, version);
    more = page.more;
  }
  // While they were read, pages may have shifted: what seems to differ is asked for by its id.
  let suspects: string[] = [];
  const seen = new Set<string>();
  for (let after: string | null = null; ; ) {
    const page: Row[] = await rowsAfter(db, after);
    for (const { id, version } of page) {
      seen.add(id);
      if (inIndex.get(id) !== Number(version)) suspects.push(id);
    }
    if (page.length === 0) break;
    after = page.at(-1)!.id;
  }
  suspects.push(...[...inIndex.keys()].filter((id) => !seen.has(id)));
  let differences: Difference[] = [];
  for (let round = 1; suspects.length > 0 && round <= ROUNDS; round++) {
    if (round > 1) await sleep(PAUSE_MS);
    differences = [];
    for (let at = 0; at < suspects.length; at += PAGE)
      differences.push(...(await differing(db, writer, suspects.slice(at, at + PAGE))));
    suspects = differences.map(({ id }) => id);
  }
  return { indexed: inIndex.size, differences };
}

/** What the index should have of a document; no version where it must not have it. */
interface Row {
  id: string;
  kind: Kind;
  version: string;
  gone: boolean;
  /** on its way to the index, or laid aside */
  excused: boolean;
}

const ROW = `SELECT d.id, d.kind, d.version, d.document IS NULL AS gone,
    d.pending OR EXISTS (SELECT 1 FROM hub.dead_letter l WHERE l."recordId" = d.id AND l.step = 'INDEX') AS excused
  FROM search.document d`;

const rowsAfter = async (db: Connection, id: string | null): Promise<Row[]> =>
  (
    await db.query<Row>(
      `${ROW} WHERE d.document IS NOT NULL AND ($1::uuid IS NULL OR d.id > $1) ORDER BY d.id LIMIT ${PAGE}`,
      [id],
    )
  ).rows;

/** Of these, what differs now: the row was the same before and after the index was asked, and none of it was on its way. */
async function differing(db: Connection, writer: IndexWriter, ids: readonly string[]): Promise<Difference[]> {
  const rows = async () =>
    new Map(
      (await db.query<Row>(`${ROW} WHERE d.id::text = ANY($1)`, [ids])).rows.map((row) => [row.id, row]),
    );
  const before = await rows();
  const inIndex = await writer.versionsOf(ids);
  const after = await rows();
  return ids.flatMap((id): Difference[] => {
    const row = after.get(id);
    if (row?.excused || before.get(id)?.excused || before.get(id)?.version !== row?.version) return [];
    const version = inIndex.get(id);
    const kind = row?.kind ?? null;
    if (!row || row.gone) return version === undefined ? [] : [{ id, kind, what: "in the index alone" }];
    if (version === undefined) return [{ id, kind, what: "not in the index" }];
    return version === Number(row.version) ? [] : [{ id, kind, what: "other version in the index" }];
  });
}
