import sql from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import { RevisionArgs } from "../../foundation/arguments.ts";
import type { HubContext } from "../../foundation/context.ts";
import { Json, personalRows } from "../../foundation/personal-data.ts";
import { PersonalData } from "./personal-data.entity.ts";
import { eraseMember, exportMyData } from "./personal-data.service.ts";

@Resolver(() => PersonalData)
export class PersonalDataResolver {
  @Mutation(() => PersonalData, {
    description:
      "Gives you what the hub holds of you, in all rooms; ask for every part. Also for whoever waits to be confirmed, or takes part no more.",
  })
  exportMyData(
    @Arg("confirm", () => String, { description: "Your name in the hub, to the letter." }) confirm: string,
    @Ctx() ctx: HubContext,
  ): Promise<PersonalData> {
    return exportMyData(ctx, confirm);
  }

  @Mutation(() => ID, {
    description:
      "Erases a person, for ever, and gives their id: name, address, sign-in, roles, private notes, saved searches and memberships go; what they wrote for others stays, by “A former member”. For yourself and for administrators.",
  })
  eraseMember(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("confirm", () => String, { description: "The person's name in the hub, to the letter." })
    confirm: string,
    @Ctx() ctx: HubContext,
  ): Promise<string> {
    return eraseMember(ctx, id, revision, confirm);
  }

  @FieldResolver(() => Json, {
    description:
      "Your account: name, address, roles, by which identities you sign in, what the audit log tells of you, the keys you made, what you changed and when, the idempotency keys of the last day.",
  })
  account(@Root() { id }: PersonalData, @Ctx() ctx: HubContext): Promise<unknown> {
    return personalRows(ctx, {
      member: [sql`members.member`, sql`r.id = ${id}::uuid`],
      identities: [sql`members.identity`, sql`r."memberId" = ${id}::uuid`],
      audit: [auditOf(id), sql`TRUE`],
      keys: [sql`members.partner_key`, sql`r."createdById" = ${id}::uuid`],
      revisions: [sql`hub.revision`, sql`r."byId" = ${id}::uuid`],
      namedInRevisions: [
        sql`hub.revision_value`,
        sql`jsonb_typeof(r.value) = 'string' AND length(r.value #>> '{}') = 36 AND r.value #>> '{}' = ${id}`,
      ],
      idempotencyKeys: [sql`hub.idempotency_key`, sql`r.viewer = ${id}::uuid`],
    });
  }
}

/** What the audit log tells of a person; who else has done something, and from where, is not theirs to have. */
const auditOf = (id: string) => sql`(
  SELECT a.id, a.at, a.action, a."actorKind", a."memberId", a."keyId", a."organisationId", a.role,
    own."actorId", own."requestId", own."clientAddress"
  FROM members.audit_entry a LEFT JOIN members.audit_entry own ON own.id = a.id AND own."actorId" = ${id}::uuid
  WHERE ${id}::uuid IN (a."actorId", a."memberId"))`;
