import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { PageArgs } from "../../foundation/connection.ts";
import { EvidenceLevel, Kind, LanguageEnum, PracticeState } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { Facet, SearchSort } from "./search.enums.ts";

@ObjectType("Near", { description: "All places within a distance of a point.", simpleResolvers: true })
@InputType({ description: "All places within a distance of a point." })
export class NearInput {
  @Field(() => Float, { description: "Degrees north of the equator (WGS 84), from -90 to 90." })
  latitude: number;

  @Field(() => Float, { description: "Degrees east of Greenwich (WGS 84), from -180 to 180." })
  longitude: number;

  @Field(() => Float, { description: "The distance in kilometres, as the crow flies." })
  km: number;
}

@ObjectType("SavedSearchFilter", {
  description: "Which records a saved search finds; what is null is no condition.",
  simpleResolvers: true,
})
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

  @Field(() => [PracticeState], { nullable: true, description: "Practices in any of these states." })
  states?: PracticeState[] | null;

  @Field(() => [EvidenceLevel], {
    nullable: true,
    description: "Practices whose best known outcome was evaluated in any of these ways.",
  })
  evidence?: EvidenceLevel[] | null;

  @Field(() => Int, {
    nullable: true,
    description: "Where at least so many people live; nothing where the number is not known.",
  })
  populationFrom?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Where at most so many people live; nothing where the number is not known.",
  })
  populationTo?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: practices that others have publicly taken over; false: practices that nobody has.",
  })
  adopted?: boolean | null;

  @Field(() => NearInput, {
    nullable: true,
    description: "What happened in territories within a distance; only those whose place is known.",
  })
  near?: NearInput | null;

  @Field(() => Boolean, { nullable: true, description: "True: only made-up records; false: none of them." })
  synthetic?: boolean | null;
}

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, {
    description:
      "What is looked for, in any of en, fr, es, it, de and pt, at most 500 characters; everything where it is empty. Words in quotation marks must follow one another.",
  })
  query: string;

  @Field(() => SearchFilter, { nullable: true, description: "Only records that meet these conditions." })
  filter?: SearchFilter | null;

  @Field(() => [Facet], { nullable: true, description: "Count what is found by these properties." })
  facets?: Facet[] | null;

  @Field(() => SearchSort, { defaultValue: SearchSort.RELEVANCE, description: "The order of what is found." })
  sort: SearchSort;

  @Field(() => LanguageEnum, {
    nullable: true,
    description:
      "The language of the query; where it is left out it is told from the words and from the languages you read.",
  })
  language?: Language | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "An organisation, as your own city: of the best 200 matches, those from places of a like size and from the same country come first. Only for the order RELEVANCE.",
  })
  likeOrganisation?: string | null;
}

@InputType({ description: "A record by its kind and its id." })
export class SearchableInput {
  @Field(() => Kind, { description: "Its kind." })
  kind: Kind;

  @Field(() => ID, { description: "Its identifier." })
  id: string;
}
