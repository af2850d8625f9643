import sql, { raw, type Sql } from "sql-template-tag";
import { Directive, Field, GraphQLISODateTime, ID, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique, UpdateDateColumn } from "typeorm";
import { readsMembersContent } from "../../foundation/access.ts";
import { ConnectionOf } from "../../foundation/connection.ts";
import { pointsAtVisible } from "../../foundation/directory.ts";
import { LanguageEnum, Visibility } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { PartialDate } from "../../foundation/partial-date.ts";
import { isCurator, type Viewer } from "../../foundation/viewer.ts";
import { AdoptionState } from "./practice.enums.ts";

@Entity({ schema: "practices" })
@Unique(["practiceId", "organisationId"])
@ObjectType({
  description: "An organisation's record that it took a practice over: what it changed and what came of it.",
})
@Directive('@key(fields: "id")')
export class Adoption {
  @Field(() => ID, { description: "Identifier, a UUID." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  practiceId: string;

  @Index()
  @Column("uuid")
  organisationId: string;

  @Field(() => AdoptionState, { description: "How far it has come; `history` tells how it came there." })
  @Column("text")
  state: AdoptionState;

  @Field(() => PartialDate, { nullable: true, description: "Since when; null where it is not known." })
  @Column("text", { nullable: true })
  since: string | null;

  @Field(() => PartialDate, { nullable: true, description: "Until when; null while it goes on." })
  @Column("text", { nullable: true })
  until: string | null;

  @Field(() => LanguageEnum, { description: "The language of `changed` and `outcome`." })
  @Column("text")
  language: Language;

  @Field(() => String, {
    nullable: true,
    description: "What it did differently from the original; null where nothing is said.",
  })
  @Column("text", { nullable: true })
  changed: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What came of it, failures included, as it was last said; null where nothing is known yet. `history` keeps what was said before.",
  })
  @Column("text", { nullable: true })
  outcome: string | null;

  @Column("uuid", { nullable: true })
  contactId: string | null;

  @Index()
  @Column("uuid", { nullable: true })
  resultingPracticeId: string | null;

  @Field(() => Visibility, {
    description:
      "Who may see it: PUBLIC, or MEMBERS of the network. Nobody sees the adoption of a practice they may not see.",
  })
  @Column("text")
  visibility: Visibility;

  @Field(() => Int, { description: "Counts the changes from 1." })
  @Column("int")
  revision: number;

  @Field(() => GraphQLISODateTime, { description: "When it was recorded in the hub." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { description: "When it was last changed." })
  @UpdateDateColumn({ type: "timestamptz", precision: 3 })
  updatedAt: Date;

  static visibleTo(viewer: Viewer): Sql {
    return sql`${Adoption.audience(viewer, "r")} AND ${pointsAtVisible({ viewer }, 'r."practiceId"')}`;
  }

  /** The part of the rule that the adoption itself decides, for statements that already read only visible practices. */
  static audience(viewer: Viewer, alias: string): Sql {
    return seesAll(viewer) ? sql`TRUE` : sql`${raw(alias)}.visibility = 'PUBLIC'`;
  }

  /** The column in which a practice counts the adoptions that the viewer may see. */
  static countedFor = (viewer: Viewer) => (seesAll(viewer) ? "allAdoptions" : "publicAdoptions");
}

const seesAll = (viewer: Viewer) => isCurator(viewer) || readsMembersContent(viewer);

export const AdoptionConnection = ConnectionOf(Adoption);
