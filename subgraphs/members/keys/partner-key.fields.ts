import sql from "sql-template-tag";
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { HubContext } from "../../../foundation/context.ts";
import { badInput } from "../../../foundation/problems.ts";
import { readApart } from "../../../foundation/reading.ts";
import { byId } from "../../../foundation/rows.ts";
import { Member } from "../member.entity.ts";
import { Organisation } from "../organisation.entity.ts";
import { PartnerOperation } from "./operation.entity.ts";
import { PartnerKey } from "./partner-key.entity.ts";
import { PartnerSecret } from "./secret.entity.ts";
import { PartnerUsage } from "./usage.entity.ts";

const MOST_DAYS = 366;
const MOST_SECRETS = 20;

/** What hangs on a key. Whoever sees the key sees it all. */
@Resolver(() => PartnerKey)
export class PartnerKeyFields {
  @FieldResolver(() => Organisation, { description: "The organisation whose portal asks with it." })
  organisation(@Root() { organisationId }: PartnerKey, @Ctx() ctx: HubContext): Promise<Organisation> {
    return byId(ctx, Organisation).load(organisationId) as Promise<Organisation>;
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "Who created it; null where it was the hub itself, and for whoever may not know people.",
  })
  createdBy(@Root() { createdById }: PartnerKey, @Ctx() ctx: HubContext): Promise<Member | null> | null {
    return createdById ? byId(ctx, Member).load(createdById) : null;
  }

  @FieldResolver(() => [PartnerSecret], {
    description: "The secrets that are taken: the current one, and for a while the one before it.",
  })
  secrets(@Root() { id, revokedAt }: PartnerKey, @Ctx() ctx: HubContext): Promise<PartnerSecret[]> {
    if (revokedAt) return Promise.resolve([]);
    return readApart(
      ctx,
      sql`SELECT hint, "createdAt", "endsAt" FROM members.partner_secret WHERE "keyId" = ${id}::uuid
        AND ("endsAt" IS NULL OR "endsAt" > now()) ORDER BY "createdAt" DESC, hash LIMIT ${MOST_SECRETS}`,
    );
  }

  @FieldResolver(() => [PartnerOperation], {
    description: "The queries that are registered for it, the newest first.",
  })
  operations(
    @Root() { id }: PartnerKey,
    @Arg("first", () => Int, { defaultValue: 20, description: "How many to give, from 0 to 100." })
    first: number,
    @Ctx() ctx: HubContext,
  ): Promise<PartnerOperation[]> {
    if (first < 0 || first > 100) throw badInput("first", "Ask for 0 to 100 operations.");
    return readApart(
      ctx,
      sql`SELECT hash, query, "createdAt" FROM members.partner_operation WHERE "keyId" = ${id}::uuid
        ORDER BY "createdAt" DESC, hash LIMIT ${first}`,
    );
  }

  @FieldResolver(() => PartnerOperation, {
    nullable: true,
    description: "The query of that hash that is registered for it; null where there is none.",
  })
  async operation(
    @Root() { id }: PartnerKey,
    @Arg("hash", () => String, { description: "The query's SHA-256 hash." }) hash: string,
    @Ctx() ctx: HubContext,
  ): Promise<PartnerOperation | null> {
    const [found] = await readApart<PartnerOperation>(
      ctx,
      sql`SELECT hash, query, "createdAt" FROM members.partner_operation WHERE "keyId" = ${id}::uuid AND hash = ${hash}`,
    );
    return found ?? null;
  }

  @FieldResolver(() => [PartnerUsage], {
    description: "What it was used for in the last days, the newest first; days without use are left out.",
  })
  usage(
    @Root() { id }: PartnerKey,
    @Arg("first", () => Int, { defaultValue: 30, description: "Of how many days, from 1 to 366." })
    first: number,
    @Ctx() ctx: HubContext,
  ): Promise<PartnerUsage[]> {
    if (first < 1 || first > MOST_DAYS) throw badInput("first", `Ask for 1 to ${MOST_DAYS} days.`);
    return readApart(
      ctx,
      sql`SELECT day::text AS day, requests, refused, cost FROM members.partner_usage WHERE "keyId" = ${id}::uuid
        AND day > (now() AT TIME ZONE 'UTC')::date - ${first}::int ORDER BY day DESC`,
    );
  }
}
