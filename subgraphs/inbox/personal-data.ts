import sql from "sql-template-tag";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { Json, personalRows } from "../../foundation/personal-data.ts";
import { reference } from "../../foundation/reference.ts";

export const PersonalData = reference("PersonalData");

@Resolver(() => PersonalData)
export class PersonalInbox {
  @FieldResolver(() => Json, {
    nullable: true,
    description:
      "What you follow, what is in your inbox, how you get your digest, and what of the last week you did or were to hear of by yourself.",
  })
  inbox(@Root() { id }: { id: string }, @Ctx() ctx: HubContext): Promise<unknown> {
    return personalRows(ctx, {
      follows: [sql`inbox.follow`, sql`r."memberId" = ${id}::uuid`],
      items: [sql`inbox.item`, sql`r."memberId" = ${id}::uuid`],
      digests: [sql`inbox.digest_setting`, sql`r."memberId" = ${id}::uuid`],
      events: [eventsOf(id), sql`TRUE`],
    });
  }
}

/** The events of a person; whom else they concern is not theirs to have. */
const eventsOf = (id: string) => sql`(
  SELECT e.id, e.at, e.type, e.kind, e."recordId", e."aboutType", e."aboutId", e."actorId" = ${id}::uuid AS yours
  FROM hub.event e WHERE e."actorId" = ${id}::uuid OR e."to" @> ARRAY[${id}::uuid])`;
