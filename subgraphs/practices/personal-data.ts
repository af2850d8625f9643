import sql from "sql-template-tag";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { Json, personalRows } from "../../foundation/personal-data.ts";
import { reference } from "../../foundation/reference.ts";

export const PersonalData = reference("PersonalData");

@Resolver(() => PersonalData)
export class PersonalContacts {
  @FieldResolver(() => Json, {
    nullable: true,
    description:
      "The practices and adoptions that name you as whom to ask, and what you recorded of adoptions.",
  })
  contacts(@Root() { id }: { id: string }, @Ctx() ctx: HubContext): Promise<unknown> {
    return personalRows(ctx, {
      practices: [sql`practices.practice`, sql`r."contactId" = ${id}::uuid`],
      adoptions: [sql`practices.adoption`, sql`r."contactId" = ${id}::uuid`],
      adoptionEvents: [sql`practices.adoption_event`, sql`r."memberId" = ${id}::uuid`],
    });
  }
}
