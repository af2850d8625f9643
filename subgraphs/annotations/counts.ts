import sql from "sql-template-tag";
import { Field, Int, ObjectType } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { countsPerParent } from "../../foundation/rows.ts";
import { Annotation } from "./annotation.entity.ts";
import { Motivation, Resolution } from "./annotation.enums.ts";
import { standing } from "./lists.ts";

@ObjectType({ description: "How many notes of a record were made for one reason." })
export class MotivationCount {
  @Field(() => Motivation, { description: "The reason." })
  motivation: Motivation;

  @Field(() => Int, { description: "How many notes, 1 at least." })
  count: number;
}

@ObjectType({ description: "Of how many questions on a record the same has become." })
export class ResolutionCount {
  @Field(() => Resolution, { description: "What has become of them." })
  resolution: Resolution;

  @Field(() => Int, { description: "How many questions, 1 at least." })
  count: number;
}

@ObjectType({
  description: "The notes that a record carries, in figures; only those that you may see are counted.",
})
export class AnnotationCounts {
  @Field(() => Int, { description: "All notes, replies included." })
  total: number;

  @Field(() => [MotivationCount], {
    description: "By why they were made, replies under REPLYING; without those for which there is none.",
  })
  byMotivation: MotivationCount[];

  @Field(() => [ResolutionCount], {
    description: "The questions by what has become of them; without that of which there is none.",
  })
  byResolution: ResolutionCount[];
}

/** The loader that counts the notes of records by motivation and resolution, in one statement for all. */
export const annotationCounts = (ctx: HubContext) =>
  ctx.load.batched<string, AnnotationCounts>("annotation counts of record", async (ids) => {
    const found = await countsPerParent(ctx, Annotation, ids, sql`r."targetId" = p.id`, {
      by: ["motivation", "resolution"],
      where: [standing],
    });
    return ids.map((id) => {
      const rows = found.get(id) ?? [];
      const motivations = summed(Object.values(Motivation), rows, (row) => row.motivation);
      const resolutions = summed(Object.values(Resolution), rows, (row) => row.resolution);
      return {
        total: rows.reduce((sum, { count }) => sum + count, 0),
        byMotivation: motivations.map(([motivation, count]) => ({ motivation, count })),
        byResolution: resolutions.map(([resolution, count]) => ({ resolution, count })),
      };
    });
  });

/** How many rows have each value, in the order of the values; without those that none has. */
const summed = <V, R extends { count: number }>(
  values: readonly V[],
  rows: readonly R[],
  partOf: (row: R) => V | null,
): [V, number][] =>
  values
    .map((value): [V, number] => [
      value,
      rows.reduce((sum, row) => (partOf(row) === value ? sum + row.count : sum), 0),
    ])
    .filter(([, count]) => count > 0);
