import { Field, Float, Int, ObjectType } from "type-graphql";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { AnchorState } from "./anchor.enums.ts";

@ObjectType({
  description:
    "Where the passage that a note is about stands now, as the hub has found it after the record's last changes.",
})
export class AnnotationAnchor {
  @Field(() => AnchorState, { description: "Whether it was found." })
  state: AnchorState;

  @Field(() => Float, {
    description: "How sure it is that this is the passage: 1 for EXACT, less for MOVED, 0 for ORPHANED.",
  })
  confidence: number;

  @Field(() => Int, {
    nullable: true,
    description: "How many Unicode characters of the text stand before it; null where it was not found.",
  })
  start: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many stand before its end: the first after it, from 0; null where it was not found.",
  })
  end: number | null;

  @Field(() => LanguageEnum, {
    description:
      "The language of the text in which `start` and `end` count: that in which the record is shown, where the passage was found in it; else `madeOnLanguage`.",
  })
  language: Language;

  @Field(() => LanguageEnum, { description: "The language of the text on which the note was made." })
  madeOnLanguage: Language;

  @Field(() => Int, { description: "The revision of the record in whose texts it was sought." })
  revision: number;

  @Field(() => Boolean, {
    description:
      "True: that is the revision of now. False: the record has changed since, and the place holds in that revision alone until the hub has sought the passage anew, within moments.",
  })
  current: boolean;
}
