import sql from "sql-template-tag";
import type { DataSource } from "typeorm";
import type { HubContext } from "../../foundation/context.ts";
import { read } from "../../foundation/reading.ts";
import { Thesaurus, type ThesaurusTopic } from "./thesaurus.ts";

interface Known {
  version: string;
  thesaurus: Promise<Thesaurus>;
}

const known = new WeakMap<DataSource, Known>();

/** The thesaurus that was read last, and of which version of the topics; undefined where none was. */
export const knownThesaurus = (ctx: HubContext): Known | undefined => known.get(ctx.db.connection);

/** The thesaurus as of that version of the topics, read once for all requests: topics are for everybody. */
export function thesaurusAt(ctx: HubContext, version: string): Promise<Thesaurus> {
  const { connection } = ctx.db;
  const before = knownThesaurus(ctx);
  if (before?.version === version) return before.thesaurus;
  const thesaurus = read<ThesaurusTopic>(
    ctx,
    sql`SELECT id, names FROM search.document WHERE kind = 'TOPIC' AND document IS NOT NULL ORDER BY id`,
  ).then((topics) => new Thesaurus(topics));
  thesaurus.catch(() => known.delete(connection));
  known.set(connection, { version, thesaurus });
  return thesaurus;
}
