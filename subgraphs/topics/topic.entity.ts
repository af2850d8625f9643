import { Directive, Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { RecordOf, TranslationOf } from "../../foundation/record.ts";
import { TopicTexts } from "./topic.texts.ts";

@Entity({ schema: "topics" })
@ObjectType({
  description:
    "A subject of the thesaurus by which records are found: a SKOS concept with one broader topic at most.",
})
@Directive('@key(fields: "id")')
export class Topic extends RecordOf(TopicTexts) {
  @Field({ description: "What the topic is called, in the language shown." })
  override label: string;

  @Index()
  @Column("uuid", { nullable: true })
  broaderId: string | null;

  /** all broader topics, the broadest first, and the topic itself */
  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  path: string[];

  @Field(() => [String], {
    description:
      "Addresses (URIs) of concepts in other thesauri that mean nearly the same (SKOS closeMatch).",
  })
  @Column("text", { array: true })
  closeMatch: string[];
}

@ObjectType({ description: "The texts of a topic in one language." })
export class TopicTranslation extends TranslationOf(TopicTexts) {}

export const TopicConnection = ConnectionOf(Topic);
