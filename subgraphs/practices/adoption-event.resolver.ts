import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { type Connection, connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { personReference } from "../../foundation/directory.ts";
import { byId } from "../../foundation/rows.ts";
import { Adoption } from "./adoption.entity.ts";
import { eventOrder, eventsThat } from "./adoption.history.ts";
import { AdoptionEvent, AdoptionEventConnection } from "./adoption-event.entity.ts";
import { AdoptionEventFilter, AdoptionEventSort } from "./adoption-event.input.ts";
import { Practice } from "./practice.entity.ts";
import { Member, Organisation } from "./references.ts";

@Resolver(() => AdoptionEvent)
export class AdoptionEventResolver {
  @Query(() => AdoptionEventConnection, {
    description:
      "What organisations said of taking over practices, over all trails that you may see. With `ownerIds`, what became of an organisation's own practices elsewhere.",
  })
  async adoptionEvents(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => AdoptionEventFilter, { nullable: true }) filter: AdoptionEventFilter | null,
    @Arg("sort", () => AdoptionEventSort, { defaultValue: AdoptionEventSort.NEWEST }) sort: AdoptionEventSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<AdoptionEvent>> {
    const where = await eventsThat(ctx, filter);
    return connection(ctx, AdoptionEvent, page, { where, order: eventOrder(sort) });
  }

  @FieldResolver(() => Adoption, { nullable: true, description: "The adoption it belongs to, as it is now." })
  adoption(@Root() { adoptionId }: AdoptionEvent, @Ctx() ctx: HubContext) {
    return byId(ctx, Adoption).load(adoptionId);
  }

  @FieldResolver(() => Practice, { nullable: true, description: "The practice that was taken over." })
  practice(@Root() { practiceId }: AdoptionEvent, @Ctx() ctx: HubContext) {
    return byId(ctx, Practice).load(practiceId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "The organisation that took it over." })
  organisation(@Root() { organisationId }: AdoptionEvent) {
    return { id: organisationId };
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "Who recorded it; null for whoever is not signed in, for what the hub itself recorded, and for people who were erased.",
  })
  recordedBy(@Root() { memberId }: AdoptionEvent, @Ctx() ctx: HubContext) {
    return personReference(ctx, memberId);
  }

  @FieldResolver(() => Practice, {
    nullable: true,
    description: "In an entry of PRACTICE_RESULTED: the practice that came of it, where you may see it.",
  })
  resultingPractice(@Root() { resultingPracticeId }: AdoptionEvent, @Ctx() ctx: HubContext) {
    return resultingPracticeId ? byId(ctx, Practice).load(resultingPracticeId) : null;
  }
}

@Resolver(() => Practice)
export class PracticeTrail {
  @FieldResolver(() => AdoptionEventConnection, {
    description:
      "The trail of the practice as a timeline: who took it over, when, what they changed, and what came of it.",
  })
  trail(
    @Root() { id }: Practice,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => AdoptionEventSort, { defaultValue: AdoptionEventSort.OLDEST }) sort: AdoptionEventSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<AdoptionEvent>> {
    return connectionOf(ctx, AdoptionEvent, page, {
      name: "trail of practice",
      parent: id,
      link: sql`r."practiceId" = p.id`,
      order: eventOrder(sort),
    });
  }
}

@Resolver(() => Adoption)
export class AdoptionHistory {
  @FieldResolver(() => AdoptionEventConnection, {
    description: "The states it went through and what was said of it at each time, the earliest first.",
  })
  history(
    @Root() { id }: Adoption,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<AdoptionEvent>> {
    return connectionOf(ctx, AdoptionEvent, page, {
      name: "history of adoption",
      parent: id,
      link: sql`r."adoptionId" = p.id`,
      order: eventOrder(AdoptionEventSort.OLDEST),
    });
  }
}
