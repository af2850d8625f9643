import sql, { empty, type Sql } from "sql-template-tag";
import { Directive, Field, GraphQLISODateTime, ID, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, UpdateDateColumn } from "typeorm";
import { everybody, nobody } from "../../foundation/access.ts";
import { ConnectionOf } from "../../foundation/connection.ts";
import type { Language } from "../../foundation/language.ts";
import { isAdministrator, isSteward, type Viewer } from "../../foundation/viewer.ts";
import { type MemberRole, MemberState } from "./member.enums.ts";

@Entity({ schema: "members" })
@ObjectType({
  description:
    "A person who takes part in the hub. Only people who are signed in see one; for everybody else a member is null.",
})
@Directive('@key(fields: "id")')
export class Member {
  @Field(() => ID, { description: "Identifier, a UUID (version 7). It never changes." })
  @PrimaryColumn("uuid")
  id: string;

  @Field({ description: "What the person is called." })
  @Column("text")
  name: string;

  @Index()
  @Column({ type: "text", collation: "C" })
  sortName: string;

  // No @Field: whoever wants to reach a member writes to them through the hub. Null where nobody has vouched for one.
  @Index({ unique: true })
  @Column("text", { nullable: true })
  email: string | null;

  @Index()
  @Column("uuid", { nullable: true })
  organisationId: string | null;

  @Field(() => MemberState, { description: "Whether the person takes part at present." })
  @Column("text")
  state: MemberState;

  @Column("text", { array: true })
  grantedRoles: MemberRole[];

  @Column("text", { array: true })
  preferredLanguages: Language[];

  /** What made them a person is gone: only administrators still meet the row, under a former member's name. */
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  erasedAt: Date | null;

  @Field(() => Int, {
    description:
      "Counts the changes from 1. Send it back with a change, so that nobody's work is overwritten.",
  })
  @Column("int")
  revision: number;

  @Field(() => GraphQLISODateTime, { description: "When the person came to the hub." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  createdAt: Date;

  @UpdateDateColumn({ type: "timestamptz", precision: 3 })
  updatedAt: Date;

  /** Administrators and the hub itself see everybody, other members those who take part or did and are not erased, stewards also who asks for their organisation, strangers and partners nobody. */
  static visibleTo(viewer: Viewer): Sql {
    if (seesEveryMember(viewer)) return everybody;
    if (viewer.kind !== "MEMBER" || !viewer.member) return nobody;
    const asking =
      isSteward(viewer) && viewer.organisation
        ? sql` OR (r.state = 'PENDING' AND r."organisationId" = ${viewer.organisation}::uuid)`
        : empty;
    return sql`((r.state IN ('ACTIVE', 'FORMER') AND r."erasedAt" IS NULL) OR r.id = ${viewer.member}::uuid${asking})`;
  }
}

export const seesEveryMember = (viewer: Viewer) => viewer.kind === "SERVICE" || isAdministrator(viewer);

export const MemberConnection = ConnectionOf(Member);
