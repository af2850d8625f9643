import { Column, Entity, PrimaryColumn } from "typeorm";
import { hashOf } from "../../foundation/hash.ts";

/** An identity whose member was erased, for a day and as its hash alone. In no schema. */
@Entity({ schema: "members" })
export class ErasedIdentity {
  @PrimaryColumn("text")
  hash: string;

  @Column({ type: "timestamptz", precision: 3 })
  until: Date;
}

export const identityHash = (issuer: string, subject: string): string =>
  hashOf(JSON.stringify([issuer, subject]));
