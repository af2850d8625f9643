import type pg from "pg";
import type { Language } from "../../../foundation/language.ts";
import { inFull } from "../postgres/tsquery.ts";
import { readingOf } from "../reading.ts";
import { topics, topicsVersion } from "../store.ts";
import { Thesaurus } from "../thesaurus.ts";

type Connection = Pick<pg.Client, "query">;

const MOST = 1_000;

/** Whether there are saved searches that were read by former topics. */
export async function outdated(db: Connection): Promise<boolean> {
  const { rows } = await db.query(
    "SELECT EXISTS (SELECT 1 FROM search.saved_search WHERE thesaurus < $1) AS outdated",
    [await topicsVersion(db)],
  );
  return rows[0].outdated;
}

/**
 * Reads some saved searches anew by the topics there are now: what a topic has come to be called counts for records that
 * change from then on. One that its owner changes meanwhile is left as they have made it.
 */
export async function readAnew(db: Connection): Promise<void> {
  const version = await topicsVersion(db);
  const thesaurus = new Thesaurus(await topics(db));
  const { rows } = await db.query<{ id: string; query: string; askedIn: Language | null; revision: number }>(
    `SELECT id, query, "askedIn", revision FROM search.saved_search WHERE thesaurus < $1 ORDER BY thesaurus LIMIT ${MOST}`,
    [version],
  );
  const asked = rows.map(({ query, askedIn }) => inFull(readingOf(query, thesaurus, [], askedIn)));
  await db.query(
    `UPDATE search.saved_search q SET asked = coalesce(n.asked::tsquery, q.asked), thesaurus = $1
     FROM unnest($2::uuid[], $3::int[], $4::text[]) AS n(id, revision, asked)
     WHERE q.id = n.id AND q.revision = n.revision`,
    [version, rows.map(({ id }) => id), rows.map(({ revision }) => revision), asked],
  );
}
