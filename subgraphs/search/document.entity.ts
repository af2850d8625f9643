import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import type { EvidenceLevel, Kind, PracticeState } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import type { SearchDocument, ShownTexts } from "./search-document.ts";

/**
 * A record's document as PostgreSQL keeps it: what Meilisearch is filled from, and what is searched while Meilisearch
 * does not answer. A projection of the graph; `hub reindex --anew` makes it again.
 */
@Entity({ schema: "search", name: "document" })
@Index("document_words", { synchronize: false })
@Index("document_called", { synchronize: false })
@Index("document_pending", { synchronize: false })
@Index(["kind", "version"])
export class StoredDocument {
  @PrimaryColumn("uuid")
  id: string;

  @Column("text")
  kind: Kind;

  /** grows with each change of any document */
  @Index()
  @Column("bigint")
  version: string;

  @Column({ type: "timestamptz", precision: 3 })
  changedAt: Date;

  /** whether Meilisearch has yet to hear of this version */
  @Column("boolean")
  pending: boolean;

  /** null once the record is gone: the row stays for a day, so that an index that is being built hears of it */
  @Column("jsonb", { nullable: true })
  document: SearchDocument | null;

  /** revision of the record that the document shows */
  @Column("int")
  revision: number;

  @Column("jsonb")
  texts: Partial<Record<Language, ShownTexts>>;

  @Column("jsonb")
  names: Partial<Record<Language, string[]>>;

  @Column("text")
  originalLanguage: Language;

  /** the labels, a line each, for what is found by likeness */
  @Column("text")
  called: string;

  /** positions of all words, weighted: A names, B topics and summaries, C places, people and years, D other texts */
  @Column("tsvector")
  words: string;

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  topicPath: string[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  organisationIds: string[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  territoryIds: string[];

  @Index({ type: "gin" })
  @Column("uuid", { array: true })
  placeIds: string[];

  @Column("text", { array: true })
  countries: string[];

  @Column("text", { array: true })
  languages: string[];

  @Column("int", { array: true })
  years: number[];

  @Column("text", { nullable: true })
  state: PracticeState | null;

  @Column("text", { nullable: true })
  evidence: EvidenceLevel | null;

  @Column("int", { nullable: true })
  population: number | null;

  @Column("int")
  adoptions: number;

  @Column("bigint")
  recency: string;

  @Column("int")
  strength: number;

  @Column("double precision", { nullable: true })
  latitude: number | null;

  @Column("double precision", { nullable: true })
  longitude: number | null;
}

/** A word, or the stem of one, that some record for this audience has had: to tell words that are known from those that are mistyped. */
@Entity({ schema: "search", name: "word" })
@Index("word_like", { synchronize: false })
export class KnownWord {
  /** without accents and in small letters */
  @PrimaryColumn({ type: "text", collation: "C" })
  word: string;

  @PrimaryColumn("text")
  audience: string;

  /** as it was first met; null for a stem */
  @Column("text", { nullable: true })
  written: string | null;
}

/** An index that is being put in the place of another: documents of later versions than this one are to be brought to it. */
@Entity({ schema: "search", name: "swap" })
export class Swap {
  @PrimaryColumn("bigint")
  began: string;
}

/** Which version of the hub has drawn the documents: its code as a hash, in one row. */
@Entity({ schema: "search", name: "drawn_by" })
export class DrawnBy {
  @PrimaryColumn("text")
  code: string;
}
