import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";
import type { Kind } from "../../../foundation/enums.ts";
import type { Language } from "../../../foundation/language.ts";
import type { AnchorState } from "../anchor.enums.ts";

/** Where a passage was found in one more language of its record, in Unicode characters. */
export interface Elsewhere {
  language: Language;
  state: AnchorState;
  start: number;
  end: number;
  confidence: number;
}

/** What became of the passage that a note is about, in the language in which it was made, and in others. */
@Entity({ schema: "annotations", name: "anchor" })
@Index("anchor_state", ["state", "annotationId"])
export class StoredAnchor {
  @PrimaryColumn("uuid")
  annotationId: string;

  @Column("text")
  state: AnchorState;

  /** revision of the record in which it was sought */
  @Column("int")
  revision: number;

  /** in Unicode characters; null where it was not found */
  @Column("int", { nullable: true })
  start: number | null;

  @Column("int", { nullable: true })
  end: number | null;

  @Column("double precision")
  confidence: number;

  /** languages of the record, the original first */
  @Column("text", { array: true })
  languages: Language[];

  @Column("jsonb")
  elsewhere: Elsewhere[];
}

/** A text as the notes on it were anchored in it last, so that it is known what becomes of their passages when it changes. */
@Entity({ schema: "annotations", name: "anchored_text" })
export class AnchoredText {
  @PrimaryColumn("uuid")
  recordId: string;

  @PrimaryColumn("text")
  field: string;

  @PrimaryColumn("text")
  language: Language;

  @Column("int")
  revision: number;

  @Column("text")
  text: string;
}

/** A record whose notes are to be anchored anew: it has changed, or one of them is new. Triggers write it, with what they follow from. */
@Entity({ schema: "annotations", name: "unanchored" })
export class Unanchored {
  @PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" })
  id: string;

  @Column("text")
  kind: Kind;

  @Index("unanchored_record")
  @Column("uuid")
  recordId: string;
}
