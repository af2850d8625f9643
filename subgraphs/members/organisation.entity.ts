import { Directive, Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { COUNTRY } from "../../foundation/country.ts";
import { RecordOf, TranslationOf } from "../../foundation/record.ts";
import { OrganisationKind } from "./place.enums.ts";
import { OrganisationTexts } from "./place.texts.ts";

@Entity({ schema: "members" })
@ObjectType({
  description:
    "A city administration, a region, a police force, a university or another body that takes part in what the hub tells of.",
})
@Directive('@key(fields: "id")')
export class Organisation extends RecordOf(OrganisationTexts) {
  @Field({ description: "What it is called, in the language shown." })
  override name: string;

  @Field(() => [String], {
    description: "Other names it is known by, in any language, as its acronym or a former name.",
  })
  @Column("text", { array: true })
  aliases: string[];

  @Field(() => OrganisationKind, { description: "What sort of organisation it is." })
  @Index()
  @Column("text")
  organisationKind: OrganisationKind;

  @Field(() => String, {
    nullable: true,
    description: `${COUNTRY}. Null where it is not known.`,
  })
  @Index()
  @Column("text", { nullable: true })
  country: string | null;

  @Index()
  @Column("uuid", { nullable: true })
  territoryId: string | null;

  @Column("int", { nullable: true })
  population: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it is a member of the network; null where it is not known.",
  })
  @Column("boolean", { nullable: true })
  networkMember: boolean | null;

  @Field(() => String, { nullable: true, description: "Address of its website; null where it is not known." })
  @Column("text", { nullable: true })
  website: string | null;
}

@ObjectType({ description: "The texts of an organisation in one language." })
export class OrganisationTranslation extends TranslationOf(OrganisationTexts) {}

export const OrganisationConnection = ConnectionOf(Organisation);
