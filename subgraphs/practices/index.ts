import "reflect-metadata";
import { contentFields, translationFields } from "../../foundation/content-fields.ts";
import { ownPersonalData } from "../../foundation/personal-data.ts";
import { revisionFields } from "../../foundation/revision-fields.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { contentNeeds } from "../../foundation/wanted.ts";
import { Adoption } from "./adoption.entity.ts";
import { AdoptionResolver, OrganisationAdoptions, PracticeAdoptions } from "./adoption.resolver.ts";
import { AdoptionEvent } from "./adoption-event.entity.ts";
import { AdoptionEventResolver, AdoptionHistory, PracticeTrail } from "./adoption-event.resolver.ts";
import { AdoptionStepResolver, PracticeLineage } from "./adoption-graph.resolver.ts";
import { AnnotationAdoption } from "./adoption-note.resolver.ts";
import {
  OrganisationPractices,
  ProjectPractices,
  TerritoryPractices,
  TopicPractices,
} from "./elsewhere.resolver.ts";
import { practiceMigrations } from "./migrations/index.ts";
import { PersonalContacts, PersonalData } from "./personal-data.ts";
import { Practice, PracticeTranslation } from "./practice.entity.ts";
import { PracticeResolver } from "./practice.resolver.ts";
import { Annotation, Member, Organisation, Topic, WorkingGroup } from "./references.ts";

/** Practices, and the trail of those who took them over. */
export const practices: Subgraph = {
  name: "practices",
  entities: [Practice, Adoption, AdoptionEvent],
  migrations: practiceMigrations,
  resolvers: [
    PracticeResolver,
    contentFields(Practice, { Topic, Organisation, WorkingGroup }),
    translationFields(Practice, PracticeTranslation),
    AdoptionResolver,
    PracticeAdoptions,
    AdoptionEventResolver,
    PracticeTrail,
    AdoptionHistory,
    AdoptionStepResolver,
    PracticeLineage,
    AnnotationAdoption,
    PersonalContacts,
    OrganisationAdoptions,
    OrganisationPractices,
    TopicPractices,
    TerritoryPractices,
    ProjectPractices,
    ...revisionFields([Practice], { Member, Organisation }),
  ],
  types: [PersonalData, Annotation],
  things: [Adoption],
  references: {
    PersonalData: ownPersonalData,
    Practice: (ctx, ids) => byId(ctx, Practice).loadMany(ids),
    Adoption: (ctx, ids) => byId(ctx, Adoption).loadMany(ids),
  },
  needs: {
    Practice: {
      ...contentNeeds,
      territories: ["territoryIds"],
      projects: ["projectIds"],
      contact: ["contactId"],
      outcomes: ["outcomeRows", "texts"],
      adoptions: [],
      adoptionCount: ["publicAdoptions", "allAdoptions"],
      trail: [],
      adoptionGraph: [],
      derivedFrom: [],
    },
  },
};
