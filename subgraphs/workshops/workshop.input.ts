import { Field, GraphQLISODateTime, ID, InputType, registerEnumType } from "type-graphql";
import { ContentChange, ContentFilter } from "../../foundation/content-fields.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { Attendance, SpeakerInput } from "./participants.ts";
import { WorkshopKind } from "./workshop.enums.ts";
import { WorkshopTexts } from "./workshop.texts.ts";

@InputType({ description: "A change of a workshop: what is left out stays as it is, null deletes." })
export class WorkshopChange extends ContentChange {
  @Field(() => WorkshopTexts, {
    nullable: true,
    description: "Texts in the original language. Their change marks the translations as stale.",
  })
  texts?: WorkshopTexts | null;

  @Field(() => WorkshopKind, {
    nullable: true,
    description: "The form in which people meet; WORKSHOP where a new one does not say.",
  })
  workshopKind?: WorkshopKind | null;

  @Field(() => PartialDate, { nullable: true, description: "The date, or the first one." })
  start?: string | null;

  @Field(() => PartialDate, { nullable: true, description: "The last date." })
  end?: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "The moment at which it begins; it must fall on `start`.",
  })
  startsAt?: Date | null;

  @Field(() => ID, { nullable: true, description: "The territory where it takes place." })
  territoryId?: string | null;

  @Field(() => String, { nullable: true, description: "The house or hall, at most 200 characters." })
  venue?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether one can take part online; where a new one does not say, true for a web conference.",
  })
  online?: boolean | null;

  @Field(() => String, { nullable: true, description: "Its page on the web, http or https." })
  url?: string | null;

  @Field(() => [LanguageEnum], { nullable: true, description: "The languages spoken at it." })
  workingLanguages?: Language[] | null;

  @Field(() => ID, { nullable: true, description: "The organisation that holds it." })
  hostId?: string | null;

  @Field(() => ID, { nullable: true, description: "The series it belongs to." })
  seriesId?: string | null;

  @Field(() => [SpeakerInput], { nullable: true, description: "Who speaks, all of them, at most 100." })
  speakers?: SpeakerInput[] | null;

  @Field(() => [Attendance], { nullable: true, description: "How many came, all counts, at most 20." })
  attendance?: Attendance[] | null;

  @Field(() => [ID], { nullable: true, description: "The practices presented at it." })
  practiceIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Projects it belongs to." })
  projectIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Working groups that hold it." })
  workingGroupIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: "Whether anybody may take part." })
  openToAll?: boolean | null;
}

@InputType({ description: "A new workshop. Its texts need a title." })
export class NewWorkshop extends WorkshopChange {
  @Field(() => LanguageEnum, { description: "The language of the texts." })
  language: Language;
}

@InputType({ description: "Which workshops to list; all given conditions must hold." })
export class WorkshopFilter extends ContentFilter {
  @Field(() => [WorkshopKind], { nullable: true, description: "Of any of these forms." })
  kinds?: WorkshopKind[] | null;

  @Field(() => [ID], { nullable: true, description: "Belonging to any of these series." })
  seriesIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Belonging to any of these projects." })
  projectIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Where any of these practices was presented." })
  practiceIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Held by any of these working groups." })
  workingGroupIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Held by any of these organisations." })
  hostIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Held in any of these territories." })
  territoryIds?: string[] | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: "Not over before this date, as far as dates are known; those without a date are left out.",
  })
  from?: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: "Begun by this date, as far as dates are known; those without a date are left out.",
  })
  to?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: one could take part online; false: only on the spot.",
  })
  online?: boolean | null;
}

export enum WorkshopSort {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
  CHANGED = "CHANGED",
  TITLE = "TITLE",
  START = "START",
  START_ASCENDING = "START_ASCENDING",
}
registerEnumType(WorkshopSort, {
  name: "WorkshopSort",
  description: "The order of a list of workshops.",
  valuesConfig: {
    NEWEST: { description: "Created last first." },
    OLDEST: { description: "Created first first." },
    CHANGED: { description: "Changed last first." },
    TITLE: { description: "By the title in the original language, accents and case left aside." },
    START: { description: "Held last first; those without a date at the end." },
    START_ASCENDING: { description: "Held first first; those without a date at the end." },
  },
});
