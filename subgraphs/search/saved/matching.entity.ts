import { Column, Entity, PrimaryColumn } from "typeorm";
import type { EvidenceLevel, Kind, PracticeState } from "../../../foundation/enums.ts";
import type { Language } from "../../../foundation/language.ts";

/** How far documents have been compared with saved searches: up to this version. There is one row. */
@Entity({ schema: "search" })
export class Matched {
  @PrimaryColumn("bigint")
  version: string;
}

/**
 * A document as it was before a change that has not been compared yet: it tells whether the record matched already. A
 * trigger keeps it, whatever changes the document. Columns are those of StoredDocument.
 */
@Entity({ schema: "search" })
export class FormerDocument {
  @PrimaryColumn("uuid")
  id: string;

  @PrimaryColumn("bigint")
  version: string;

  /** the version that took its place */
  @Column("bigint")
  until: string;

  @Column("text")
  kind: Kind;

  @Column("jsonb")
  document: object;

  @Column("tsvector")
  words: string;

  @Column("uuid", { array: true })
  topicPath: string[];

  @Column("uuid", { array: true })
  organisationIds: string[];

  @Column("uuid", { array: true })
  placeIds: string[];

  @Column("text", { array: true })
  countries: string[];

  @Column("text", { array: true })
  languages: Language[];

  @Column("int", { array: true })
  years: number[];

  @Column("text", { nullable: true })
  state: PracticeState | null;

  @Column("text", { nullable: true })
  evidence: EvidenceLevel | null;

  @Column("int", { nullable: true })
  population: number | null;
}
