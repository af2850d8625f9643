import type { DataSource } from "typeorm";
import { Kind } from "../foundation/enums.ts";
import { CHANNEL } from "../foundation/outbox.ts";
import { sortTitleOf } from "../foundation/slug.ts";
import { seeds as firstContent } from "./content.ts";
import { type Progress, silently } from "./progress.ts";
import { annotation, resource, workshop } from "./synthetic/gatherings.ts";
import {
  adoption,
  adoptionEvent,
  member,
  organisation,
  practice,
  project,
  type Row,
  territory,
} from "./synthetic/records.ts";
import { entryOf, TOWNS, type TopicWords, type World, world } from "./synthetic/world.ts";

export interface Generated {
  /** rows that were not there */
  created: number;
  /** rows of this seed in all */
  total: number;
}

/** One sort of row: its name in source ids and to people, its table, its directory kind (none where others do not refer to it), how many, and how one is made. */
interface Sort {
  name: string;
  what: string;
  table: string;
  kind?: Kind;
  count: number;
  make: (w: World, n: number) => Row;
}

const TOGETHER = 1_000;
const AT_ONCE = 3;

/**
 * Fills the hub with made-up records around so many practices, every one marked as synthetic. The same seed makes the
 * same records; what is there already is left alone, so a run that was stopped is completed by the next one.
 *
 * This is the one place that writes past the services: many rows in one statement, each record with its directory entry
 * and its news in the same transaction. What services demand of a record holds for these too, and a test says so.
 */
export async function generate({
  database,
  practices,
  seed,
  progress = silently,
}: {
  database: DataSource;
  practices: number;
  seed: number;
  progress?: Progress;
}): Promise<Generated> {
  const w = world(seed, await thesaurus(database, seed));
  const many = (share: number) => Math.ceil(practices * share);
  const sorts: Sort[] = [
    {
      name: "territory",
      what: "territories",
      table: "members.territory",
      kind: Kind.TERRITORY,
      count: TOWNS,
      make: territory,
    },
    {
      name: "organisation",
      what: "organisations",
      table: "members.organisation",
      kind: Kind.ORGANISATION,
      count: TOWNS,
      make: organisation,
    },
    { name: "member", what: "people", table: "members.member", count: TOWNS, make: member },
    {
      name: "project",
      what: "projects",
      table: "projects.project",
      kind: Kind.PROJECT,
      count: many(1 / 50),
      make: project,
    },
    {
      name: "practice",
      what: "practices",
      table: "practices.practice",
      kind: Kind.PRACTICE,
      count: practices,
      make: practice,
    },
    {
      name: "adoption",
      what: "adoptions",
      table: "practices.adoption",
      count: 3 * Math.ceil(practices / 12),
      make: adoption,
    },
    {
      name: "adoption-event",
      what: "entries in trails",
      table: "practices.adoption_event",
      count: 3 * Math.ceil(practices / 12),
      make: adoptionEvent,
    },
    {
      name: "workshop",
      what: "workshops",
      table: "workshops.workshop",
      kind: Kind.WORKSHOP,
      count: Math.floor(practices / 10),
      make: workshop,
    },
    {
      name: "resource",
      what: "resources",
      table: "resources.resource",
      kind: Kind.RESOURCE,
      count: Math.floor(practices / 5),
      make: resource,
    },
    {
      name: "annotation",
      what: "annotations",
      table: "annotations.annotation",
      count: Math.floor(practices / 2),
      make: annotation,
    },
  ];
  let created = 0;
  for (const sort of sorts) created += await fill(database, w, sort, progress);
  if (created > 0) for (const { table } of sorts) await database.query(`ANALYZE ${table}`);
  return { created, total: sorts.reduce((sum, { count }) => sum + count, 0) };
}

/** Makes all rows of one sort that are not there yet. */
async function fill(database: DataSource, w: World, sort: Sort, progress: Progress): Promise<number> {
  const { what, count } = sort;
  let [begun, done, created] = [0, 0, 0];
  const next = async () => {
    while (begun < count) {
      const from = begun;
      begun = Math.min(count, from + TOGETHER);
      const numbers = Array.from({ length: begun - from }, (_, i) => from + i);
      if (!(await allThere(database, w, sort, numbers))) {
        const made = await insert(
          database,
          sort,
          numbers.map((n) => sort.make(w, n)),
        );
        created += made;
      }
      done += numbers.length;
      progress(what, done, count);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return created;
}

async function allThere(database: DataSource, w: World, sort: Sort, numbers: readonly number[]) {
  const ids = numbers.map((n) => w.id(sort.name, n));
  const [{ there }] = await database.query(
    `SELECT count(*)::int AS there FROM ${sort.table} WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  return there === ids.length;
}

/** Inserts those rows whose ids are not there, with their directory entries and their news. */
async function insert(database: DataSource, { table, kind }: Sort, rows: readonly Row[]): Promise<number> {
  const kept = `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json) ON CONFLICT (id) DO NOTHING RETURNING id`;
  return database.transaction(async (tx) => {
    await tx.query("SET LOCAL synchronous_commit = off");
    if (!kind) {
      const inserted = await tx.query(`WITH kept AS (${kept}) SELECT count(*)::int AS created FROM kept`, [
        JSON.stringify(rows),
      ]);
      if (table === "members.member")
        await tx.query(
          `INSERT INTO hub.person (id, pending, "activeSince", "organisationId")
           SELECT id, false, "createdAt", "organisationId" FROM json_populate_recordset(NULL::members.member, $1::json) ON CONFLICT (id) DO NOTHING`,
          [JSON.stringify(rows)],
        );
      return inserted[0].created;
    }
    const [{ created }] = await tx.query(
      `WITH kept AS (${kept}),
        listed AS (INSERT INTO hub.record SELECT e.* FROM json_populate_recordset(NULL::hub.record, $2::json) e JOIN kept USING (id) RETURNING id),
        news AS (INSERT INTO hub.outbox (kind, "recordId", xid) SELECT $3, id, pg_current_xact_id()::text::bigint FROM listed)
       SELECT count(*)::int AS created, pg_notify('${CHANNEL}', '') FROM kept`,
      [JSON.stringify(rows), JSON.stringify(rows.map((row) => entryOf(kind, row as never))), kind],
    );
    return created;
  });
}

/** The hub's topics; where it has none, those of the first content, made up like all the rest. */
async function thesaurus(database: DataSource, seed: number): Promise<TopicWords[]> {
  const read = (): Promise<TopicWords[]> =>
    database.query("SELECT id, texts FROM topics.topic ORDER BY slug");
  const there = await read();
  if (there.length > 0) return there;
  const w = world(seed, []);
  const topics = firstContent().filter(({ type }) => type === "Topic");
  const numbers = new Map(topics.map(({ sourceId }, n) => [sourceId, n]));
  const rows = topics.map(({ sourceId, fields, texts }, n) => {
    const broader = fields.broaderId as string | undefined;
    const broaderId = broader ? w.id("topic", numbers.get(broader)!) : null;
    const row = w.record("topic", n, ["en"], () => ({ title: sourceId }));
    return {
      ...row,
      texts: Object.fromEntries(
        Object.entries(texts).map(([language, words]) => [
          language,
          { ...words, state: language === "en" ? "ORIGINAL" : "HUMAN" },
        ]),
      ),
      sortTitle: sortTitleOf((texts.en as { label: string }).label),
      broaderId,
      path: [...(broaderId ? [broaderId] : []), row.id],
      closeMatch: [],
    };
  });
  await insert(
    database,
    {
      name: "topic",
      what: "topics",
      table: "topics.topic",
      kind: Kind.TOPIC,
      count: rows.length,
      make: () => ({}),
    },
    rows,
  );
  return read();
}
