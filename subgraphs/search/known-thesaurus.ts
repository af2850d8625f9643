import sql from "sql-template-tag";
import type { DataSource } from "typeorm";
import type { HubContext } from "../../foundation/context.ts";
import { read } from "../../foundation/reading.ts";
import { Thesaurus, type ThesaurusTopic } from "./thesaurus.ts";

const known = new WeakMap<DataSource, { version: string; thesaurus: Promise<Thesaurus> }>();

/** The thesaurus as of that version of the topics, read once for all requests: topics are for everybody. */
export function thesaurusAt(ctx: HubContext, version: string): Promise<Thesaurus> {
  const { connection } = ctx.db;
  const before = known.get(connection);
  if (before?.version === version) return before.thesaurus;
  const thesaurus = read<ThesaurusTopic>(
    ctx,
    sql`SELECT id, names FROM search.document WHERE kind = 'TOPIC' AND document IS NOT NULL ORDER BY id`,
  ).then((topics) => new Thesaurus(topics));
  thesaurus.catch(() => known.delete(connection));
  known.set(connection, { version, thesaurus });
  return thesaurus;
}
