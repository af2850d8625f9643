import sql, { empty, raw, type Sql } from "sql-template-tag";
import { isAdministrator, isCurator, isMember, type Viewer } from "./viewer.ts";

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
  if (looksAfterContent(viewer)) return everybody;
  const published = publishedFor(viewer, alias);
  if (!isMember(viewer) || !viewer.organisation) return published;
  const r = raw(alias);
  return sql`(${published} OR (${r}.status <> 'PUBLISHED' AND ${r}."ownerId" = ${viewer.organisation}::uuid))`;
}

const looksAfterContent = (viewer: Viewer) => viewer.kind === "SERVICE" || isCurator(viewer);

/** The part of that rule for what is published, on the columns `status`, `visibility` and `groupIds` of `alias`. */
function publishedFor(viewer: Viewer, alias: string): Sql {
  const r = raw(alias);
  const open = readsPublicContent(viewer) ? sql`${r}.visibility = 'PUBLIC'` : sql`FALSE`;
  const members = readsMembersContent(viewer) ? sql` OR ${r}.visibility = 'MEMBERS'` : empty;
  const groups =
    isMember(viewer) && viewer.groups.length > 0
      ? sql` OR (${r}.visibility = 'GROUP' AND ${r}."groupIds" && ${[...viewer.groups]}::uuid[])`
      : empty;
  return sql`(${r}.status = 'PUBLISHED' AND (${open}${members}${groups}))`;
}

/** Who reads a revision, as conditions on a row that the viewer sees and on one of its revisions. */
export interface History {
  /** who reads its texts */
  read: Sql;
  /** who reads all of it: only those who read its texts */
  whole: Sql;
}

/** Whoever may change content reads all its revisions; others those that were published for them, and their texts alone. */
export function historyOfContent(viewer: Viewer, row: string, revision: string): History {
  if (looksAfterContent(viewer)) return { read: everybody, whole: everybody };
  const published = publishedFor(viewer, revision);
  if (!isMember(viewer) || !viewer.organisation) return { read: published, whole: nobody };
  const whole = sql`${raw(row)}."ownerId" IS NOT DISTINCT FROM ${viewer.organisation}::uuid`;
  return { read: sql`(${whole} OR ${published})`, whole };
}

/** Reference data has always been for everybody; all of a revision is for those who look after it, and for an organisation's own members. */
export function historyOfReferenceData(viewer: Viewer, row: string): History {
  if (looksAfterContent(viewer) || isAdministrator(viewer)) return { read: everybody, whole: everybody };
  const own = isMember(viewer) && viewer.organisation;
  return { read: everybody, whole: own ? sql`${raw(row)}.id = ${own}::uuid` : nobody };
}

/**
 * As `contentFor`, of many people in one statement: the condition that `person`, a row of hub.person who takes part, may see
 * the row `alias`.
 */
export function contentForPerson(person: string, alias: string): Sql {
  const [p, r] = [raw(person), raw(alias)];
  const published = sql`(${r}.visibility IN ('PUBLIC', 'MEMBERS') OR (${r}.visibility = 'GROUP' AND ${r}."groupIds" && ${p}."groupIds"))`;
  return sql`(${p}.curates OR CASE WHEN ${r}.status = 'PUBLISHED' THEN ${published} ELSE ${r}."ownerId" = ${p}."organisationId" END)`;
}

/** May this viewer know who the people of the network are? Strangers and partners learn not even their ids. */
export const seesPeople = (viewer: Viewer) =>
  viewer.kind === "SERVICE" || (viewer.kind === "MEMBER" && !!viewer.member);

/** May this viewer write in the name of that organisation? */
export const writesFor = (viewer: Viewer, organisation: string | null | undefined) =>
  isCurator(viewer) || (isMember(viewer) && !!organisation && viewer.organisation === organisation);
