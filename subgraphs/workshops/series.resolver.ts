import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { OneArgs, RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import { ContentSort, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { archive, giveBack, publish, submit } from "../../foundation/deeds/publication.ts";
import { translate } from "../../foundation/deeds/translating.ts";
import { visibleReferences } from "../../foundation/directory.ts";
import { Kind, LanguageEnum, TranslationState } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { restore } from "../../foundation/restoring.ts";
import { one } from "../../foundation/rows.ts";
import { Organisation, WorkingGroup } from "./references.ts";
import { Series, SeriesConnection } from "./series.entity.ts";
import { NewSeries, SeriesChange, SeriesFilter } from "./series.input.ts";
import { changeSeries, createSeries, seriesThat } from "./series.service.ts";
import { Workshop, WorkshopConnection } from "./workshop.entity.ts";
import { WorkshopSort } from "./workshop.input.ts";
import { workshopOrder } from "./workshop.service.ts";
import { SeriesTexts } from "./workshop.texts.ts";

@Resolver(() => Series)
export class SeriesResolver {
  @Query(() => Series, {
    nullable: true,
    description: "One series by its id or its slug; null where there is none that you may see.",
  })
  series(@Args(() => OneArgs) which: OneArgs, @Ctx() ctx: HubContext): Promise<Series | null> {
    return one(ctx, Series, which);
  }

  @Query(() => SeriesConnection, { description: "The series of workshops that you may see." })
  seriesList(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => SeriesFilter, { nullable: true }) filter: SeriesFilter | null,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Series>> {
    return connection(ctx, Series, page, { where: seriesThat(ctx, filter), order: orderOf(sort) });
  }

  @Mutation(() => Series, { description: "Writes a new series as a draft of your organisation." })
  @Creates()
  createSeries(@Arg("input", () => NewSeries) input: NewSeries, @Ctx() ctx: HubContext): Promise<Series> {
    return createSeries(ctx, input);
  }

  @Mutation(() => Series, { description: "Changes a series of your organisation; curators change any." })
  changeSeries(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => SeriesChange) input: SeriesChange,
    @Ctx() ctx: HubContext,
  ): Promise<Series> {
    return changeSeries(ctx, id, revision, input);
  }

  @Mutation(() => Series, { description: "Adds or replaces the texts of a series in one more language." })
  translateSeries(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("language", () => LanguageEnum) language: Language,
    @Arg("texts", () => SeriesTexts) texts: SeriesTexts,
    @Arg("state", () => TranslationState, { defaultValue: TranslationState.HUMAN }) state: TranslationState,
    @Ctx() ctx: HubContext,
  ): Promise<Series> {
    return translate(ctx, Series, Kind.SERIES, id, revision, language, texts, state);
  }

  @Mutation(() => Series, { description: "Hands a draft to the curators for review." })
  submitSeries(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return submit(ctx, Series, Kind.SERIES, id, revision);
  }

  @Mutation(() => Series, {
    description: "Gives a series in review back to its owner as a draft. Curators only.",
  })
  returnSeries(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return giveBack(ctx, Series, Kind.SERIES, id, revision);
  }

  @Mutation(() => Series, { description: "Shows a series to those its visibility names. Curators only." })
  publishSeries(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return publish(ctx, Series, Kind.SERIES, id, revision);
  }

  @Mutation(() => Series, {
    description: "Withdraws a series from its readers; its owner and the curators keep it.",
  })
  archiveSeries(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return archive(ctx, Series, Kind.SERIES, id, revision);
  }

  @Mutation(() => Series, {
    description:
      "Brings back the texts and fields that a series had in an earlier revision, as its next one. Who sees it stays as it is.",
  })
  restoreSeries(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Series> {
    return restore(ctx, Series, Kind.SERIES, id, revision, toRevision);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "The organisation that holds it; null where the sources name none.",
  })
  host(@Root() { hostId }: Series) {
    return hostId ? { id: hostId } : null;
  }

  @FieldResolver(() => [WorkingGroup], { nullable: true, description: "The working groups that hold it." })
  workingGroups(@Root() { workingGroupIds }: Series, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, workingGroupIds);
  }

  @FieldResolver(() => WorkshopConnection, {
    description: "The workshops of the series, the first held first; those without a date at the end.",
  })
  workshops(
    @Root() { id }: Series,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Workshop>> {
    return connectionOf(ctx, Workshop, page, {
      name: "workshops of series",
      parent: id,
      link: sql`r."seriesId" = p.id`,
      order: workshopOrder(WorkshopSort.START_ASCENDING),
    });
  }
}
