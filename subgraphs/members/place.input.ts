import { Field, Float, GraphQLISODateTime, ID, InputType, Int } from "type-graphql";
import { COUNTRY } from "../../foundation/country.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { LIKENESS } from "../../foundation/likeness.ts";
import { ProvenanceInput } from "../../foundation/provenance.ts";
import { OrganisationKind, TerritoryKind } from "./place.enums.ts";
import { OrganisationTexts, TerritoryTexts } from "./place.texts.ts";

@InputType()
abstract class PlaceChange {
  @Field(() => String, {
    nullable: true,
    description: "Short name for web addresses; made from the name where it is left out.",
  })
  slug?: string | null;

  @Field(() => String, { nullable: true, description: `${COUNTRY}.` })
  country?: string | null;

  @Field(() => Int, { nullable: true, description: "How many people live there." })
  population?: number | null;

  @Field(() => ProvenanceInput, { nullable: true, description: "Where the record comes from." })
  provenance?: ProvenanceInput | null;
}

const texts = "Texts in the original language. Their change marks the translations as stale.";

@InputType({ description: "A change of an organisation: what is left out stays as it is, null deletes." })
export class OrganisationChange extends PlaceChange {
  @Field(() => OrganisationTexts, { nullable: true, description: texts })
  texts?: OrganisationTexts | null;

  @Field(() => OrganisationKind, {
    nullable: true,
    description: "What sort of organisation it is; OTHER where a new one leaves it out.",
  })
  organisationKind?: OrganisationKind | null;

  @Field(() => [String], { nullable: true, description: "Other names it is known by, all of them." })
  aliases?: string[] | null;

  @Field(() => ID, { nullable: true, description: "The territory it governs or sits in." })
  territoryId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it is a member of the network." })
  networkMember?: boolean | null;

  @Field(() => String, { nullable: true, description: "Address of its website, with http or https." })
  website?: string | null;
}

@InputType({ description: "A new organisation. Its texts need a name." })
export class NewOrganisation extends OrganisationChange {
  @Field(() => LanguageEnum, { description: "The language of the texts." })
  language: Language;
}

@InputType({ description: "A change of a territory: what is left out stays as it is, null deletes." })
export class TerritoryChange extends PlaceChange {
  @Field(() => TerritoryTexts, { nullable: true, description: texts })
  texts?: TerritoryTexts | null;

  @Field(() => TerritoryKind, {
    nullable: true,
    description: "What sort of place it is; OTHER where a new one leaves it out.",
  })
  territoryKind?: TerritoryKind | null;

  @Field(() => Float, { nullable: true, description: "Degrees north, with the longitude." })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: "Degrees east, with the latitude." })
  longitude?: number | null;

  @Field(() => Int, { nullable: true, description: "How many municipalities it consists of." })
  municipalities?: number | null;

  @Field(() => ID, { nullable: true, description: "The larger territory it belongs to." })
  partOfId?: string | null;
}

@InputType({ description: "A new territory. Its texts need a name." })
export class NewTerritory extends TerritoryChange {
  @Field(() => LanguageEnum, { description: "The language of the texts." })
  language: Language;
}

/** The conditions by which lists of organisations and of territories may be narrowed alike. */
@InputType()
export abstract class PlaceFilter {
  @Field(() => [ID], { nullable: true, description: "Only these records." })
  ids?: string[] | null;

  @Field(() => [String], { nullable: true, description: "In any of these countries, by their codes." })
  countries?: string[] | null;

  @Field(() => Int, { nullable: true, description: "With at least so many inhabitants." })
  populationFrom?: number | null;

  @Field(() => Int, { nullable: true, description: "With at most so many inhabitants." })
  populationTo?: number | null;

  @Field(() => [LanguageEnum], { nullable: true, description: "Existing in any of these languages." })
  languages?: Language[] | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "Changed at this moment or later." })
  changedSince?: Date | null;

  @Field(() => Boolean, { nullable: true, description: "True: only made-up records; false: none of them." })
  synthetic?: boolean | null;
}

@InputType({ description: "Which organisations to list; all given conditions must hold." })
export class OrganisationFilter extends PlaceFilter {
  @Field(() => [OrganisationKind], { nullable: true, description: "Of any of these kinds." })
  kinds?: OrganisationKind[] | null;

  @Field(() => [ID], { nullable: true, description: "Governing or sitting in any of these territories." })
  territoryIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: members of the network; false: those known to be none.",
  })
  networkMember?: boolean | null;

  @Field(() => ID, { nullable: true, description: `Like this organisation: ${LIKENESS}.` })
  likeOrganisation?: string | null;
}

@InputType({ description: "Which territories to list; all given conditions must hold." })
export class TerritoryFilter extends PlaceFilter {
  @Field(() => [TerritoryKind], { nullable: true, description: "Of any of these kinds." })
  kinds?: TerritoryKind[] | null;

  @Field(() => [ID], { nullable: true, description: "Belonging directly to any of these territories." })
  partOfIds?: string[] | null;
}
