import { Field, InputType, ObjectType } from "type-graphql";

/** What an organisation or a territory says in each of its languages. */
@ObjectType()
@InputType()
abstract class PlaceTexts {
  @Field(() => String, { nullable: true, description: "What it is called, at most 200 characters." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "What it is and does, in at most 100 words." })
  summary?: string | null;
}

const inAChange = "In a change, what is left out stays and null deletes.";

@ObjectType()
@InputType("OrganisationTextsInput", {
  description: `The texts of an organisation in one language. ${inAChange}`,
})
export class OrganisationTexts extends PlaceTexts {}

@ObjectType()
@InputType("TerritoryTextsInput", { description: `The texts of a territory in one language. ${inAChange}` })
export class TerritoryTexts extends PlaceTexts {}
