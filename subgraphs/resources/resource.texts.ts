import { Field, InputType, ObjectType } from "type-graphql";
import { ContentTexts } from "../../foundation/record.ts";

/** What a resource says in each of its languages. */
@ObjectType()
@InputType("ResourceTextsInput", {
  description:
    "The texts of a resource in one language. In a change, what is left out stays and null deletes.",
})
export class ResourceTexts extends ContentTexts {
  @Field(() => String, {
    nullable: true,
    description: "What it says, at length; of an insight, the insight itself.",
  })
  body?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The parts of a framework, one a line; null for other kinds.",
  })
  items?: string | null;
}
