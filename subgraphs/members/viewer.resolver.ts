import { Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { HubContext } from "../../foundation/context.ts";
import { LanguageEnum } from "../../foundation/enums.ts";
import type { Language } from "../../foundation/language.ts";
import { byId } from "../../foundation/rows.ts";
import { PartnerKey } from "./keys/partner-key.entity.ts";
import { Member } from "./member.entity.ts";
import { MemberRole, MemberState, ViewerKind } from "./member.enums.ts";
import { Organisation } from "./organisation.entity.ts";

@ObjectType("Viewer", { description: "Whoever asks, as the hub knows them." })
class WhoAsks {
  @Field(() => ViewerKind, { description: "As whom you ask." })
  kind: ViewerKind;

  @Field(() => Member, { nullable: true, description: "You as a member; null unless you are one." })
  member: Member | null;

  @Field(() => MemberState, {
    nullable: true,
    description:
      "Whether you take part: PENDING while somebody has yet to confirm you; null for whoever has not signed in.",
  })
  state: MemberState | null;

  @Field(() => Organisation, {
    nullable: true,
    description: "The organisation you write for; null where there is none.",
  })
  organisation: Organisation | null;

  @Field(() => [MemberRole], { description: "What you may do beyond reading; empty for who only reads." })
  roles: readonly MemberRole[];

  @Field(() => [LanguageEnum], {
    description: "The languages in which you are shown records, the most wanted first.",
  })
  languages: readonly Language[];

  @Field(() => [String], {
    description: "What the key you ask with may do, as content:members; empty for people.",
  })
  scopes: readonly string[];

  @Field(() => PartnerKey, { nullable: true, description: "The key you ask with; null for people." })
  key: PartnerKey | null;
}

@Resolver()
export class ViewerResolver {
  @Query(() => WhoAsks, { description: "You, as the hub knows you by the token you bring." })
  async viewer(@Ctx() ctx: HubContext): Promise<WhoAsks> {
    const { kind, member, applicant, key, organisation, roles, scopes } = ctx.viewer;
    return {
      kind: ViewerKind[kind],
      member: member ? await byId(ctx, Member).load(member) : null,
      state: member ? MemberState.ACTIVE : applicant ? MemberState.PENDING : null,
      organisation: organisation ? await byId(ctx, Organisation).load(organisation) : null,
      roles: roles.map((role) => MemberRole[role]),
      languages: ctx.languages,
      scopes,
      key: key ? await byId(ctx, PartnerKey).load(key) : null,
    };
  }
}
