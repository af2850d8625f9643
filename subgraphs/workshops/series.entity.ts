import { Directive, Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { Content, ContentOf, TranslationOf } from "../../foundation/record.ts";
import { Attendance } from "./participants.ts";
import { SeriesTexts } from "./workshop.texts.ts";

@Entity({ schema: "workshops" })
@ObjectType({ implements: Content, description: "Workshops that belong together, one after the other." })
@Directive('@key(fields: "id")')
export class Series extends ContentOf(SeriesTexts) {
  @Index()
  @Column("uuid", { nullable: true })
  hostId: string | null;

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  workingGroupIds: string[];

  @Field(() => [Attendance], {
    description:
      "How many came to the whole series, by whom or what is counted; empty where it is not known.",
  })
  @Column("jsonb")
  attendance: Attendance[];
}

@ObjectType({ description: "The texts of a series in one language." })
export class SeriesTranslation extends TranslationOf(SeriesTexts) {}

export const SeriesConnection = ConnectionOf(Series);
