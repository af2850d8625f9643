import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { type Connection, connectionOf, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { personReference } from "../../foundation/directory.ts";
import type { Order } from "../../foundation/rows.ts";
import { Annotation, AnnotationConnection } from "./annotation.entity.ts";
import { Member } from "./references.ts";

/** Each note stands right before the answers to it, and those stand in the order in which they came. */
const asInConversation: Order = {
  name: "THREAD",
  by: `array_to_string(r."ancestorIds" || r.id, '') COLLATE "C"`,
  type: "text",
  descending: false,
};

@Resolver(() => Annotation)
export class AnnotationThread {
  @FieldResolver(() => AnnotationConnection, {
    description:
      "The whole thread to which the note belongs, itself included: each note right before the answers to it, those in the order in which they came. With `depth` it can be shown as a tree.",
  })
  thread(
    @Root() { rootId }: Annotation,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<Annotation>> {
    return connectionOf(ctx, Annotation, page, {
      name: "thread of annotation",
      parent: rootId,
      link: sql`r."rootId" = p.id`,
      order: asInConversation,
    });
  }

  @FieldResolver(() => Int, {
    description: "How many notes stand above it in its thread: 0 for the one that began it.",
  })
  depth(@Root() { ancestorIds }: Annotation): number {
    return ancestorIds.length;
  }

  @FieldResolver(() => [Member], {
    nullable: true,
    description:
      "The members whom it mentions and whom you may know; empty unless you are signed in as a member.",
  })
  async mentions(@Root() { mentionIds }: Annotation, @Ctx() ctx: HubContext) {
    const people = await Promise.all(mentionIds.map((id) => personReference(ctx, id)));
    return people.filter((person) => person !== null);
  }
}
