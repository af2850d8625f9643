import { Field, GraphQLISODateTime, ID, InputType, registerEnumType } from "type-graphql";
import { Kind, LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { AnchorState } from "./anchor.enums.ts";
import { AnnotationAudience, Experience, Motivation, Resolution } from "./annotation.enums.ts";
import { AnnotationTargetInput } from "./target.ts";

@InputType()
export abstract class AnnotationWords {
  @Field(() => String, {
    nullable: true,
    description:
      "What the note says, as plain text of at most 10,000 characters; needed unless it highlights, tags or links.",
  })
  body?: string | null;

  @Field(() => LanguageEnum, { nullable: true, description: "The language of the body; needed with one." })
  language?: Language | null;

  @Field(() => [String], {
    nullable: true,
    description: "Addresses (http or https), at most 20; needed for LINKING.",
  })
  links?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Tags of at most 60 characters, at most 20 of them; needed for TAGGING.",
  })
  tags?: string[] | null;

  @Field(() => Experience, {
    nullable: true,
    description: "Whether your organisation did this, or stopped.",
  })
  experience?: Experience | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The working groups that may see it, where the audience is GROUPS.",
  })
  groupIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "The members whom it mentions, at most 20. Each must be known to see the note: to which groups of theirs somebody belongs you know, which others, and who is a curator, you do not.",
  })
  mentionIds?: string[] | null;
}

@InputType()
abstract class AnnotationOrigin extends AnnotationWords {
  @Field(() => String, {
    nullable: true,
    description:
      "The IRI by which the note is known wherever it is (W3C canonical), at most 2,000 characters. It never changes.",
  })
  canonical?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "IRIs where the note was before it came here (W3C via), at most 10.",
  })
  via?: string[] | null;
}

@InputType({ description: "A new note." })
export class NewAnnotation extends AnnotationOrigin {
  @Field(() => AnnotationTargetInput, { description: "What it is about." })
  target: AnnotationTargetInput;

  @Field(() => Motivation, { description: "Why it is made: any but REPLYING." })
  motivation: Motivation;

  @Field(() => AnnotationAudience, { description: "For whom it is meant." })
  audience: AnnotationAudience;
}

@InputType({ description: "A reply to a note. It needs a body." })
export class NewReply extends AnnotationOrigin {
  @Field(() => AnnotationAudience, {
    nullable: true,
    description:
      "For whom it is meant, at most those for whom the answered note is; the same where it is left out.",
  })
  audience?: AnnotationAudience | null;
}

@InputType({ description: "A change of a note: what is left out stays as it is, null deletes." })
export class AnnotationChange extends AnnotationWords {
  @Field(() => AnnotationAudience, {
    nullable: true,
    description: "For whom it is meant. A note that others have answered cannot be meant for fewer.",
  })
  audience?: AnnotationAudience | null;
}

@InputType({ description: "Which notes to list; all given conditions must hold." })
export class AnnotationFilter {
  @Field(() => [ID], { nullable: true, description: "On any of these records." })
  recordIds?: string[] | null;

  @Field(() => [Kind], { nullable: true, description: "On records of any of these kinds." })
  kinds?: Kind[] | null;

  @Field(() => [Motivation], { nullable: true, description: "Made for any of these reasons." })
  motivations?: Motivation[] | null;

  @Field(() => [ID], { nullable: true, description: "Written by any of these members." })
  authorIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "Mentioning any of these members; none unless you are signed in as a member.",
  })
  mentioning?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "True: only those that mention you; false: only those that do not.",
  })
  mentioningMe?: boolean | null;

  @Field(() => [AnnotationAudience], { nullable: true, description: "Meant for any of these audiences." })
  audience?: AnnotationAudience[] | null;

  @Field(() => [Resolution], {
    nullable: true,
    description: "Questions of which any of these has become.",
  })
  resolutions?: Resolution[] | null;

  @Field(() => [String], { nullable: true, description: "Carrying any of these tags, letter by letter." })
  tags?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: "True: only your own; false: only those of others." })
  mine?: boolean | null;

  @Field(() => String, { nullable: true, description: 'On passages of this text field, as "lessons".' })
  field?: string | null;

  @Field(() => [AnchorState], {
    nullable: true,
    description:
      "On passages of which any of these has become, in the language of the text they were made on.",
  })
  anchor?: AnchorState[] | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: "Written at this moment or later." })
  since?: Date | null;

  @Field(() => ID, { nullable: true, description: "Written before the note with this id." })
  olderThan?: string | null;

  @Field(() => ID, { nullable: true, description: "Written after the note with this id." })
  newerThan?: string | null;
}

export enum AnnotationSort {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
}
registerEnumType(AnnotationSort, {
  name: "AnnotationSort",
  description: "The order of a list of notes.",
  valuesConfig: {
    NEWEST: { description: "Written last first." },
    OLDEST: { description: "Written first first." },
  },
});
