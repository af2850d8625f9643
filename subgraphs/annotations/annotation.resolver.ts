import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { RestoreArgs, RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { personReference, visibleReferences } from "../../foundation/directory.ts";
import { Creates } from "../../foundation/idempotency.ts";
import { recordRef } from "../../foundation/reference.ts";
import { byId } from "../../foundation/rows.ts";
import { Annotation, AnnotationConnection } from "./annotation.entity.ts";
import { Resolution } from "./annotation.enums.ts";
import {
  AnnotationChange,
  AnnotationFilter,
  AnnotationSort,
  NewAnnotation,
  NewReply,
} from "./annotation.input.ts";
import {
  annotate,
  changeAnnotation,
  reply,
  resolveAnnotation,
  restoreAnnotation,
} from "./annotation.service.ts";
import { deleteAnnotation } from "./deletion.service.ts";
import { annotationOrder, annotationsThat, countOfNotes, standing } from "./lists.ts";
import { Member, Organisation, WorkingGroup } from "./references.ts";
import { AnnotationTarget } from "./target.ts";

@Resolver(() => Annotation)
export class AnnotationResolver {
  @Query(() => Annotation, {
    nullable: true,
    description: "One note by its id; null where there is none that you may see.",
  })
  annotation(
    @Arg("id", () => ID, { description: "The note's identifier." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation | null> {
    return byId(ctx, Annotation).load(id);
  }

  @Query(() => AnnotationConnection, {
    description: "The notes that you may see, replies among them; deleted ones are left out.",
  })
  annotations(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => AnnotationFilter, { nullable: true }) filter: AnnotationFilter | null,
    @Arg("sort", () => AnnotationSort, { defaultValue: AnnotationSort.NEWEST }) sort: AnnotationSort,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Annotation>> {
    const where = [standing, ...annotationsThat(ctx, filter)];
    return connection(ctx, Annotation, page, { where, order: annotationOrder(sort) });
  }

  @Mutation(() => Annotation, {
    description: "Makes a note on a record or on a passage of it. Members only.",
  })
  @Creates()
  annotate(
    @Arg("input", () => NewAnnotation) input: NewAnnotation,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return annotate(ctx, input);
  }

  @Mutation(() => Annotation, { description: "Answers a note. Members only." })
  @Creates()
  reply(
    @Arg("id", () => ID, { description: "The note that is answered." }) id: string,
    @Arg("input", () => NewReply) input: NewReply,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return reply(ctx, id, input);
  }

  @Mutation(() => Annotation, { description: "Changes a note of your own; nobody changes another's." })
  changeAnnotation(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => AnnotationChange) input: AnnotationChange,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return changeAnnotation(ctx, id, revision, input);
  }

  @Mutation(() => Annotation, {
    description:
      "Brings back what a note of your own said in an earlier revision, as its next one. For whom it is meant stays as it is.",
  })
  restoreAnnotation(
    @Args(() => RestoreArgs) { id, revision, toRevision }: RestoreArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return restoreAnnotation(ctx, id, revision, toRevision);
  }

  @Mutation(() => Annotation, {
    nullable: true,
    description:
      "Deletes a note of your own. Gives what stays of it, without its words, its passage and its author, where replies stand below it that you may see; else null.",
  })
  deleteAnnotation(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation | null> {
    return deleteAnnotation(ctx, id, revision);
  }

  @Mutation(() => Annotation, {
    description:
      "Says what became of a question. For its author, members of the organisation that owns the record, and curators.",
  })
  resolveAnnotation(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("resolution", () => Resolution, { description: "What has become of the question." })
    resolution: Resolution,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return resolveAnnotation(ctx, id, revision, resolution);
  }

  @FieldResolver(() => AnnotationTarget, {
    description: "What the note is about; for a reply, the record that its thread is about.",
  })
  target(@Root() note: Annotation): AnnotationTarget {
    return {
      kind: note.targetKind,
      recordId: note.targetId,
      record: recordRef({ kind: note.targetKind, id: note.targetId }),
      field: note.targetField,
      language: note.targetLanguage,
      revision: note.targetRevision,
      quote: note.quote,
      position: note.position,
    };
  }

  @FieldResolver(() => Annotation, {
    nullable: true,
    description: "The note that this one answers; null for a note that begins a thread.",
  })
  replyTo(@Root() { replyToId }: Annotation, @Ctx() ctx: HubContext) {
    return replyToId ? byId(ctx, Annotation).load(replyToId) : null;
  }

  @FieldResolver(() => AnnotationConnection, {
    description: "The notes that answer this one directly, the earliest first.",
  })
  replies(
    @Root() { id }: Annotation,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Annotation>> {
    return connectionOf(ctx, Annotation, page, {
      name: "replies of annotation",
      parent: id,
      link: sql`r."replyToId" = p.id`,
      order: annotationOrder(AnnotationSort.OLDEST),
    });
  }

  @FieldResolver(() => Int, {
    description: "How many notes stand below this one in its thread, replies to replies included.",
  })
  replyCount(@Root() { id }: Annotation, @Ctx() ctx: HubContext): Promise<number> {
    return countOfNotes(
      ctx,
      "notes below annotation",
      sql`r.id = ANY(ARRAY(SELECT t.id FROM annotations.thread t WHERE t."ancestorIds" @> ARRAY[p.id]))`,
    ).load(id);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "Who wrote it; null for a deleted note, for whoever is not signed in, and where only administrators may know the person: one who waits to be confirmed, was refused or is erased.",
  })
  author(@Root() { authorId }: Annotation, @Ctx() ctx: HubContext) {
    return personReference(ctx, authorId);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "The organisation for which the author wrote; null for a deleted note.",
  })
  organisation(@Root() { organisationId }: Annotation) {
    return organisationId ? { id: organisationId } : null;
  }

  @FieldResolver(() => [WorkingGroup], {
    nullable: true,
    description: "The working groups for which it is meant; empty unless its audience is GROUPS.",
  })
  groups(@Root() { groupIds }: Annotation, @Ctx() ctx: HubContext) {
    return visibleReferences(ctx, groupIds);
  }
}
