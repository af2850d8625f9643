import sql from "sql-template-tag";
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { pageSize } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { loadAll } from "../../foundation/loaders.ts";
import { read, unseen } from "../../foundation/reading.ts";
import { byId } from "../../foundation/rows.ts";
import { type FoundAnchor, shownAnchor, shownIn } from "./anchor.resolver.ts";
import { Annotation } from "./annotation.entity.ts";
import { type Discussed, hotspotsAmong } from "./hotspots.ts";
import { standing } from "./lists.ts";

const MOST = 50;

/** So many of a record's notes are looked at, the latest. */
const MOST_NOTES = 1_000;
const MOST_SHOWN = 20;

@ObjectType({
  description: "A passage of a record that is discussed: the part of a text that notes share.",
})
export class Hotspot {
  @Field({ description: 'The text field that holds it, as "lessons".' })
  field: string;

  @Field(() => LanguageEnum, {
    description: "The language of that text: the one in which the record is shown.",
  })
  language: Language;

  @Field(() => Int, { description: "How many Unicode characters of the text stand before it." })
  start: number;

  @Field(() => Int, { description: "How many stand before its end: the first after it, from 0." })
  end: number;

  @Field(() => Int, { description: "The revision of the record in which it stands there." })
  revision: number;

  @Field(() => Int, {
    description: "How many notes that you may see are on it, the replies below them included.",
  })
  count: number;

  noteIds: string[];
}

@Resolver(() => Hotspot)
export class HotspotNotes {
  @FieldResolver(() => [Annotation], { description: "The notes on it, the earliest first, at most 20." })
  async annotations(@Root() { noteIds }: Hotspot, @Ctx() ctx: HubContext): Promise<Annotation[]> {
    const notes = await loadAll(byId(ctx, Annotation), noteIds.slice(0, MOST_SHOWN));
    return notes.filter((note) => note !== null);
  }
}

interface Ref {
  id: string;
}

/** The field by which a record of any kind tells of which passages most is said. */
export function discussed(Target: new () => Ref) {
  @Resolver(() => Target)
  class RecordHotspots {
    @FieldResolver(() => [Hotspot], {
      nullable: true,
      description:
        "The passages most discussed, the most discussed first; of notes that you may see alone, and of the latest 1,000 of them.",
    })
    async hotspots(
      @Root() { id }: Ref,
      @Arg("first", () => Int, { defaultValue: 5, description: "How many to give, from 0 to 50." })
      first: number,
      @Ctx() ctx: HubContext,
    ): Promise<Hotspot[]> {
      const most = pageSize({ first }, MOST);
      const found = await discussionsOn(ctx).load(id);
      return hotspotsAmong(found, most).map(({ notes, ...spot }) => {
        const { language, revision } = notes[0]!;
        return { ...spot, language, revision, noteIds: notes.map(({ id }) => id) };
      });
    }
  }
  return RecordHotspots;
}

type Discussion = Discussed<{ id: string; language: Language; revision: number }>;

/** The loader that tells which notes are on which passages of records, in the language in which these are shown. */
const discussionsOn = (ctx: HubContext) =>
  ctx.load.batched<string, Discussion[]>("discussions on records", async (records) => {
    const found = await read<FoundAnchor & { recordId: string; field: string; madeOn: Language }>(
      ctx,
      sql`SELECT p.id AS "recordId", n.field, n."madeOn", d.revision AS now, a.*
        FROM unnest(${unseen(records)}) AS p(id) CROSS JOIN LATERAL (
          SELECT r.id, r."targetField" AS field, r."targetLanguage" AS "madeOn" FROM annotations.annotation r
          WHERE ${Annotation.visibleTo(ctx.viewer)} AND ${standing} AND r."targetId" = p.id AND r.quote IS NOT NULL
          ORDER BY r.id DESC LIMIT ${MOST_NOTES}) n
        JOIN annotations.anchor a ON a."annotationId" = n.id JOIN hub.record d ON d.id = p.id
        ORDER BY n.id`,
    );
    const replies = found.length > 0 ? await repliesOn(ctx, records) : new Map<string, number>();
    const byRecord = new Map<string, Discussion[]>(records.map((id) => [id, []]));
    for (const { recordId, field, madeOn, ...anchor } of found) {
      const { start, end, language, revision } = shownAnchor(ctx, madeOn, anchor);
      if (start === null || end === null || language !== shownIn(ctx, anchor)) continue;
      const id = anchor.annotationId;
      const weight = 1 + (replies.get(id) ?? 0);
      byRecord.get(recordId)?.push({ note: { id, language, revision }, field, start, end, weight });
    }
    return records.map((id) => latest(byRecord.get(id) ?? []));
  });

/** How many notes stand below each note on these records: counted once for all, as there may be many. */
async function repliesOn(ctx: HubContext, records: readonly string[]): Promise<Map<string, number>> {
  const counted = await read<{ id: string; count: number }>(
    ctx,
    sql`SELECT up.id, count(*)::int AS count
      FROM annotations.annotation r CROSS JOIN LATERAL unnest(r."ancestorIds") AS up(id)
      WHERE ${Annotation.visibleTo(ctx.viewer)} AND ${standing} AND r."targetId" = ANY(${unseen(records)}) GROUP BY up.id`,
  );
  return new Map(counted.map(({ id, count }) => [id, count]));
}

/** While notes are anchored anew, those that are not yet stand in another text: they are left out. */
function latest(all: readonly Discussion[]): Discussion[] {
  const newest = Math.max(0, ...all.map(({ note }) => note.revision));
  return all.filter(({ note }) => note.revision === newest);
}
