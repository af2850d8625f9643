import "reflect-metadata";
import { translationFields } from "../../foundation/content-fields.ts";
import { revisionFields } from "../../foundation/revision-fields.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { topicMigrations } from "./migrations/index.ts";
import { Member, Organisation } from "./references.ts";
import { Topic, TopicTranslation } from "./topic.entity.ts";
import { TopicResolver } from "./topic.resolver.ts";

/** The thesaurus: topics, broader and narrower, in many languages. */
export const topics: Subgraph = {
  name: "topics",
  entities: [Topic],
  migrations: topicMigrations,
  resolvers: [
    TopicResolver,
    translationFields(Topic, TopicTranslation),
    ...revisionFields([Topic], { Member, Organisation }),
  ],
  references: { Topic: (ctx, ids) => byId(ctx, Topic).loadMany(ids) },
  needs: {
    Topic: {
      translations: ["texts"],
      broader: ["broaderId"],
      narrower: [],
      ancestors: ["path"],
      revisions: [],
    },
  },
};
