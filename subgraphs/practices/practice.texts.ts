import { Field, InputType, ObjectType } from "type-graphql";
import { ContentTexts } from "../../foundation/record.ts";
import { OutcomeWords } from "./sheet.ts";

/** What a practice sheet says in each of its languages. Plain text; paragraphs and list items stand on lines of their own. */
@ObjectType()
@InputType("PracticeTextsInput", {
  description:
    "The texts of a practice in one language. In a change, what is left out stays and null deletes.",
})
export class PracticeTexts extends ContentTexts {
  @Field(() => String, { nullable: true, description: "The problem it answers." })
  problem?: string | null;

  @Field(() => String, { nullable: true, description: "What it wants to reach, one objective a line." })
  objectives?: string | null;

  @Field(() => String, { nullable: true, description: "Why it should work." })
  mechanism?: string | null;

  @Field(() => String, { nullable: true, description: "For whom it is, one group a line." })
  targetGroups?: string | null;

  @Field(() => String, { nullable: true, description: "What is done." })
  activities?: string | null;

  @Field(() => String, { nullable: true, description: "What the law has to say about it." })
  legalNotes?: string | null;

  @Field(() => String, { nullable: true, description: "What to weigh: privacy, fairness, side effects." })
  ethicalNotes?: string | null;

  @Field(() => String, { nullable: true, description: "Who works on it and how much." })
  staffing?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What came of it, in words; `outcomes` has it outcome by outcome.",
  })
  results?: string | null;

  @Field(() => String, { nullable: true, description: "What stood in the way, one obstacle a line." })
  obstacles?: string | null;

  @Field(() => String, { nullable: true, description: "What was learnt, one lesson a line." })
  lessons?: string | null;

  @Field(() => String, { nullable: true, description: "What must be there for it to succeed." })
  conditions?: string | null;

  @Field(() => [OutcomeWords], { nullable: true, description: "The words of the outcomes." })
  outcomeWords?: OutcomeWords[] | null;
}
