import { Directive, Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { PracticeState } from "../../foundation/enums.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { Content, ContentOf, TranslationOf } from "../../foundation/record.ts";

import { PracticeTexts } from "./practice.texts.ts";
import { Budget, type OutcomeRow, type PartnerRow, Transferability } from "./sheet.ts";

@Entity({ schema: "practices" })
@Index(["publicAdoptions", "id"])
@Index(["allAdoptions", "id"])
@ObjectType({
  implements: Content,
  description:
    "What a city or region did about a problem of safety: why, how, with what means and with what result.",
})
@Directive('@key(fields: "id")')
export class Practice extends ContentOf(PracticeTexts) {
  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  territoryIds: string[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  projectIds: string[];

  @Column("jsonb")
  partners: PartnerRow[];

  @Column("uuid", { nullable: true })
  contactId: string | null;

  @Field(() => PartialDate, { nullable: true, description: "When it began; null where it is not known." })
  @Column("text", { nullable: true })
  start: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: "When it ended; null while it goes on or where it is not known.",
  })
  @Column("text", { nullable: true })
  end: string | null;

  @Field(() => PracticeState, {
    nullable: true,
    description: "How far it has come; null where it is not known.",
  })
  @Index()
  @Column("text", { nullable: true })
  state: PracticeState | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: "The day on which `state` was last checked; null where nobody has.",
  })
  @Column("text", { nullable: true })
  stateCheckedOn: string | null;

  @Field(() => Budget, { nullable: true, description: "What it costs; null where it is not known." })
  @Column("jsonb", { nullable: true })
  budget: Budget | null;

  @Column("jsonb")
  outcomeRows: OutcomeRow[];

  @Field(() => Transferability, {
    nullable: true,
    description: "Where it could work too; null where nobody has said.",
  })
  @Column("jsonb", { nullable: true })
  transferability: Transferability | null;

  @Field(() => [String], { description: "Tools and channels it uses, by name." })
  @Column("text", { array: true })
  tools: string[];

  /** how many adoptions everybody sees who sees the practice; a trigger counts them */
  @Column("int", { default: 0 })
  publicAdoptions: number;

  /** the same with those for members */
  @Column("int", { default: 0 })
  allAdoptions: number;
}

@ObjectType({ description: "The texts of a practice in one language." })
export class PracticeTranslation extends TranslationOf(PracticeTexts) {}

export const PracticeConnection = ConnectionOf(Practice);
