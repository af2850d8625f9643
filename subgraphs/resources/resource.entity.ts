import { Directive, Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { Content, ContentOf, TranslationOf } from "../../foundation/record.ts";
import { DocumentFile } from "./document-file.ts";
import { InsightKind, ResourceAccess, ResourceKind } from "./resource.enums.ts";
import { ResourceTexts } from "./resource.texts.ts";

@Entity({ schema: "resources" })
@ObjectType({
  implements: Content,
  description: "Something to read, watch or use: a document, a website, a tool, or a single insight.",
})
@Directive('@key(fields: "id")')
export class Resource extends ContentOf(ResourceTexts) {
  @Field(() => ResourceKind, { description: "What it is." })
  @Index()
  @Column("text")
  resourceKind: ResourceKind;

  @Field(() => InsightKind, {
    nullable: true,
    description: "What the insight is; null for other kinds of resource.",
  })
  @Column("text", { nullable: true })
  insightKind: InsightKind | null;

  @Field(() => [String], {
    description: "Who wrote it, by name as it is printed; empty where nobody is named.",
  })
  @Column("text", { array: true })
  authors: string[];

  @Field(() => [String], { description: "Who edited it, by name as it is printed." })
  @Column("text", { array: true })
  editors: string[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  publisherIds: string[];

  @Field(() => String, {
    nullable: true,
    description:
      "Name of a publisher that has no record in the hub; null where `publishers` says it or nobody is named.",
  })
  @Column("text", { nullable: true })
  publisherName: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: "When it was published, as precise as it is known; null where it is not.",
  })
  @Index()
  @Column({ type: "text", collation: "C", nullable: true })
  date: string | null;

  @Field(() => [LanguageEnum], {
    description:
      "The languages of the document itself; empty where they are not known. `languages` are those of its record here.",
  })
  @Column("text", { array: true })
  contentLanguages: Language[];

  @Field(() => String, {
    nullable: true,
    description: "Where it is on the web, http or https; null where it is not.",
  })
  @Column("text", { nullable: true })
  url: string | null;

  @Field(() => DocumentFile, {
    nullable: true,
    description: "The file that holds it; null where nothing is known of one.",
  })
  @Column("jsonb", { nullable: true })
  file: DocumentFile | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Licence of the document, as an SPDX identifier (CC-BY-4.0) or in words; null where it is not stated.",
  })
  @Column("text", { nullable: true })
  licence: string | null;

  @Field(() => ResourceAccess, { description: "Who may read the document itself, where it is kept." })
  @Column("text")
  access: ResourceAccess;

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  projectIds: string[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  workshopIds: string[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  practiceIds: string[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  workingGroupIds: string[];
}

@ObjectType({ description: "The texts of a resource in one language." })
export class ResourceTranslation extends TranslationOf(ResourceTexts) {}

export const ResourceConnection = ConnectionOf(Resource);
