import { Field, InputType } from "type-graphql";
import { LanguageEnum } from "../../../foundation/enums.ts";
import type { Language } from "../../../foundation/language.ts";
import { SearchFilter } from "../search.input.ts";

@InputType({ description: "A search to keep. It needs a query or a filter." })
export class NewSavedSearch {
  @Field(() => String, { description: "What to call it, at most 200 characters." })
  name: string;

  @Field(() => String, {
    nullable: true,
    description:
      "What is looked for, as in `search`, at most 500 characters. New records alert where they meet all of its words; topics that it names are met by whatever they are called.",
  })
  query?: string | null;

  @Field(() => LanguageEnum, {
    nullable: true,
    description:
      "The language of the query; where it is left out it is told from the words and from the languages you read.",
  })
  language?: Language | null;

  @Field(() => SearchFilter, { nullable: true, description: "Only records that meet these conditions." })
  filter?: SearchFilter | null;
}

@InputType({
  description:
    "A change of a saved search: what is left out stays as it is, null deletes. What matches the changed search at that moment is no news; alerts that you have stay.",
})
export class SavedSearchChange {
  @Field(() => String, { nullable: true, description: "What to call it, at most 200 characters." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "What is looked for, at most 500 characters." })
  query?: string | null;

  @Field(() => LanguageEnum, { nullable: true, description: "The language of the query." })
  language?: Language | null;

  @Field(() => SearchFilter, {
    nullable: true,
    description: "Only records that meet these conditions, in place of the former ones.",
  })
  filter?: SearchFilter | null;
}
