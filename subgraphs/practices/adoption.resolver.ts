import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { personReference } from "../../foundation/directory.ts";
import { Creates } from "../../foundation/idempotency.ts";
import { LIKENESS, placesLike } from "../../foundation/likeness.ts";
import { byId, type Order } from "../../foundation/rows.ts";
import { Adoption, AdoptionConnection } from "./adoption.entity.ts";
import { AdoptionChange, NewAdoption } from "./adoption.input.ts";
import { adoptPractice, changeAdoption } from "./adoption.service.ts";
import { Practice } from "./practice.entity.ts";
import { Member, Organisation } from "./references.ts";

export const oldestFirst: Order = { name: "OLDEST", by: "r.id", type: "uuid", descending: false };

@Resolver(() => Adoption)
export class AdoptionResolver {
  @Query(() => Adoption, {
    nullable: true,
    description: "One adoption by its id; null where there is none that you may see.",
  })
  adoption(
    @Arg("id", () => ID, { description: "The adoption's identifier." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<Adoption | null> {
    return byId(ctx, Adoption).load(id);
  }

  @Mutation(() => Adoption, { description: "Records that your organisation takes a practice over." })
  @Creates()
  adoptPractice(
    @Arg("practiceId", () => ID, { description: "The practice that is taken over." }) practiceId: string,
    @Arg("input", () => NewAdoption) input: NewAdoption,
    @Ctx() ctx: HubContext,
  ): Promise<Adoption> {
    return adoptPractice(ctx, practiceId, input);
  }

  @Mutation(() => Adoption, { description: "Says how your organisation's adoption of a practice goes on." })
  changeAdoption(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => AdoptionChange) input: AdoptionChange,
    @Ctx() ctx: HubContext,
  ): Promise<Adoption> {
    return changeAdoption(ctx, id, revision, input);
  }

  @FieldResolver(() => Practice, { nullable: true, description: "The practice that was taken over." })
  practice(@Root() { practiceId }: Adoption, @Ctx() ctx: HubContext) {
    return byId(ctx, Practice).load(practiceId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "The organisation that took it over." })
  organisation(@Root() { organisationId }: Adoption) {
    return { id: organisationId };
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "Whom to ask; null where nobody is named whom you may know, and for whoever is not signed in.",
  })
  contact(@Root() { contactId }: Adoption, @Ctx() ctx: HubContext) {
    return personReference(ctx, contactId);
  }

  @FieldResolver(() => Practice, {
    nullable: true,
    description:
      "The organisation's own practice that came of it; null where none is named or where you may not see it.",
  })
  resultingPractice(@Root() { resultingPracticeId }: Adoption, @Ctx() ctx: HubContext) {
    return resultingPracticeId ? byId(ctx, Practice).load(resultingPracticeId) : null;
  }
}

@Resolver(() => Practice)
export class PracticeAdoptions {
  @FieldResolver(() => AdoptionConnection, {
    description: "Who took it over, the earliest first; `trail` tells how that went on.",
  })
  async adoptions(
    @Root() { id }: Practice,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("likeOrganisation", () => ID, {
      nullable: true,
      description: `Only by organisations like this one: ${LIKENESS}.`,
    })
    likeOrganisation: string | null,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Adoption>> {
    return connectionOf(ctx, Adoption, page, {
      name: `adoptions of practice ${likeOrganisation ?? ""}`,
      parent: id,
      link: sql`r."practiceId" = p.id`,
      where: likeOrganisation
        ? [sql`r."organisationId" = ANY(${await placesLike(ctx, likeOrganisation)})`]
        : [],
      order: oldestFirst,
    });
  }

  @FieldResolver(() => Int, {
    description: "How many organisations took it over; only what you may see is counted.",
  })
  adoptionCount(@Root() practice: Practice, @Ctx() { viewer }: HubContext): number {
    return practice[Adoption.countedFor(viewer)];
  }
}

@Resolver(() => Organisation)
export class OrganisationAdoptions {
  @FieldResolver(() => AdoptionConnection, {
    nullable: true,
    description: "The practices it took over from others, the earliest first.",
  })
  adoptions(
    @Root() { id }: { id: string },
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Adoption>> {
    return connectionOf(ctx, Adoption, page, {
      name: "adoptions of organisation",
      parent: id,
      link: sql`r."organisationId" = p.id`,
      order: oldestFirst,
    });
  }
}
