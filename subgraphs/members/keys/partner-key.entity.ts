import sql, { type Sql } from "sql-template-tag";
import { Field, GraphQLISODateTime, ID, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from "typeorm";
import { everybody, nobody } from "../../../foundation/access.ts";
import { ConnectionOf } from "../../../foundation/connection.ts";
import { isSteward, type Viewer } from "../../../foundation/viewer.ts";
import { seesEveryMember } from "../member.entity.ts";
import { SCOPES_IN_WORDS } from "./scopes.ts";

@Entity({ schema: "members", name: "partner_key" })
@ObjectType({
  description:
    "By which a partner's portal asks the hub, without a person. Stewards see those of their own organisation, administrators all, and whoever asks with a key sees that one.",
})
export class PartnerKey {
  @Field(() => ID, { description: "Identifier, a UUID (version 7). It never changes, and is no secret." })
  @PrimaryColumn("uuid")
  id: string;

  @Index()
  @Column("uuid")
  organisationId: string;

  @Field({ description: "What the key is for, as its owner calls it." })
  @Column("text")
  name: string;

  @Field(() => [String], { description: `What the key may do: ${SCOPES_IN_WORDS}.` })
  @Column("text", { array: true })
  scopes: string[];

  @Field(() => [String], {
    description:
      "The origins of web pages that may use the key, as https://portal.example; pages of no other may. Empty for a key that only servers use.",
  })
  @Column("text", { array: true })
  origins: string[];

  @Field(() => Int, {
    description:
      "How much the key may cost in each minute of the clock. A query costs the objects that its answer may hold at most, by the sizes of its lists, and 1 at least; it is counted before it runs. All gateways together never let pass more; each takes a tenth beforehand, so that one may refuse while another still has of its tenth. Each answer tells what is left (RateLimit, RateLimit-Policy); what is too much is refused with RATE_LIMITED, HTTP 429 and Retry-After.",
  })
  @Column("int")
  costPerMinute: number;

  @Field(() => Int, { description: "How much the key may cost in each day (UTC), counted as by the minute." })
  @Column("int")
  costPerDay: number;

  @Field({
    description:
      "Whether the key asks only what is registered for it. Everything else is refused with OPERATION_NOT_REGISTERED.",
  })
  @Column("boolean")
  registeredOnly: boolean;

  @Column("uuid", { nullable: true })
  createdById: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: "When the key was revoked; null while it is good.",
  })
  @Column({ type: "timestamptz", precision: 3, nullable: true })
  revokedAt: Date | null;

  @Field(() => Int, {
    description:
      "Counts the changes from 1. Send it back with a change, so that nobody's work is overwritten.",
  })
  @Column("int")
  revision: number;

  @Field(() => GraphQLISODateTime, { description: "When the key was created." })
  @CreateDateColumn({ type: "timestamptz", precision: 3 })
  createdAt: Date;

  static readonly apart = true;

  static visibleTo(viewer: Viewer): Sql {
    if (seesEveryMember(viewer)) return everybody;
    if (viewer.kind === "PARTNER" && viewer.key) return sql`r.id = ${viewer.key}::uuid`;
    if (viewer.kind === "MEMBER" && isSteward(viewer) && viewer.organisation)
      return sql`r."organisationId" = ${viewer.organisation}::uuid`;
    return nobody;
  }
}

export const PartnerKeyConnection = ConnectionOf(PartnerKey);
