import "reflect-metadata";
import { contentFields, translationFields } from "../../foundation/content-fields.ts";
import { revisionFields } from "../../foundation/revision-fields.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { contentNeeds } from "../../foundation/wanted.ts";
import {
  OrganisationWorkshops,
  PracticeWorkshops,
  ProjectWorkshops,
  TerritoryWorkshops,
  TopicWorkshops,
  WorkingGroupWorkshops,
} from "./elsewhere.resolver.ts";
import { workshopMigrations } from "./migrations/index.ts";
import { Member, Organisation, Topic, WorkingGroup } from "./references.ts";
import { Series, SeriesTranslation } from "./series.entity.ts";
import { SeriesResolver } from "./series.resolver.ts";
import { TopicSeries, WorkingGroupSeries } from "./series-elsewhere.resolver.ts";
import { Workshop, WorkshopTranslation } from "./workshop.entity.ts";
import { WorkshopResolver } from "./workshop.resolver.ts";

/** Workshops in all their forms, and the series they belong to. */
export const workshops: Subgraph = {
  name: "workshops",
  entities: [Workshop, Series],
  migrations: workshopMigrations,
  resolvers: [
    WorkshopResolver,
    contentFields(Workshop, { Topic, Organisation, WorkingGroup }),
    translationFields(Workshop, WorkshopTranslation),
    SeriesResolver,
    contentFields(Series, { Topic, Organisation, WorkingGroup }),
    translationFields(Series, SeriesTranslation),
    TopicWorkshops,
    ProjectWorkshops,
    PracticeWorkshops,
    WorkingGroupWorkshops,
    TerritoryWorkshops,
    OrganisationWorkshops,
    TopicSeries,
    WorkingGroupSeries,
    ...revisionFields([Workshop, Series], { Member, Organisation }),
  ],
  references: {
    Workshop: (ctx, ids) => byId(ctx, Workshop).loadMany(ids),
    Series: (ctx, ids) => byId(ctx, Series).loadMany(ids),
  },
  needs: {
    Workshop: {
      ...contentNeeds,
      startPrecision: ["start"],
      territory: ["territoryId"],
      host: ["hostId"],
      series: ["seriesId"],
      speakers: ["speakerRows"],
      practices: ["practiceIds"],
      projects: ["projectIds"],
      workingGroups: ["workingGroupIds"],
    },
  },
};
