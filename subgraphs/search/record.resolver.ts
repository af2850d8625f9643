import sql from "sql-template-tag";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { contentFor } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { type Reference, visible } from "../../foundation/directory.ts";
import { loadAll } from "../../foundation/loaders.ts";
import { badInput, notAllowed } from "../../foundation/problems.ts";
import { read } from "../../foundation/reading.ts";
import { type RecordRef, recordRef } from "../../foundation/reference.ts";
import { SearchRecord } from "./references.ts";
import { SearchableInput } from "./search.input.ts";

const MOST_SEARCHABLES = 1_000;

@Resolver()
export class RecordResolver {
  @Query(() => SearchRecord, {
    nullable: true,
    description: "A record of any kind by its id; null where there is none that you may see.",
  })
  async record(
    @Arg("id", () => ID, { description: "Its identifier." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<RecordRef | null> {
    const entry = await visible(ctx).load(id.toLowerCase());
    return entry && recordRef(entry);
  }

  @Query(() => SearchRecord, {
    nullable: true,
    description:
      'A record of any kind by the identifier it had where it comes from (`provenance.sourceId`), as "practice:fa-tamtam"; null where there is none that you may see.',
  })
  async recordBySource(
    @Arg("sourceId", () => String, { description: 'As its provenance says: "practice:fa-tamtam".' })
    sourceId: string,
    @Ctx() ctx: HubContext,
  ): Promise<RecordRef | null> {
    const [entry] = await read<Reference>(
      ctx,
      sql`SELECT d.id, d.kind FROM hub.record d WHERE d."sourceId" = ${sourceId} AND ${contentFor(ctx.viewer, "d")}`,
    );
    return entry ? recordRef(entry) : null;
  }

  @Query(() => [SearchRecord], {
    nullable: "items",
    description:
      "Records for the search index and for what anchors notes, in the order asked for; null where there is none any more. Only the hub itself may ask this: everybody else gets FORBIDDEN.",
  })
  async searchables(
    @Arg("references", () => [SearchableInput], { description: "Which records, in the order of the answer." })
    references: SearchableInput[],
    @Ctx() ctx: HubContext,
  ): Promise<(RecordRef | null)[]> {
    if (ctx.viewer.kind !== "SERVICE") throw notAllowed("ask what only the hub itself needs");
    if (references.length > MOST_SEARCHABLES)
      throw badInput("references", `Ask for at most ${MOST_SEARCHABLES} records at a time.`);
    const entries = await loadAll(
      visible(ctx),
      references.map(({ id }) => id),
    );
    return references.map(({ kind }, i) => {
      const entry = entries[i];
      return entry && entry.kind === kind ? recordRef(entry) : null;
    });
  }
}
