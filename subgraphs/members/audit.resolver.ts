import sql, { type Sql } from "sql-template-tag";
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { type Connection, connection, PageArgs } from "../../foundation/connection.ts";
import type { HubContext } from "../../foundation/context.ts";
import { byId, type Order } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { AuditEntry, AuditEntryConnection } from "./audit.entity.ts";
import { AuditFilter } from "./audit.input.ts";
import { PartnerKey } from "./keys/partner-key.entity.ts";
import { Member } from "./member.entity.ts";
import { Organisation } from "./organisation.entity.ts";

const newestFirst: Order = { name: "NEWEST", by: "r.at", type: "timestamptz", descending: true };

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Query(() => AuditEntryConnection, {
    description:
      "Who changed whose membership or roles, or a partner's key, when and from where, the newest first. Empty for everybody but administrators.",
  })
  auditLog(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("filter", () => AuditFilter, { nullable: true }) filter: AuditFilter | null,
    @Ctx() ctx: HubContext,
  ): Promise<Connection<AuditEntry>> {
    return connection(ctx, AuditEntry, page, { where: conditions(filter ?? {}), order: newestFirst });
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "Who did it; null where it was the hub itself.",
  })
  actor(@Root() { actorId }: AuditEntry, @Ctx() ctx: HubContext): Promise<Member | null> | null {
    return actorId ? byId(ctx, Member).load(actorId) : null;
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "To whom it was done; null where it was about a key.",
  })
  member(@Root() { memberId }: AuditEntry, @Ctx() ctx: HubContext): Promise<Member | null> | null {
    return memberId ? byId(ctx, Member).load(memberId) : null;
  }

  @FieldResolver(() => PartnerKey, {
    nullable: true,
    description: "To which key it was done; null where it was about a member.",
  })
  key(@Root() { keyId }: AuditEntry, @Ctx() ctx: HubContext): Promise<PartnerKey | null> | null {
    return keyId ? byId(ctx, PartnerKey).load(keyId) : null;
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description:
      "The organisation they wrote for from then on, or asked for, or whose key it is; null where there was none.",
  })
  organisation(@Root() { organisationId }: AuditEntry, @Ctx() ctx: HubContext) {
    return organisationId ? byId(ctx, Organisation).load(organisationId) : null;
  }
}

function conditions({
  actorIds,
  memberIds,
  keyIds,
  organisationIds,
  actions,
  since,
  before,
}: AuditFilter): Sql[] {
  const among = (ids: readonly string[]) => sql`ANY(${ids.filter(isUuid)}::uuid[])`;
  return [
    ...(actorIds ? [sql`r."actorId" = ${among(actorIds)}`] : []),
    ...(memberIds ? [sql`r."memberId" = ${among(memberIds)}`] : []),
    ...(keyIds ? [sql`r."keyId" = ${among(keyIds)}`] : []),
    ...(organisationIds ? [sql`r."organisationId" = ${among(organisationIds)}`] : []),
    ...(actions ? [sql`r.action = ANY(${actions}::text[])`] : []),
    ...(since ? [sql`r.at >= ${since}`] : []),
    ...(before ? [sql`r.at < ${before}`] : []),
  ];
}
