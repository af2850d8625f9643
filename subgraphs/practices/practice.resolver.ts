import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { OneArgs, RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { archive, giveBack, publish, submit } from "../../foundation/deeds/publication.ts";
import { translate } from "../../foundation/deeds/translating.ts";
import { personReference, references, visibleReferences } from "../../foundation/directory.ts";
import { Kind, LanguageEnum, TranslationState } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { restore } from "../../foundation/restoring.ts";
import { one } from "../../foundation/rows.ts";
import { Practice, PracticeConnection } from "./practice.entity.ts";
import { NewPractice, PracticeChange, PracticeFilter, PracticeSort } from "./practice.input.ts";
import { changePractice, createPractice, practiceOrder, practicesThat } from "./practice.service.ts";
import { PracticeTexts } from "./practice.texts.ts";
import { Member, Project, Territory } from "./references.ts";
import { Outcome, type OutcomeWords, PracticePartner } from "./sheet.ts";

@Resolver(() => Practice)
export class PracticeResolver {
  @Query(() => Practice, {
    nullable: true,
    description: "One practice by its id or its slug; null where there is none that you may see.",
  })
  practice(@Args(() => OneArgs) which: OneArgs, @Ctx() ctx: HubContext): Promise<Practice | null> {
    return one(ctx, Practice, which);
  }

  @Query(() => PracticeConnection, { description: "The practices that you may see." })
  async practices(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => PracticeFilter, { nullable: true }) filter: PracticeFilter | null,
    @Arg("sort", () => PracticeSort, { defaultValue: PracticeSort.NEWEST }) sort: PracticeSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Practice>> {
    const where = await practicesThat(ctx, filter);
    return connection(ctx, Practice, page, { where, order: practiceOrder(ctx, sort) });
  }

  @Mutation(() => Practice, { description: "Writes a new practice as a draft of your organisation." })
  @Creates()
  createPractice(
    @Arg("input", () => NewPractice) input: NewPractice,
    @Ctx() ctx: HubContext,
  ): Promise<Practice> {
    return createPractice(ctx, input);
  }

  @Mutation(() => Practice, { description: "Changes a practice of your organisation; curators change any." })
  changePractice(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => PracticeChange) input: PracticeChange,
    @Ctx() ctx: HubContext,
  ): Promise<Practice> {
    return changePractice(ctx, id, revision, input);
  }

  @Mutation(() => Practice, { description: "Adds or replaces the texts of a practice in one more language." })
  translatePractice(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("language", () => LanguageEnum) language: Language,
    @Arg("texts", () => PracticeTexts) texts: PracticeTexts,
    @Arg("state", () => TranslationState, { defaultValue: TranslationState.HUMAN }) state: TranslationState,
    @Ctx() ctx: HubContext,
  ): Promise<Practice> {
    return translate(ctx, Practice, Kind.PRACTICE, id, revision, language, texts, state);
  }

  @Mutation(() => Practice, { description: "Hands a draft to the curators for review." })
  submitPractice(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return submit(ctx, Practice, Kind.PRACTICE, id, revision);
  }

  @Mutation(() => Practice, {
    description: "Gives a practice in review back to its owner as a draft. Curators only.",
  })
  returnPractice(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return giveBack(ctx, Practice, Kind.PRACTICE, id, revision);
  }

  @Mutation(() => Practice, { description: "Shows a practice to those its visibility names. Curators only." })
  publishPractice(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return publish(ctx, Practice, Kind.PRACTICE, id, revision);
  }

  @Mutation(() => Practice, {
    description: "Withdraws a practice from its readers; its owner and the curators keep it.",
  })
  archivePractice(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    return archive(ctx, Practice, Kind.PRACTICE, id, revision);
  }

  @Mutation(() => Practice, {
    description:
      "Brings back the texts and fields that a practice had in an earlier revision, as its next one. Who sees it stays as it is.",
  })
  restorePractice(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Practice> {
    return restore(ctx, Practice, Kind.PRACTICE, id, revision, toRevision);
  }

  @FieldResolver(() => [Territory], { nullable: true, description: "Where it is done." })
  territories(@Root() { territoryIds }: Practice) {
    return references(territoryIds);
  }

  @FieldResolver(() => [Project], { nullable: true, description: "The projects it belongs to." })
  projects(@Root() { projectIds }: Practice, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, projectIds);
  }

  @FieldResolver(() => [PracticePartner], { description: "Who takes part beside the owner." })
  partners(@Root() { partners }: Practice): PracticePartner[] {
    return partners.map(({ organisationId, role, support }) => ({
      organisation: { id: organisationId },
      role,
      support,
    }));
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "Whom to ask, by a message through the hub; null where nobody is named whom you may know, and for whoever is not signed in.",
  })
  contact(@Root() { contactId }: Practice, @Ctx() ctx: HubContext) {
    return personReference(ctx, contactId);
  }

  @FieldResolver(() => [Outcome], {
    description: "What it changed, outcome by outcome, each with its own evidence.",
  })
  outcomes(@Root() practice: Practice): Outcome[] {
    const shown = (practice.outcomeWords ?? []) as OutcomeWords[];
    const original =
      (practice.texts[practice.originalLanguage] as { outcomeWords?: OutcomeWords[] })?.outcomeWords ?? [];
    return practice.outcomeRows.map((row) => {
      const words = shown.find(({ key }) => key === row.key) ?? original.find(({ key }) => key === row.key);
      return {
        ...row,
        title: words?.title ?? row.key,
        indicator: words?.indicator ?? null,
        evaluated: row.evidence !== null,
      };
    });
  }
}
