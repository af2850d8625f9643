import sql, { type Sql } from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { topicsUnder } from "../../foundation/directory.ts";
import { placesLike } from "../../foundation/likeness.ts";
import { notAfter, notBefore } from "../../foundation/partial-date.ts";
import { limitExceeded } from "../../foundation/problems.ts";
import type { Order } from "../../foundation/rows.ts";
import { isUuid, newId } from "../../foundation/uuid.ts";
import type { Adoption } from "./adoption.entity.ts";
import { AdoptionEvent } from "./adoption-event.entity.ts";
import { type AdoptionEventFilter, AdoptionEventSort } from "./adoption-event.input.ts";
import { AdoptionEventKind, AdoptionState } from "./practice.enums.ts";

/** So many entries a single adoption may leave in the trail. */
const MOST = 500;

/** Writes down what is new of an adoption, as an entry of its own; nothing where nothing that a trail tells of has changed. `before` is null for an adoption that was not there. */
export async function enter(
  tx: HubContext,
  before: Adoption | null,
  after: Adoption,
  on: string | null | undefined,
): Promise<void> {
  const kinds = kindsOf(before, after);
  if (kinds.length === 0) return;
  if (before) await bounded(tx, after.id);
  const news = <K extends "changed" | "outcome" | "resultingPracticeId">(field: K) =>
    before?.[field] === after[field] ? null : after[field];
  await tx.db.insert(AdoptionEvent, {
    id: newId(),
    adoptionId: after.id,
    practiceId: after.practiceId,
    organisationId: after.organisationId,
    kinds,
    on: on ?? new Date().toISOString().slice(0, 10),
    state: after.state,
    language: after.language,
    changed: news("changed"),
    outcome: news("outcome"),
    resultingPracticeId: news("resultingPracticeId"),
    memberId: tx.viewer.member ?? null,
    recordedAt: after.updatedAt,
  });
}

function kindsOf(before: Adoption | null, after: Adoption): AdoptionEventKind[] {
  const { ADOPTED, STATE_CHANGED, STOPPED, ADAPTED, OUTCOME_REPORTED, PRACTICE_RESULTED } = AdoptionEventKind;
  const told: [AdoptionEventKind, boolean][] = [
    [ADOPTED, !before],
    [STATE_CHANGED, !!before && before.state !== after.state && after.state !== AdoptionState.STOPPED],
    [STOPPED, before?.state !== after.state && after.state === AdoptionState.STOPPED],
    [ADAPTED, (before?.changed ?? null) !== after.changed],
    [OUTCOME_REPORTED, (before?.outcome ?? null) !== after.outcome],
    [
      PRACTICE_RESULTED,
      !!after.resultingPracticeId && before?.resultingPracticeId !== after.resultingPracticeId,
    ],
  ];
  return told.filter(([, holds]) => holds).map(([kind]) => kind);
}

async function bounded(tx: HubContext, adoptionId: string): Promise<void> {
  const found = await tx.db.countBy(AdoptionEvent, { adoptionId });
  if (found >= MOST)
    throw limitExceeded(
      `The trail keeps at most ${MOST} entries of one adoption, and this one has them.`,
      "adoptionEvents",
      MOST,
      found,
    );
}

/** An AdoptionEventFilter as conditions on the row `r`. Throws UNKNOWN_REFERENCE. */
export async function eventsThat(
  ctx: HubContext,
  filter: AdoptionEventFilter | null | undefined,
): Promise<Sql[]> {
  if (!filter) return [];
  const { practiceIds, ownerIds, organisationIds, likeOrganisation, topicIds, kinds, states } = filter;
  const { from, to, recordedSince } = filter;
  const where: Sql[] = [];
  if (practiceIds) where.push(sql`r."practiceId" = ANY(${practiceIds.filter(isUuid)}::uuid[])`);
  if (organisationIds) where.push(sql`r."organisationId" = ANY(${organisationIds.filter(isUuid)}::uuid[])`);
  if (likeOrganisation) where.push(sql`r."organisationId" = ANY(${await placesLike(ctx, likeOrganisation)})`);
  if (ownerIds) where.push(aboutPractices(sql`p."ownerId" = ANY(${ownerIds.filter(isUuid)}::uuid[])`));
  if (topicIds)
    where.push(
      sql`r."practiceId" IN (SELECT l.id FROM practices.practice_links l WHERE l."topicIds" && ${topicsUnder(topicIds)})`,
    );
  if (kinds) where.push(sql`r.kinds && ${kinds}::text[]`);
  if (states) where.push(sql`r.state = ANY(${states}::text[])`);
  if (from) where.push(notBefore('r."on"', from));
  if (to) where.push(notAfter('r."on"', to));
  if (recordedSince) where.push(sql`r."recordedAt" >= ${recordedSince}::timestamptz`);
  return where;
}

const aboutPractices = (condition: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM practices.practice p WHERE p.id = r."practiceId" AND ${condition})`;

/** By when things happened, or by when they were recorded. */
export function eventOrder(sort: AdoptionEventSort): Order {
  if (sort === AdoptionEventSort.RECORDED) return { name: sort, by: "r.id", type: "uuid", descending: true };
  return { name: sort, by: 'r."on"', type: "text", descending: sort === AdoptionEventSort.NEWEST };
}
