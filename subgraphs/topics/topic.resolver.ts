import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { OneArgs, RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { LanguageEnum, TranslationState } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { byId, one } from "../../foundation/rows.ts";
import { Topic, TopicConnection } from "./topic.entity.ts";
import { NewTopic, TopicChange, TopicFilter, TopicSort } from "./topic.input.ts";
import { ancestorsOf, narrowerThan, topicOrder, topicsThat } from "./topic.lists.ts";
import { changeTopic, createTopic, restoreTopic, translateTopic } from "./topic.service.ts";
import { TopicTexts } from "./topic.texts.ts";

@Resolver(() => Topic)
export class TopicResolver {
  @Query(() => Topic, {
    nullable: true,
    description: "One topic by its id or its slug; null where there is none.",
  })
  topic(@Args(() => OneArgs) which: OneArgs, @Ctx() ctx: HubContext): Promise<Topic | null> {
    return one(ctx, Topic, which);
  }

  @Query(() => TopicConnection, {
    description: "The topics of the thesaurus; with the filter { top: true }, those it begins with.",
  })
  topics(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => TopicFilter, { nullable: true }) filter: TopicFilter | null,
    @Arg("sort", () => TopicSort, { defaultValue: TopicSort.LABEL }) sort: TopicSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Topic>> {
    return connection(ctx, Topic, page, { where: topicsThat(filter), order: topicOrder(sort) });
  }

  @Mutation(() => Topic, { description: "Enters a topic in the thesaurus. Curators only." })
  @Creates()
  createTopic(@Arg("input", () => NewTopic) input: NewTopic, @Ctx() ctx: HubContext): Promise<Topic> {
    return createTopic(ctx, input);
  }

  @Mutation(() => Topic, {
    description: "Changes a topic; whoever moves it moves all topics below it too. Curators only.",
  })
  changeTopic(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => TopicChange) input: TopicChange,
    @Ctx() ctx: HubContext,
  ): Promise<Topic> {
    return changeTopic(ctx, id, revision, input);
  }

  @Mutation(() => Topic, {
    description: "Adds or replaces the texts of a topic in one more language. Curators only.",
  })
  translateTopic(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("language", () => LanguageEnum) language: Language,
    @Arg("texts", () => TopicTexts) texts: TopicTexts,
    @Arg("state", () => TranslationState, { defaultValue: TranslationState.HUMAN }) state: TranslationState,
    @Ctx() ctx: HubContext,
  ): Promise<Topic> {
    return translateTopic(ctx, id, revision, language, texts, state);
  }

  @Mutation(() => Topic, {
    description:
      "Brings back the texts and fields that a topic had in an earlier revision, as its next one. Curators only; where it stands in the thesaurus stays as well.",
  })
  restoreTopic(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Topic> {
    return restoreTopic(ctx, id, revision, toRevision);
  }

  @FieldResolver(() => Topic, {
    nullable: true,
    description: "The topic it stands under; null for a topic at the top.",
  })
  broader(@Root() { broaderId }: Topic, @Ctx() ctx: HubContext) {
    return broaderId ? byId(ctx, Topic).load(broaderId) : null;
  }

  @FieldResolver(() => [Topic], {
    description: "The topics directly under it, by label; empty where there are none.",
  })
  narrower(@Root() { id }: Topic, @Ctx() ctx: HubContext) {
    return narrowerThan(ctx).load(id);
  }

  @FieldResolver(() => [Topic], {
    description: "All topics above it, the broadest first; empty for a topic at the top.",
  })
  ancestors(@Root() topic: Topic, @Ctx() ctx: HubContext) {
    return ancestorsOf(ctx, topic);
  }
}
