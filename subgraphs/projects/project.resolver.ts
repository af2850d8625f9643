import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { OneArgs, RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { archive, giveBack, publish, submit } from "../../foundation/deeds/publication.ts";
import { references } from "../../foundation/directory.ts";
import { Kind, LanguageEnum, TranslationState } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { restore } from "../../foundation/restoring.ts";
import { one } from "../../foundation/rows.ts";
import { type PartnerRow, ProjectPartner } from "./consortium.ts";
import { Project, ProjectConnection } from "./project.entity.ts";
import { ProjectRole } from "./project.enums.ts";
import { NewProject, ProjectChange, ProjectFilter, ProjectSort } from "./project.input.ts";
import {
  changeProject,
  createProject,
  projectOrder,
  projectsThat,
  translateProject,
} from "./project.service.ts";
import { ProjectTexts } from "./project.texts.ts";
import { Organisation, Territory } from "./references.ts";

@Resolver(() => Project)
export class ProjectResolver {
  @Query(() => Project, {
    nullable: true,
    description: "One project by its id or its slug; null where there is none that you may see.",
  })
  project(@Args(() => OneArgs) which: OneArgs, @Ctx() ctx: HubContext): Promise<Project | null> {
    return one(ctx, Project, which);
  }

  @Query(() => ProjectConnection, { description: "The projects that you may see." })
  projects(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => ProjectFilter, { nullable: true }) filter: ProjectFilter | null,
    @Arg("sort", () => ProjectSort, { defaultValue: ProjectSort.NEWEST }) sort: ProjectSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Project>> {
    return connection(ctx, Project, page, { where: projectsThat(filter), order: projectOrder(sort) });
  }

  @Mutation(() => Project, { description: "Writes a new project as a draft of your organisation." })
  @Creates()
  createProject(@Arg("input", () => NewProject) input: NewProject, @Ctx() ctx: HubContext): Promise<Project> {
    return createProject(ctx, input);
  }

  @Mutation(() => Project, { description: "Changes a project of your organisation; curators change any." })
  changeProject(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => ProjectChange) input: ProjectChange,
    @Ctx() ctx: HubContext,
  ): Promise<Project> {
    return changeProject(ctx, id, revision, input);
  }

  @Mutation(() => Project, { description: "Adds or replaces the texts of a project in one more language." })
  translateProject(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("language", () => LanguageEnum) language: Language,
    @Arg("texts", () => ProjectTexts) texts: ProjectTexts,
    @Arg("state", () => TranslationState, { defaultValue: TranslationState.HUMAN }) state: TranslationState,
    @Ctx() ctx: HubContext,
  ): Promise<Project> {
    return translateProject(ctx, id, revision, language, texts, state);
  }

  @Mutation(() => Project, { description: "Hands a draft to the curators for review." })
  submitProject(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return submit(ctx, Project, Kind.PROJECT, id, revision);
  }

  @Mutation(() => Project, {
    description: "Gives a project in review back to its owner as a draft. Curators only.",
  })
  returnProject(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return giveBack(ctx, Project, Kind.PROJECT, id, revision);
  }

  @Mutation(() => Project, { description: "Shows a project to those its visibility names. Curators only." })
  publishProject(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return publish(ctx, Project, Kind.PROJECT, id, revision);
  }

  @Mutation(() => Project, {
    description: "Withdraws a project from its readers; its owner and the curators keep it.",
  })
  archiveProject(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return archive(ctx, Project, Kind.PROJECT, id, revision);
  }

  @Mutation(() => Project, {
    description:
      "Brings back the texts and fields that a project had in an earlier revision, as its next one. Who sees it stays as it is.",
  })
  restoreProject(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Project> {
    return restore(ctx, Project, Kind.PROJECT, id, revision, toRevision);
  }

  @FieldResolver(() => [Territory], { nullable: true, description: "Where it works." })
  territories(@Root() { territoryIds }: Project) {
    return references(territoryIds);
  }

  @FieldResolver(() => ProjectPartner, {
    nullable: true,
    description: "Who leads the project; null where it is not known.",
  })
  lead(@Root() { partners }: Project): ProjectPartner | null {
    const lead = partners.find(({ isLead }) => isLead);
    return lead ? partner(lead) : null;
  }

  @FieldResolver(() => [ProjectPartner], { description: "Who takes part, the lead first." })
  partners(@Root() { partners }: Project): ProjectPartner[] {
    return [...partners].sort((a, b) => Number(b.isLead) - Number(a.isLead)).map(partner);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "The main funder, the first of `funders`; null where none is stated.",
  })
  funder(@Root() { funderIds }: Project) {
    return references(funderIds)[0] ?? null;
  }

  @FieldResolver(() => [Organisation], { nullable: true, description: "The organisations that fund it." })
  funders(@Root() { funderIds }: Project) {
    return references(funderIds);
  }

  @FieldResolver(() => [ProjectRole], {
    description: "What an organisation is in the project; empty where it has no part in it.",
  })
  rolesOf(
    @Root() { partners, funderIds, ownerId }: Project,
    @Arg("organisationId", () => ID, { description: "The organisation." }) organisationId: string,
  ): ProjectRole[] {
    const part = partners.find((one) => one.organisationId === organisationId);
    return [
      ...(part ? [part.isLead ? ProjectRole.LEAD : ProjectRole.PARTNER] : []),
      ...(funderIds.includes(organisationId) ? [ProjectRole.FUNDER] : []),
      ...(ownerId === organisationId ? [ProjectRole.OWNER] : []),
    ];
  }
}

const partner = ({ organisationId, ...part }: PartnerRow): ProjectPartner => ({
  organisation: { id: organisationId },
  ...part,
});
