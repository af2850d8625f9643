import { Field, GraphQLISODateTime, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, PrimaryColumn } from "typeorm";

@Entity({ schema: "members", name: "partner_operation" })
@ObjectType({
  description:
    "An operation that is registered for a key. Ask it by its text, or by its hash alone, as extensions: { persistedQuery: { version: 1, sha256Hash } }.",
})
export class PartnerOperation {
  @PrimaryColumn("uuid")
  keyId: string;

  @Field({ description: "The SHA-256 hash of its text, in hexadecimal." })
  @PrimaryColumn("text")
  hash: string;

  @Field({ description: "Its text, to the letter." })
  @Column("text")
  query: string;

  @Field(() => GraphQLISODateTime, { description: "When it was registered." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  createdAt: Date;
}
