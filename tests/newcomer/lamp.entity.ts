import { Directive, Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { Content, ContentOf, ContentTexts } from "../../foundation/record.ts";

/** A throw-away kind of record, to see what a newcomer has to touch. */
@Entity({ schema: "lamps" })
@ObjectType({ implements: Content, description: "A street lamp." })
@Directive('@key(fields: "id")')
export class Lamp extends ContentOf(ContentTexts) {
  @Field({ description: "How bright it is, in lumens." })
  @Column("int")
  lumens: number;
}

export const LampConnection = ConnectionOf(Lamp);
