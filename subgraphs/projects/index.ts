import "reflect-metadata";
import { contentFields, translationFields } from "../../foundation/content-fields.ts";
import { revisionFields } from "../../foundation/revision-fields.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { contentNeeds } from "../../foundation/wanted.ts";
import { OrganisationProjects, TerritoryProjects, TopicProjects } from "./elsewhere.resolver.ts";
import { projectMigrations } from "./migrations/index.ts";
import { OutputResources, ProjectOutputs } from "./output.resolver.ts";
import { Project, ProjectTranslation } from "./project.entity.ts";
import { ProjectResolver } from "./project.resolver.ts";
import { Member, Organisation, Topic, WorkingGroup } from "./references.ts";

/** Projects: what several organisations undertake together, with whose money, and what they make. */
export const projects: Subgraph = {
  name: "projects",
  entities: [Project],
  migrations: projectMigrations,
  resolvers: [
    ProjectResolver,
    contentFields(Project, { Topic, Organisation, WorkingGroup }),
    translationFields(Project, ProjectTranslation),
    ProjectOutputs,
    OutputResources,
    OrganisationProjects,
    TopicProjects,
    TerritoryProjects,
    ...revisionFields([Project], { Member, Organisation }),
  ],
  references: { Project: (ctx, ids) => byId(ctx, Project).loadMany(ids) },
  needs: {
    Project: {
      ...contentNeeds,
      territories: ["territoryIds"],
      lead: ["partners"],
      funder: ["funderIds"],
      funders: ["funderIds"],
      rolesOf: ["partners", "funderIds", "ownerId"],
      outputs: ["outputRows", "texts"],
    },
  },
};
