import "reflect-metadata";
import { ownPersonalData } from "../../foundation/personal-data.ts";
import { revisionFields } from "../../foundation/revision-fields.ts";
import { byId } from "../../foundation/rows.ts";
import type { Subgraph } from "../../foundation/subgraph.ts";
import { AdoptionAnnotation } from "./adoption.resolver.ts";
import { AnnotationAnchors } from "./anchor.resolver.ts";
import { Annotation } from "./annotation.entity.ts";
import { AnnotationResolver } from "./annotation.resolver.ts";
import { annotated, MemberAnnotations } from "./elsewhere.resolver.ts";
import { FeedEntryResolver, WorkingGroupFeed } from "./feed.resolver.ts";
import { AnchoredText, StoredAnchor, Unanchored } from "./following/following.entity.ts";
import { discussed, HotspotNotes } from "./hotspot.resolver.ts";
import { annotationMigrations } from "./migrations/index.ts";
import { ModerationEntry } from "./moderation.entity.ts";
import { AnnotationModeration, ModerationEntryResolver } from "./moderation.resolver.ts";
import { ModerationQueue } from "./moderation-queue.resolver.ts";
import { Newcomer } from "./newcomer.entity.ts";
import { PersonalData, PersonalNotes } from "./personal-data.ts";
import { QuestionResolver } from "./question.resolver.ts";
import { Adoption, annotatable, Member, Organisation } from "./references.ts";
import { AnnotationThread } from "./thread.resolver.ts";

/** Notes on records of every kind, their threads, and how they are moderated. */
export const annotations: Subgraph = {
  name: "annotations",
  entities: [Annotation, ModerationEntry, StoredAnchor, AnchoredText, Unanchored, Newcomer],
  migrations: annotationMigrations,
  resolvers: [
    AnnotationResolver,
    AnnotationAnchors,
    AnnotationThread,
    QuestionResolver,
    AnnotationModeration,
    ModerationQueue,
    ModerationEntryResolver,
    MemberAnnotations,
    HotspotNotes,
    AdoptionAnnotation,
    FeedEntryResolver,
    WorkingGroupFeed,
    PersonalNotes,
    ...annotatable.map(annotated),
    ...annotatable.map(discussed),
    ...revisionFields([Annotation], { Member, Organisation }),
  ],
  types: [PersonalData, Adoption],
  things: [Annotation],
  references: {
    PersonalData: ownPersonalData,
    Annotation: (ctx, ids) => byId(ctx, Annotation).loadMany(ids),
  },
};
