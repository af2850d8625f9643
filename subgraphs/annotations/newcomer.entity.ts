import { Column, Entity, PrimaryColumn } from "typeorm";

/** When a member wrote last, while they were new: the hour that counts against what new members may write. */
@Entity({ schema: "annotations" })
export class Newcomer {
  @PrimaryColumn("uuid")
  memberId: string;

  @Column("timestamptz", { array: true })
  writtenAt: Date[];
}
