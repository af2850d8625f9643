import "reflect-metadata";
import { contentFields, translationFields } from "../../foundation/content-fields.ts";
import { revisionFields } from "../../foundation/revision-fields.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { contentNeeds } from "../../foundation/wanted.ts";
import { Collection, CollectionTranslation } from "./collection.entity.ts";
import {
  CollectionItemResolver,
  CollectionResolver,
  CollectionTranslationResolver,
} from "./collection.resolver.ts";
import {
  PracticeCollections,
  ProjectCollections,
  ResourceCollections,
  TopicCollections,
} from "./collection-elsewhere.resolver.ts";
import {
  OrganisationResources,
  PracticeResources,
  ProjectResources,
  TopicResources,
  WorkingGroupResources,
  WorkshopResources,
} from "./elsewhere.resolver.ts";
import { resourceMigrations } from "./migrations/index.ts";
import { Member, Organisation, Series, Territory, Topic, WorkingGroup } from "./references.ts";
import { Resource, ResourceTranslation } from "./resource.entity.ts";
import { ResourceResolver } from "./resource.resolver.ts";

/** Resources to read, watch or use, and the curators' collections of records of any kind. */
export const resources: Subgraph = {
  name: "resources",
  entities: [Resource, Collection],
  migrations: resourceMigrations,
  resolvers: [
    ResourceResolver,
    contentFields(Resource, { Topic, Organisation, WorkingGroup }),
    translationFields(Resource, ResourceTranslation),
    CollectionResolver,
    CollectionItemResolver,
    CollectionTranslationResolver,
    contentFields(Collection, { Topic, Organisation, WorkingGroup }),
    translationFields(Collection, CollectionTranslation),
    TopicResources,
    ProjectResources,
    WorkshopResources,
    PracticeResources,
    WorkingGroupResources,
    OrganisationResources,
    TopicCollections,
    ProjectCollections,
    PracticeCollections,
    ResourceCollections,
    ...revisionFields([Resource, Collection], { Member, Organisation }),
  ],
  types: [Series, Territory],
  references: {
    Resource: (ctx, ids) => byId(ctx, Resource).loadMany(ids),
    Collection: (ctx, ids) => byId(ctx, Collection).loadMany(ids),
  },
  needs: {
    Resource: {
      ...contentNeeds,
      publishers: ["publisherIds"],
      projects: ["projectIds"],
      workshops: ["workshopIds"],
      practices: ["practiceIds"],
      workingGroups: ["workingGroupIds"],
      collections: [],
    },
  },
};
