import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArgs } from "../../foundation/connection.ts";
import { Kind, LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { Facet } from "./search.enums.ts";

@InputType({
  description:
    "Which records to find. All given conditions must hold; a list holds where any of its values does.",
})
export class SearchFilter {
  @Field(() => [Kind], { nullable: true, description: "Of any of these kinds." })
  kinds?: Kind[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "About any of these topics, or a topic narrower than they are.",
  })
  topicIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "In any of these countries, as ISO 3166-1 codes: FR.",
  })
  countries?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Connected with any of these organisations." })
  organisationIds?: string[] | null;

  @Field(() => Int, { nullable: true, description: "Going on or published in this year or later." })
  yearFrom?: number | null;

  @Field(() => Int, { nullable: true, description: "Going on or published in this year or earlier." })
  yearTo?: number | null;

  @Field(() => [LanguageEnum], { nullable: true, description: "Existing in any of these languages." })
  languages?: Language[] | null;
}

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, {
    description: "What is looked for, in any language, at most 500 characters; everything where it is empty.",
  })
  query: string;

  @Field(() => SearchFilter, { nullable: true, description: "Only records that meet these conditions." })
  filter?: SearchFilter | null;

  @Field(() => [Facet], { nullable: true, description: "Count what is found by these properties." })
  facets?: Facet[] | null;
}

@InputType({ description: "A record by its kind and its id." })
export class SearchableInput {
  @Field(() => Kind, { description: "Its kind." })
  kind: Kind;

  @Field(() => ID, { description: "Its identifier." })
  id: string;
}
