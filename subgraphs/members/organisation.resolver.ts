import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { OneArgs, RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { countryName } from "../../foundation/country.ts";
import { LanguageEnum, TranslationState } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { byId, one } from "../../foundation/rows.ts";
import { Organisation, OrganisationConnection } from "./organisation.entity.ts";
import {
  changeOrganisation,
  createOrganisation,
  restoreOrganisation,
  translateOrganisation,
} from "./organisation.service.ts";
import { PlaceSort } from "./place.enums.ts";
import { NewOrganisation, OrganisationChange, OrganisationFilter } from "./place.input.ts";
import { organisationOrder, organisationsThat } from "./place.lists.ts";
import { OrganisationTexts } from "./place.texts.ts";
import { Territory } from "./territory.entity.ts";

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => Organisation, {
    nullable: true,
    description: "One organisation by its id or its slug; null where there is none.",
  })
  organisation(@Args(() => OneArgs) which: OneArgs, @Ctx() ctx: HubContext): Promise<Organisation | null> {
    return one(ctx, Organisation, which);
  }

  @Query(() => OrganisationConnection, { description: "The organisations of the hub." })
  async organisations(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => OrganisationFilter, { nullable: true }) filter: OrganisationFilter | null,
    @Arg("sort", () => PlaceSort, { defaultValue: PlaceSort.NAME }) sort: PlaceSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Organisation>> {
    return connection(ctx, Organisation, page, {
      where: await organisationsThat(ctx, filter),
      order: organisationOrder(sort),
    });
  }

  @Mutation(() => Organisation, {
    description: "Enters an organisation. Curators and administrators only.",
  })
  @Creates()
  createOrganisation(
    @Arg("input", () => NewOrganisation) input: NewOrganisation,
    @Ctx() ctx: HubContext,
  ): Promise<Organisation> {
    return createOrganisation(ctx, input);
  }

  @Mutation(() => Organisation, {
    description:
      "Changes an organisation. Its members change its texts; all the rest is for curators and administrators.",
  })
  changeOrganisation(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => OrganisationChange) input: OrganisationChange,
    @Ctx() ctx: HubContext,
  ): Promise<Organisation> {
    return changeOrganisation(ctx, id, revision, input);
  }

  @Mutation(() => Organisation, {
    description: "Adds or replaces the texts of an organisation in one more language.",
  })
  translateOrganisation(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("language", () => LanguageEnum) language: Language,
    @Arg("texts", () => OrganisationTexts) texts: OrganisationTexts,
    @Arg("state", () => TranslationState, { defaultValue: TranslationState.HUMAN }) state: TranslationState,
    @Ctx() ctx: HubContext,
  ): Promise<Organisation> {
    return translateOrganisation(ctx, id, revision, language, texts, state);
  }

  @Mutation(() => Organisation, {
    description:
      "Brings back the texts and fields that an organisation had in an earlier revision, as its next one. Its members bring back its texts alone.",
  })
  restoreOrganisation(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Organisation> {
    return restoreOrganisation(ctx, id, revision, toRevision);
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: "The place it governs or sits in; null where it is not known.",
  })
  territory(@Root() { territoryId }: Organisation, @Ctx() ctx: HubContext) {
    return territoryId ? byId(ctx, Territory).load(territoryId) : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "How many people live in the place it governs or sits in: its own figure, else that of its territory; null where neither is known.",
  })
  async population(@Root() { population, territoryId }: Organisation, @Ctx() ctx: HubContext) {
    if (population !== null || !territoryId) return population;
    return (await byId(ctx, Territory).load(territoryId))?.population ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The country's name; null where the country is not known.",
  })
  countryName(
    @Root() { country, language: shown }: Organisation,
    @Arg("language", () => LanguageEnum, {
      nullable: true,
      description: "In this language; in the one the organisation is shown in where it is left out.",
    })
    language: Language | null,
  ): string | null {
    return country && countryName(country, language ?? shown);
  }
}

@Resolver(() => Territory)
export class TerritoryOrganisations {
  @FieldResolver(() => OrganisationConnection, {
    description: "The organisations that govern it or sit in it.",
  })
  organisations(
    @Root() { id }: Territory,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => PlaceSort, { defaultValue: PlaceSort.NAME }) sort: PlaceSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Organisation>> {
    return connectionOf(ctx, Organisation, page, {
      name: "organisations of territory",
      parent: id,
      link: sql`r."territoryId" = p.id`,
      order: organisationOrder(sort),
    });
  }
}
