import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { ContentChange, ContentFilter } from "../../foundation/content-fields.ts";
import { LanguageEnum, PracticeState } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { LIKENESS } from "../../foundation/likeness.ts";
import { PartialDate } from "../../foundation/partial-date.ts";

import { PracticeTexts } from "./practice.texts.ts";
import { Budget, OutcomeInput, PracticePartnerInput, Transferability } from "./sheet.ts";

@InputType({ description: "A change of a practice: what is left out stays as it is, null deletes." })
export class PracticeChange extends ContentChange {
  @Field(() => PracticeTexts, {
    nullable: true,
    description: "Texts in the original language. Their change marks the translations as stale.",
  })
  texts?: PracticeTexts | null;

  @Field(() => [ID], { nullable: true, description: "Where it is done." })
  territoryIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Projects it belongs to." })
  projectIds?: string[] | null;

  @Field(() => [PracticePartnerInput], { nullable: true, description: "Who takes part, all of them." })
  partners?: PracticePartnerInput[] | null;

  @Field(() => ID, { nullable: true, description: "The member to ask about it." })
  contactId?: string | null;

  @Field(() => PartialDate, { nullable: true, description: "When it began." })
  start?: string | null;

  @Field(() => PartialDate, { nullable: true, description: "When it ended." })
  end?: string | null;

  @Field(() => PracticeState, { nullable: true, description: "How far it has come." })
  state?: PracticeState | null;

  @Field(() => PartialDate, { nullable: true, description: "The day on which `state` was checked." })
  stateCheckedOn?: string | null;

  @Field(() => Budget, { nullable: true, description: "What it costs." })
  budget?: Budget | null;

  @Field(() => [OutcomeInput], {
    nullable: true,
    description: "What it changed, all outcomes; their words stand in `texts.outcomeWords`.",
  })
  outcomes?: OutcomeInput[] | null;

  @Field(() => Transferability, { nullable: true, description: "Where it could work too." })
  transferability?: Transferability | null;

  @Field(() => [String], { nullable: true, description: "Tools and channels it uses." })
  tools?: string[] | null;
}

@InputType({ description: "A new practice. Its texts need a title." })
export class NewPractice extends PracticeChange {
  @Field(() => LanguageEnum, { description: "The language of the texts." })
  language: Language;
}

@InputType({ description: "Which practices to list; all given conditions must hold." })
export class PracticeFilter extends ContentFilter {
  @Field(() => [PracticeState], { nullable: true, description: "In any of these states." })
  states?: PracticeState[] | null;

  @Field(() => [ID], { nullable: true, description: "Done in any of these territories." })
  territoryIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Belonging to any of these projects." })
  projectIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: adopted by at least one organisation; false: by none.",
  })
  adopted?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: `Adopted by an organisation like this one: ${LIKENESS}.`,
  })
  adoptedByCitiesLike?: string | null;
}

export enum PracticeSort {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
  CHANGED = "CHANGED",
  TITLE = "TITLE",
  START = "START",
  MOST_ADOPTED = "MOST_ADOPTED",
}
registerEnumType(PracticeSort, {
  name: "PracticeSort",
  description: "The order of a list of practices.",
  valuesConfig: {
    NEWEST: { description: "Created last first." },
    OLDEST: { description: "Created first first." },
    CHANGED: { description: "Changed last first." },
    TITLE: { description: "By the title in the original language, accents and case left aside." },
    START: { description: "Begun last first; those without a date at the end." },
    MOST_ADOPTED: { description: "What most organisations have taken over first, as far as you may see." },
  },
});
