import sql, { type Sql } from "sql-template-tag";
import { Directive, Field, GraphQLISODateTime, ID, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, UpdateDateColumn } from "typeorm";
import type { History } from "../../foundation/access.ts";
import { ConnectionOf } from "../../foundation/connection.ts";
import { pointsAtVisible } from "../../foundation/directory.ts";
import { type Kind, LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import { AnnotationAudience, Experience, Moderation, Motivation, Resolution } from "./annotation.enums.ts";
import { historyOfNotes, notesFor } from "./audience.ts";
import type { TextPositionSelector, TextQuoteSelector } from "./target.ts";

@Entity({ schema: "annotations" })
@Index(["targetId", "id"])
@Index(["replyToId", "id"])
@Index(["authorId", "id"])
@Index("annotation_passage", ["targetId", "id"], { where: "quote IS NOT NULL" })
@Index("annotation_thread", ["rootId", "id"])
@Index("annotation_questions", ["resolution", "id"], { where: `motivation = 'QUESTIONING'` })
@Index("annotation_addressee", ["addresseeId", "id"], { where: '"addresseeId" IS NOT NULL' })
@Index("annotation_published", ["publishedFromId"], { unique: true, where: '"publishedFromId" IS NOT NULL' })
@Index("annotation_flagged", ["id"], { where: `moderation = 'FLAGGED'` })
@ObjectType({
  description:
    "A note on a record or on a passage of it, after the W3C Web Annotation Data Model. Notes and their replies form threads.",
})
@Directive('@key(fields: "id")')
export class Annotation {
  @Field(() => ID, { description: "Identifier, a UUID (version 7). It never changes." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text")
  targetKind: Kind;

  @Column("uuid")
  targetId: string;

  @Column("text", { nullable: true })
  targetField: string | null;

  @Column("text", { nullable: true })
  targetLanguage: Language | null;

  @Column("int")
  targetRevision: number;

  @Column("jsonb", { nullable: true })
  quote: TextQuoteSelector | null;

  @Column("jsonb", { nullable: true })
  position: TextPositionSelector | null;

  @Field(() => ID, { description: "Id of the note that began the thread; the note's own where it did." })
  @Column("uuid")
  rootId: string;

  @Column("uuid", { nullable: true })
  replyToId: string | null;

  /** the notes above it in its thread, the root first */
  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  ancestorIds: string[];

  @Field(() => Motivation, { description: "Why the note was made." })
  @Column("text")
  motivation: Motivation;

  @Field(() => String, {
    nullable: true,
    description:
      "What it says, as plain text of at most 10,000 characters; null for a highlight, for a deleted note, and where tags or links say all.",
  })
  @Column("text", { nullable: true })
  body: string | null;

  @Field(() => LanguageEnum, { nullable: true, description: "The language of the body; null without one." })
  @Column("text", { nullable: true })
  language: Language | null;

  @Field(() => [String], { description: "Addresses (http or https) to which the note leads." })
  @Column("text", { array: true })
  links: string[];

  @Field(() => [String], { description: "Words by which the author marked the record or passage." })
  @Index({ type: "gin" })
  @Column("text", { array: true })
  tags: string[];

  @Field(() => Experience, {
    nullable: true,
    description: "Whether the author's organisation did this, or stopped; null where the note does not say.",
  })
  @Column("text", { nullable: true })
  experience: Experience | null;

  @Field(() => String, {
    nullable: true,
    description: "The IRI by which it is known wherever it is (W3C canonical); null where it has none.",
  })
  @Column("text", { nullable: true })
  canonical: string | null;

  @Field(() => [String], { description: "IRIs where it was before it came here (W3C via)." })
  @Column("text", { array: true, default: () => "'{}'" })
  via: string[];

  @Index("annotation_mentions", { type: "gin" })
  @Column("uuid", { array: true, default: () => "'{}'" })
  mentionIds: string[];

  @Column("uuid", { nullable: true })
  authorId: string | null;

  @Column("uuid", { nullable: true })
  organisationId: string | null;

  @Field(() => AnnotationAudience, {
    description: "For whom the note is meant. A reply is meant for no more people than what it answers.",
  })
  @Column("text")
  audience: AnnotationAudience;

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  groupIds: string[];

  /** who asked the owner of the record, in all notes of the thread; nobody reads it */
  @Column("uuid", { nullable: true })
  askerId: string | null;

  /** the organisation that was asked, in all notes of the thread */
  @Column("uuid", { nullable: true })
  addresseeId: string | null;

  /** whether the organisation that was asked may publish the question, and say who asked */
  @Column("boolean", { default: false })
  mayPublish: boolean;

  @Column("boolean", { default: false })
  mayName: boolean;

  /** the question, or the answer, of which this is the published copy */
  @Column("uuid", { nullable: true })
  publishedFromId: string | null;

  @Field(() => Resolution, {
    nullable: true,
    description: "What became of the question; null for a note that asks nothing.",
  })
  @Column("text", { nullable: true })
  resolution: Resolution | null;

  @Field(() => Moderation, { description: "How the note stands with the curators." })
  @Column("text")
  moderation: Moderation;

  @Field(() => String, {
    nullable: true,
    description: "Why a curator hid the note, for its author and the curators; null unless it is HIDDEN.",
  })
  @Column("text", { nullable: true })
  hiddenBecause: string | null;

  @Field(() => Int, {
    description:
      "Counts the changes of the note from 1. Send it back with a change, so that nobody's work is overwritten.",
  })
  @Column("int")
  revision: number;

  @Field(() => GraphQLISODateTime, { description: "When it was written." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { description: "When it was last changed." })
  @UpdateDateColumn({ type: "timestamptz", precision: 3 })
  updatedAt: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description:
      "When its author deleted it; null for a note that stands. A deleted note stays, without what it said, the passage it pointed at and who said it, as long as replies stand below it.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  deletedAt: Date | null;

  static readonly untold = ["askerId", "publishedFromId"];

  static visibleTo(viewer: Viewer): Sql {
    return sql`${notesFor(viewer)} AND ${pointsAtVisible({ viewer }, 'r."targetId"')}`;
  }

  static history(viewer: Viewer, note: string, revision: string): History {
    return historyOfNotes(viewer, note, revision);
  }
}

export const AnnotationConnection = ConnectionOf(Annotation);
