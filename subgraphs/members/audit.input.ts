import { Field, GraphQLISODateTime, ID, InputType } from "type-graphql";
import { AuditAction } from "./audit.enums.ts";

@InputType({ description: "Which entries of the audit log to give: those that meet every condition given." })
export class AuditFilter {
  @Field(() => [ID], { nullable: true, description: "Done by any of these members." })
  actorIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Done to any of these members." })
  memberIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Done to any of these keys." })
  keyIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "About somebody who wrote for any of these organisations at the time, or asked to, or about a key of theirs.",
  })
  organisationIds?: string[] | null;

  @Field(() => [AuditAction], { nullable: true, description: "Any of these actions." })
  actions?: AuditAction[] | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "Done at this moment or later." })
  since?: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "Done before this moment." })
  before?: Date | null;
}
