import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { Kind, LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { AnnotatedRecord } from "./references.ts";

@ObjectType({ description: "A passage by its words (W3C TextQuoteSelector)." })
@InputType("TextQuoteSelectorInput", { description: "A passage by its words (W3C TextQuoteSelector)." })
export class TextQuoteSelector {
  @Field({ description: "The passage itself, letter by letter, at most 5,000 characters." })
  exact: string;

  @Field(() => String, {
    nullable: true,
    description: "The text right before it, at most 500 characters; null where it was not kept.",
  })
  prefix?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The text right after it, at most 500 characters; null where it was not kept.",
  })
  suffix?: string | null;
}

@ObjectType({ description: "A passage by its place in the text (W3C TextPositionSelector)." })
@InputType("TextPositionSelectorInput", {
  description: "A passage by its place in the text (W3C TextPositionSelector).",
})
export class TextPositionSelector {
  @Field(() => Int, { description: "How many Unicode characters of the field stand before the passage." })
  start: number;

  @Field(() => Int, { description: "How many stand before its end: the first after the passage, from 0." })
  end: number;
}

@ObjectType({ description: "What a note is about: a record, or a passage in one of its texts." })
export class AnnotationTarget {
  @Field(() => Kind, { description: "The kind of the record." })
  kind: Kind;

  @Field(() => ID, { description: "The record's id." })
  recordId: string;

  @Field(() => AnnotatedRecord, { nullable: true, description: "The record." })
  record: { id: string } | null;

  @Field(() => String, {
    nullable: true,
    description: 'The text field that holds the passage, as "lessons"; null where the note is on the record.',
  })
  field: string | null;

  @Field(() => LanguageEnum, {
    nullable: true,
    description: "The language of that text; null where the note is on the record.",
  })
  language: Language | null;

  @Field(() => Int, { description: "The revision of the record that the author read." })
  revision: number;

  @Field(() => TextQuoteSelector, {
    nullable: true,
    description: "The passage by its words; null where the note is on the record.",
  })
  quote: TextQuoteSelector | null;

  @Field(() => TextPositionSelector, {
    nullable: true,
    description: "The passage by its place in that revision; null where only its words were given.",
  })
  position: TextPositionSelector | null;
}

@InputType({
  description: "What a note is about: a record, or with `field`, `language` and `quote` a passage in it.",
})
export class AnnotationTargetInput {
  @Field(() => Kind, { description: "The kind of the record." })
  kind: Kind;

  @Field(() => ID, { description: "The record's id." })
  recordId: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The text field that holds the passage, as "lessons"; parts within a field follow after dots.',
  })
  field?: string | null;

  @Field(() => LanguageEnum, {
    nullable: true,
    description: "The language of the text; needed with a field.",
  })
  language?: Language | null;

  @Field(() => Int, {
    nullable: true,
    description: "The revision of the record that you read; the current one where it is left out.",
  })
  revision?: number | null;

  @Field(() => TextQuoteSelector, {
    nullable: true,
    description: "The passage by its words; needed with a field.",
  })
  quote?: TextQuoteSelector | null;

  @Field(() => TextPositionSelector, { nullable: true, description: "The passage by its place in the text." })
  position?: TextPositionSelector | null;
}
