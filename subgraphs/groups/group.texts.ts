import { Field, InputType, ObjectType } from "type-graphql";
import { ContentTexts } from "../../foundation/record.ts";

/** What a working group says in each of its languages. Plain text; paragraphs and list items stand on lines of their own. */
@ObjectType()
@InputType("WorkingGroupTextsInput", {
  description:
    "The texts of a working group in one language. In a change, what is left out stays and null deletes.",
})
export class WorkingGroupTexts extends ContentTexts {
  @Field(() => String, { nullable: true, description: "What the group is charged with." })
  mandate?: string | null;
}
