import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { OneArgs, RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { archive, giveBack, publish, submit } from "../../foundation/deeds/publication.ts";
import { translate } from "../../foundation/deeds/translating.ts";
import { visibleReferences } from "../../foundation/directory.ts";
import { Kind, LanguageEnum, TranslationState } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { restore } from "../../foundation/restoring.ts";
import { byId, one } from "../../foundation/rows.ts";
import { Speaker } from "./participants.ts";
import { Organisation, Practice, Project, Territory, WorkingGroup } from "./references.ts";
import { Series } from "./series.entity.ts";
import { Workshop, WorkshopConnection } from "./workshop.entity.ts";
import { DatePrecision, precisionOf } from "./workshop.enums.ts";
import { NewWorkshop, WorkshopChange, WorkshopFilter, WorkshopSort } from "./workshop.input.ts";
import { changeWorkshop, createWorkshop, workshopOrder, workshopsThat } from "./workshop.service.ts";
import { WorkshopTexts } from "./workshop.texts.ts";

@Resolver(() => Workshop)
export class WorkshopResolver {
  @Query(() => Workshop, {
    nullable: true,
    description: "One workshop by its id or its slug; null where there is none that you may see.",
  })
  workshop(@Args(() => OneArgs) which: OneArgs, @Ctx() ctx: HubContext): Promise<Workshop | null> {
    return one(ctx, Workshop, which);
  }

  @Query(() => WorkshopConnection, { description: "The workshops that you may see." })
  workshops(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => WorkshopFilter, { nullable: true }) filter: WorkshopFilter | null,
    @Arg("sort", () => WorkshopSort, { defaultValue: WorkshopSort.NEWEST }) sort: WorkshopSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Workshop>> {
    return connection(ctx, Workshop, page, { where: workshopsThat(ctx, filter), order: workshopOrder(sort) });
  }

  @Mutation(() => Workshop, { description: "Writes a new workshop as a draft of your organisation." })
  @Creates()
  createWorkshop(
    @Arg("input", () => NewWorkshop) input: NewWorkshop,
    @Ctx() ctx: HubContext,
  ): Promise<Workshop> {
    return createWorkshop(ctx, input);
  }

  @Mutation(() => Workshop, { description: "Changes a workshop of your organisation; curators change any." })
  changeWorkshop(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => WorkshopChange) input: WorkshopChange,
    @Ctx() ctx: HubContext,
  ): Promise<Workshop> {
    return changeWorkshop(ctx, id, revision, input);
  }

  @Mutation(() => Workshop, { description: "Adds or replaces the texts of a workshop in one more language." })
  translateWorkshop(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("language", () => LanguageEnum) language: Language,
    @Arg("texts", () => WorkshopTexts) texts: WorkshopTexts,
    @Arg("state", () => TranslationState, { defaultValue: TranslationState.HUMAN }) state: TranslationState,
    @Ctx() ctx: HubContext,
  ): Promise<Workshop> {
    return translate(ctx, Workshop, Kind.WORKSHOP, id, revision, language, texts, state);
  }

  @Mutation(() => Workshop, { description: "Hands a draft to the curators for review." })
  submitWorkshop(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return submit(ctx, Workshop, Kind.WORKSHOP, id, revision);
  }

  @Mutation(() => Workshop, {
    description: "Gives a workshop in review back to its owner as a draft. Curators only.",
  })
  returnWorkshop(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return giveBack(ctx, Workshop, Kind.WORKSHOP, id, revision);
  }

  @Mutation(() => Workshop, { description: "Shows a workshop to those its visibility names. Curators only." })
  publishWorkshop(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return publish(ctx, Workshop, Kind.WORKSHOP, id, revision);
  }

  @Mutation(() => Workshop, {
    description: "Withdraws a workshop from its readers; its owner and the curators keep it.",
  })
  archiveWorkshop(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return archive(ctx, Workshop, Kind.WORKSHOP, id, revision);
  }

  @Mutation(() => Workshop, {
    description:
      "Brings back the texts and fields that a workshop had in an earlier revision, as its next one. Who sees it stays as it is.",
  })
  restoreWorkshop(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Workshop> {
    return restore(ctx, Workshop, Kind.WORKSHOP, id, revision, toRevision);
  }

  @FieldResolver(() => DatePrecision, { description: "How precisely `start` is known." })
  startPrecision(@Root() { start }: Workshop): DatePrecision {
    return precisionOf(start);
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: "Where it took place; null where it is not known or it was online alone.",
  })
  territory(@Root() { territoryId }: Workshop) {
    return territoryId ? { id: territoryId } : null;
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "The organisation that held it; null where the sources name none.",
  })
  host(@Root() { hostId }: Workshop) {
    return hostId ? { id: hostId } : null;
  }

  @FieldResolver(() => Series, {
    nullable: true,
    description: "The series it belongs to; null where it stands alone.",
  })
  series(@Root() { seriesId }: Workshop, @Ctx() ctx: HubContext): Promise<Series | null> | null {
    return seriesId ? byId(ctx, Series).load(seriesId) : null;
  }

  @FieldResolver(() => [Speaker], { description: "Who spoke, in the order of the source." })
  speakers(@Root() { speakerRows }: Workshop): Speaker[] {
    return speakerRows.map(({ name, organisationId, note }) => ({
      name,
      organisation: organisationId ? { id: organisationId } : null,
      note,
    }));
  }

  @FieldResolver(() => [Practice], { nullable: true, description: "The practices presented at it." })
  practices(@Root() { practiceIds }: Workshop, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, practiceIds);
  }

  @FieldResolver(() => [Project], { nullable: true, description: "The projects it belongs to." })
  projects(@Root() { projectIds }: Workshop, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, projectIds);
  }

  @FieldResolver(() => [WorkingGroup], { nullable: true, description: "The working groups that held it." })
  workingGroups(@Root() { workingGroupIds }: Workshop, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, workingGroupIds);
  }
}
