import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { ContentChange, ContentFilter } from "../../foundation/content-fields.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { DocumentFile } from "./document-file.ts";
import { InsightKind, ResourceAccess, ResourceKind } from "./resource.enums.ts";
import { ResourceTexts } from "./resource.texts.ts";

@InputType({ description: "A change of a resource: what is left out stays as it is, null deletes." })
export class ResourceChange extends ContentChange {
  @Field(() => ResourceTexts, {
    nullable: true,
    description: "Texts in the original language. Their change marks the translations as stale.",
  })
  texts?: ResourceTexts | null;

  @Field(() => ResourceKind, {
    nullable: true,
    description: "What it is; OTHER where a new one does not say.",
  })
  resourceKind?: ResourceKind | null;

  @Field(() => InsightKind, {
    nullable: true,
    description: "What the insight is; for the kind INSIGHT alone.",
  })
  insightKind?: InsightKind | null;

  @Field(() => [String], { nullable: true, description: "Who wrote it, by name, all of them." })
  authors?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Who edited it, by name, all of them." })
  editors?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "The organisations that published it; the first is the publisher, the others joined in.",
  })
  publisherIds?: string[] | null;

  @Field(() => String, { nullable: true, description: "Name of a publisher without a record in the hub." })
  publisherName?: string | null;

  @Field(() => PartialDate, { nullable: true, description: "When it was published." })
  date?: string | null;

  @Field(() => [LanguageEnum], { nullable: true, description: "The languages of the document itself." })
  contentLanguages?: Language[] | null;

  @Field(() => String, { nullable: true, description: "Where it is on the web, http or https." })
  url?: string | null;

  @Field(() => DocumentFile, { nullable: true, description: "The file that holds it." })
  file?: DocumentFile | null;

  @Field(() => String, {
    nullable: true,
    description: "Licence of the document, as an SPDX identifier or in words.",
  })
  licence?: string | null;

  @Field(() => ResourceAccess, {
    nullable: true,
    description: "Who may read the document itself; UNKNOWN where a new one does not say.",
  })
  access?: ResourceAccess | null;

  @Field(() => [ID], { nullable: true, description: "Projects it comes from." })
  projectIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Workshops it was shown at, tells of or comes from." })
  workshopIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Practices it tells of." })
  practiceIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Working groups it comes from." })
  workingGroupIds?: string[] | null;
}

@InputType({ description: "A new resource. Its texts need a title." })
export class NewResource extends ResourceChange {
  @Field(() => LanguageEnum, { description: "The language of the texts." })
  language: Language;
}

@InputType({ description: "Which resources to list; all given conditions must hold." })
export class ResourceFilter extends ContentFilter {
  @Field(() => [ResourceKind], { nullable: true, description: "Of any of these kinds." })
  kinds?: ResourceKind[] | null;

  @Field(() => [ID], { nullable: true, description: "Published by any of these organisations." })
  publisherIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Coming from any of these projects." })
  projectIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Belonging to any of these workshops." })
  workshopIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Telling of any of these practices." })
  practiceIds?: string[] | null;

  @Field(() => PartialDate, {
    nullable: true,
    description:
      "Published on this date or later, as far as dates are known; those without a date are left out.",
  })
  from?: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: "Published by this date, as far as dates are known; those without a date are left out.",
  })
  to?: string | null;

  @Field(() => [LanguageEnum], {
    nullable: true,
    description: "The document itself is in any of these languages.",
  })
  contentLanguages?: Language[] | null;
}

export enum ResourceSort {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
  CHANGED = "CHANGED",
  TITLE = "TITLE",
  DATE = "DATE",
}
registerEnumType(ResourceSort, {
  name: "ResourceSort",
  description: "The order of a list of resources.",
  valuesConfig: {
    NEWEST: { description: "Created in the hub last first." },
    OLDEST: { description: "Created in the hub first first." },
    CHANGED: { description: "Changed last first." },
    TITLE: { description: "By the title in the original language, accents and case left aside." },
    DATE: { description: "Published last first; those without a date at the end." },
  },
});
