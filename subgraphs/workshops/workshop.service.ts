import sql, { type Sql } from "sql-template-tag";
import { matching, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { changeContent, createContent } from "../../foundation/deeds/content.ts";
import { known, visibleAmong } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { notAfter, notBefore } from "../../foundation/partial-date.ts";
import { fewThat, type Order } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { webAddress } from "../../foundation/web-address.ts";
import { speakerRows } from "./participants.ts";
import { checkDates, checkWorkshop } from "./workshop.check.ts";
import { Workshop } from "./workshop.entity.ts";
import { WorkshopKind } from "./workshop.enums.ts";
import {
  type NewWorkshop,
  type WorkshopChange,
  type WorkshopFilter,
  WorkshopSort,
} from "./workshop.input.ts";

/** A WorkshopFilter as conditions on the row `r`. */
export function workshopsThat(ctx: HubContext, filter: WorkshopFilter | null | undefined): Sql[] {
  const where = matching(filter, "workshops.workshop");
  if (!filter) return where;
  const { kinds, seriesIds, projectIds, practiceIds, workingGroupIds, hostIds, territoryIds } = filter;
  if (kinds) where.push(sql`r."workshopKind" = ANY(${kinds}::text[])`);
  if (seriesIds) where.push(sql`r."seriesId" = ANY(${visibleAmong(ctx, seriesIds)})`);
  if (projectIds)
    where.push(fewThat("workshops.workshop", sql`r."projectIds" && ${visibleAmong(ctx, projectIds)}`));
  if (practiceIds)
    where.push(fewThat("workshops.workshop", sql`r."practiceIds" && ${visibleAmong(ctx, practiceIds)}`));
  if (workingGroupIds)
    where.push(
      fewThat("workshops.workshop", sql`r."workingGroupIds" && ${visibleAmong(ctx, workingGroupIds)}`),
    );
  if (hostIds) where.push(sql`r."hostId" = ANY(${hostIds.filter(isUuid)}::uuid[])`);
  if (territoryIds) where.push(sql`r."territoryId" = ANY(${territoryIds.filter(isUuid)}::uuid[])`);
  if (filter.from) where.push(notBefore('COALESCE(r."end", r.start)', filter.from));
  if (filter.to) where.push(notAfter("r.start", filter.to));
  if (filter.online !== null && filter.online !== undefined) where.push(sql`r.online = ${filter.online}`);
  return where;
}

const byStart: Readonly<Record<string, Order>> = {
  START: { name: "START", by: `COALESCE(r.start, '')`, type: "text", descending: true },
  START_ASCENDING: {
    name: "START_ASCENDING",
    by: `COALESCE(r.start, 'unknown')`,
    type: "text",
    descending: false,
  },
};

export const workshopOrder = (sort: WorkshopSort): Order => byStart[sort] ?? orderOf(sort as never);

export function createWorkshop(ctx: HubContext, input: NewWorkshop): Promise<Workshop> {
  checkWorkshop(input);
  const workshopKind = input.workshopKind ?? WorkshopKind.WORKSHOP;
  const startsAt = input.startsAt ?? null;
  const start = input.start ?? dayOf(startsAt);
  const end = input.end ?? null;
  checkDates({ start, end, startsAt });
  const speakers = speakerRows(input.speakers ?? []);
  return createContent(
    ctx,
    Workshop,
    Kind.WORKSHOP,
    input.language,
    input,
    {
      workshopKind,
      start,
      end,
      startsAt,
      territoryId: input.territoryId ?? null,
      venue: input.venue?.trim() || null,
      online: input.online ?? workshopKind === WorkshopKind.WEBCONFERENCE,
      url: input.url ? webAddress("url", input.url) : null,
      workingLanguages: input.workingLanguages ?? [],
      hostId: input.hostId ?? null,
      seriesId: input.seriesId ?? null,
      ...speakers,
      attendance: input.attendance ?? [],
      practiceIds: input.practiceIds ?? [],
      projectIds: input.projectIds ?? [],
      workingGroupIds: input.workingGroupIds ?? [],
      openToAll: input.openToAll ?? null,
    },
    (tx) => workshopReferencesKnown(tx, input),
  );
}

export function changeWorkshop(
  ctx: HubContext,
  id: string,
  revision: number,
  input: WorkshopChange,
): Promise<Workshop> {
  checkWorkshop(input);
  return changeContent(ctx, Workshop, Kind.WORKSHOP, id, revision, input, async (workshop, tx) => {
    await workshopReferencesKnown(tx, input);
    if (input.workshopKind) workshop.workshopKind = input.workshopKind;
    if (input.start !== undefined) workshop.start = input.start;
    if (input.end !== undefined) workshop.end = input.end;
    if (input.startsAt !== undefined) workshop.startsAt = input.startsAt;
    if (input.start === undefined) workshop.start ??= dayOf(workshop.startsAt);
    checkDates(workshop);
    if (input.territoryId !== undefined) workshop.territoryId = input.territoryId;
    if (input.venue !== undefined) workshop.venue = input.venue?.trim() || null;
    if (input.online !== undefined && input.online !== null) workshop.online = input.online;
    if (input.url !== undefined) workshop.url = input.url ? webAddress("url", input.url) : null;
    if (input.workingLanguages) workshop.workingLanguages = input.workingLanguages;
    if (input.hostId !== undefined) workshop.hostId = input.hostId;
    if (input.seriesId !== undefined) workshop.seriesId = input.seriesId;
    if (input.speakers) Object.assign(workshop, speakerRows(input.speakers));
    if (input.attendance) workshop.attendance = input.attendance;
    if (input.practiceIds) workshop.practiceIds = input.practiceIds;
    if (input.projectIds) workshop.projectIds = input.projectIds;
    if (input.workingGroupIds) workshop.workingGroupIds = input.workingGroupIds;
    if (input.openToAll !== undefined) workshop.openToAll = input.openToAll;
  });
}

const dayOf = (moment: Date | null) => moment?.toISOString().slice(0, 10) ?? null;

async function workshopReferencesKnown(tx: HubContext, input: WorkshopChange) {
  const speakers = input.speakers?.map(({ organisationId }) => organisationId) ?? [];
  await Promise.all([
    known(tx, Kind.TERRITORY, [input.territoryId]),
    known(tx, Kind.ORGANISATION, [input.hostId, ...speakers]),
    known(tx, Kind.SERIES, [input.seriesId]),
    known(tx, Kind.PRACTICE, input.practiceIds),
    known(tx, Kind.PROJECT, input.projectIds),
    known(tx, Kind.WORKING_GROUP, input.workingGroupIds),
  ]);
}
