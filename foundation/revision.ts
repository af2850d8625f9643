import sql, { type Sql } from "sql-template-tag";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { everybody } from "./access.ts";
import type { HubContext } from "./context.ts";
import type { Status } from "./enums.ts";
import { limitExceeded } from "./problems.ts";
import { read } from "./reading.ts";
import type { RecordClass } from "./record.ts";
import { tableOf } from "./rows.ts";

/** That a record or note came to a revision, and by whom. Triggers on its table write it with every change, in the change's transaction. */
@Entity({ schema: "hub", name: "revision" })
@Index(["record", "revision"], { unique: true })
export class StoredRevision {
  @PrimaryColumn("uuid", { default: () => "uuidv7()" })
  id: string;

  @Column("uuid")
  record: string;

  @Column("int")
  revision: number;

  @Column({ type: "timestamptz", precision: 3 })
  at: Date;

  @Column("uuid", { nullable: true })
  byId: string | null;

  @Column("uuid", { nullable: true })
  organisationId: string | null;

  /** with `visibility` and `groupIds`: who saw the record in this revision; of a note, `visibility` is its audience */
  @Column("text", { nullable: true })
  status: Status | null;

  @Column("text", { nullable: true })
  visibility: string | null;

  @Column("uuid", { array: true })
  groupIds: string[];

  /** names of the fields that are not as in the revision before, as "topicIds" and "texts.en.title" */
  @Column("text", { array: true })
  changed: string[];

  /** Which record it is of, and which revisions of it the viewer may read, is the caller's to ask for: see `readable`. */
  static visibleTo(): Sql {
    return everybody;
  }
}

/** What a field of a record held up to and including a revision, after which it changed. What never changed stands in the record alone. */
@Entity({ schema: "hub", name: "revision_value" })
@Index("revision_value_id", { synchronize: false })
export class FormerValue {
  @PrimaryColumn("uuid")
  record: string;

  @PrimaryColumn("text")
  field: string;

  @PrimaryColumn("int")
  until: number;

  /** null where there was nothing of that name */
  @Column("jsonb", { nullable: true })
  value: unknown;
}

/** The condition that the viewer may read the revision `r` of a record of that kind. */
export const readable = (ctx: HubContext, Entity: RecordClass<object>): Sql =>
  sql`EXISTS (SELECT 1 FROM ${tableOf(ctx, Entity)} o WHERE o.id = r.record AND ${Entity.history!(ctx.viewer, "o", "r").read})`;

/** What a record was in a revision. */
export interface State {
  /** null for kinds without texts in several languages */
  texts: Record<string, Record<string, unknown>> | null;
  /** all other columns, in the form of JSON */
  fields: Record<string, unknown>;
  /** whether the viewer may read `fields`: they are for those who may change the record */
  whole: boolean;
}

/** Columns that are no part of a revision. */
const PASSING = ["id", "revision", "sortTitle", "createdAt", "updatedAt", "publishedAt"];

/** So many revisions are read whole for one request. */
const MOST = 100;

const spent = new WeakMap<HubContext["load"], number>();

/** The loader of states, by "<id> <revision>"; null where there is no such revision, or none that the viewer may read. All come by one statement. */
function states(ctx: HubContext, Entity: RecordClass<object>) {
  return ctx.load.batched<string, State | null>(`states of ${Entity.name}`, async (keys) => {
    const asked = (spent.get(ctx.load) ?? 0) + keys.length;
    spent.set(ctx.load, asked);
    if (asked > MOST)
      throw limitExceeded(
        `A request reads at most ${MOST} revisions whole: ask for fewer at once.`,
        "revisions",
        MOST,
        asked,
      );
    const pairs = keys.map((key) => key.split(" "));
    const { whole, read: may } = Entity.history!(ctx.viewer, "o", "v");
    const found = await read<{ key: string; now: object; then: object; whole: boolean }>(
      ctx,
      sql`SELECT v.record || ' ' || v.revision AS key, to_jsonb(o) AS now, (${whole}) IS TRUE AS whole,
          (SELECT coalesce(jsonb_object_agg(f.field, f.value), '{}') FROM (
            SELECT DISTINCT ON (w.field) w.field, w.value FROM hub.revision_value w
            WHERE w.record = v.record AND w.until >= v.revision ORDER BY w.field, w.until) f) AS "then"
        FROM unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, revision]) => Number(revision))}::int[]) AS p(record, revision)
        JOIN hub.revision v ON v.record = p.record AND v.revision = p.revision
        JOIN ${tableOf(ctx, Entity)} o ON o.id = v.record
        WHERE ${may}`,
    );
    const map = new Map(
      found.map(({ key, now, then, whole }) => [key, { ...stateOf(Entity, now, then), whole }]),
    );
    return keys.map((key) => map.get(key) ?? null);
  });
}

export const stateAt = (ctx: HubContext, Entity: RecordClass<object>, id: string, revision: number) =>
  states(ctx, Entity).load(`${id} ${revision}`);

/** The record as it is now, with what its fields held then in their place. */
function stateOf(
  { untold = [] }: Pick<RecordClass<object>, "untold">,
  now: object,
  then: object,
): Omit<State, "whole"> {
  const { texts = null, ...fields } = structuredClone(now) as State["fields"] & Pick<State, "texts">;
  for (const [field, value] of Object.entries(then)) {
    const [, language, name] = /^texts\.([a-z]{2})\.(.+)$/.exec(field) ?? [];
    if (texts && language && name) texts[language] = { ...texts[language], [name]: value };
    else fields[field] = value;
  }
  for (const name of [...PASSING, ...untold]) delete fields[name];
  for (const [language, words] of Object.entries(texts ?? {})) {
    // A language without a state was not there.
    if (!words.state) delete texts![language];
    for (const [name, value] of Object.entries(words)) if (value === null) delete words[name];
  }
  return { texts, fields };
}
