import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { OneArgs, RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { countryName } from "../../foundation/country.ts";
import { LanguageEnum, TranslationState } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { byId, one } from "../../foundation/rows.ts";
import { PlaceSort } from "./place.enums.ts";
import { NewTerritory, TerritoryChange, TerritoryFilter } from "./place.input.ts";
import { territoriesThat, territoryOrder } from "./place.lists.ts";
import { TerritoryTexts } from "./place.texts.ts";
import { Territory, TerritoryConnection } from "./territory.entity.ts";
import {
  changeTerritory,
  createTerritory,
  restoreTerritory,
  translateTerritory,
} from "./territory.service.ts";

@Resolver(() => Territory)
export class TerritoryResolver {
  @Query(() => Territory, {
    nullable: true,
    description: "One territory by its id or its slug; null where there is none.",
  })
  territory(@Args(() => OneArgs) which: OneArgs, @Ctx() ctx: HubContext): Promise<Territory | null> {
    return one(ctx, Territory, which);
  }

  @Query(() => TerritoryConnection, { description: "The territories of the hub." })
  territories(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => TerritoryFilter, { nullable: true }) filter: TerritoryFilter | null,
    @Arg("sort", () => PlaceSort, { defaultValue: PlaceSort.NAME }) sort: PlaceSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Territory>> {
    return connection(ctx, Territory, page, { where: territoriesThat(filter), order: territoryOrder(sort) });
  }

  @Mutation(() => Territory, { description: "Enters a territory. Curators and administrators only." })
  @Creates()
  createTerritory(
    @Arg("input", () => NewTerritory) input: NewTerritory,
    @Ctx() ctx: HubContext,
  ): Promise<Territory> {
    return createTerritory(ctx, input);
  }

  @Mutation(() => Territory, { description: "Changes a territory. Curators and administrators only." })
  changeTerritory(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => TerritoryChange) input: TerritoryChange,
    @Ctx() ctx: HubContext,
  ): Promise<Territory> {
    return changeTerritory(ctx, id, revision, input);
  }

  @Mutation(() => Territory, {
    description:
      "Adds or replaces the texts of a territory in one more language. Curators and administrators only.",
  })
  translateTerritory(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("language", () => LanguageEnum) language: Language,
    @Arg("texts", () => TerritoryTexts) texts: TerritoryTexts,
    @Arg("state", () => TranslationState, { defaultValue: TranslationState.HUMAN }) state: TranslationState,
    @Ctx() ctx: HubContext,
  ): Promise<Territory> {
    return translateTerritory(ctx, id, revision, language, texts, state);
  }

  @Mutation(() => Territory, {
    description:
      "Brings back the texts and fields that a territory had in an earlier revision, as its next one. Curators and administrators only; what it belongs to stays as well.",
  })
  restoreTerritory(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Territory> {
    return restoreTerritory(ctx, id, revision, toRevision);
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: "The larger territory it belongs to; null where none is recorded.",
  })
  partOf(@Root() { partOfId }: Territory, @Ctx() ctx: HubContext) {
    return partOfId ? byId(ctx, Territory).load(partOfId) : null;
  }

  @FieldResolver(() => TerritoryConnection, { description: "The territories that belong directly to it." })
  parts(
    @Root() { id }: Territory,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("sort", () => PlaceSort, { defaultValue: PlaceSort.NAME }) sort: PlaceSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Territory>> {
    return connectionOf(ctx, Territory, page, {
      name: "parts of territory",
      parent: id,
      link: sql`r."partOfId" = p.id`,
      order: territoryOrder(sort),
    });
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The country's name; null where the country is not known.",
  })
  countryName(
    @Root() { country, language: shown }: Territory,
    @Arg("language", () => LanguageEnum, {
      nullable: true,
      description: "In this language; in the one the territory is shown in where it is left out.",
    })
    language: Language | null,
  ): string | null {
    return country && countryName(country, language ?? shown);
  }
}
