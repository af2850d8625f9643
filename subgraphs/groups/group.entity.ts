import type { Sql } from "sql-template-tag";
import { Directive, Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { Content, ContentOf, TranslationOf } from "../../foundation/record.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import { groupsFor } from "./access.ts";
import { JoinPolicy } from "./group.enums.ts";
import { WorkingGroupTexts } from "./group.texts.ts";

@Entity({ schema: "groups" })
@ObjectType({
  implements: Content,
  description: "Members of the network who work on one subject over time.",
})
@Directive('@key(fields: "id")')
export class WorkingGroup extends ContentOf(WorkingGroupTexts) {
  @Field(() => [String], { description: "Other names under which it is known." })
  @Column("text", { array: true })
  aliases: string[];

  @Index()
  @Column("uuid", { nullable: true })
  hostId: string | null;

  @Field(() => JoinPolicy, { description: "How one comes into it." })
  @Column("text")
  joinPolicy: JoinPolicy;

  @Field(() => PartialDate, { nullable: true, description: "When it began; null where it is not known." })
  @Column("text", { nullable: true })
  start: string | null;

  @Column("uuid", { nullable: true })
  platformId: string | null;

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  projectIds: string[];

  static override visibleTo(viewer: Viewer): Sql {
    return groupsFor(viewer);
  }
}

@ObjectType({ description: "The texts of a working group in one language." })
export class WorkingGroupTranslation extends TranslationOf(WorkingGroupTexts) {}

export const WorkingGroupConnection = ConnectionOf(WorkingGroup);
