import { Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";

@InputType({ description: "What a gateway wants of a key's budget, and what became of what it took before." })
export class BudgetWish {
  @Field(() => ID, { description: "The key." })
  keyId: string;

  @Field(() => Int, { description: "How much to take; 0 to tell only what was used." })
  wanted: number;

  @Field(() => Int, {
    description: "What was taken in a minute that has ended and not used: the day has it back.",
  })
  returned: number;

  @Field(() => Int, { description: "How many requests were let pass since it was last told." })
  requests: number;

  @Field(() => Int, { description: "How many were refused since." })
  refused: number;

  @Field(() => Float, { description: "What those that were let pass cost." })
  cost: number;
}

@ObjectType({ description: "What a gateway got of a key's budget." })
export class BudgetShare {
  @Field(() => ID, { description: "The key." })
  keyId: string;

  @Field(() => Int, { description: "How much it may spend until the minute ends." })
  granted: number;

  @Field(() => Int, { description: "What nobody has taken of the minute yet." })
  minuteLeft: number;

  @Field(() => Int, { description: "What nobody has taken of the day yet." })
  dayLeft: number;

  @Field(() => Int, { description: "In how many milliseconds the minute ends." })
  minuteEndsInMs: number;

  @Field(() => Int, { description: "In how many milliseconds the day ends." })
  dayEndsInMs: number;
}
