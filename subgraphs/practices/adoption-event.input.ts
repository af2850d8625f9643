import { Field, GraphQLISODateTime, ID, InputType, registerEnumType } from "type-graphql";
import { LIKENESS } from "../../foundation/likeness.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { AdoptionEventKind, AdoptionState } from "./practice.enums.ts";

@InputType({ description: "Which entries of trails to list; all given conditions must hold." })
export class AdoptionEventFilter {
  @Field(() => [ID], { nullable: true, description: "In the trails of any of these practices." })
  practiceIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "About practices that any of these organisations owns: what others did with them.",
  })
  ownerIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "By any of these adopting organisations." })
  organisationIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: `By organisations like this one: ${LIKENESS}.`,
  })
  likeOrganisation?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: "About practices on any of these topics, or on a topic narrower than they are.",
  })
  topicIds?: string[] | null;

  @Field(() => [AdoptionEventKind], { nullable: true, description: "Telling of any of these." })
  kinds?: AdoptionEventKind[] | null;

  @Field(() => [AdoptionState], {
    nullable: true,
    description: "That left the adoption in any of these states.",
  })
  states?: AdoptionState[] | null;

  @Field(() => PartialDate, { nullable: true, description: "Of what happened then or later." })
  from?: string | null;

  @Field(() => PartialDate, { nullable: true, description: "Of what happened then or earlier." })
  to?: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "Recorded at this moment or later." })
  recordedSince?: Date | null;
}

export enum AdoptionEventSort {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
  RECORDED = "RECORDED",
}
registerEnumType(AdoptionEventSort, {
  name: "AdoptionEventSort",
  description: "The order of a list of entries in trails.",
  valuesConfig: {
    NEWEST: { description: "What happened last first." },
    OLDEST: { description: "What happened first first." },
    RECORDED: { description: "What was recorded in the hub last first." },
  },
});
