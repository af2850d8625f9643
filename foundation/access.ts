import sql, { empty, raw, type Sql } from "sql-template-tag";
import { isCurator, isMember, type Viewer } from "./viewer.ts";

/** Everybody may see these rows. */
export const everybody: Sql = sql`TRUE`;

/** Nobody may see these rows, so that they need not be asked for. */
export const nobody: Sql = sql`FALSE`;

/** May this viewer read what is meant for everybody? A partner's key only with the scope that says so. */
export const readsPublicContent = (viewer: Viewer) =>
  viewer.kind !== "PARTNER" || viewer.scopes.includes("content:public");

/** May this viewer read what is meant for members of the network? */
export const readsMembersContent = (viewer: Viewer) =>
  isMember(viewer) || viewer.scopes.includes("content:members");

/**
 * The rows of content a viewer may see, as a condition on the columns `status`, `visibility`, `groupIds` and
 * `ownerId` of `alias`. Published rows are seen by those their visibility names; all others by the members of
 * the organisation that owns them. Curators and the hub itself see everything.
 */
export function contentFor(viewer: Viewer, alias = "r"): Sql {
  if (viewer.kind === "SERVICE" || isCurator(viewer)) return everybody;
  const r = raw(alias);
  const open = readsPublicContent(viewer) ? sql`${r}.visibility = 'PUBLIC'` : sql`FALSE`;
  const members = readsMembersContent(viewer) ? sql` OR ${r}.visibility = 'MEMBERS'` : empty;
  const groups =
    isMember(viewer) && viewer.groups.length > 0
      ? sql` OR (${r}.visibility = 'GROUP' AND ${r}."groupIds" && ${[...viewer.groups]}::uuid[])`
      : empty;
  const published = sql`(${r}.status = 'PUBLISHED' AND (${open}${members}${groups}))`;
  if (!isMember(viewer) || !viewer.organisation) return published;
  return sql`(${published} OR (${r}.status <> 'PUBLISHED' AND ${r}."ownerId" = ${viewer.organisation}::uuid))`;
}

/** May this viewer know who the people of the network are? Strangers and partners learn not even their ids. */
export const seesPeople = (viewer: Viewer) =>
  viewer.kind === "SERVICE" || (viewer.kind === "MEMBER" && !!viewer.member);

/** May this viewer write in the name of that organisation? */
export const writesFor = (viewer: Viewer, organisation: string | null | undefined) =>
  isCurator(viewer) || (isMember(viewer) && !!organisation && viewer.organisation === organisation);
