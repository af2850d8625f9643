import { Field, ID, InputType } from "type-graphql";
import { ContentChange, ContentFilter } from "../../foundation/content-fields.ts";
import { Kind, LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { CollectionTexts } from "./collection.texts.ts";

@InputType({ description: "A change of a collection: what is left out stays as it is, null deletes." })
export class CollectionChange extends ContentChange {
  @Field(() => CollectionTexts, {
    nullable: true,
    description: "Texts in the original language. Their change marks the translations as stale.",
  })
  texts?: CollectionTexts | null;
}

@InputType({ description: "A record for a collection." })
export class NewCollectionItem {
  @Field(() => Kind, { description: "The kind of the record." })
  kind: Kind;

  @Field(() => ID, { description: "The record." })
  recordId: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Why it is in the collection, in the collection's original language, at most 500 characters.",
  })
  why?: string | null;
}

@InputType({ description: "A new collection. Its texts need a title." })
export class NewCollection extends CollectionChange {
  @Field(() => LanguageEnum, { description: "The language of the texts." })
  language: Language;

  @Field(() => [NewCollectionItem], {
    nullable: true,
    description: "The records it begins with, in order, at most 500.",
  })
  items?: NewCollectionItem[] | null;
}

@InputType({ description: "Which collections to list; all given conditions must hold." })
export class CollectionFilter extends ContentFilter {
  @Field(() => [ID], { nullable: true, description: "Containing any of these records." })
  recordIds?: string[] | null;
}
