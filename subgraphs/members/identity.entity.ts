import { Column, CreateDateColumn, Entity, PrimaryColumn } from "typeorm";

/** Which member somebody is who signs in at a provider. In no schema: it is the gateway's business alone. */
@Entity({ schema: "members" })
export class Identity {
  @PrimaryColumn("text")
  issuer: string;

  @PrimaryColumn("text")
  subject: string;

  @Column("uuid", { unique: true })
  memberId: string;

  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  createdAt: Date;
}
