import { Field, ID, InputType, ObjectType } from "type-graphql";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";

/** An output as stored; its words stand in the texts of each language, under the same key. */
export interface OutputRow {
  key: string;
  url: string | null;
  resourceIds: string[];
}

@ObjectType({ description: "The words of an output in one language." })
@InputType("OutputWordsInput", { description: "The words of an output in one language." })
export class OutputWords {
  @Field(() => ID, { description: "The output's key." })
  key: string;

  @Field({ description: "What the output is called, at most 200 characters." })
  title: string;

  @Field(() => String, { nullable: true, description: "What it is." })
  description?: string | null;
}

@ObjectType({ description: "Something a project made: a guide, a tool, a film, a set of recommendations." })
export class ProjectOutput {
  @Field(() => ID, { description: "Names the output within its project." })
  key: string;

  @Field({ description: "What it is called." })
  title: string;

  @Field(() => String, { nullable: true, description: "What it is; null where nothing is said." })
  description: string | null;

  @Field(() => LanguageEnum, {
    description:
      "The language of `title` and `description`: the one shown of the project, or its original where the output has no words in that one.",
  })
  language: Language;

  @Field(() => String, {
    nullable: true,
    description: "Where it is found on the web; null where no address is known.",
  })
  url: string | null;

  resourceIds: string[];
}

@InputType({ description: "Something a project made; its words stand in the texts, under the same key." })
export class ProjectOutputInput {
  @Field(() => ID, { description: "Names the output within its project, as final-guide." })
  key: string;

  @Field(() => String, {
    nullable: true,
    description: "Where it is found on the web, beginning with http:// or https://.",
  })
  url?: string | null;

  @Field(() => [ID], { nullable: true, description: "Resources of the hub that are this output." })
  resourceIds?: string[] | null;
}
