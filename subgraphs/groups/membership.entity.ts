import type { Sql } from "sql-template-tag";
import { Directive, Field, GraphQLISODateTime, ID, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique, UpdateDateColumn } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import { membershipsFor } from "./access.ts";
import { MembershipRole, MembershipState } from "./group.enums.ts";

@Entity({ schema: "groups" })
@Unique(["groupId", "memberId"])
@ObjectType({
  description:
    "How a person stands to a working group. It is seen by that person and by curators, by the group's leads, and, while the person belongs to the group, by all who belong to it.",
})
@Directive('@key(fields: "id")')
export class Membership {
  @Field(() => ID, { description: "Identifier, a UUID." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  groupId: string;

  @Index()
  @Column("uuid")
  memberId: string;

  @Field(() => MembershipRole, { description: "What the person is in the group." })
  @Column("text")
  role: MembershipRole;

  /** as it was written: an invitation that has expired is still one */
  @Column("text")
  state: MembershipState;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "Until when the invitation holds, or held; null where there is none.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  expiresAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "Why the request was refused, or the person taken out; null where nobody said.",
  })
  @Column("text", { nullable: true })
  reason: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: "The day from which they belong or belonged to it; null where they never did.",
  })
  @Column("text", { nullable: true })
  since: string | null;

  @Field(() => Int, { description: "Counts the changes from 1." })
  @Column("int")
  revision: number;

  @Field(() => GraphQLISODateTime, { description: "When they first asked, were invited or joined." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { description: "When it last changed." })
  @UpdateDateColumn({ type: "timestamptz", precision: 3 })
  updatedAt: Date;

  static visibleTo(viewer: Viewer): Sql {
    return membershipsFor(viewer);
  }
}

export const MembershipConnection = ConnectionOf(Membership);
