import { Field, Float, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { PartialDate } from "../../../foundation/partial-date.ts";

/** What gateways have taken of a key's budget in the minute and the day that run. */
@Entity({ schema: "members", name: "partner_budget" })
export class PartnerBudget {
  @PrimaryColumn("uuid")
  keyId: string;

  @Column({ type: "timestamptz", precision: 3 })
  minute: Date;

  @Column("int")
  minuteTaken: number;

  @Column("date")
  day: string;

  @Column("int")
  dayTaken: number;
}

@Entity({ schema: "members", name: "partner_usage" })
@ObjectType({
  description: "What a key was used for on one day. Each gateway tells it within some seconds.",
})
export class PartnerUsage {
  @PrimaryColumn("uuid")
  keyId: string;

  @Field(() => PartialDate, { description: "The day (UTC)." })
  @PrimaryColumn("date")
  day: string;

  @Field(() => Int, { description: "How many requests were let pass." })
  @Column("int")
  requests: number;

  @Field(() => Int, { description: "How many were refused because the budget was used up." })
  @Column("int")
  refused: number;

  @Field(() => Float, { description: "What those that were let pass cost." })
  @Column("double precision")
  cost: number;
}
