import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { knownPerson } from "../../foundation/directory.ts";
import { loadAll } from "../../foundation/loaders.ts";
import { read } from "../../foundation/reading.ts";
import { byId, rows } from "../../foundation/rows.ts";
import { isCurator } from "../../foundation/viewer.ts";
import { knowsPeople, personOf } from "./access.ts";
import { WorkingGroup } from "./group.entity.ts";
import { Membership } from "./membership.entity.ts";

interface People {
  id: string;
  memberCount: number;
  leadIds: string[];
}

/** Of these groups, those the viewer may see. */
export async function visibleGroups(ctx: HubContext, ids: readonly string[]): Promise<WorkingGroup[]> {
  const groups = await loadAll(byId(ctx, WorkingGroup), ids);
  return groups.filter((group) => group !== null);
}

/** How many belong to a group that the viewer sees and who leads it, of people whom the viewer may know; null for viewers who may know nobody. */
export async function peopleOf(ctx: HubContext, groupId: string): Promise<People | null> {
  if (!knowsPeople(ctx.viewer)) return null;
  return ctx.load
    .batched<string, People>("people of groups", async (ids) => {
      const found = await read<People>(
        ctx,
        sql`SELECT m."groupId" AS id, count(*)::int AS "memberCount",
          COALESCE(array_agg(m."memberId" ORDER BY m.id) FILTER (WHERE m.role = 'LEAD'), '{}') AS "leadIds"
          FROM "groups".membership m WHERE m."groupId" = ANY(${[...ids]}::uuid[]) AND m.state = 'ACTIVE'
          AND ${knownPerson(ctx, 'm."memberId"')} GROUP BY 1`,
      );
      const map = new Map(found.map((people) => [people.id, people]));
      return ids.map((id) => map.get(id) ?? { id, memberCount: 0, leadIds: [] });
    })
    .load(groupId);
}

/** How the viewer themself stands to a group; null where they never had to do with it. */
export async function ownMembership(ctx: HubContext, groupId: string): Promise<Membership | null> {
  const person = personOf(ctx.viewer);
  if (!person) return null;
  return ctx.load
    .batched<string, Membership | null>("own memberships", async (ids) => {
      const found = await rows(ctx, Membership, {
        where: [sql`r."memberId" = ${person}::uuid`, sql`r."groupId" = ANY(${[...ids]}::uuid[])`],
      });
      const map = new Map(found.map((row) => [row.groupId, row]));
      return ids.map((id) => map.get(id) ?? null);
    })
    .load(groupId);
}

/** May the viewer know to which groups this person belongs? */
export const knowsGroupsOf = ({ viewer }: HubContext, memberId: string) =>
  viewer.kind === "SERVICE" || isCurator(viewer) || personOf(viewer) === memberId;

/** The ids of the groups a person belongs to; null where the viewer may not know, none of a person whom they may not know. */
export async function groupIdsOf(ctx: HubContext, memberId: string): Promise<string[] | null> {
  if (!knowsGroupsOf(ctx, memberId)) return null;
  return ctx.load
    .batched<string, string[]>("group ids of members", async (ids) => {
      const found = await read<{ id: string; groupIds: string[] }>(
        ctx,
        sql`SELECT m."memberId" AS id, array_agg(m."groupId" ORDER BY m."groupId") AS "groupIds"
          FROM "groups".membership m WHERE m."memberId" = ANY(${[...ids]}::uuid[]) AND m.state = 'ACTIVE'
          AND ${knownPerson(ctx, 'm."memberId"')} GROUP BY 1`,
      );
      const map = new Map(found.map(({ id, groupIds }) => [id, groupIds]));
      return ids.map((id) => map.get(id) ?? []);
    })
    .load(memberId);
}
