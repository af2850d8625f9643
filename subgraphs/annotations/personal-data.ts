import sql from "sql-template-tag";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { Json, personalRows } from "../../foundation/personal-data.ts";
import { reference } from "../../foundation/reference.ts";

export const PersonalData = reference("PersonalData");

@Resolver(() => PersonalData)
export class PersonalNotes {
  @FieldResolver(() => Json, {
    nullable: true,
    description:
      "Your notes, private ones, what is left of deleted ones, what they said formerly and what was published of your questions included, what you did as a moderator or by flagging, and when you wrote last in your first days.",
  })
  notes(@Root() { id }: { id: string }, @Ctx() ctx: HubContext): Promise<unknown> {
    const theirs = sql`SELECT a.id FROM annotations.annotation a WHERE a."authorId" = ${id}::uuid`;
    return personalRows(ctx, {
      notes: [
        sql`annotations.annotation`,
        sql`(r."authorId" = ${id}::uuid OR r."publishedFromId" IN (${theirs}))`,
      ],
      formerly: [sql`hub.revision_value`, sql`r.record IN (${theirs})`],
      lately: [sql`annotations.newcomer`, sql`r."memberId" = ${id}::uuid`],
      moderation: [sql`annotations.moderation_log`, sql`r."actorId" = ${id}::uuid`],
    });
  }
}
