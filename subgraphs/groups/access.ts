import sql, { raw, type Sql } from "sql-template-tag";
import { contentFor, nobody } from "../../foundation/access.ts";
import { knownPerson } from "../../foundation/directory.ts";
import { isCurator, isMember, type Viewer } from "../../foundation/viewer.ts";
import { stateOf } from "./membership.state.ts";

/** A person who is signed in, a curator or the hub itself: those who may know who leads a group and how many belong to it. */
export const knowsPeople = (viewer: Viewer) =>
  viewer.kind === "SERVICE" || isCurator(viewer) || isMember(viewer);

/** The person who asks, as the id of their member; null for anybody else. */
export const personOf = (viewer: Viewer): string | null =>
  isMember(viewer) ? (viewer.member ?? null) : null;

/**
 * The working groups a viewer may see: as other content, and besides the published ones to which they belong or
 * are invited, so that a hidden group can be joined and is seen before the next passport names it.
 */
export function groupsFor(viewer: Viewer, alias = "r"): Sql {
  const asContent = contentFor(viewer, alias);
  const person = personOf(viewer);
  if (!person || isCurator(viewer)) return asContent;
  const group = raw(alias);
  return sql`(${asContent} OR (${group}.status = 'PUBLISHED' AND EXISTS (
    SELECT 1 FROM "groups".membership own WHERE own."groupId" = ${group}.id AND own."memberId" = ${person}::uuid
    AND ${stateOf("own")} IN ('ACTIVE', 'INVITED'))))`;
}

/**
 * The memberships a viewer may see, of people whom they may know: their own; those who belong, in the groups they
 * belong to; all, in the groups they lead. Curators and the hub itself see every one, and nobody else any.
 */
export function membershipsFor(viewer: Viewer, alias = "r"): Sql {
  const known = knownPerson({ viewer }, `${alias}."memberId"`);
  if (viewer.kind === "SERVICE" || isCurator(viewer)) return known;
  const person = personOf(viewer);
  if (!person) return nobody;
  const membership = raw(alias);
  return sql`(${known} AND (${membership}."memberId" = ${person}::uuid OR EXISTS (
    SELECT 1 FROM "groups".membership mine JOIN "groups".working_group g ON g.id = mine."groupId"
    WHERE mine."groupId" = ${membership}."groupId" AND mine."memberId" = ${person}::uuid AND mine.state = 'ACTIVE'
    AND (${membership}.state = 'ACTIVE' OR mine.role = 'LEAD') AND ${groupsFor(viewer, "g")})))`;
}
