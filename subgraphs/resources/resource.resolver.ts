import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { OneArgs, RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { archive, giveBack, publish, submit } from "../../foundation/deeds/publication.ts";
import { translate } from "../../foundation/deeds/translating.ts";
import { references, visibleReferences } from "../../foundation/directory.ts";
import { Kind, LanguageEnum, TranslationState } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { restore } from "../../foundation/restoring.ts";
import { one } from "../../foundation/rows.ts";
import { Organisation, Practice, Project, WorkingGroup, Workshop } from "./references.ts";
import { Resource, ResourceConnection } from "./resource.entity.ts";
import { NewResource, ResourceChange, ResourceFilter, ResourceSort } from "./resource.input.ts";
import { changeResource, createResource, resourceOrder, resourcesThat } from "./resource.service.ts";
import { ResourceTexts } from "./resource.texts.ts";

@Resolver(() => Resource)
export class ResourceResolver {
  @Query(() => Resource, {
    nullable: true,
    description: "One resource by its id or its slug; null where there is none that you may see.",
  })
  resource(@Args(() => OneArgs) which: OneArgs, @Ctx() ctx: HubContext): Promise<Resource | null> {
    return one(ctx, Resource, which);
  }

  @Query(() => ResourceConnection, { description: "The resources that you may see." })
  resources(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => ResourceFilter, { nullable: true }) filter: ResourceFilter | null,
    @Arg("sort", () => ResourceSort, { defaultValue: ResourceSort.NEWEST }) sort: ResourceSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Resource>> {
    return connection(ctx, Resource, page, { where: resourcesThat(ctx, filter), order: resourceOrder(sort) });
  }

  @Mutation(() => Resource, { description: "Writes a new resource as a draft of your organisation." })
  @Creates()
  createResource(
    @Arg("input", () => NewResource) input: NewResource,
    @Ctx() ctx: HubContext,
  ): Promise<Resource> {
    return createResource(ctx, input);
  }

  @Mutation(() => Resource, { description: "Changes a resource of your organisation; curators change any." })
  changeResource(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => ResourceChange) input: ResourceChange,
    @Ctx() ctx: HubContext,
  ): Promise<Resource> {
    return changeResource(ctx, id, revision, input);
  }

  @Mutation(() => Resource, { description: "Adds or replaces the texts of a resource in one more language." })
  translateResource(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("language", () => LanguageEnum) language: Language,
    @Arg("texts", () => ResourceTexts) texts: ResourceTexts,
    @Arg("state", () => TranslationState, { defaultValue: TranslationState.HUMAN }) state: TranslationState,
    @Ctx() ctx: HubContext,
  ): Promise<Resource> {
    return translate(ctx, Resource, Kind.RESOURCE, id, revision, language, texts, state);
  }

  @Mutation(() => Resource, { description: "Hands a draft to the curators for review." })
  submitResource(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return submit(ctx, Resource, Kind.RESOURCE, id, revision);
  }

  @Mutation(() => Resource, {
    description: "Gives a resource in review back to its owner as a draft. Curators only.",
  })
  returnResource(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return giveBack(ctx, Resource, Kind.RESOURCE, id, revision);
  }

  @Mutation(() => Resource, { description: "Shows a resource to those its visibility names. Curators only." })
  publishResource(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return publish(ctx, Resource, Kind.RESOURCE, id, revision);
  }

  @Mutation(() => Resource, {
    description: "Withdraws a resource from its readers; its owner and the curators keep it.",
  })
  archiveResource(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return archive(ctx, Resource, Kind.RESOURCE, id, revision);
  }

  @Mutation(() => Resource, {
    description:
      "Brings back the texts and fields that a resource had in an earlier revision, as its next one. Who sees it stays as it is.",
  })
  restoreResource(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Resource> {
    return restore(ctx, Resource, Kind.RESOURCE, id, revision, toRevision);
  }

  @FieldResolver(() => [Organisation], {
    nullable: true,
    description:
      "The organisations that published it: the first is the publisher, the others joined in; empty where none has a record here.",
  })
  publishers(@Root() { publisherIds }: Resource) {
    return references(publisherIds);
  }

  @FieldResolver(() => [Project], { nullable: true, description: "The projects it comes from." })
  projects(@Root() { projectIds }: Resource, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, projectIds);
  }

  @FieldResolver(() => [Workshop], {
    nullable: true,
    description: "The workshops it was shown at, tells of or comes from.",
  })
  workshops(@Root() { workshopIds }: Resource, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, workshopIds);
  }

  @FieldResolver(() => [Practice], { nullable: true, description: "The practices it tells of." })
  practices(@Root() { practiceIds }: Resource, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, practiceIds);
  }

  @FieldResolver(() => [WorkingGroup], { nullable: true, description: "The working groups it comes from." })
  workingGroups(@Root() { workingGroupIds }: Resource, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, workingGroupIds);
  }
}
