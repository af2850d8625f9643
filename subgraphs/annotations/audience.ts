import sql, { empty, raw, type Sql } from "sql-template-tag";
import { type History, readsMembersContent } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { known } from "../../foundation/directory.ts";
import { Kind } from "../../foundation/enums.ts";
import { badInput, notAllowed } from "../../foundation/problems.ts";
import { isCurator, isMember, type Viewer } from "../../foundation/viewer.ts";
import { AnnotationAudience } from "./annotation.enums.ts";

/** Whom a note admits. */
export interface Admitted {
  audience: AnnotationAudience;
  groupIds: string[];
}

const { ONLY_ME, OWNER, GROUPS, MEMBERS, EVERYONE } = AnnotationAudience;
const width = { ONLY_ME: 0, OWNER: 1, GROUPS: 1, MEMBERS: 2, EVERYONE: 3 };

/** Was the note `alias` written by the viewer? True or false, never null. */
const byViewer = ({ kind, member }: Viewer, alias: string): Sql =>
  kind === "MEMBER" && member
    ? sql`${raw(alias)}."authorId" IS NOT DISTINCT FROM ${member}::uuid`
    : sql`FALSE`;

/** A partner's key reads notes only with the scope that says so. */
const readsNotes = ({ kind, scopes }: Viewer) => kind !== "PARTNER" || scopes.includes("annotations:public");

/** Is the note `alias` for the owner of the record, and the viewer who asked, or of the organisation that was asked? Never null. */
function betweenOwnerAndViewer(viewer: Viewer, alias: string): Sql {
  if (!isMember(viewer) || !viewer.member) return empty;
  const a = raw(alias);
  const asked = viewer.organisation
    ? sql` OR ${a}."addresseeId" IS NOT DISTINCT FROM ${viewer.organisation}::uuid`
    : empty;
  return sql` OR (${a}.audience = 'OWNER' AND (${a}."askerId" IS NOT DISTINCT FROM ${viewer.member}::uuid${asked}))`;
}

/**
 * The part of the rule that a note decides by itself: its author sees it, and those of its audience unless it is hidden.
 * What is between a record's owner and who asked is for curators only where it was flagged; `above` others it stands in no
 * curator's way, so that they see what was flagged below.
 */
function admits(viewer: Viewer, alias: string, above = false): Sql {
  const a = raw(alias);
  const curator = isCurator(viewer);
  const audiences = [
    ...(readsNotes(viewer) ? [EVERYONE] : []),
    ...(curator || (readsNotes(viewer) && readsMembersContent(viewer)) ? [MEMBERS] : []),
    ...(curator ? [GROUPS] : []),
  ];
  const groups =
    !curator && isMember(viewer) && viewer.groups.length > 0
      ? sql` OR (${a}.audience = 'GROUPS' AND ${a}."groupIds" && ${[...viewer.groups]}::uuid[])`
      : empty;
  const flagged = above ? empty : sql` AND ${a}.moderation <> 'SHOWN'`;
  const owner = curator ? sql` OR (${a}.audience = 'OWNER'${flagged})` : empty;
  const shown = curator ? empty : sql` AND ${a}.moderation <> 'HIDDEN'`;
  // Written into the statement: with a parameter PostgreSQL would plan it anew each time.
  const named = raw(audiences.map((audience) => `'${audience}'`).join(", ") || "NULL");
  return sql`(${byViewer(viewer, alias)} OR ((${a}.audience IN (${named})${groups}${owner}${betweenOwnerAndViewer(viewer, alias)})${shown}))`;
}

/** A note that stands is seen by its author, and by those whom it and every note above it admit. */
function seen(viewer: Viewer, alias: string): Sql {
  const a = raw(alias);
  const above = `${alias}_above`;
  return sql`${a}."deletedAt" IS NULL AND ${admits(viewer, alias)} AND (${a}."replyToId" IS NULL OR ${byViewer(viewer, alias)}
    OR NOT EXISTS (SELECT 1 FROM annotations.thread ${raw(above)} WHERE ${raw(above)}.id = ANY(${a}."ancestorIds") AND NOT ${admits(viewer, above, true)}))`;
}

/** The notes `r` that a viewer may see, their targets left aside. A deleted one is seen by those who see an answer below it. */
export const notesFor = (viewer: Viewer): Sql =>
  sql`((${seen(viewer, "r")}) OR (r."deletedAt" IS NOT NULL AND EXISTS (
    SELECT 1 FROM annotations.thread below WHERE below."ancestorIds" @> ARRAY[r.id] AND ${seen(viewer, "below")})))`;

/** An author reads all revisions of their notes, a curator those that were neither for the author alone nor, before others came to read it, for the owner of the record. */
export function historyOfNotes(viewer: Viewer, note: string, revision: string): History {
  const own = byViewer(viewer, note);
  const [then, now] = [raw(`${revision}.visibility`), raw(`${note}.audience`)];
  const others = sql`${then} <> 'ONLY_ME' AND (${then} <> 'OWNER' OR ${now} = 'OWNER')`;
  const whole = isCurator(viewer) ? sql`(${own} OR (${others}))` : own;
  return { read: whole, whole };
}

/** Does the first admit nobody whom the second does not? */
export const within = (inner: Admitted, outer: Admitted): boolean =>
  inner.audience === GROUPS && outer.audience === GROUPS
    ? inner.groupIds.every((id) => outer.groupIds.includes(id))
    : inner.audience === outer.audience || width[inner.audience] < width[outer.audience];

/**
 * The audience as it may be stored. Members write for groups of their own, and for the owner of the record where the owner was
 * asked; a reply inherits from what it answers and is never wider.
 */
export async function audienceFor(
  tx: HubContext,
  input: { audience?: AnnotationAudience | null; groupIds?: string[] | null },
  { answered, asked = false }: { answered?: Admitted; asked?: boolean } = {},
): Promise<Admitted> {
  if (answered && !input.audience && !input.groupIds) {
    return { audience: answered.audience, groupIds: answered.groupIds };
  }
  const audience = input.audience ?? answered?.audience ?? ONLY_ME;
  const groupIds = [...new Set((input.groupIds ?? []).map((id) => id.toLowerCase()))];
  if (audience === OWNER && !asked)
    throw badInput(
      "audience",
      "Only a question to the owner, and its answers, are for the owner: use askOwner.",
    );
  if (audience !== GROUPS && groupIds.length > 0)
    throw badInput("groupIds", "Only a note for GROUPS names groups.");
  if (audience === GROUPS) {
    if (groupIds.length === 0) throw badInput("groupIds", "A note for groups must name at least one group.");
    if (groupIds.length > 20) throw badInput("groupIds", "A note names at most 20 groups.");
    await known(tx, Kind.WORKING_GROUP, groupIds);
    const theirs = new Set([...tx.viewer.groups, ...(answered?.groupIds ?? [])]);
    if (!isCurator(tx.viewer) && !groupIds.every((id) => theirs.has(id)))
      throw notAllowed("write for a working group that you do not belong to");
  }
  const admitted = { audience, groupIds };
  if (answered && !within(admitted, answered))
    throw badInput("audience", "A reply cannot be meant for more people than what it answers.");
  return admitted;
}
