import { Field, ID, InputType } from "type-graphql";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { AnnotationAudience, Resolution } from "./annotation.enums.ts";
import { AnnotationTargetInput } from "./target.ts";

@InputType()
abstract class QuestionWords {
  @Field({ description: "What it says, as plain text of at most 10,000 characters." })
  body: string;

  @Field(() => LanguageEnum, { description: "The language of the body." })
  language: Language;

  @Field(() => [String], { nullable: true, description: "Addresses (http or https), at most 20." })
  links?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The members whom it mentions, at most 20; each must be known to see it.",
  })
  mentionIds?: string[] | null;
}

@InputType({ description: "A question to the organisation that owns a record." })
export class NewQuestion extends QuestionWords {
  @Field(() => AnnotationTargetInput, { description: "The record, or the passage in it, that it is about." })
  target: AnnotationTargetInput;

  @Field(() => AnnotationAudience, {
    description: "Who reads the question and its answers: OWNER, MEMBERS or EVERYONE.",
  })
  audience: AnnotationAudience;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Of a question for the OWNER: whether they may publish it with their answer, for the next reader. They may not where it is left out.",
  })
  mayPublish?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether you are named as who asked where it is published. You are not where it is left out.",
  })
  mayName?: boolean | null;
}

@InputType({ description: "The answer of the organisation that was asked." })
export class NewAnswer extends QuestionWords {
  @Field(() => AnnotationAudience, {
    nullable: true,
    description:
      "Of a question for the OWNER that may be published: publishes it with this answer for MEMBERS or EVERYONE. Left out, the answer is between you and who asked.",
  })
  publishFor?: AnnotationAudience | null;
}

@InputType({ description: "Which questions to list; all given conditions must hold." })
export class QuestionFilter {
  @Field(() => Boolean, {
    nullable: true,
    description:
      "True: only those for your organisation to answer: asked of it, or on a record that it owns; none where you write for no organisation. False changes nothing.",
  })
  toMyOrganisation?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "True: only your own; false: only those of others." })
  mine?: boolean | null;

  @Field(() => Resolution, { nullable: true, description: "Of which this has become." })
  resolution?: Resolution | null;

  @Field(() => [ID], { nullable: true, description: "On any of these records." })
  recordIds?: string[] | null;
}
