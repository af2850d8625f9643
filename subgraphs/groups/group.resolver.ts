import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { OneArgs, RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, PageArgs } from "../../foundation/connection.ts";
import { ContentSort, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { archive, giveBack, publish, submit } from "../../foundation/deeds/publication.ts";
import { translate } from "../../foundation/deeds/translating.ts";
import { visibleReference, visibleReferences } from "../../foundation/directory.ts";
import { Kind, LanguageEnum, TranslationState } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { restore } from "../../foundation/restoring.ts";
import { one } from "../../foundation/rows.ts";
import { WorkingGroup, WorkingGroupConnection } from "./group.entity.ts";
import { NewWorkingGroup, WorkingGroupChange, WorkingGroupFilter } from "./group.input.ts";
import { changeWorkingGroup, createWorkingGroup, groupsThat } from "./group.service.ts";
import { WorkingGroupTexts } from "./group.texts.ts";
import { Organisation, Project, Resource } from "./references.ts";

@Resolver(() => WorkingGroup)
export class WorkingGroupResolver {
  @Query(() => WorkingGroup, {
    nullable: true,
    description: "One working group by its id or its slug; null where there is none that you may see.",
  })
  workingGroup(@Args(() => OneArgs) which: OneArgs, @Ctx() ctx: HubContext): Promise<WorkingGroup | null> {
    return one(ctx, WorkingGroup, which);
  }

  @Query(() => WorkingGroupConnection, { description: "The working groups that you may see." })
  workingGroups(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => WorkingGroupFilter, { nullable: true }) filter: WorkingGroupFilter | null,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<WorkingGroup>> {
    return connection(ctx, WorkingGroup, page, { where: groupsThat(ctx, filter), order: orderOf(sort) });
  }

  @Mutation(() => WorkingGroup, {
    description:
      "Writes a new working group as a draft of your organisation. You lead it, unless you are a curator and name who does.",
  })
  @Creates()
  createWorkingGroup(
    @Arg("input", () => NewWorkingGroup) input: NewWorkingGroup,
    @Ctx() ctx: HubContext,
  ): Promise<WorkingGroup> {
    return createWorkingGroup(ctx, input);
  }

  @Mutation(() => WorkingGroup, {
    description: "Changes a working group of your organisation; curators change any.",
  })
  changeWorkingGroup(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => WorkingGroupChange) input: WorkingGroupChange,
    @Ctx() ctx: HubContext,
  ): Promise<WorkingGroup> {
    return changeWorkingGroup(ctx, id, revision, input);
  }

  @Mutation(() => WorkingGroup, {
    description: "Adds or replaces the texts of a working group in one more language.",
  })
  translateWorkingGroup(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("language", () => LanguageEnum) language: Language,
    @Arg("texts", () => WorkingGroupTexts) texts: WorkingGroupTexts,
    @Arg("state", () => TranslationState, { defaultValue: TranslationState.HUMAN }) state: TranslationState,
    @Ctx() ctx: HubContext,
  ): Promise<WorkingGroup> {
    return translate(ctx, WorkingGroup, Kind.WORKING_GROUP, id, revision, language, texts, state);
  }

  @Mutation(() => WorkingGroup, { description: "Hands a draft to the curators for review." })
  submitWorkingGroup(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return submit(ctx, WorkingGroup, Kind.WORKING_GROUP, id, revision);
  }

  @Mutation(() => WorkingGroup, {
    description: "Gives a working group in review back to its owner as a draft. Curators only.",
  })
  returnWorkingGroup(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return giveBack(ctx, WorkingGroup, Kind.WORKING_GROUP, id, revision);
  }

  @Mutation(() => WorkingGroup, {
    description:
      "Shows a working group to those its visibility names, and opens it for joining. Curators only.",
  })
  publishWorkingGroup(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return publish(ctx, WorkingGroup, Kind.WORKING_GROUP, id, revision);
  }

  @Mutation(() => WorkingGroup, {
    description: "Withdraws a working group from its readers; its owner and the curators keep it.",
  })
  archiveWorkingGroup(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return archive(ctx, WorkingGroup, Kind.WORKING_GROUP, id, revision);
  }

  @Mutation(() => WorkingGroup, {
    description:
      "Brings back the texts and fields that a working group had in an earlier revision, as its next one. Who sees it stays as it is. So does how one comes into it.",
  })
  restoreWorkingGroup(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<WorkingGroup> {
    return restore(ctx, WorkingGroup, Kind.WORKING_GROUP, id, revision, toRevision, ["joinPolicy"]);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "The organisation that hosts it; null where none is stated.",
  })
  host(@Root() { hostId }: WorkingGroup) {
    return hostId ? { id: hostId } : null;
  }

  @FieldResolver(() => Resource, {
    nullable: true,
    description: "The resource on which it works together, as an online platform; null where it has none.",
  })
  platform(@Root() { platformId }: WorkingGroup, @Ctx() ctx: HubContext) {
    return visibleReference(ctx, platformId);
  }

  @FieldResolver(() => [Project], { nullable: true, description: "The projects whose work it carries on." })
  projects(@Root() { projectIds }: WorkingGroup, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, projectIds);
  }
}
