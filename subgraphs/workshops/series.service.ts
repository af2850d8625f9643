import sql, { type Sql } from "sql-template-tag";
import { matching } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { changeContent, createContent } from "../../foundation/deeds/content.ts";
import { known, visibleAmong } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { fewThat } from "../../foundation/rows.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { Series } from "./series.entity.ts";
import type { NewSeries, SeriesChange, SeriesFilter } from "./series.input.ts";
import { checkAttendance } from "./workshop.check.ts";

/** A SeriesFilter as conditions on the row `r`. */
export function seriesThat(ctx: HubContext, filter: SeriesFilter | null | undefined): Sql[] {
  const where = matching(filter, "workshops.series");
  if (filter?.hostIds) where.push(sql`r."hostId" = ANY(${filter.hostIds.filter(isUuid)}::uuid[])`);
  if (filter?.workingGroupIds)
    where.push(
      fewThat("workshops.series", sql`r."workingGroupIds" && ${visibleAmong(ctx, filter.workingGroupIds)}`),
    );
  return where;
}

export function createSeries(ctx: HubContext, input: NewSeries): Promise<Series> {
  checkAttendance(input.attendance);
  return createContent(
    ctx,
    Series,
    Kind.SERIES,
    input.language,
    input,
    {
      hostId: input.hostId ?? null,
      workingGroupIds: input.workingGroupIds ?? [],
      attendance: input.attendance ?? [],
    },
    (tx) => seriesReferencesKnown(tx, input),
  );
}

export function changeSeries(
  ctx: HubContext,
  id: string,
  revision: number,
  input: SeriesChange,
): Promise<Series> {
  checkAttendance(input.attendance);
  return changeContent(ctx, Series, Kind.SERIES, id, revision, input, async (series, tx) => {
    await seriesReferencesKnown(tx, input);
    if (input.hostId !== undefined) series.hostId = input.hostId;
    if (input.workingGroupIds) series.workingGroupIds = input.workingGroupIds;
    if (input.attendance) series.attendance = input.attendance;
  });
}

async function seriesReferencesKnown(tx: HubContext, input: SeriesChange) {
  await Promise.all([
    known(tx, Kind.ORGANISATION, [input.hostId]),
    known(tx, Kind.WORKING_GROUP, input.workingGroupIds),
  ]);
}
