import { Field, InputType, ObjectType } from "type-graphql";
import { ContentTexts } from "../../foundation/record.ts";

/** What a workshop says in each of its languages. Plain text; paragraphs and list items stand on lines of their own. */
@ObjectType()
@InputType("WorkshopTextsInput", {
  description:
    "The texts of a workshop in one language. In a change, what is left out stays and null deletes.",
})
export class WorkshopTexts extends ContentTexts {
  @Field(() => String, { nullable: true, description: "What was planned, one item a line." })
  programme?: string | null;

  @Field(() => String, { nullable: true, description: "What was learnt, one lesson a line." })
  lessons?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What the participants recommend, one recommendation a line.",
  })
  recommendations?: string | null;

  @Field(() => String, { nullable: true, description: "What stayed open, one question a line." })
  questions?: string | null;

  @Field(() => String, { nullable: true, description: "What happened, at length." })
  report?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What is known of the date beside `start` and `end`, as that it is not stated or was inferred.",
  })
  dateNote?: string | null;
}

/** What a series says in each of its languages. */
@ObjectType()
@InputType("SeriesTextsInput", {
  description: "The texts of a series in one language. In a change, what is left out stays and null deletes.",
})
export class SeriesTexts extends ContentTexts {
  @Field(() => String, {
    nullable: true,
    description: 'When it took place, in words, as "the months before October 2020".',
  })
  period?: string | null;
}
