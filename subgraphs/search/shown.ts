import sql, { raw } from "sql-template-tag";
import { contentFor } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import type { Kind } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { read, unseen } from "../../foundation/reading.ts";
import { shownLanguage } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
import type { ShownTexts } from "./search-document.ts";

/** What a record is called in the reader's language. */
export interface Named {
  id: string;
  kind: Kind;
  language: Language;
  title: string;
}

/** The loader of names by id: null for what the viewer may not see according to the rows, whatever an index says. */
export function named(ctx: HubContext) {
  return ctx.load.batched<string, Named | null>("names of records found", async (ids) => {
    const language = shownLanguage(ctx, "s");
    const found = await read<Named>(
      ctx,
      sql`SELECT d.id, d.kind, ${raw(language)} AS language, s.texts->${raw(language)}->>'title' AS title
        FROM hub.record d JOIN search.document s ON s.id = d.id AND s.document IS NOT NULL
        WHERE d.id = ANY(${unseen(ids.filter(isUuid))}) AND ${contentFor(ctx.viewer, "d")}`,
    );
    const map = new Map(found.map((one) => [one.id, one]));
    return ids.map((id) => map.get(id) ?? null);
  });
}

/** The loader of texts in the reader's language by id; only for records that the viewer may see. */
export function shownTexts(ctx: HubContext) {
  return ctx.load.batched<string, ShownTexts | null>("texts of records found", async (ids) => {
    const language = shownLanguage(ctx, "s");
    const found = await read<{ id: string; shown: ShownTexts }>(
      ctx,
      sql`SELECT s.id, s.texts->${raw(language)} AS shown
        FROM search.document s JOIN hub.record d ON d.id = s.id
        WHERE s.id = ANY(${unseen(ids.filter(isUuid))}) AND ${contentFor(ctx.viewer, "d")}`,
    );
    const map = new Map(found.map(({ id, shown }) => [id, shown]));
    return ids.map((id) => map.get(id) ?? null);
  });
}
