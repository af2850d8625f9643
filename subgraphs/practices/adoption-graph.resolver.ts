import sql from "sql-template-tag";
import { Arg, Args, Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from "type-graphql";
import { type Connection, ConnectionOf, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { listConnection } from "../../foundation/list-connection.ts";
import { badInput } from "../../foundation/problems.ts";
import { byId } from "../../foundation/rows.ts";
import { Adoption, AdoptionConnection } from "./adoption.entity.ts";
import { MOST_STEPS, type Step, stepsFrom } from "./adoption.lineage.ts";
import { oldestFirst } from "./adoption.resolver.ts";
import { Practice } from "./practice.entity.ts";

const DEEPEST = 6;

@ObjectType({
  description:
    "A step in the graph of who took over what from whom: an adoption, from its `practice` to its `resultingPractice`.",
})
export class AdoptionStep implements Step {
  @Field(() => ID, { description: "The adoption's identifier." })
  id: string;

  @Field(() => Int, {
    description:
      "How far it is from where the graph begins: 1 for an adoption of the practice itself, 2 for one of a practice that came of such an adoption.",
  })
  depth: number;
}

const AdoptionStepConnection = ConnectionOf(AdoptionStep);

@Resolver(() => AdoptionStep)
export class AdoptionStepResolver {
  @FieldResolver(() => Adoption, {
    nullable: true,
    description: "The adoption: by whom, and how far it came.",
  })
  adoption(@Root() { id }: AdoptionStep, @Ctx() ctx: HubContext) {
    return byId(ctx, Adoption).load(id);
  }
}

@Resolver(() => Practice)
export class PracticeLineage {
  @FieldResolver(() => AdoptionStepConnection, {
    description: `The trail of the practice as a graph: its adoptions, those of the practices that came of them, and so on; the nearest first, each once, ${MOST_STEPS} at most. Where you may not see a practice, the graph ends.`,
  })
  async adoptionGraph(
    @Root() { id }: Practice,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("depth", () => Int, { defaultValue: 3, description: `How many steps to go, from 1 to ${DEEPEST}.` })
    depth: number,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Step>> {
    if (depth < 1 || depth > DEEPEST) throw badInput("depth", `The depth is from 1 to ${DEEPEST}.`);
    return listConnection(await stepsFrom(ctx, depth).load(id), page);
  }

  @FieldResolver(() => AdoptionConnection, {
    description:
      "The adoptions that led to it, the earliest first: the `practice` of each is one that it came of.",
  })
  derivedFrom(
    @Root() { id }: Practice,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Adoption>> {
    return connectionOf(ctx, Adoption, page, {
      name: "adoptions that led to practice",
      parent: id,
      link: sql`r."resultingPracticeId" = p.id`,
      order: oldestFirst,
    });
  }
}
