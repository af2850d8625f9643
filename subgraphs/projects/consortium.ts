import { Field, Float, ID, InputType, ObjectType } from "type-graphql";
import { COUNTRY } from "../../foundation/country.ts";
import { Organisation } from "./references.ts";

/** An organisation's part in a project, as stored. */
export interface PartnerRow {
  organisationId: string;
  country: string | null;
  countryStated: boolean;
  role: string | null;
  isLead: boolean;
}

@ObjectType({ description: "An organisation's part in a project." })
export class ProjectPartner {
  @Field(() => Organisation, { nullable: true, description: "The organisation." })
  organisation: { id: string };

  @Field(() => String, {
    nullable: true,
    description: `${COUNTRY}, from which it takes part; null where it is not known.`,
  })
  country: string | null;

  @Field({
    description:
      "Whether the record's sources state the country; false where it was inferred or is not known.",
  })
  countryStated: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      "What it does in the project, in the record's original language; null where it is not known.",
  })
  role: string | null;

  @Field({ description: "Whether it leads the project." })
  isLead: boolean;
}

@InputType({ description: "An organisation's part in a project." })
export class ProjectPartnerInput {
  @Field(() => ID, { description: "The organisation." })
  organisationId: string;

  @Field(() => String, {
    nullable: true,
    description: `${COUNTRY}, from which it takes part.`,
  })
  country?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "False where the sources do not state the country and it was inferred; true where left out.",
  })
  countryStated?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: "What it does in the project, in the record's original language, at most 500 characters.",
  })
  role?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it leads the project; at most one partner does. False where left out.",
  })
  isLead?: boolean | null;
}

@ObjectType({ description: "What a project costs and how much of that is paid for it." })
@InputType("ProjectBudgetInput", { description: "What a project costs and how much of that is paid for it." })
export class ProjectBudget {
  @Field(() => Float, {
    nullable: true,
    description: "All it costs, in the currency; null where it is not known.",
  })
  total?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "What its funders pay of that, in the currency; null where it is not known.",
  })
  funding?: number | null;

  @Field({ description: "ISO 4217 code of the currency, as EUR." })
  currency: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the amounts cover, as "2016 to 2018"; null for the whole project.',
  })
  period?: string | null;
}
