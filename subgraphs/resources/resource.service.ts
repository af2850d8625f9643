import sql, { type Sql } from "sql-template-tag";
import { matching, orderOf } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { changeContent, createContent } from "../../foundation/deeds/content.ts";
import { known, visibleAmong } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { notAfter, notBefore } from "../../foundation/partial-date.ts";
import { badInput } from "../../foundation/problems.ts";
import { fewThat, type Order } from "../../foundation/rows.ts";
import { checkText } from "../../foundation/texts.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { webAddress } from "../../foundation/web-address.ts";
import { checkFile } from "./document-file.ts";
import { Resource } from "./resource.entity.ts";
import { ResourceAccess, ResourceKind } from "./resource.enums.ts";
import {
  type NewResource,
  type ResourceChange,
  type ResourceFilter,
  ResourceSort,
} from "./resource.input.ts";

const NAMES = 100;

/** A ResourceFilter as conditions on the row `r`. */
export function resourcesThat(ctx: HubContext, filter: ResourceFilter | null | undefined): Sql[] {
  const where = matching(filter, "resources.resource");
  if (!filter) return where;
  const { kinds, publisherIds, projectIds, workshopIds, practiceIds, contentLanguages } = filter;
  if (kinds) where.push(sql`r."resourceKind" = ANY(${kinds}::text[])`);
  if (publisherIds)
    where.push(
      fewThat("resources.resource", sql`r."publisherIds" && ${publisherIds.filter(isUuid)}::uuid[]`),
    );
  if (projectIds)
    where.push(fewThat("resources.resource", sql`r."projectIds" && ${visibleAmong(ctx, projectIds)}`));
  if (workshopIds)
    where.push(fewThat("resources.resource", sql`r."workshopIds" && ${visibleAmong(ctx, workshopIds)}`));
  if (practiceIds)
    where.push(fewThat("resources.resource", sql`r."practiceIds" && ${visibleAmong(ctx, practiceIds)}`));
  if (filter.from) where.push(notBefore("r.date", filter.from));
  if (filter.to) where.push(notAfter("r.date", filter.to));
  if (contentLanguages) where.push(sql`r."contentLanguages" && ${contentLanguages}::text[]`);
  return where;
}

const byDate: Order = { name: "DATE", by: `COALESCE(r.date, '')`, type: "text", descending: true };

export const resourceOrder = (sort: ResourceSort): Order =>
  sort === ResourceSort.DATE ? byDate : orderOf(sort as never);

export function createResource(ctx: HubContext, input: NewResource): Promise<Resource> {
  checkResource(input);
  const resourceKind = input.resourceKind ?? ResourceKind.OTHER;
  const insightKind = input.insightKind ?? null;
  checkInsight({ resourceKind, insightKind });
  return createContent(
    ctx,
    Resource,
    Kind.RESOURCE,
    input.language,
    input,
    {
      resourceKind,
      insightKind,
      authors: trimmed(input.authors ?? []),
      editors: trimmed(input.editors ?? []),
      publisherIds: input.publisherIds ?? [],
      publisherName: input.publisherName?.trim() || null,
      date: input.date ?? null,
      contentLanguages: input.contentLanguages ?? [],
      url: input.url ? webAddress("url", input.url) : null,
      file: input.file ?? null,
      licence: input.licence?.trim() || null,
      access: input.access ?? ResourceAccess.UNKNOWN,
      projectIds: input.projectIds ?? [],
      workshopIds: input.workshopIds ?? [],
      practiceIds: input.practiceIds ?? [],
      workingGroupIds: input.workingGroupIds ?? [],
    },
    (tx) => resourceReferencesKnown(tx, input),
  );
}

export function changeResource(
  ctx: HubContext,
  id: string,
  revision: number,
  input: ResourceChange,
): Promise<Resource> {
  checkResource(input);
  return changeContent(ctx, Resource, Kind.RESOURCE, id, revision, input, async (resource, tx) => {
    await resourceReferencesKnown(tx, input);
    if (input.resourceKind) resource.resourceKind = input.resourceKind;
    if (input.insightKind !== undefined) resource.insightKind = input.insightKind;
    checkInsight(resource);
    if (input.authors) resource.authors = trimmed(input.authors);
    if (input.editors) resource.editors = trimmed(input.editors);
    if (input.publisherIds) resource.publisherIds = input.publisherIds;
    if (input.publisherName !== undefined) resource.publisherName = input.publisherName?.trim() || null;
    if (input.date !== undefined) resource.date = input.date;
    if (input.contentLanguages) resource.contentLanguages = input.contentLanguages;
    if (input.url !== undefined) resource.url = input.url ? webAddress("url", input.url) : null;
    if (input.file !== undefined) resource.file = input.file;
    if (input.licence !== undefined) resource.licence = input.licence?.trim() || null;
    if (input.access) resource.access = input.access;
    if (input.projectIds) resource.projectIds = input.projectIds;
    if (input.workshopIds) resource.workshopIds = input.workshopIds;
    if (input.practiceIds) resource.practiceIds = input.practiceIds;
    if (input.workingGroupIds) resource.workingGroupIds = input.workingGroupIds;
  });
}

async function resourceReferencesKnown(tx: HubContext, input: ResourceChange) {
  await Promise.all([
    known(tx, Kind.ORGANISATION, input.publisherIds),
    known(tx, Kind.PROJECT, input.projectIds),
    known(tx, Kind.WORKSHOP, input.workshopIds),
    known(tx, Kind.PRACTICE, input.practiceIds),
    known(tx, Kind.WORKING_GROUP, input.workingGroupIds),
  ]);
}

function checkResource({ authors, editors, publisherName, file, licence }: ResourceChange) {
  for (const [field, names] of Object.entries({ authors, editors })) {
    if (names && names.length > NAMES) throw badInput(field, `A resource has at most ${NAMES} ${field}.`);
    for (const name of names ?? [])
      if (!checkText(field, name, 200)) throw badInput(field, "A name must not be empty.");
  }
  if (publisherName) checkText("publisherName", publisherName, 200);
  if (licence) checkText("licence", licence, 200);
  if (file) checkFile(file);
}

function checkInsight({ resourceKind, insightKind }: Pick<Resource, "resourceKind" | "insightKind">) {
  if (insightKind && resourceKind !== ResourceKind.INSIGHT)
    throw badInput(
      "insightKind",
      "Only a resource of the kind INSIGHT is a lesson, recommendation or question.",
    );
}

const trimmed = (names: readonly string[]) => names.map((name) => name.trim());
