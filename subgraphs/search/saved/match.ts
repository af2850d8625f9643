import type pg from "pg";
import sql, { raw, type Sql } from "sql-template-tag";
import { EVENTS_CHANNEL, EventType } from "../../../foundation/events.ts";
import { transaction } from "../../../foundation/hold.ts";
import type { Conditions } from "../engine.ts";
import { within } from "../near.ts";
import { conditionsIn } from "../postgres/conditions.ts";
import { CURATORS, momentForPerson } from "./alert.entity.ts";
import { outdated } from "./read-anew.ts";

type Connection = Pick<pg.Client, "query">;

/** The conditions that a saved search keeps, each in a column of its name. */
export const CONDITIONS = [
  "kinds",
  "topicIds",
  "countries",
  "organisationIds",
  "languages",
  "states",
  "evidence",
  "yearFrom",
  "yearTo",
  "populationFrom",
  "populationTo",
  "adopted",
  "synthetic",
] as const satisfies readonly (keyof Conditions)[];

/** So many documents, and so many pairs of a document and a saved search, are compared in one transaction at the most. */
const MOST_DOCUMENTS = 500;
const MOST_PAIRS = 250_000;

/** The documents whose version is later than `mark`, up to `until`; null where there are none. */
interface Batch {
  mark: string;
  until: string | null;
  /** how many saved searches there are */
  searches: string;
  /** later than any visit to a saved search so far, in whole milliseconds as callers see it */
  moment: string;
}

export type Outcome = "nothing left" | "compared" | "saved searches outdated";

/**
 * Compares the next documents that have changed with all saved searches, and notes how far it has come, all at once: what
 * a crash undoes is compared again. Nothing is compared while saved searches were read by former topics.
 */
export async function match(db: Connection): Promise<Outcome> {
  let outcome: Outcome = "nothing left";
  await transaction(db, async () => {
    const { until, mark, searches, moment } = await nextBatch(db);
    if (until === null) return;
    outcome = "compared";
    if (Number(searches) > 0) {
      if (await outdated(db)) {
        outcome = "saved searches outdated";
        return;
      }
      const base = sql`greatest(q.known, ${mark}::bigint)`;
      const before = sql`s.version <= ${base} AND ${base} < s.until`;
      await db.query(sql`WITH ${compared(former(mark, until), "-infinity")} ${pairs(before)}`);
      await db.query(sql`
        WITH ${compared(present(mark, until), moment)}, alert AS (${pairs(sql`s.version > q.known`)}
          RETURNING a."memberId", a."savedSearchId", a.kind, a."recordId", old.since AS before, new.since AS since),
        event AS (${events} RETURNING id)
        SELECT pg_notify('${raw(EVENTS_CHANNEL)}', '') FROM (SELECT FROM event LIMIT 1) told`);
    }
    await db.query(
      `WITH mark AS (UPDATE search.matched SET version = $1)
       DELETE FROM search.former_document WHERE until <= $1`,
      [until],
    );
  });
  return outcome;
}

/** Keeps deeds on saved searches waiting until the transaction ends, then says what is to be compared. */
async function nextBatch(db: Connection): Promise<Batch> {
  await db.query("SELECT version FROM search.matched FOR UPDATE");
  const { rows } = await db.query<Batch>(
    `SELECT m.version AS mark, q.searches,
       (date_trunc('milliseconds', clock_timestamp()) + interval '1 ms')::text AS moment,
       (SELECT max(version) FROM (SELECT d.version FROM search.document d WHERE d.version > m.version
          ORDER BY d.version LIMIT least($1::bigint, greatest(1, $2::bigint / greatest(1, q.searches)))) d) AS until
     FROM search.matched m, (SELECT count(*) AS searches FROM search.saved_search) q`,
    [MOST_DOCUMENTS, MOST_PAIRS],
  );
  return rows[0]!;
}

const COLUMNS = sql`id, kind, words || '' AS words, "topicPath", "organisationIds", "placeIds", countries, languages, years, state, evidence, population`;

/** The documents of a batch, small enough to be compared with many saved searches. */
const present = (mark: string, until: string): Sql => sql`
  SELECT ${COLUMNS}, version, NULL::bigint AS until,
    jsonb_build_object('adopted', document->'adopted', 'synthetic', document->'synthetic', 'audience', document->'audience') AS document
  FROM search.document WHERE version > ${mark} AND version <= ${until} AND document IS NOT NULL`;

/** What documents were before a change of this batch, also where they have changed again meanwhile. */
const former = (mark: string, until: string): Sql => sql`
  SELECT ${COLUMNS}, version, until, document FROM search.former_document
  WHERE until > ${mark} AND until <= ${until}`;

const near = sql`(q.km IS NULL OR EXISTS (
  SELECT 1 FROM search.document t WHERE t.id = ANY(s."placeIds") AND t.kind = 'TERRITORY' AND t.document IS NOT NULL
  AND ${within({ latitude: sql`q.latitude`, longitude: sql`q.longitude`, km: sql`q.km` })}))`;

/** The documents `s` of a batch, each with its audiences and since when it is for them. */
const compared = (documents: Sql, moment: string): Sql => sql`s AS MATERIALIZED (
  SELECT d.*, (SELECT jsonb_object_agg(audience, ${moment}::text) FROM (
      SELECT ${CURATORS}::text UNION SELECT jsonb_array_elements_text(d.document->'audience')) a(audience)) AS since
  FROM (${documents}) d)`;

/** Writes each pair of a document `s` and a saved search `q` that meet, for the audiences of the document; what is known of a pair stays. */
const pairs = (condition: Sql): Sql => sql`
  INSERT INTO search.alert AS a (id, "savedSearchId", "memberId", kind, "recordId", since)
  SELECT uuidv7(), q.id, q."memberId", s.kind, s.id, s.since FROM s JOIN search.saved_search q
    ON (q.asked IS NULL OR s.words @@ q.asked) AND ${conditionsIn(CONDITIONS)} AND ${near} AND ${condition}
  ON CONFLICT ("savedSearchId", "recordId") DO UPDATE SET since = excluded.since || a.since
  WHERE NOT a.since ?& ARRAY(SELECT jsonb_object_keys(excluded.since))`;

/** The events by which owners of saved searches hear of pairs that are an alert for them now, and were none before. */
const events: Sql = sql`
  INSERT INTO hub.event (type, kind, "recordId", "aboutType", "aboutId", "to")
  SELECT ${EventType.MATCHED}, a.kind, a."recordId", 'SavedSearch', a."savedSearchId", ARRAY[a."memberId"]
  FROM alert a JOIN hub.person p ON p.id = a."memberId"
  WHERE ${momentForPerson("a.since")} > '-infinity' AND ${momentForPerson("a.before")} IS NULL`;
