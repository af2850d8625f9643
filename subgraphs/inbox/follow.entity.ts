import sql, { type Sql } from "sql-template-tag";
import { Directive, Field, GraphQLISODateTime, ID, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from "typeorm";
import { nobody } from "../../foundation/access.ts";
import { ConnectionOf } from "../../foundation/connection.ts";
import { ownedBy } from "../../foundation/own.ts";
import { sees } from "../../foundation/things.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import { FollowKind } from "./follow.enums.ts";
import { recordSeen } from "./sight.ts";

@Entity({ schema: "inbox" })
@Index("follow_once", ["memberId", "targetId"], { unique: true })
@Index("follow_newest", ["memberId", "id"])
@ObjectType({
  description:
    "That a member follows something, to hear of it in their inbox. For everybody but that member it does not exist.",
})
@Directive('@key(fields: "id")')
export class Follow {
  @Field(() => ID, { description: "Identifier, a UUID (version 7). It never changes." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  memberId: string;

  @Field(() => FollowKind, { description: "What sort of thing is followed." })
  @Column("text")
  kind: FollowKind;

  @Index("follow_target")
  @Column("uuid")
  targetId: string;

  @Field(() => GraphQLISODateTime, { description: "Since when." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  since: Date;

  static visibleTo(viewer: Viewer): Sql {
    const own = ownedBy(viewer);
    if (own === nobody) return nobody;
    return sql`${own} AND CASE WHEN r.kind = 'SAVED_SEARCH' THEN ${sees(viewer, "SavedSearch", 'r."targetId"')} ELSE ${recordSeen(viewer, 'r."targetId"')} END`;
  }
}

export const FollowConnection = ConnectionOf(Follow);
