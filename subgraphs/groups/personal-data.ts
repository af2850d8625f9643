import sql from "sql-template-tag";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { Json, personalRows } from "../../foundation/personal-data.ts";
import { reference } from "../../foundation/reference.ts";

export const PersonalData = reference("PersonalData");

@Resolver(() => PersonalData)
export class PersonalGroups {
  @FieldResolver(() => Json, {
    nullable: true,
    description: "How you stand, or stood, to working groups.",
  })
  groups(@Root() { id }: { id: string }, @Ctx() ctx: HubContext): Promise<unknown> {
    return personalRows(ctx, {
      memberships: [sql`"groups".membership`, sql`r."memberId" = ${id}::uuid`],
    });
  }
}
