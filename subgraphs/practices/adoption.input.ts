import { Field, ID, InputType } from "type-graphql";
import { LanguageEnum, Visibility } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { AdoptionState } from "./practice.enums.ts";

@InputType()
abstract class AdoptionWords {
  @Field(() => PartialDate, { nullable: true, description: "Since when." })
  since?: string | null;

  @Field(() => PartialDate, { nullable: true, description: "Until when." })
  until?: string | null;

  @Field(() => String, { nullable: true, description: "What was done differently from the original." })
  changed?: string | null;

  @Field(() => String, { nullable: true, description: "What came of it." })
  outcome?: string | null;

  @Field(() => ID, { nullable: true, description: "The member to ask about it." })
  contactId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The practice of the adopting organisation's own that came of it.",
  })
  resultingPracticeId?: string | null;

  @Field(() => Visibility, { nullable: true, description: "PUBLIC where it is left out, or MEMBERS." })
  visibility?: Visibility | null;
}

@InputType({ description: "That an organisation takes a practice over." })
export class NewAdoption extends AdoptionWords {
  @Field(() => ID, {
    nullable: true,
    description: "The adopting organisation; your own where it is left out.",
  })
  organisationId?: string | null;

  @Field(() => AdoptionState, { description: "How far it has come." })
  state: AdoptionState;

  @Field(() => LanguageEnum, { description: "The language of `changed` and `outcome`." })
  language: Language;
}

@InputType({ description: "A change of an adoption: what is left out stays as it is." })
export class AdoptionChange extends AdoptionWords {
  @Field(() => AdoptionState, { nullable: true, description: "How far it has come." })
  state?: AdoptionState | null;

  @Field(() => LanguageEnum, { nullable: true, description: "The language of `changed` and `outcome`." })
  language?: Language | null;

  @Field(() => PartialDate, {
    nullable: true,
    description:
      "When that happened which the change tells of, for the trail; the day it is recorded where it is left out.",
  })
  on?: string | null;
}
