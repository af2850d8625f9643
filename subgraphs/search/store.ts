import type pg from "pg";
import type { Kind } from "../../foundation/enums.ts";
import { wordsOf } from "./analysis/words.ts";
import type { DrawnDocument, SearchDocument } from "./search-document.ts";
import type { ThesaurusTopic } from "./thesaurus.ts";

type Connection = Pick<pg.Client, "query">;

/** A document that Meilisearch has yet to hear of; null where it is to be removed. */
export interface Pending {
  id: string;
  kind: Kind;
  version: string;
  document: SearchDocument | null;
}

/** PostgreSQL takes no longer text into one row of words. */
const MOST_CHARACTERS = 250_000;
const LONGEST_WORD = 40;
const MOST_LEARNT = 1_000_000;

/** Keeps these documents; one that is as it was gets no new version. */
export async function keep(db: Connection, drawn: readonly DrawnDocument[]): Promise<void> {
  if (drawn.length === 0) return;
  const rows = drawn.map(({ document, texts, names, place }) => ({ document, texts, names, place }));
  await db.query(
    `INSERT INTO search.document AS s (${COLUMNS.map(quoted)}, "changedAt", pending, version)
     SELECT ${COLUMNS.map((name) => VALUES[name])}, now(), true, nextval('search.version')
     FROM jsonb_to_recordset($1::jsonb) AS d(document jsonb, texts jsonb, names jsonb, place jsonb)
     ORDER BY d.document->>'id'
     ON CONFLICT (id) DO UPDATE SET ${[...COLUMNS, "changedAt", "pending", "version"]
       .filter((name) => name !== "id")
       .map((name) => `${quoted(name)} = excluded.${quoted(name)}`)}
     WHERE s.document IS DISTINCT FROM excluded.document OR s.texts <> excluded.texts OR s.names <> excluded.names
       OR s.revision <> excluded.revision OR s.latitude IS DISTINCT FROM excluded.latitude OR s.longitude IS DISTINCT FROM excluded.longitude`,
    [JSON.stringify(rows)],
  );
  await learn(db, drawn);
}

const learnt = new WeakMap<Connection, Set<string>>();

/** Keeps the words of documents for everybody and for members, and their stems; those of others are few and are looked up in the documents. */
async function learn(db: Connection, drawn: readonly DrawnDocument[]): Promise<void> {
  const before = learnt.get(db) ?? new Set<string>();
  learnt.set(db, before);
  const fresh = new Map<string, { word: string; audience: string; written: string | null }>();
  const add = (word: string, audience: string, written: string | null) => {
    const key = `${audience} ${word}`;
    const known = (one: string) => before.has(one) || fresh.has(one);
    if (word.length > LONGEST_WORD || known(key) || (!written && known(`stem ${key}`))) return;
    fresh.set(written ? key : `stem ${key}`, { word, audience, written });
  };
  for (const { document, texts, names } of drawn) {
    const audiences = document.audience.filter((one) => one === "public" || one === "members");
    if (audiences.length === 0) continue;
    const { titles, topics, summaries, bodies, names: around } = document;
    for (const shown of Object.values(texts))
      for (const text of Object.values(shown))
        for (const { folded, plain } of wordsOf(text)) for (const one of audiences) add(folded, one, plain);
    for (const { folded, plain } of Object.values(names).flat().flatMap(wordsOf))
      for (const one of audiences) add(folded, one, plain);
    for (const text of [...titles, ...topics, ...summaries, ...bodies, ...around])
      for (const word of text.split(" ")) for (const one of audiences) add(word, one, null);
  }
  if (before.size > MOST_LEARNT) before.clear();
  for (const key of fresh.keys()) before.add(key);
  await db.query(
    `INSERT INTO search.word (word, audience, written)
     SELECT DISTINCT ON (word, audience) word, audience, written FROM jsonb_to_recordset($1::jsonb) AS w(word text, audience text, written text)
     ORDER BY word, audience, written NULLS LAST ON CONFLICT (word, audience) DO UPDATE SET written = excluded.written
     WHERE word.written IS NULL AND excluded.written IS NOT NULL`,
    [JSON.stringify([...fresh.values()])],
  );
}

const text = (name: string) => `d.document->>'${name}'`;
const array = (name: string, type: string) =>
  `ARRAY(SELECT jsonb_array_elements_text(d.document->'${name}'))::${type}[]`;
/** The words of some attributes with their places, as weighty as the letter says. */
const weighed = (weight: string, ...names: string[]) =>
  `setweight(to_tsvector('simple', replace(left(concat_ws(', ', ${names.map((name) => `d.document->'${name}'`)}), ${MOST_CHARACTERS}), ', ', ' ${APART} ')), '${weight}')`;

/** Stands between two texts of a document, so that no phrase goes from one to the next. */
const APART = "xxapartxx";

/** What each column takes from a drawn document. */
const VALUES = {
  id: `(${text("id")})::uuid`,
  kind: text("kind"),
  document: "d.document",
  revision: `(${text("revision")})::int`,
  texts: "d.texts",
  names: "d.names",
  originalLanguage: text("originalLanguage"),
  called: `array_to_string(${array("labels", "text")}, E'\\n')`,
  words: `ts_delete(${[
    weighed("A", "labels", "titles"),
    weighed("B", "topics", "summaries"),
    weighed("C", "names"),
    weighed("D", "bodies"),
  ].join(" || ")}, '${APART}')`,
  topicPath: array("topicPath", "uuid"),
  organisationIds: array("organisationIds", "uuid"),
  territoryIds: array("territoryIds", "uuid"),
  placeIds: array("placeIds", "uuid"),
  countries: array("countries", "text"),
  languages: array("languages", "text"),
  years: array("years", "int"),
  state: text("state"),
  evidence: text("evidence"),
  population: `(${text("population")})::int`,
  adoptions: `(${text("adoptions")})::int`,
  recency: `(${text("recency")})::bigint`,
  strength: `(${text("strength")})::int`,
  latitude: "(d.place->>'latitude')::float8",
  longitude: "(d.place->>'longitude')::float8",
};
const COLUMNS = Object.keys(VALUES) as (keyof typeof VALUES)[];
const quoted = (name: string) => `"${name}"`;

/** Empties the documents of records that are gone. */
export const drop = (db: Connection, ids: readonly string[]) =>
  db.query(
    `UPDATE search.document SET document = NULL, texts = '{}', names = '{}', called = '', words = '', "changedAt" = now(),
       pending = true, version = nextval('search.version')
     WHERE id = ANY($1::uuid[]) AND document IS NOT NULL`,
    [ids],
  );

/** The documents of which Meilisearch has not heard, the oldest change first; none of these records. */
export async function pending(
  db: Connection,
  limit: number,
  except: readonly string[] = [],
): Promise<Pending[]> {
  const { rows } = await db.query<Pending>(
    `SELECT id, kind, version, document FROM search.document
     WHERE pending AND NOT id = ANY($2::uuid[]) ORDER BY version LIMIT $1`,
    [limit, except],
  );
  return rows;
}

/** Notes that Meilisearch has these versions; a newer one stays pending. */
export const confirm = (db: Connection, shipped: readonly Pick<Pending, "id" | "version">[]) =>
  db.query(
    `UPDATE search.document s SET pending = false
     FROM unnest($1::uuid[], $2::bigint[]) AS done(id, version) WHERE s.id = done.id AND s.version = done.version`,
    [shipped.map(({ id }) => id), shipped.map(({ version }) => version)],
  );

/** A document with which all is well: Meilisearch has it, or, of a kind that is named, the graph has told it; null where there is none. */
export async function witness(db: Connection, kind: Kind | null = null): Promise<Pending | null> {
  const { rows } = await db.query<Pending>(
    `SELECT d.id, d.kind, d.version, d.document FROM search.document d
     WHERE d.document IS NOT NULL AND ($1::text IS NOT NULL OR NOT d.pending) AND ($1::text IS NULL OR d.kind = $1)
       AND NOT EXISTS (SELECT 1 FROM hub.dead_letter l WHERE l."recordId" = d.id)
       AND NOT EXISTS (SELECT 1 FROM hub.outbox o WHERE o."recordId" = d.id)
     ORDER BY d.version DESC LIMIT 1`,
    [kind],
  );
  return rows[0] ?? null;
}

/** Makes Meilisearch hear of all documents again, or of those of a later version than this one. */
export const repeat = (db: Connection, later = "0") =>
  db.query("UPDATE search.document SET pending = true WHERE version > $1 AND NOT pending", [later]);

/** Forgets that records are gone once every index has heard of it. */
export const forget = (db: Connection) =>
  db.query(
    `DELETE FROM search.document WHERE document IS NULL AND NOT pending AND "changedAt" < now() - interval '1 day'`,
  );

/** Works into the indexes for words what bulk has left beside them, so that no search has to read it. */
export const tidy = (db: Connection) =>
  db.query(
    `SELECT gin_clean_pending_list(index) FROM unnest(ARRAY['search.document_words', 'search.document_called', 'search.word_like']::regclass[]) AS index`,
  );

/** A page of documents in the order of their ids, for an index that is built from the beginning. */
export async function pageAfter(db: Connection, id: string | null, limit: number): Promise<Pending[]> {
  const { rows } = await db.query<Pending>(
    `SELECT id, kind, version, document FROM search.document
     WHERE document IS NOT NULL AND ($1::uuid IS NULL OR id > $1::uuid) ORDER BY id LIMIT $2`,
    [id, limit],
  );
  return rows;
}

/** The version of the newest topic: while it stays, the thesaurus does. */
export async function topicsVersion(db: Connection): Promise<string> {
  const { rows } = await db.query(
    "SELECT coalesce(max(version), 0)::text AS version FROM search.document WHERE kind = 'TOPIC'",
  );
  return rows[0].version;
}

/** All topics as the thesaurus knows them. */
export async function topics(db: Connection): Promise<ThesaurusTopic[]> {
  const { rows } = await db.query<ThesaurusTopic>(
    "SELECT id, names FROM search.document WHERE kind = 'TOPIC' AND document IS NOT NULL ORDER BY id",
  );
  return rows;
}
