import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { knownPerson } from "../../foundation/directory.ts";
import { Annotation, AnnotationConnection } from "./annotation.entity.ts";
import { Motivation } from "./annotation.enums.ts";
import { AnnotationSort } from "./annotation.input.ts";
import { AnnotationCounts, annotationCounts } from "./counts.ts";
import { annotationOrder, countOfNotes, standing } from "./lists.ts";
import { Member } from "./references.ts";

interface Ref {
  id: string;
}

/** The fields by which a record of any kind leads to its notes. */
export function annotated(Target: new () => Ref) {
  @Resolver(() => Target)
  class RecordAnnotations {
    @FieldResolver(() => AnnotationConnection, {
      nullable: true,
      description:
        "The notes on it that begin a thread, the earliest first; a deleted one is among them while replies stand below it.",
    })
    annotations(
      @Root() { id }: Ref,
      @Args(() => PageArgs) page: PageArgs,
      @Arg("motivations", () => [Motivation], {
        nullable: true,
        description: "Only notes made for any of these reasons.",
      })
      motivations: Motivation[] | null,
      @Ctx() ctx: HubContext,
    ): Promise<Connection<Annotation>> {
      return connectionOf(ctx, Annotation, page, {
        name: `annotations of record ${motivations?.toSorted().join() ?? "all"}`,
        parent: id,
        link: sql`r."targetId" = p.id AND r."replyToId" IS NULL`,
        where: motivations ? [sql`r.motivation = ANY(${motivations}::text[])`] : [],
        order: annotationOrder(AnnotationSort.OLDEST),
      });
    }

    @FieldResolver(() => Int, {
      nullable: true,
      description: "How many notes it carries, replies included; only those that you may see are counted.",
    })
    annotationCount(@Root() { id }: Ref, @Ctx() ctx: HubContext): Promise<number> {
      return countOfNotes(ctx, "notes on record", sql`r."targetId" = p.id`).load(id);
    }

    @FieldResolver(() => AnnotationCounts, {
      nullable: true,
      description: "Its notes in figures, by why they were made and what has become of questions.",
    })
    annotationCounts(@Root() { id }: Ref, @Ctx() ctx: HubContext): Promise<AnnotationCounts> {
      return annotationCounts(ctx).load(id);
    }
  }
  return RecordAnnotations;
}

@Resolver(() => Member)
export class MemberAnnotations {
  @FieldResolver(() => AnnotationConnection, {
    nullable: true,
    description: "Notes and replies that the member wrote, the latest first.",
  })
  annotations(
    @Root() { id }: Ref,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Annotation>> {
    return connectionOf(ctx, Annotation, page, {
      name: "annotations of member",
      parent: id,
      link: sql`r."authorId" = p.id AND ${knownPerson(ctx, "p.id")}`,
      where: [standing],
      order: annotationOrder(AnnotationSort.NEWEST),
    });
  }
}
