import "reflect-metadata";
import { contentFields, translationFields } from "../../foundation/content-fields.ts";
import { ownPersonalData } from "../../foundation/personal-data.ts";
import { revisionFields } from "../../foundation/revision-fields.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { OrganisationGroups, ProjectGroups, TopicGroups } from "./elsewhere.resolver.ts";
import { WorkingGroup, WorkingGroupTranslation } from "./group.entity.ts";
import { WorkingGroupResolver } from "./group.resolver.ts";
import { Membership } from "./membership.entity.ts";
import { MembershipResolver } from "./membership.resolver.ts";
import { visibleGroups } from "./membership.rows.ts";
import { groupMigrations } from "./migrations/index.ts";
import { MemberGroups, WorkingGroupPeople } from "./people.resolver.ts";
import { PersonalData, PersonalGroups } from "./personal-data.ts";
import { Member, Organisation, Topic } from "./references.ts";

/** Working groups, and who belongs to them. */
export const groups: Subgraph = {
  name: "groups",
  entities: [WorkingGroup, Membership],
  migrations: groupMigrations,
  resolvers: [
    WorkingGroupResolver,
    contentFields(WorkingGroup, { Topic, Organisation, WorkingGroup }, visibleGroups),
    translationFields(WorkingGroup, WorkingGroupTranslation),
    MembershipResolver,
    WorkingGroupPeople,
    MemberGroups,
    PersonalGroups,
    OrganisationGroups,
    TopicGroups,
    ProjectGroups,
    ...revisionFields([WorkingGroup], { Member, Organisation }),
  ],
  types: [PersonalData],
  things: [WorkingGroup, Membership],
  references: {
    PersonalData: ownPersonalData,
    WorkingGroup: (ctx, ids) => byId(ctx, WorkingGroup).loadMany(ids),
    Membership: (ctx, ids) => byId(ctx, Membership).loadMany(ids),
  },
};
