import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import { RevisionArgs } from "../../foundation/arguments.ts";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { personReference } from "../../foundation/directory.ts";
import { Creates } from "../../foundation/idempotency.ts";
import type { Order } from "../../foundation/rows.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { Annotation } from "./annotation.entity.ts";
import { Moderation } from "./annotation.enums.ts";
import { ModerationEntry, ModerationEntryConnection } from "./moderation.entity.ts";
import { flagAnnotation, moderateAnnotation, withdrawFlag } from "./moderation.service.ts";
import { Member } from "./references.ts";

const oldestFirst: Order = { name: "OLDEST", by: "r.id", type: "uuid", descending: false };

@Resolver(() => Annotation)
export class AnnotationModeration {
  @Mutation(() => Annotation, {
    description:
      "Asks the curators to look at a note. A member's flag on a note counts once, and once it was decided on, not again until the note changes. Members only.",
  })
  @Creates()
  flagAnnotation(
    @Arg("id", () => ID, { description: "The note." }) id: string,
    @Arg("reason", { description: "Why, in at most 1,000 characters." }) reason: string,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return flagAnnotation(ctx, id, reason);
  }

  @Mutation(() => Annotation, {
    description: "Takes your own flag on a note back, while the curators have yet to decide. Members only.",
  })
  withdrawFlag(
    @Arg("id", () => ID, { description: "The note." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return withdrawFlag(ctx, id);
  }

  @Mutation(() => Annotation, {
    description:
      "Hides a note, shows it again, or leaves it in the queue; to show or hide it decides on all its flags. Curators only.",
  })
  moderateAnnotation(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("moderation", () => Moderation, { description: "How the note stands from now on." })
    moderation: Moderation,
    @Arg("reason", { description: "Why, in at most 1,000 characters. The author of a hidden note reads it." })
    reason: string,
    @Ctx() ctx: HubContext,
  ): Promise<Annotation> {
    return moderateAnnotation(ctx, id, revision, moderation, reason);
  }

  @FieldResolver(() => ModerationEntryConnection, {
    nullable: true,
    description:
      "The flags, withdrawn ones included, and decisions on the note, the earliest first; null for all but curators.",
  })
  moderationLog(
    @Root() { id }: Annotation,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<ModerationEntry>> | null {
    if (!isCurator(ctx.viewer)) return null;
    return connectionOf(ctx, ModerationEntry, page, {
      name: "moderation log of annotation",
      parent: id,
      link: sql`r."annotationId" = p.id`,
      order: oldestFirst,
    });
  }
}

@Resolver(() => ModerationEntry)
export class ModerationEntryResolver {
  @FieldResolver(() => Member, {
    nullable: true,
    description: "Who flagged or decided; null for the hub itself, and for somebody whom you may not know.",
  })
  actor(@Root() { actorId }: ModerationEntry, @Ctx() ctx: HubContext) {
    return personReference(ctx, actorId);
  }
}
