import { Field, GraphQLISODateTime, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from "typeorm";
import { Problem } from "../../../foundation/problems.ts";
import { PartnerKey } from "./partner-key.entity.ts";

/** A secret is kept as its hash alone. */
@Entity({ schema: "members", name: "partner_secret" })
@ObjectType({
  description: "A secret of a key, told by its last signs: the hub itself does not know the rest.",
})
export class PartnerSecret {
  @PrimaryColumn("text")
  hash: string;

  @Index()
  @Column("uuid")
  keyId: string;

  @Field({ description: "The secret's beginning and its last four signs." })
  @Column("text")
  hint: string;

  @Field(() => GraphQLISODateTime, { description: "When it was made." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  createdAt: Date;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "Until when it is taken, now that another has taken its place; null for the current one.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  endsAt: Date | null;
}

@ObjectType({ description: "A key with its new secret." })
export class KeyWithSecret {
  @Field(() => String, {
    nullable: true,
    description:
      "The secret, to send as the header authorization: Bearer <secret>. It is shown this once and never again: keep it where only your portal reads it. Null, with an error, where the key was created before by the same idempotency key.",
  })
  secret: string | Problem;

  @Field(() => PartnerKey, { description: "The key." })
  key: PartnerKey;
}
