import { Directive, Field, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { ConnectionOf } from "../../foundation/connection.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { Content, ContentOf, TranslationOf } from "../../foundation/record.ts";
import { type PartnerRow, ProjectBudget } from "./consortium.ts";
import type { OutputRow } from "./outputs.ts";
import { ProjectKind } from "./project.enums.ts";
import { ProjectTexts } from "./project.texts.ts";

@Entity({ schema: "projects" })
@ObjectType({
  implements: Content,
  description: "An undertaking of several organisations with an aim, a beginning and an end.",
})
@Directive('@key(fields: "id")')
export class Project extends ContentOf(ProjectTexts) {
  @Field(() => String, {
    nullable: true,
    description: "Its short name, as CCI; null where it has none beside the title.",
  })
  @Column("text", { nullable: true })
  acronym: string | null;

  @Field(() => [String], { description: "Other names and spellings under which it is known." })
  @Column("text", { array: true })
  aliases: string[];

  @Field(() => String, { nullable: true, description: "Address of its website; null where none is known." })
  @Column("text", { nullable: true })
  website: string | null;

  @Field(() => ProjectKind, {
    nullable: true,
    description: "What sort of undertaking it is; null where it is not known.",
  })
  @Column("text", { nullable: true })
  projectKind: ProjectKind | null;

  @Field(() => String, {
    nullable: true,
    description: "The programme that funds it, as Horizon 2020; null where none is stated.",
  })
  @Index()
  @Column("text", { nullable: true })
  programme: string | null;

  @Column("uuid", { array: true })
  funderIds: string[];

  @Column("jsonb")
  partners: PartnerRow[];

  /** whoever leads, takes part or pays: kept beside `partners` and `funderIds` so that an organisation's projects are found by an index */
  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  partnerIds: string[];

  @Field(() => PartialDate, { nullable: true, description: "When it began; null where it is not known." })
  @Column("text", { nullable: true })
  start: string | null;

  @Field(() => PartialDate, {
    nullable: true,
    description: "When it ended or will end; null where it is not known.",
  })
  @Column("text", { nullable: true })
  end: string | null;

  @Field(() => ProjectBudget, { nullable: true, description: "What it costs; null where it is not known." })
  @Column("jsonb", { nullable: true })
  budget: ProjectBudget | null;

  @Column("jsonb")
  outputRows: OutputRow[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  territoryIds: string[];
}

@ObjectType({ description: "The texts of a project in one language." })
export class ProjectTranslation extends TranslationOf(ProjectTexts) {}

export const ProjectConnection = ConnectionOf(Project);
