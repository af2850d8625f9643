import { Field, ID, InputType } from "type-graphql";
import { ContentChange, ContentFilter } from "../../foundation/content-fields.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { Attendance } from "./participants.ts";
import { SeriesTexts } from "./workshop.texts.ts";

@InputType({ description: "A change of a series: what is left out stays as it is, null deletes." })
export class SeriesChange extends ContentChange {
  @Field(() => SeriesTexts, {
    nullable: true,
    description: "Texts in the original language. Their change marks the translations as stale.",
  })
  texts?: SeriesTexts | null;

  @Field(() => ID, { nullable: true, description: "The organisation that holds it." })
  hostId?: string | null;

  @Field(() => [ID], { nullable: true, description: "Working groups that hold it." })
  workingGroupIds?: string[] | null;

  @Field(() => [Attendance], {
    nullable: true,
    description: "How many came to the whole series, all counts, at most 20.",
  })
  attendance?: Attendance[] | null;
}

@InputType({ description: "A new series. Its texts need a title; its workshops name it." })
export class NewSeries extends SeriesChange {
  @Field(() => LanguageEnum, { description: "The language of the texts." })
  language: Language;
}

@InputType({ description: "Which series to list; all given conditions must hold." })
export class SeriesFilter extends ContentFilter {
  @Field(() => [ID], { nullable: true, description: "Held by any of these organisations." })
  hostIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Held by any of these working groups." })
  workingGroupIds?: string[] | null;
}
