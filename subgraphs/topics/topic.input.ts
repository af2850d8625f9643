import { Field, GraphQLISODateTime, ID, InputType, registerEnumType } from "type-graphql";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { ProvenanceInput } from "../../foundation/provenance.ts";
import { TopicTexts } from "./topic.texts.ts";

@InputType({ description: "A change of a topic: what is left out stays as it is, null deletes." })
export class TopicChange {
  @Field(() => String, {
    nullable: true,
    description: "Short name for web addresses; made from the label where it is left out.",
  })
  slug?: string | null;

  @Field(() => TopicTexts, {
    nullable: true,
    description: "Texts in the original language. Their change marks the translations as stale.",
  })
  texts?: TopicTexts | null;

  @Field(() => ID, {
    nullable: true,
    description: "The topic it stands under; null makes it a topic at the top.",
  })
  broaderId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Addresses (URIs) of concepts in other thesauri that mean nearly the same, all of them.",
  })
  closeMatch?: string[] | null;

  @Field(() => ProvenanceInput, { nullable: true, description: "Where the record comes from." })
  provenance?: ProvenanceInput | null;
}

@InputType({ description: "A new topic. Its texts need a label." })
export class NewTopic extends TopicChange {
  @Field(() => LanguageEnum, { description: "The language of the texts." })
  language: Language;
}

@InputType({ description: "Which topics to list; all given conditions must hold." })
export class TopicFilter {
  @Field(() => [ID], { nullable: true, description: "Only these topics." })
  ids?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Only topics with these slugs." })
  slugs?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: topics at the top, which have no broader one; false: all others.",
  })
  top?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: "Narrower than this topic, at any depth; the topic itself is not among them.",
  })
  under?: string | null;

  @Field(() => [LanguageEnum], { nullable: true, description: "Existing in any of these languages." })
  languages?: Language[] | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "Changed at this moment or later." })
  changedSince?: Date | null;
}

export enum TopicSort {
  LABEL = "LABEL",
  NEWEST = "NEWEST",
  CHANGED = "CHANGED",
}
registerEnumType(TopicSort, {
  name: "TopicSort",
  description: "The order of a list of topics.",
  valuesConfig: {
    LABEL: { description: "By the label in the original language, accents and case left aside." },
    NEWEST: { description: "Created last first." },
    CHANGED: { description: "Changed last first." },
  },
});
