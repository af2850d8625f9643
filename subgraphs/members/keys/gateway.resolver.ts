import sql from "sql-template-tag";
import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { HubContext } from "../../../foundation/context.ts";
import { read } from "../../../foundation/reading.ts";
import { byId } from "../../../foundation/rows.ts";
import { takeBudget } from "./budget.service.ts";
import { BudgetShare, BudgetWish } from "./budget.types.ts";
import { PartnerKey } from "./partner-key.entity.ts";

/** What the hub's own gateways ask about keys. */
@Resolver()
export class KeysForGatewaysResolver {
  @Query(() => PartnerKey, {
    nullable: true,
    description:
      "The key whose secret has that hash, while both are good: for the hub's own gateway, null for everybody else.",
  })
  async partnerKeyBySecret(
    @Arg("hash", () => String, { description: "The SHA-256 hash of the secret." }) hash: string,
    @Ctx() ctx: HubContext,
  ): Promise<PartnerKey | null> {
    if (ctx.viewer.kind !== "SERVICE") return null;
    const [found] = await read<{ keyId: string }>(
      ctx,
      sql`SELECT s."keyId" FROM members.partner_secret s JOIN members.partner_key k ON k.id = s."keyId"
        WHERE s.hash = ${hash} AND k."revokedAt" IS NULL AND (s."endsAt" IS NULL OR s."endsAt" > now())`,
    );
    return found ? byId(ctx, PartnerKey).load(found.keyId) : null;
  }

  @Query(() => [String], {
    description:
      "The origins whose pages may ask with some key: for the hub's own gateway, none for everybody else.",
  })
  async partnerOrigins(@Ctx() ctx: HubContext): Promise<string[]> {
    if (ctx.viewer.kind !== "SERVICE") return [];
    const found = await read<{ origin: string }>(
      ctx,
      sql`SELECT DISTINCT unnest(origins) AS origin FROM members.partner_key WHERE "revokedAt" IS NULL ORDER BY 1`,
    );
    return found.map(({ origin }) => origin);
  }

  @Mutation(() => [BudgetShare], {
    description:
      "Takes shares of keys' budgets, each as far as it reaches, and writes down what was used of earlier ones. For the hub's own gateway.",
  })
  takeBudget(
    @Arg("wishes", () => [BudgetWish], { description: "One for each key." }) wishes: BudgetWish[],
    @Ctx() ctx: HubContext,
  ): Promise<BudgetShare[]> {
    return takeBudget(ctx, wishes);
  }
}
