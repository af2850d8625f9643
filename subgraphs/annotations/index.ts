import "reflect-metadata";
import { ownPersonalData } from "../../foundation/personal-data.ts";
import { revisionFields } from "../../foundation/revision-fields.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { Annotation } from "./annotation.entity.ts";
import { AnnotationResolver } from "./annotation.resolver.ts";
import { annotated, MemberAnnotations } from "./elsewhere.resolver.ts";
import { annotationMigrations } from "./migrations/index.ts";
import { ModerationEntry } from "./moderation.entity.ts";
import { AnnotationModeration, ModerationEntryResolver } from "./moderation.resolver.ts";
import { PersonalData, PersonalNotes } from "./personal-data.ts";
import { annotatable, Member, Organisation } from "./references.ts";

/** Notes on records of every kind, their threads, and how they are moderated. */
export const annotations: Subgraph = {
  name: "annotations",
  entities: [Annotation, ModerationEntry],
  migrations: annotationMigrations,
  resolvers: [
    AnnotationResolver,
    AnnotationModeration,
    ModerationEntryResolver,
    MemberAnnotations,
    PersonalNotes,
    ...annotatable.map(annotated),
    ...revisionFields([Annotation], { Member, Organisation }),
  ],
  types: [PersonalData],
  references: {
    PersonalData: ownPersonalData,
    Annotation: (ctx, ids) => byId(ctx, Annotation).loadMany(ids),
  },
};
