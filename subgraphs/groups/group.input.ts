import { Field, ID, InputType } from "type-graphql";
import { ContentChange, ContentFilter } from "../../foundation/content-fields.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { JoinPolicy } from "./group.enums.ts";
import { WorkingGroupTexts } from "./group.texts.ts";

@InputType({
  description:
    "A change of a working group: what is left out stays as it is, null deletes. A curator hides the group from all but its members by the visibility GROUP with its own id.",
})
export class WorkingGroupChange extends ContentChange {
  @Field(() => WorkingGroupTexts, {
    nullable: true,
    description: "Texts in the original language. Their change marks the translations as stale.",
  })
  texts?: WorkingGroupTexts | null;

  @Field(() => [String], {
    nullable: true,
    description: "Other names, at most 30 of 200 characters each.",
  })
  aliases?: string[] | null;

  @Field(() => ID, { nullable: true, description: "The organisation that hosts it." })
  hostId?: string | null;

  @Field(() => JoinPolicy, {
    nullable: true,
    description:
      "How one comes into it; ON_REQUEST where nothing is said of a new group. Of a published group, its leads and curators alone change it.",
  })
  joinPolicy?: JoinPolicy | null;

  @Field(() => PartialDate, { nullable: true, description: "When it began." })
  start?: string | null;

  @Field(() => ID, { nullable: true, description: "The resource on which it works together." })
  platformId?: string | null;

  @Field(() => [ID], { nullable: true, description: "Projects whose work it carries on." })
  projectIds?: string[] | null;
}

@InputType({ description: "A new working group. Its texts need a title." })
export class NewWorkingGroup extends WorkingGroupChange {
  @Field(() => LanguageEnum, { description: "The language of the texts." })
  language: Language;

  @Field(() => [ID], {
    nullable: true,
    description:
      "The members who lead it from the start; you where it is left out. Only curators name others, or nobody.",
  })
  leadIds?: string[] | null;
}

@InputType({ description: "Which working groups to list; all given conditions must hold." })
export class WorkingGroupFilter extends ContentFilter {
  @Field(() => [JoinPolicy], { nullable: true, description: "Joined in any of these ways." })
  joinPolicies?: JoinPolicy[] | null;

  @Field(() => [ID], { nullable: true, description: "Hosted by any of these organisations." })
  hostIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Carrying on any of these projects." })
  projectIds?: string[] | null;
}
