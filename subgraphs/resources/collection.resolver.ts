import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { OneArgs, RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, PageArgs } from "../../foundation/connection.ts";
import { ContentSort, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { archive, giveBack, publish, submit } from "../../foundation/deeds/publication.ts";
import { visibleReferences } from "../../foundation/directory.ts";
import { Kind, LanguageEnum, TranslationState } from "../../foundation/enums.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Language } from "../../foundation/language.ts";
import { listConnection } from "../../foundation/list-connection.ts";
import { restore } from "../../foundation/restoring.ts";
import { one } from "../../foundation/rows.ts";
import { Collection, CollectionConnection, CollectionTranslation } from "./collection.entity.ts";
import { CollectionChange, CollectionFilter, NewCollection } from "./collection.input.ts";
import {
  CollectionItem,
  CollectionItemConnection,
  CollectionRecord,
  itemsOf,
  recordOf,
} from "./collection.item.ts";
import {
  addToCollection,
  changeCollection,
  collectionsThat,
  createCollection,
  curatorsOnly,
  removeFromCollection,
  reorderCollection,
  translateCollection,
} from "./collection.service.ts";
import { CollectionTexts, ItemNote } from "./collection.texts.ts";

@Resolver(() => Collection)
export class CollectionResolver {
  @Query(() => Collection, {
    nullable: true,
    description: "One collection by its id or its slug; null where there is none that you may see.",
  })
  collection(@Args(() => OneArgs) which: OneArgs, @Ctx() ctx: HubContext): Promise<Collection | null> {
    return one(ctx, Collection, which);
  }

  @Query(() => CollectionConnection, { description: "The collections that you may see." })
  collections(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => CollectionFilter, { nullable: true }) filter: CollectionFilter | null,
    @Arg("sort", () => ContentSort, { defaultValue: ContentSort.NEWEST }) sort: ContentSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Collection>> {
    return connection(ctx, Collection, page, { where: collectionsThat(ctx, filter), order: orderOf(sort) });
  }

  @Mutation(() => Collection, { description: "Begins a new collection as a draft. Curators only." })
  @Creates()
  createCollection(
    @Arg("input", () => NewCollection) input: NewCollection,
    @Ctx() ctx: HubContext,
  ): Promise<Collection> {
    return createCollection(ctx, input);
  }

  @Mutation(() => Collection, {
    description:
      "Changes what is said of a collection; its items have mutations of their own. Curators only.",
  })
  changeCollection(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => CollectionChange) input: CollectionChange,
    @Ctx() ctx: HubContext,
  ): Promise<Collection> {
    return changeCollection(ctx, id, revision, input);
  }

  @Mutation(() => Collection, {
    description: "Adds or replaces the texts of a collection in one more language. Curators only.",
  })
  translateCollection(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("language", () => LanguageEnum) language: Language,
    @Arg("texts", () => CollectionTexts) texts: CollectionTexts,
    @Arg("state", () => TranslationState, { defaultValue: TranslationState.HUMAN }) state: TranslationState,
    @Ctx() ctx: HubContext,
  ): Promise<Collection> {
    return translateCollection(ctx, id, revision, language, texts, state);
  }

  @Mutation(() => Collection, { description: "Puts a record of any kind into a collection. Curators only." })
  addToCollection(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("kind", () => Kind, { description: "What kind of record it is." }) kind: Kind,
    @Arg("recordId", () => ID, { description: "The record to add." }) recordId: string,
    @Arg("why", () => String, {
      nullable: true,
      description: "Why it is there, in the collection's original language, at most 500 characters.",
    })
    why: string | null,
    @Arg("position", () => Int, {
      nullable: true,
      description: "Its place from 1; the end where it is left out.",
    })
    position: number | null,
    @Ctx() ctx: HubContext,
  ): Promise<Collection> {
    return addToCollection(ctx, id, revision, { kind, recordId, why }, position ?? null);
  }

  @Mutation(() => Collection, { description: "Takes a record out of a collection. Curators only." })
  removeFromCollection(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("recordId", () => ID, { description: "The record to take out." }) recordId: string,
    @Ctx() ctx: HubContext,
  ): Promise<Collection> {
    return removeFromCollection(ctx, id, revision, recordId);
  }

  @Mutation(() => Collection, {
    description: "Puts the records of a collection into a new order. Curators only.",
  })
  reorderCollection(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("recordIds", () => [ID], { description: "All its records, each once, in the new order." })
    recordIds: string[],
    @Ctx() ctx: HubContext,
  ): Promise<Collection> {
    return reorderCollection(ctx, id, revision, recordIds);
  }

  @Mutation(() => Collection, { description: "Hands a draft to the curators for review. Curators only." })
  submitCollection(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    curatorsOnly(ctx, "submit a collection");
    return submit(ctx, Collection, Kind.COLLECTION, id, revision);
  }

  @Mutation(() => Collection, { description: "Gives a collection in review back as a draft. Curators only." })
  returnCollection(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    curatorsOnly(ctx, "return a collection");
    return giveBack(ctx, Collection, Kind.COLLECTION, id, revision);
  }

  @Mutation(() => Collection, {
    description: "Shows a collection to those its visibility names. Curators only.",
  })
  publishCollection(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    curatorsOnly(ctx, "publish a collection");
    return publish(ctx, Collection, Kind.COLLECTION, id, revision);
  }

  @Mutation(() => Collection, { description: "Withdraws a collection from its readers. Curators only." })
  archiveCollection(@Args(() => RevisionArgs) { id, revision }: RevisionArgs, @Ctx() ctx: HubContext) {
    curatorsOnly(ctx, "archive a collection");
    return archive(ctx, Collection, Kind.COLLECTION, id, revision);
  }

  @Mutation(() => Collection, {
    description:
      "Brings back the texts and fields that a collection had in an earlier revision, as its next one. Who sees it stays as it is. Curators only.",
  })
  restoreCollection(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Collection> {
    curatorsOnly(ctx, "restore a collection");
    return restore(ctx, Collection, Kind.COLLECTION, id, revision, toRevision);
  }

  @FieldResolver(() => CollectionItemConnection, {
    description: "Its items that you may see, in the curator's order; others are neither shown nor counted.",
  })
  async items(
    @Root() collection: Collection,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<CollectionItem>> {
    return listConnection(await itemsOf(ctx, collection), page);
  }
}

@Resolver(() => CollectionItem)
export class CollectionItemResolver {
  @FieldResolver(() => CollectionRecord, {
    nullable: true,
    description: "The record; null only while the part of the hub that keeps it does not answer.",
  })
  record(@Root() item: CollectionItem, @Ctx() ctx: HubContext) {
    return recordOf(ctx, item);
  }
}

@Resolver(() => CollectionTranslation)
export class CollectionTranslationResolver {
  @FieldResolver(() => [ItemNote], {
    description: "Why each record is in the collection, in this language, for the records that you may see.",
  })
  async itemNotes(@Root() { itemNotes }: CollectionTranslation, @Ctx() ctx: HubContext): Promise<ItemNote[]> {
    if (!itemNotes) return [];
    const seen = await visibleReferences(
      ctx,
      itemNotes.map(({ id }) => id),
    );
    const ids = new Set(seen.map(({ id }) => id));
    return itemNotes.filter(({ id }) => ids.has(id));
  }
}
