import type { Sql } from "sql-template-tag";
import { Field, GraphQLISODateTime, ID, InputType, Int, InterfaceType, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Index, PrimaryColumn, UpdateDateColumn } from "typeorm";
import { contentFor, everybody, type History, historyOfContent, historyOfReferenceData } from "./access.ts";
import { LanguageEnum, Status, TranslationState, Visibility } from "./enums.ts";
import type { Language } from "./language.ts";
import { Provenance } from "./provenance.ts";
import type { Viewer } from "./viewer.ts";

/** A record's texts as stored, by language: { "en": { state: "ORIGINAL", title: "…" }, "fr": { … } }. */
export type Translations<T = object> = Partial<Record<Language, T & { state: TranslationState }>>;

/** What every record has, whatever its kind. */
export interface HubRecord {
  id: string;
  slug: string;
  originalLanguage: Language;
  texts: Translations<Record<string, unknown>>;
  sortTitle: string;
  provenance: Provenance;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  /** the language that `shown` chose for this reader */
  language: Language;
  languages: Language[];
}

/** What every piece of content has on top: who may see it and what it is about. */
export interface ContentRecord extends HubRecord {
  status: Status;
  visibility: Visibility;
  groupIds: string[];
  ownerId: string | null;
  topicIds: string[];
  organisationIds: string[];
  publishedAt: Date | null;
}

/** An entity class whose rows may be read: it says itself which of them a viewer may see. */
export interface RecordClass<T extends object = HubRecord> {
  new (): T;
  visibleTo(viewer: Viewer): Sql;
  /** columns that are told to nobody, not even with a revision as a whole */
  readonly untold?: readonly string[];
  /** of kinds that keep revisions: who reads a revision, by the names of a row that the viewer sees and of one of its revisions */
  history?(viewer: Viewer, row: string, revision: string): History;
  /** said of rows that are neither content nor for everybody: the public's connections do not reach them */
  apart?: true;
}

type Class<T> = new () => T;

/** The columns and fields of reference data (organisations, territories, topics), which everybody may see. `Texts` is the class of the kind's texts per language. */
export function RecordOf<T extends object>(Texts: Class<T>) {
  @ObjectType()
  abstract class RecordOf extends (Texts as Class<object>) {
    @Field(() => ID, { description: "Identifier, a UUID (version 7). It never changes." })
    @PrimaryColumn("uuid")
    id: string;

    @Field({
      description:
        "Short name for web addresses, unique among the records of its kind; a curator may change it.",
    })
    @Index({ unique: true })
    @Column("text")
    slug: string;

    @Field(() => LanguageEnum, { description: "The language the record was written in." })
    @Column("text")
    originalLanguage: Language;

    @Field(() => LanguageEnum, {
      description:
        "The language shown: the first one the reader asked for that the record has, else the original. All texts of the record are in it.",
    })
    language: Language;

    @Field(() => [LanguageEnum], { description: "The languages the record exists in, the original first." })
    languages: Language[];

    @Column("jsonb")
    texts: Translations<Record<string, unknown>>;

    @Index()
    @Column({ type: "text", collation: "C" })
    sortTitle: string;

    @Field(() => Provenance, { description: "Where the record comes from, and what in it is uncertain." })
    @Column("jsonb")
    provenance: Provenance;

    @Field(() => Int, {
      description:
        "Counts the changes of the record from 1. Send it back with a change, so that nobody's work is overwritten.",
    })
    @Column("int")
    revision: number;

    @Field(() => GraphQLISODateTime, { description: "When the record was created in the hub." })
    @CreateDateColumn({ type: "timestamptz", precision: 3 })
    createdAt: Date;

    @Field(() => GraphQLISODateTime, { description: "When the record was last changed." })
    @Index()
    @UpdateDateColumn({ type: "timestamptz", precision: 3 })
    updatedAt: Date;

    static visibleTo(_viewer: Viewer): Sql {
      return everybody;
    }

    static history(viewer: Viewer, row: string, _revision: string): History {
      return historyOfReferenceData(viewer, row);
    }
  }
  return RecordOf as unknown as RecordClass<HubRecord & T>;
}

/** The columns and fields of content, whose rows are seen by those their status and visibility name. */
export function ContentOf<T extends object>(Texts: Class<T>) {
  @ObjectType()
  abstract class ContentOf extends (RecordOf(Texts) as Class<object>) {
    @Field({ description: "What the record is called, at most 200 characters, in the language shown." })
    title: string;

    @Field(() => String, {
      nullable: true,
      description: "The record in at most 100 words, in the language shown.",
    })
    summary: string | null;

    @Field(() => Status, { description: "How far the record is on its way to readers." })
    @Column("text")
    status: Status;

    @Field(() => Visibility, { description: "For whom the record is meant once it is published." })
    @Column("text")
    visibility: Visibility;

    @Index({ type: "gin" })
    @Column("uuid", { array: true })
    groupIds: string[];

    @Index()
    @Column("uuid", { nullable: true })
    ownerId: string | null;

    @Index({ type: "gin" })
    @Column("uuid", { array: true })
    topicIds: string[];

    @Index({ type: "gin" })
    @Column("uuid", { array: true })
    organisationIds: string[];

    @Field(() => GraphQLISODateTime, {
      nullable: true,
      description: "When a curator first published the record; null before.",
    })
    @Column({ type: "timestamptz", precision: 3, nullable: true })
    publishedAt: Date | null;

    static visibleTo(viewer: Viewer): Sql {
      return contentFor(viewer);
    }

    static history(viewer: Viewer, row: string, revision: string): History {
      return historyOfContent(viewer, row, revision);
    }
  }
  return ContentOf as unknown as RecordClass<ContentRecord & T>;
}

/** The fields that a client may ask of any content without knowing its kind. */
@InterfaceType("Content", {
  description:
    "What practices, projects, workshops, series, working groups, resources and collections have in common.",
})
export abstract class Content {
  @Field(() => ID, { description: "Identifier, a UUID (version 7). It never changes." })
  id: string;

  @Field({ description: "Short name for web addresses, unique among the records of its kind." })
  slug: string;

  @Field({ description: "What the record is called, in the language shown." })
  title: string;

  @Field(() => String, {
    nullable: true,
    description: "The record in at most 100 words, in the language shown; null where it has none.",
  })
  summary: string | null;

  @Field(() => LanguageEnum, { description: "The language shown." })
  language: Language;

  @Field(() => [LanguageEnum], { description: "The languages the record exists in, the original first." })
  languages: Language[];

  @Field(() => Status, { description: "How far the record is on its way to readers." })
  status: Status;

  @Field(() => Visibility, { description: "For whom the record is meant once it is published." })
  visibility: Visibility;

  @Field(() => Provenance, { description: "Where the record comes from, and what in it is uncertain." })
  provenance: Provenance;

  @Field(() => Int, { description: "Counts the changes of the record from 1." })
  revision: number;

  @Field(() => GraphQLISODateTime, { description: "When the record was created in the hub." })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { description: "When the record was last changed." })
  updatedAt: Date;
}

/** The texts that every piece of content has in each of its languages; kinds add theirs. */
@ObjectType()
@InputType()
export class ContentTexts {
  @Field(() => String, { nullable: true, description: "What the record is called, at most 200 characters." })
  title?: string | null;

  @Field(() => String, { nullable: true, description: "The record in at most 100 words." })
  summary?: string | null;
}

/** What is said of one language of a record, beside its texts. */
export function TranslationOf<T extends object>(Texts: Class<T>) {
  @ObjectType()
  abstract class TranslationOf extends (Texts as Class<object>) {
    @Field(() => LanguageEnum, { description: "The language of these texts." })
    language: Language;

    @Field(() => TranslationState, { description: "How these texts came about." })
    state: TranslationState;
  }
  return TranslationOf as unknown as Class<T & { language: Language; state: TranslationState }>;
}
