import { Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { PartialDate } from "../../foundation/partial-date.ts";
import { Direction, EvidenceQuality, Support } from "./practice.enums.ts";
import { Organisation } from "./references.ts";

@ObjectType({ description: "What a practice costs." })
@InputType("BudgetInput", { description: "What a practice costs." })
export class Budget {
  @Field(() => Float, {
    nullable: true,
    description: "The least it costs, in the currency; null where it is not known.",
  })
  minimum?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "The most it costs, in the currency; the same as minimum for an exact amount.",
  })
  maximum?: number | null;

  @Field({ description: "ISO 4217 code of the currency, as EUR." })
  currency: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the amount covers, as "per year" or "2015 to 2018".',
  })
  period?: string | null;

  @Field(() => [String], { nullable: true, description: "Who pays." })
  funders?: string[] | null;
}

@ObjectType({ description: "Under which conditions a practice may work elsewhere." })
@InputType("TransferabilityInput", { description: "Under which conditions a practice may work elsewhere." })
export class Transferability {
  @Field(() => Int, { nullable: true, description: "Inhabitants a territory should at least have." })
  populationFrom?: number | null;

  @Field(() => Int, { nullable: true, description: "Inhabitants a territory should at most have." })
  populationTo?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "What the law must allow, in the practice's original language.",
  })
  legalPrerequisites?: string | null;

  @Field(() => String, { nullable: true, description: "What taking it over costs, in words." })
  cost?: string | null;

  @Field(() => [String], { nullable: true, description: "What people must know or learn." })
  skills?: string[] | null;
}

export interface PartnerRow {
  organisationId: string;
  role: string | null;
  support: Support[];
}

@ObjectType({ description: "An organisation's part in a practice." })
export class PracticePartner {
  @Field(() => Organisation, { nullable: true, description: "The organisation." })
  organisation: { id: string };

  @Field(() => String, {
    nullable: true,
    description: "What it does in the practice; null where it is not known.",
  })
  role: string | null;

  @Field(() => [Support], { description: "The kinds of support it gives." })
  support: Support[];
}

@InputType({ description: "An organisation's part in a practice." })
export class PracticePartnerInput {
  @Field(() => ID, { description: "The organisation." })
  organisationId: string;

  @Field(() => String, { nullable: true, description: "What it does in the practice." })
  role?: string | null;

  @Field(() => [Support], { nullable: true, description: "The kinds of support it gives." })
  support?: Support[] | null;
}

@ObjectType({ description: "How well it is known that a practice brought about an outcome." })
@InputType("EvidenceInput", { description: "How well it is known that a practice brought about an outcome." })
export class Evidence {
  @Field(() => Int, {
    description:
      "Design of the evaluation on the Maryland Scientific Methods Scale: 1 (one measurement) to 5 (randomised trial), 0 below the scale.",
  })
  design: number;

  @Field(() => String, { nullable: true, description: "The effect that was found, with its unit." })
  effect?: string | null;

  @Field(() => EvidenceQuality, {
    nullable: true,
    description: "How far the evaluation can be trusted; null where nobody has judged it.",
  })
  quality?: EvidenceQuality | null;

  @Field(() => String, {
    nullable: true,
    description: "The scheme by which it was judged, as EMMIE or CCQS.",
  })
  scheme?: string | null;

  @Field(() => String, { nullable: true, description: "Who judged it." })
  reviewer?: string | null;

  @Field(() => PartialDate, { nullable: true, description: "When it was judged." })
  date?: string | null;
}

export interface OutcomeRow {
  key: string;
  before: string | null;
  after: string | null;
  period: string | null;
  direction: Direction | null;
  evidence: Evidence | null;
}

@ObjectType({ description: "One thing a practice changed, and how well that is known." })
export class Outcome {
  @Field(() => ID, { description: "Names the outcome within its practice." })
  key: string;

  @Field({ description: "What changed, in the language shown." })
  title: string;

  @Field(() => String, {
    nullable: true,
    description: "What was measured, in the language shown; null where nothing was.",
  })
  indicator: string | null;

  @Field(() => String, { nullable: true, description: "The indicator before, with its unit." })
  before: string | null;

  @Field(() => String, { nullable: true, description: "The indicator after, with its unit." })
  after: string | null;

  @Field(() => String, { nullable: true, description: "The time between the two." })
  period: string | null;

  @Field(() => Direction, { nullable: true, description: "Which way it went; null where it is not known." })
  direction: Direction | null;

  @Field({ description: "Whether anybody evaluated this outcome. False says it honestly." })
  evaluated: boolean;

  @Field(() => Evidence, {
    nullable: true,
    description: "The evidence; null where the outcome was not evaluated.",
  })
  evidence: Evidence | null;
}

@InputType({ description: "One thing a practice changed; its words stand in the texts, under the same key." })
export class OutcomeInput {
  @Field(() => ID, { description: "Names the outcome within its practice, as trust-in-police." })
  key: string;

  @Field(() => String, { nullable: true, description: "The indicator before, with its unit." })
  before?: string | null;

  @Field(() => String, { nullable: true, description: "The indicator after, with its unit." })
  after?: string | null;

  @Field(() => String, { nullable: true, description: "The time between the two." })
  period?: string | null;

  @Field(() => Direction, { nullable: true, description: "Which way it went." })
  direction?: Direction | null;

  @Field(() => Evidence, {
    nullable: true,
    description: "The evidence; left out where the outcome was not evaluated.",
  })
  evidence?: Evidence | null;
}

@ObjectType({ description: "The words of an outcome in one language." })
@InputType("OutcomeWordsInput", { description: "The words of an outcome in one language." })
export class OutcomeWords {
  @Field(() => ID, { description: "The outcome's key." })
  key: string;

  @Field({ description: "What changed." })
  title: string;

  @Field(() => String, { nullable: true, description: "What was measured." })
  indicator?: string | null;
}
