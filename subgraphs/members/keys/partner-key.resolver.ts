import sql from "sql-template-tag";
import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { RevisionArgs } from "../../../foundation/arguments.ts";
import { type Connection, connection, PageArgs } from "../../../foundation/connection.ts";
import type { HubContext } from "../../../foundation/context.ts";
import { Creates } from "../../../foundation/idempotency.ts";
import { byId, type Order } from "../../../foundation/rows.ts";
import { isUuid } from "../../../foundation/uuid.ts";
import { PartnerOperation } from "./operation.entity.ts";
import { registeredBefore, registerOperation, removeOperation } from "./operation.service.ts";
import { PartnerKey, PartnerKeyConnection } from "./partner-key.entity.ts";
import { NewPartnerKey, PartnerKeyChange } from "./partner-key.input.ts";
import {
  changePartnerKey,
  createdBefore,
  createPartnerKey,
  revokePartnerKey,
  rotatePartnerKey,
} from "./partner-key.service.ts";
import { KeyWithSecret } from "./secret.entity.ts";

const newestFirst: Order = { name: "NEWEST", by: "r.id", type: "uuid", descending: true };

@Resolver(() => PartnerKey)
export class PartnerKeyResolver {
  @Query(() => PartnerKey, {
    nullable: true,
    description: "One key by its id; null where there is none, or where it is not yours to see.",
  })
  partnerKey(
    @Arg("id", () => ID, { description: "The key's identifier." }) id: string,
    @Ctx() ctx: HubContext,
  ): Promise<PartnerKey | null> {
    return byId(ctx, PartnerKey).load(id);
  }

  @Query(() => PartnerKeyConnection, {
    description:
      "The keys of partners' portals, the newest first: for stewards those of their own organisation, for administrators all, for everybody else none.",
  })
  partnerKeys(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("organisationIds", () => [ID], {
      nullable: true,
      description: "Only those of any of these organisations.",
    })
    organisationIds: string[] | null,
    @Arg("revoked", () => Boolean, {
      defaultValue: false,
      description: "Those that are revoked, rather than those that are good.",
    })
    revoked: boolean,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<PartnerKey>> {
    return connection(ctx, PartnerKey, page, {
      where: [
        revoked ? sql`r."revokedAt" IS NOT NULL` : sql`r."revokedAt" IS NULL`,
        ...(organisationIds
          ? [sql`r."organisationId" = ANY(${organisationIds.filter(isUuid)}::uuid[])`]
          : []),
      ],
      order: newestFirst,
    });
  }

  @Mutation(() => KeyWithSecret, {
    description:
      "Creates a key for a partner's portal and shows its secret, this once. For administrators, and stewards of the organisation. An organisation has at most 20.",
  })
  @Creates(createdBefore)
  createPartnerKey(
    @Arg("input", () => NewPartnerKey) input: NewPartnerKey,
    @Ctx() ctx: HubContext,
  ): Promise<KeyWithSecret> {
    return createPartnerKey(ctx, input);
  }

  @Mutation(() => PartnerKey, {
    description: "Changes a key, within a minute and everywhere. For whoever may create one.",
  })
  changePartnerKey(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("input", () => PartnerKeyChange) input: PartnerKeyChange,
    @Ctx() ctx: HubContext,
  ): Promise<PartnerKey> {
    return changePartnerKey(ctx, id, revision, input);
  }

  @Mutation(() => KeyWithSecret, {
    description:
      "Gives a key a new secret and shows it, this once. The secret before it is taken too for the overlap, so that a portal can change over; never are more than two.",
  })
  rotatePartnerKey(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Arg("overlapHours", () => Int, {
      defaultValue: 168,
      description: "For how many hours the secret before it is still taken, from 0 to 720.",
    })
    overlapHours: number,
    @Ctx() ctx: HubContext,
  ): Promise<KeyWithSecret> {
    return rotatePartnerKey(ctx, id, revision, overlapHours);
  }

  @Mutation(() => PartnerKey, {
    description: "Ends a key with all its secrets, for good, within a minute and everywhere.",
  })
  revokePartnerKey(
    @Args(() => RevisionArgs) { id, revision }: RevisionArgs,
    @Ctx() ctx: HubContext,
  ): Promise<PartnerKey> {
    return revokePartnerKey(ctx, id, revision);
  }

  @Mutation(() => PartnerOperation, {
    description: "Registers a query for a key, which may then ask it by its hash. A key has at most 500.",
  })
  @Creates(registeredBefore)
  registerOperation(
    @Arg("keyId", () => ID, { description: "The key's identifier." }) keyId: string,
    @Arg("query", () => String, { description: "The text of one query, with its fragments." }) query: string,
    @Ctx() ctx: HubContext,
  ): Promise<PartnerOperation> {
    return registerOperation(ctx, keyId, query);
  }

  @Mutation(() => String, {
    description: "Takes a registered query from a key, within a minute and everywhere, and tells its hash.",
  })
  removeOperation(
    @Arg("keyId", () => ID, { description: "The key's identifier." }) keyId: string,
    @Arg("hash", () => String, { description: "The query's SHA-256 hash." }) hash: string,
    @Ctx() ctx: HubContext,
  ): Promise<string> {
    return removeOperation(ctx, keyId, hash);
  }
}
