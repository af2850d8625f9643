import { Field, InputType, ObjectType } from "type-graphql";
import { ContentTexts } from "../../foundation/record.ts";
import { OutputWords } from "./outputs.ts";

/** What a project says in each of its languages. Plain text; paragraphs and list items stand on lines of their own. */
@ObjectType()
@InputType("ProjectTextsInput", {
  description:
    "The texts of a project in one language. In a change, what is left out stays and null deletes.",
})
export class ProjectTexts extends ContentTexts {
  @Field(() => String, { nullable: true, description: "What it wants to reach, one objective a line." })
  objectives?: string | null;

  @Field(() => String, { nullable: true, description: "The areas it works in, one a line." })
  workAreas?: string | null;

  @Field(() => String, { nullable: true, description: "How it works: steps, instruments, events." })
  methods?: string | null;

  @Field(() => String, { nullable: true, description: "What came of it." })
  results?: string | null;

  @Field(() => String, { nullable: true, description: "What was learnt, one lesson a line." })
  lessons?: string | null;

  @Field(() => String, { nullable: true, description: "What goes on after its end, and who sees to it." })
  followUp?: string | null;

  @Field(() => [OutputWords], { nullable: true, description: "The words of the outputs." })
  outputWords?: OutputWords[] | null;
}
