import sql, { join, raw, type Sql } from "sql-template-tag";
import { contentFor } from "../../../foundation/access.ts";
import type { Question, Sight } from "../engine.ts";
import type { Facet } from "../search.enums.ts";
import { conditionsFor } from "./conditions.ts";

/** The condition that the viewer may see the record `d` of the document `s`. */
export const seen = ({ viewer }: Sight): Sql => sql`s.document IS NOT NULL AND ${contentFor(viewer, "d")}`;

/** The documents that meet a text query and all conditions (but those on a facet's own property), as the rest of a statement. */
export const matching = ({ sight, conditions }: Question, query: Sql | null, without?: Facet): Sql =>
  sql`FROM search.document s JOIN hub.record d ON d.id = s.id
    WHERE ${join(
      [seen(sight), ...(query ? [sql`s.words @@ ${query}`] : []), ...conditionsFor(conditions, without)],
      " AND ",
    )}`;

/** Names count ten times as much as other texts, topics and summaries five times, places, people and years four times. */
export const WEIGHTS = raw("'{0.1, 0.4, 0.5, 1.0}'::float4[]");

/** The words of a document whose score is worked out. */
export const WORDS = raw("s.unpacked[1]");
