import type { Sql } from "sql-template-tag";
import { Directive, Field, GraphQLISODateTime, ID, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, UpdateDateColumn } from "typeorm";
import { ConnectionOf } from "../../../foundation/connection.ts";
import {
  type EvidenceLevel,
  type Kind,
  LanguageEnum,
  type PracticeState,
} from "../../../foundation/enums.ts";
import type { Language } from "../../../foundation/language.ts";
import { ownedBy } from "../../../foundation/own.ts";
import type { Viewer } from "../../../foundation/viewer.ts";

@Entity({ schema: "search" })
@Index(["memberId", "id"])
@Index(["thesaurus"])
@ObjectType({
  description:
    "A search that a member keeps, to see what is new and to be told of it. For everybody but that member it does not exist.",
})
@Directive('@key(fields: "id")')
export class SavedSearch {
  @Field(() => ID, { description: "Identifier, a UUID (version 7). It never changes." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  memberId: string;

  @Field(() => String, { description: "What its owner calls it, at most 200 characters." })
  @Column("text")
  name: string;

  @Field(() => String, { description: "What is looked for; empty where the filter alone decides." })
  @Column("text")
  query: string;

  @Field(() => LanguageEnum, {
    nullable: true,
    description: "The language that its owner said the query is in; null where it is told from the words.",
  })
  @Column("text", { nullable: true })
  language: Language | null;

  @Field(() => Int, {
    description:
      "Counts the changes from 1, visits left aside. Send it back with a change, so that nothing is overwritten.",
  })
  @Column("int")
  revision: number;

  @Field(() => GraphQLISODateTime, { description: "When it was saved." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { description: "When it was last changed." })
  @UpdateDateColumn({ type: "timestamptz", precision: 3 })
  updatedAt: Date;

  @Field(() => GraphQLISODateTime, {
    description: "When its owner last visited it; at first, when it was saved.",
  })
  @Column("timestamptz")
  visitedAt: Date;

  /** what a document's words must meet; null where the filter alone decides */
  @Column("tsquery", { nullable: true })
  asked: string | null;

  /** the language in which `asked` was read; null where nothing told */
  @Column("text", { nullable: true })
  askedIn: Language | null;

  /** the version of the topics by which `asked` was read */
  @Column("bigint")
  thesaurus: string;

  /** the newest version of any document when it was saved or last changed: what matched then is no news */
  @Column("bigint")
  known: string;

  @Column("text", { array: true, nullable: true })
  kinds: Kind[] | null;

  @Column("uuid", { array: true, nullable: true })
  topicIds: string[] | null;

  @Column("text", { array: true, nullable: true })
  countries: string[] | null;

  @Column("uuid", { array: true, nullable: true })
  organisationIds: string[] | null;

  @Column("text", { array: true, nullable: true })
  languages: Language[] | null;

  @Column("text", { array: true, nullable: true })
  states: PracticeState[] | null;

  @Column("text", { array: true, nullable: true })
  evidence: EvidenceLevel[] | null;

  @Column("int", { nullable: true })
  yearFrom: number | null;

  @Column("int", { nullable: true })
  yearTo: number | null;

  @Column("int", { nullable: true })
  populationFrom: number | null;

  @Column("int", { nullable: true })
  populationTo: number | null;

  @Column("boolean", { nullable: true })
  adopted: boolean | null;

  @Column("boolean", { nullable: true })
  synthetic: boolean | null;

  @Column("double precision", { nullable: true })
  latitude: number | null;

  @Column("double precision", { nullable: true })
  longitude: number | null;

  @Column("double precision", { nullable: true })
  km: number | null;

  static visibleTo(viewer: Viewer): Sql {
    return ownedBy(viewer);
  }
}

export const SavedSearchConnection = ConnectionOf(SavedSearch);
