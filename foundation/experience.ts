import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * What all rooms may know of the notes by which people say that their organisation did what a record tells of: whose they
 * are, and which adoption came of one. A trigger in the schema of the room that owns notes keeps it.
 */
@Entity({ schema: "hub", name: "experience" })
export class ExperienceEntry {
  /** of the note */
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  recordId: string;

  @Column("uuid", { nullable: true })
  authorId: string | null;

  @Column("uuid", { nullable: true })
  organisationId: string | null;

  /** set by the room that owns adoptions */
  @Index({ unique: true, where: '"adoptionId" IS NOT NULL' })
  @Column("uuid", { nullable: true })
  adoptionId: string | null;
}
