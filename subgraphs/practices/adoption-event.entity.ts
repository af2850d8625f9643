import sql, { type Sql } from "sql-template-tag";
import { Field, GraphQLISODateTime, ID, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { pointsAtVisible } from "../../foundation/directory.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import { Adoption } from "./adoption.entity.ts";
import { AdoptionEventKind, AdoptionState } from "./practice.enums.ts";

@Entity({ schema: "practices" })
@Index(["practiceId", "on", "id"])
@Index(["adoptionId", "on", "id"])
@Index(["organisationId", "on", "id"])
@Index(["on", "id"])
@ObjectType({
  description:
    "An entry in the trail of a practice: what an organisation that takes it over said at one time. Entries stay as they are; whoever sees the adoption sees them.",
})
export class AdoptionEvent {
  @Field(() => ID, { description: "Identifier, a UUID (version 7): what was recorded later sorts later." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  adoptionId: string;

  @Column("uuid")
  practiceId: string;

  @Column("uuid")
  organisationId: string;

  @Field(() => [AdoptionEventKind], { description: "What it tells of, one thing or several at once." })
  @Column("text", { array: true })
  kinds: AdoptionEventKind[];

  @Field(() => PartialDate, {
    description: "When it happened, as far as that was said; else the day it was recorded.",
  })
  @Column({ type: "text", collation: "C" })
  on: string;

  @Field(() => AdoptionState, { description: "The state that the adoption was in from then on." })
  @Column("text")
  state: AdoptionState;

  @Field(() => LanguageEnum, { description: "The language of `changed` and `outcome`." })
  @Column("text")
  language: Language;

  @Field(() => String, {
    nullable: true,
    description:
      "What was done differently from the original, as it was said then; null where nothing new was said.",
  })
  @Column("text", { nullable: true })
  changed: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What came of it, as it was said then; null where nothing new was said, and in an entry of OUTCOME_REPORTED that takes the earlier one back.",
  })
  @Column("text", { nullable: true })
  outcome: string | null;

  @Column("uuid", { nullable: true })
  resultingPracticeId: string | null;

  @Index()
  @Column("uuid", { nullable: true })
  memberId: string | null;

  @Field(() => GraphQLISODateTime, { description: "When it was recorded in the hub." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  recordedAt: Date;

  static visibleTo(viewer: Viewer): Sql {
    return sql`EXISTS (SELECT 1 FROM practices.adoption a WHERE a.id = r."adoptionId" AND ${Adoption.audience(viewer, "a")})
      AND ${pointsAtVisible({ viewer }, 'r."practiceId"')}`;
  }
}

export const AdoptionEventConnection = ConnectionOf(AdoptionEvent);
