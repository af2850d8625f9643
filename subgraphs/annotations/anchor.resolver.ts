import sql from "sql-template-tag";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import type { Language } from "../../foundation/language.ts";
import { read, unseen } from "../../foundation/reading.ts";
import { AnnotationAnchor } from "./anchor.types.ts";
import { Annotation } from "./annotation.entity.ts";
import type { StoredAnchor } from "./following/following.entity.ts";

@Resolver(() => Annotation)
export class AnnotationAnchors {
  @FieldResolver(() => AnnotationAnchor, {
    nullable: true,
    description:
      "Where its passage stands now; null for a note on a whole record, and for the moments until the hub has sought the passage of a new note.",
  })
  async anchor(
    @Root() { id, quote, targetLanguage }: Annotation,
    @Ctx() ctx: HubContext,
  ): Promise<AnnotationAnchor | null> {
    const found = quote && targetLanguage ? await anchors(ctx).load(id) : null;
    return found && shownAnchor(ctx, targetLanguage!, found);
  }
}

/** An anchor with the revision that its record has now. */
export type FoundAnchor = StoredAnchor & { now: number };

/** The loader that finds the anchors of notes that the viewer sees. */
const anchors = (ctx: HubContext) =>
  ctx.load.batched<string, FoundAnchor | null>("anchors of annotations", async (ids) => {
    const found = await read<FoundAnchor>(
      ctx,
      sql`SELECT a.*, d.revision AS now FROM annotations.anchor a
        JOIN annotations.annotation n ON n.id = a."annotationId" JOIN hub.record d ON d.id = n."targetId"
        WHERE a."annotationId" = ANY(${unseen(ids)})`,
    );
    const byId = new Map(found.map((anchor) => [anchor.annotationId, anchor]));
    return ids.map((id) => byId.get(id) ?? null);
  });

/** The language in which this reader is shown the record. */
export const shownIn = ({ languages }: HubContext, anchor: Pick<StoredAnchor, "languages">): Language =>
  languages.find((one) => anchor.languages.includes(one)) ?? anchor.languages[0]!;

/** The anchor in the language in which this reader is shown the record, where the passage was found in it; else in its own. */
export function shownAnchor(
  ctx: HubContext,
  madeOnLanguage: Language,
  anchor: FoundAnchor,
): AnnotationAnchor {
  const { state, confidence, start, end, revision, now } = anchor;
  const shown = shownIn(ctx, anchor);
  const translated = anchor.elsewhere.find(({ language }) => language === shown);
  return {
    ...(translated ?? { language: madeOnLanguage, state, confidence, start, end }),
    madeOnLanguage,
    revision,
    current: revision === now,
  };
}
