import sql, { type Sql } from "sql-template-tag";
import { matching } from "../../foundation/content-fields.ts";
import type { HubContext } from "../../foundation/context.ts";
import { changeContent, createContent } from "../../foundation/deeds/content.ts";
import { deed } from "../../foundation/deeds/deed.ts";
import { known, visibleAmong } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { badInput, notAllowed } from "../../foundation/problems.ts";
import { fewThat } from "../../foundation/rows.ts";
import { checkText } from "../../foundation/texts.ts";
import { isUuid } from "../../foundation/uuid.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { personOf } from "./access.ts";
import { WorkingGroup } from "./group.entity.ts";
import { JoinPolicy } from "./group.enums.ts";
import type { NewWorkingGroup, WorkingGroupChange, WorkingGroupFilter } from "./group.input.ts";
import { mustRun, nameLeads } from "./membership.service.ts";

/** A WorkingGroupFilter as conditions on the row `r`. */
export function groupsThat(ctx: HubContext, filter: WorkingGroupFilter | null | undefined): Sql[] {
  const where = matching(filter, '"groups".working_group');
  if (filter?.joinPolicies) where.push(sql`r."joinPolicy" = ANY(${filter.joinPolicies}::text[])`);
  if (filter?.hostIds) where.push(sql`r."hostId" = ANY(${filter.hostIds.filter(isUuid)}::uuid[])`);
  if (filter?.projectIds)
    where.push(
      fewThat('"groups".working_group', sql`r."projectIds" && ${visibleAmong(ctx, filter.projectIds)}`),
    );
  return where;
}

/** Creates a draft of a group. Whoever creates one leads it; a curator may say who else does. */
export async function createWorkingGroup(ctx: HubContext, input: NewWorkingGroup): Promise<WorkingGroup> {
  checkGroup(input);
  return deed(ctx, async (tx) => {
    const group = await createContent(
      tx,
      WorkingGroup,
      Kind.WORKING_GROUP,
      input.language,
      input,
      {
        aliases: wordsOf(input.aliases),
        hostId: input.hostId ?? null,
        joinPolicy: input.joinPolicy ?? JoinPolicy.ON_REQUEST,
        start: input.start ?? null,
        platformId: input.platformId ?? null,
        projectIds: input.projectIds ?? [],
      },
      (inner) => groupReferencesKnown(inner, input),
    );
    await nameLeads(tx, group, leadsOf(tx, input));
    return group;
  });
}

export async function changeWorkingGroup(
  ctx: HubContext,
  id: string,
  revision: number,
  input: WorkingGroupChange,
): Promise<WorkingGroup> {
  checkGroup(input);
  return changeContent(ctx, WorkingGroup, Kind.WORKING_GROUP, id, revision, input, async (group, tx) => {
    await groupReferencesKnown(tx, input);
    const opens = input.joinPolicy && input.joinPolicy !== group.joinPolicy;
    if (opens && group.publishedAt) await mustRun(tx, id, "change how one comes into this working group");
    if (input.aliases) group.aliases = wordsOf(input.aliases);
    if (input.hostId !== undefined) group.hostId = input.hostId;
    if (input.joinPolicy) group.joinPolicy = input.joinPolicy;
    if (input.start !== undefined) group.start = input.start;
    if (input.platformId !== undefined) group.platformId = input.platformId;
    if (input.projectIds) group.projectIds = input.projectIds;
  });
}

function leadsOf({ viewer }: HubContext, { leadIds }: NewWorkingGroup): readonly string[] {
  const person = personOf(viewer);
  if (leadIds && isCurator(viewer)) return leadIds;
  if (leadIds?.some((id) => id !== person))
    throw notAllowed("name others as leads of a new working group: that is for a curator");
  return person ? [person] : [];
}

async function groupReferencesKnown(tx: HubContext, input: WorkingGroupChange) {
  await Promise.all([
    known(tx, Kind.ORGANISATION, [input.hostId]),
    known(tx, Kind.RESOURCE, [input.platformId]),
    known(tx, Kind.PROJECT, input.projectIds),
  ]);
}

function checkGroup({ aliases }: WorkingGroupChange) {
  if (aliases && aliases.length > 30)
    throw badInput("aliases", "A working group has at most 30 other names.");
  for (const alias of aliases ?? []) checkText("aliases", alias, 200);
}

const wordsOf = (texts: readonly string[] | null | undefined) => [
  ...new Set((texts ?? []).map((text) => text.trim()).filter(Boolean)),
];
