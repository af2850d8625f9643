import type { Sql } from "sql-template-tag";
import { Field, GraphQLISODateTime, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { LanguageEnum } from "../../../foundation/enums.ts";
import type { Language } from "../../../foundation/language.ts";
import { ownedBy } from "../../../foundation/own.ts";
import type { Viewer } from "../../../foundation/viewer.ts";

export enum DigestFrequency {
  DAILY = "DAILY",
  WEEKLY = "WEEKLY",
  NEVER = "NEVER",
}
registerEnumType(DigestFrequency, {
  name: "DigestFrequency",
  description: "How often a digest of the inbox comes by e-mail.",
  valuesConfig: {
    DAILY: { description: "Once a day, where there is something new." },
    WEEKLY: { description: "Once a week, where there is something new." },
    NEVER: { description: "Not at all." },
  },
});

@Entity({ schema: "inbox" })
@ObjectType({
  description:
    "How a member wants to have a digest of their inbox by e-mail. For everybody but that member it does not exist.",
})
export class DigestSetting {
  @PrimaryColumn("uuid")
  memberId: string;

  @Field(() => DigestFrequency, { description: "How often it comes." })
  @Column("text")
  frequency: DigestFrequency;

  @Field(() => LanguageEnum, {
    nullable: true,
    description:
      "The language it is written in, where the hub speaks it; null: the first that you read. Else it comes in English.",
  })
  @Column("text", { nullable: true })
  language: Language | null;

  @Field(() => Int, { description: "The hour of the day at which it comes, from 0 to 23, in the time zone." })
  @Column("int")
  hour: number;

  @Field(() => Int, {
    description: "The day of the week on which it comes where it is WEEKLY: from 1, Monday, to 7, Sunday.",
  })
  @Column("int")
  weekday: number;

  @Field(() => String, { description: "The time zone of the hour, by its IANA name, as Europe/Rome." })
  @Column("text")
  timeZone: string;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "When the next one is due; null where none is.",
  })
  @Index("digest_due", { where: '"dueAt" IS NOT NULL' })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  dueAt: Date | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "When the last one was sent; null where none was.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  sentAt: Date | null;

  /** counts the digests from 1 */
  @Column("int", { default: 0 })
  issue: number;

  /** items up to this one were told; null where none was */
  @Column("uuid", { nullable: true })
  toldUpTo: string | null;

  /** the last item of the digest that is being sent; null while none is */
  @Column("uuid", { nullable: true })
  tellingUpTo: string | null;

  static visibleTo(viewer: Viewer): Sql {
    return ownedBy(viewer);
  }
}

/** That of somebody who has said nothing. */
export const unset = (memberId: string): DigestSetting =>
  Object.assign(new DigestSetting(), {
    memberId,
    frequency: DigestFrequency.NEVER,
    language: null,
    hour: 7,
    weekday: 1,
    timeZone: "Europe/Brussels",
    dueAt: null,
    sentAt: null,
    issue: 0,
    toldUpTo: null,
    tellingUpTo: null,
  });
