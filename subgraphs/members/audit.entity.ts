import type { Sql } from "sql-template-tag";
import { Field, GraphQLISODateTime, ID, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { everybody, nobody } from "../../foundation/access.ts";
import { ConnectionOf } from "../../foundation/connection.ts";
import { isAdministrator, type Viewer } from "../../foundation/viewer.ts";
import { AuditAction } from "./audit.enums.ts";
import { MemberRole, ViewerKind } from "./member.enums.ts";

/** Rows are added and never changed: the table itself refuses it. */
@Entity({ schema: "members", name: "audit_entry" })
@ObjectType({
  description:
    "That somebody's membership or roles, or a partner's key, were changed: who did what to whom, when, and from where. Only administrators see it.",
})
export class AuditEntry {
  @Field(() => ID, { description: "Identifier, a UUID (version 7). It never changes." })
  @PrimaryColumn("uuid")
  id: string;

  @Index()
  @Field(() => GraphQLISODateTime, { description: "When it was done." })
  @Column({ type: "timestamptz", precision: 3 })
  at: Date;

  @Field(() => AuditAction, { description: "What was done." })
  @Column("text")
  action: AuditAction;

  @Field(() => ViewerKind, {
    description: "As whom it was done: STRANGER by people themselves who are not confirmed yet.",
  })
  @Column("text")
  actorKind: ViewerKind;

  @Index()
  @Column("uuid", { nullable: true })
  actorId: string | null;

  @Index()
  @Column("uuid", { nullable: true })
  memberId: string | null;

  @Index()
  @Column("uuid", { nullable: true })
  keyId: string | null;

  @Index()
  @Column("uuid", { nullable: true })
  organisationId: string | null;

  @Field(() => MemberRole, {
    nullable: true,
    description: "The role that was granted or revoked; null for other actions.",
  })
  @Column("text", { nullable: true })
  role: MemberRole | null;

  @Field(() => String, {
    nullable: true,
    description: "The id of the request, by which the log finds what else happened in it.",
  })
  @Column("text", { nullable: true })
  requestId: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The IP address that the request came from; null where the hub itself did it.",
  })
  @Column("text", { nullable: true })
  clientAddress: string | null;

  static visibleTo(viewer: Viewer): Sql {
    return isAdministrator(viewer) ? everybody : nobody;
  }
}

export const AuditEntryConnection = ConnectionOf(AuditEntry);
