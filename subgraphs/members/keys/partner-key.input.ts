import { Field, ID, InputType, Int } from "type-graphql";
import { MOST_PER_DAY, MOST_PER_MINUTE, USUAL_PER_DAY, USUAL_PER_MINUTE } from "./allowances.ts";
import { SCOPES_IN_WORDS } from "./scopes.ts";

@InputType()
abstract class KeyWords {
  @Field(() => [String], {
    nullable: true,
    description: "The origins of web pages that may use the key, as https://portal.example; at most 20.",
  })
  origins?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: `How much it may cost in a minute: ${USUAL_PER_MINUTE} where a new key leaves it out, at most ${MOST_PER_MINUTE}; more than usual is for administrators to give.`,
  })
  costPerMinute?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `How much it may cost in a day: ${USUAL_PER_DAY} where a new key leaves it out, at most ${MOST_PER_DAY}; more than usual is for administrators to give.`,
  })
  costPerDay?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it asks only what is registered for it; false where a new key leaves it out.",
  })
  registeredOnly?: boolean | null;
}

@InputType({ description: "A key for a partner's portal." })
export class NewPartnerKey extends KeyWords {
  @Field(() => ID, {
    description: "The organisation whose portal asks with it, and whose stewards look after it.",
  })
  organisationId: string;

  @Field({ description: "What the key is for." })
  name: string;

  @Field(() => [String], {
    description: `What the key may do: ${SCOPES_IN_WORDS}. content:members is for administrators to give.`,
  })
  scopes: string[];
}

@InputType({ description: "A change of a key: what is left out stays as it is." })
export class PartnerKeyChange extends KeyWords {
  @Field(() => String, { nullable: true, description: "What the key is for." })
  name?: string | null;

  @Field(() => [String], { nullable: true, description: "All that the key may do from now on." })
  scopes?: string[] | null;
}
