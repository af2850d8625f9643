import { Directive, Field, GraphQLISODateTime, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { Content, ContentOf, TranslationOf } from "../../foundation/record.ts";
import { Attendance, type SpeakerRow } from "./participants.ts";
import { WorkshopKind } from "./workshop.enums.ts";
import { WorkshopTexts } from "./workshop.texts.ts";

@Entity({ schema: "workshops" })
@ObjectType({
  implements: Content,
  description: "An occasion on which people met to learn from each other, on the spot or online.",
})
@Directive('@key(fields: "id")')
export class Workshop extends ContentOf(WorkshopTexts) {
  @Field(() => WorkshopKind, { description: "The form in which people met." })
  @Index()
  @Column("text")
  workshopKind: WorkshopKind;

  @Field(() => PartialDate, {
    nullable: true,
    description: "The date, or the first one, as precise as it is known; null where it is not.",
  })
  @Index()
  @Column({ type: "text", collation: "C", nullable: true })
  start: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: "The last date; null where it lasted one day or the end is not known.",
  })
  @Column({ type: "text", collation: "C", nullable: true })
  end: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "The moment at which it begins, for those announced with an hour; null otherwise.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  startsAt: Date | null;

  @Index()
  @Column("uuid", { nullable: true })
  territoryId: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The house or hall, as the source names it; null where it is not known or online.",
  })
  @Column("text", { nullable: true })
  venue: string | null;

  @Field({ description: "Whether one could take part online." })
  @Column("boolean")
  online: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Its page on the web, http or https; null where there is none.",
  })
  @Column("text", { nullable: true })
  url: string | null;

  @Field(() => [LanguageEnum], {
    description:
      "The languages spoken at it; empty where they are not known. The record's own are `languages`.",
  })
  @Column("text", { array: true })
  workingLanguages: Language[];

  @Index()
  @Column("uuid", { nullable: true })
  hostId: string | null;

  @Index()
  @Column("uuid", { nullable: true })
  seriesId: string | null;

  @Column("jsonb")
  speakerRows: SpeakerRow[];

  /** the organisations of `speakerRows`, for finding the workshops where they spoke */
  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  speakerOrganisationIds: string[];

  @Field(() => [Attendance], {
    description: "How many came, by whom or what is counted; empty where it is not known.",
  })
  @Column("jsonb")
  attendance: Attendance[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  practiceIds: string[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  projectIds: string[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  workingGroupIds: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether anybody could take part; null where the sources do not say.",
  })
  @Column("boolean", { nullable: true })
  openToAll: boolean | null;
}

@ObjectType({ description: "The texts of a workshop in one language." })
export class WorkshopTranslation extends TranslationOf(WorkshopTexts) {}

export const WorkshopConnection = ConnectionOf(Workshop);
