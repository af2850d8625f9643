import { Directive, Field, Float, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { COUNTRY } from "../../foundation/country.ts";
import { RecordOf, TranslationOf } from "../../foundation/record.ts";
import { TerritoryKind } from "./place.enums.ts";
import { TerritoryTexts } from "./place.texts.ts";

@Entity({ schema: "members" })
@ObjectType({
  description: "A place where something is done for safety: a city, a region, a union of municipalities.",
})
@Directive('@key(fields: "id")')
export class Territory extends RecordOf(TerritoryTexts) {
  @Field({ description: "What it is called, in the language shown." })
  override name: string;

  @Field(() => TerritoryKind, { description: "What sort of place it is." })
  @Index()
  @Column("text")
  territoryKind: TerritoryKind;

  @Field(() => String, { nullable: true, description: `${COUNTRY}. Null where it is not known.` })
  @Index()
  @Column("text", { nullable: true })
  country: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "Degrees north of the equator (WGS 84), from -90 to 90; null where it is not known.",
  })
  @Column("double precision", { nullable: true })
  latitude: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Degrees east of Greenwich (WGS 84), from -180 to 180; null where it is not known.",
  })
  @Column("double precision", { nullable: true })
  longitude: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many people live there; null where it is not known.",
  })
  @Index()
  @Column("int", { nullable: true })
  population: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many municipalities it consists of; null where it is one itself or it is not known.",
  })
  @Column("int", { nullable: true })
  municipalities: number | null;

  @Index()
  @Column("uuid", { nullable: true })
  partOfId: string | null;
}

@ObjectType({ description: "The texts of a territory in one language." })
export class TerritoryTranslation extends TranslationOf(TerritoryTexts) {}

export const TerritoryConnection = ConnectionOf(Territory);
