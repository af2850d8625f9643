import sql, { type Sql } from "sql-template-tag";
import { Field, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from "typeorm";
import { everybody, nobody } from "../../foundation/access.ts";
import { ConnectionOf } from "../../foundation/connection.ts";
import { isCurator, isMember, type Viewer } from "../../foundation/viewer.ts";
import { Moderation } from "./annotation.enums.ts";

export enum FlagState {
  OPEN = "OPEN",
  WITHDRAWN = "WITHDRAWN",
  DECIDED = "DECIDED",
}
registerEnumType(FlagState, {
  name: "FlagState",
  description: "What has become of a member's flag on a note.",
  valuesConfig: {
    OPEN: { description: "It waits for the curators." },
    WITHDRAWN: { description: "Who raised it took it back." },
    DECIDED: { description: "A curator showed or hid the note." },
  },
});

@Entity({ schema: "annotations", name: "moderation_log" })
@Index(["annotationId", "id"])
@Index("moderation_log_open", ["annotationId", "actorId"], { unique: true, where: `flag = 'OPEN'` })
@ObjectType({ description: "One step in the moderation of a note: a member's flag or a curator's decision." })
export class ModerationEntry {
  @Field(() => ID, { description: "Identifier, a UUID." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  annotationId: string;

  @Column("uuid", { nullable: true })
  actorId: string | null;

  @Field({ description: "True for a member's flag, false for a curator's decision." })
  @Column("boolean")
  byMember: boolean;

  @Field(() => FlagState, {
    nullable: true,
    description: "What has become of a member's flag; null for a curator's decision.",
  })
  @Column("text", { nullable: true })
  flag: FlagState | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "When the flag was withdrawn or decided on; null while it waits, and for a decision.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  closedAt: Date | null;

  @Field(() => Int, { description: "The revision of the note that was flagged or came of the decision." })
  @Column("int")
  revision: number;

  @Field(() => Moderation, { description: "How the note stood afterwards." })
  @Column("text")
  moderation: Moderation;

  @Field({ description: "The reason given." })
  @Column("text")
  reason: string;

  @Field(() => GraphQLISODateTime, { description: "When it happened." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  at: Date;

  /** Curators see all, members what they did themselves. Which note it belongs to is the caller's to have read. */
  static visibleTo(viewer: Viewer): Sql {
    if (isCurator(viewer)) return everybody;
    return isMember(viewer) && viewer.member ? sql`r."actorId" = ${viewer.member}::uuid` : nobody;
  }
}

export const ModerationEntryConnection = ConnectionOf(ModerationEntry);
