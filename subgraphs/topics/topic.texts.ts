import { Field, InputType, ObjectType } from "type-graphql";

/** What a topic says in each of its languages. */
@ObjectType()
@InputType("TopicTextsInput", {
  description: "The texts of a topic in one language. In a change, what is left out stays and null deletes.",
})
export class TopicTexts {
  @Field(() => String, {
    nullable: true,
    description: "What the topic is called (SKOS preferred label), at most 200 characters.",
  })
  label?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What belongs under the topic; null where the label says enough.",
  })
  definition?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Other words for it by which it is found too (SKOS alternative labels); null where there are none.",
  })
  synonyms?: string[] | null;
}
