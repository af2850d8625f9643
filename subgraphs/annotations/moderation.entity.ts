import type { Sql } from "sql-template-tag";
import { Field, GraphQLISODateTime, ID, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from "typeorm";
import { everybody, nobody } from "../../foundation/access.ts";
import { ConnectionOf } from "../../foundation/connection.ts";
import { isCurator, type Viewer } from "../../foundation/viewer.ts";
import { Moderation } from "./annotation.enums.ts";

@Entity({ schema: "annotations", name: "moderation_log" })
@Index(["annotationId", "id"])
@Index(["annotationId", "actorId"], { unique: true, where: '"byMember"' })
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

  @Field(() => Moderation, { description: "How the note stood afterwards." })
  @Column("text")
  moderation: Moderation;

  @Field({ description: "The reason given." })
  @Column("text")
  reason: string;

  @Field(() => GraphQLISODateTime, { description: "When it happened." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  at: Date;

  /** Curators only. Which note it belongs to is the caller's to have read. */
  static visibleTo(viewer: Viewer): Sql {
    return isCurator(viewer) ? everybody : nobody;
  }
}

export const ModerationEntryConnection = ConnectionOf(ModerationEntry);
