import "reflect-metadata";
import { translationFields } from "../../foundation/content-fields.ts";
import { ownPersonalData } from "../../foundation/personal-data.ts";
import { revisionFields } from "../../foundation/revision-fields.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { AuditEntry } from "./audit.entity.ts";
import { AuditResolver } from "./audit.resolver.ts";
import { ErasedIdentity } from "./erased-identity.entity.ts";
import { Identity } from "./identity.entity.ts";
import { KeysForGatewaysResolver } from "./keys/gateway.resolver.ts";
import { PartnerOperation } from "./keys/operation.entity.ts";
import { PartnerKey } from "./keys/partner-key.entity.ts";
import { PartnerKeyFields } from "./keys/partner-key.fields.ts";
import { PartnerKeyResolver } from "./keys/partner-key.resolver.ts";
import { PartnerSecret } from "./keys/secret.entity.ts";
import { PartnerBudget, PartnerUsage } from "./keys/usage.entity.ts";
import { Member } from "./member.entity.ts";
import { MemberResolver, OrganisationMembers } from "./member.resolver.ts";
import { MembershipResolver } from "./membership.resolver.ts";
import { memberMigrations } from "./migrations/index.ts";
import { Organisation, OrganisationTranslation } from "./organisation.entity.ts";
import { OrganisationResolver, TerritoryOrganisations } from "./organisation.resolver.ts";
import { PersonalDataResolver } from "./personal-data.resolver.ts";
import { SignInResolver } from "./sign-in.resolver.ts";
import { Territory, TerritoryTranslation } from "./territory.entity.ts";
import { TerritoryResolver } from "./territory.resolver.ts";
import { ViewerResolver } from "./viewer.resolver.ts";

/** Organisations, the people who write for them, the keys of their portals, and the territories they govern. */
export const members: Subgraph = {
  name: "members",
  entities: [
    ...[Organisation, Territory, Member, Identity, ErasedIdentity, AuditEntry],
    ...[PartnerKey, PartnerSecret, PartnerOperation, PartnerBudget, PartnerUsage],
  ],
  migrations: memberMigrations,
  resolvers: [
    OrganisationResolver,
    translationFields(Organisation, OrganisationTranslation),
    OrganisationMembers,
    TerritoryResolver,
    translationFields(Territory, TerritoryTranslation),
    TerritoryOrganisations,
    MemberResolver,
    MembershipResolver,
    SignInResolver,
    AuditResolver,
    ViewerResolver,
    PersonalDataResolver,
    PartnerKeyResolver,
    PartnerKeyFields,
    KeysForGatewaysResolver,
    ...revisionFields([Organisation, Territory], { Member, Organisation }),
  ],
  references: {
    PersonalData: ownPersonalData,
    Organisation: (ctx, ids) => byId(ctx, Organisation).loadMany(ids),
    Territory: (ctx, ids) => byId(ctx, Territory).loadMany(ids),
    Member: (ctx, ids) => byId(ctx, Member).loadMany(ids),
  },
  needs: {
    Organisation: {
      revisions: [],
      translations: ["texts"],
      territory: ["territoryId"],
      population: ["population", "territoryId"],
      countryName: ["country"],
      members: [],
    },
  },
};
