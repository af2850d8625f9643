import sql from "sql-template-tag";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { Json, personalRows } from "../../foundation/personal-data.ts";
import { reference } from "../../foundation/reference.ts";

export const PersonalData = reference("PersonalData");

@Resolver(() => PersonalData)
export class PersonalSearches {
  @FieldResolver(() => Json, {
    nullable: true,
    description: "Your saved searches and alerts.",
  })
  searches(@Root() { id }: { id: string }, @Ctx() ctx: HubContext): Promise<unknown> {
    return personalRows(ctx, {
      savedSearches: [sql`search.saved_search`, sql`r."memberId" = ${id}::uuid`],
      alerts: [sql`search.alert`, sql`r."memberId" = ${id}::uuid`],
    });
  }
}
