import { Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { ContentChange, ContentFilter } from "../../foundation/content-fields.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { ProjectBudget, ProjectPartnerInput } from "./consortium.ts";
import { ProjectOutputInput } from "./outputs.ts";
import { ProjectKind } from "./project.enums.ts";
import { ProjectTexts } from "./project.texts.ts";

@InputType({ description: "A change of a project: what is left out stays as it is, null deletes." })
export class ProjectChange extends ContentChange {
  @Field(() => ProjectTexts, {
    nullable: true,
    description: "Texts in the original language. Their change marks the translations as stale.",
  })
  texts?: ProjectTexts | null;

  @Field(() => String, { nullable: true, description: "Its short name, at most 50 characters." })
  acronym?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Other names and spellings, at most 30 of 200 characters each.",
  })
  aliases?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Address of its website, beginning with http:// or https://.",
  })
  website?: string | null;

  @Field(() => ProjectKind, { nullable: true, description: "What sort of undertaking it is." })
  projectKind?: ProjectKind | null;

  @Field(() => String, {
    nullable: true,
    description: "The programme that funds it, at most 200 characters.",
  })
  programme?: string | null;

  @Field(() => [ID], { nullable: true, description: "The organisations that fund it, the main one first." })
  funderIds?: string[] | null;

  @Field(() => [ProjectPartnerInput], {
    nullable: true,
    description: "Who takes part, all of them, the lead included; each organisation once.",
  })
  partners?: ProjectPartnerInput[] | null;

  @Field(() => PartialDate, { nullable: true, description: "When it began." })
  start?: string | null;

  @Field(() => PartialDate, { nullable: true, description: "When it ended or will end." })
  end?: string | null;

  @Field(() => ProjectBudget, { nullable: true, description: "What it costs." })
  budget?: ProjectBudget | null;

  @Field(() => [ProjectOutputInput], {
    nullable: true,
    description: "What it made, all outputs; their words stand in `texts.outputWords`.",
  })
  outputs?: ProjectOutputInput[] | null;

  @Field(() => [ID], { nullable: true, description: "Where it works." })
  territoryIds?: string[] | null;
}

@InputType({ description: "A new project. Its texts need a title." })
export class NewProject extends ProjectChange {
  @Field(() => LanguageEnum, { description: "The language of the texts." })
  language: Language;
}

@InputType({ description: "Which projects to list; all given conditions must hold." })
export class ProjectFilter extends ContentFilter {
  @Field(() => [ProjectKind], { nullable: true, description: "Of any of these sorts." })
  kinds?: ProjectKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Funded by any of these programmes, by their names; upper and lower case are one.",
  })
  programmes?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: "Led, carried or funded by any of these organisations.",
  })
  partnerIds?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Under way in that year, as 2018: begun by then and not ended before. Projects whose beginning is not known are left out; those without an end count as going on.",
  })
  activeIn?: number | null;

  @Field(() => [ID], { nullable: true, description: "At work in any of these territories." })
  territoryIds?: string[] | null;
}

export enum ProjectSort {
  NEWEST = "NEWEST",
  OLDEST = "OLDEST",
  CHANGED = "CHANGED",
  TITLE = "TITLE",
  START = "START",
}
registerEnumType(ProjectSort, {
  name: "ProjectSort",
  description: "The order of a list of projects.",
  valuesConfig: {
    NEWEST: { description: "Created last first." },
    OLDEST: { description: "Created first first." },
    CHANGED: { description: "Changed last first." },
    TITLE: { description: "By the title in the original language, accents and case left aside." },
    START: { description: "Begun last first; those without a date at the end." },
  },
});
