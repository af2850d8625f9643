import sql, { raw, type Sql } from "sql-template-tag";
import { contentFor, readsMembersContent, readsPublicContent } from "../../foundation/access.ts";
import type { HubContext } from "../../foundation/context.ts";
import { Status, Visibility } from "../../foundation/enums.ts";
import { read } from "../../foundation/reading.ts";
import { isCurator, isMember, type Viewer } from "../../foundation/viewer.ts";
import type { Sight } from "./engine.ts";

/** For whom a record is, as its document in the index says it. The hub itself and curators see what is for nobody. */
export function audienceOf(record: {
  status: Status;
  visibility: Visibility;
  groupIds: readonly string[];
  ownerId: string | null;
}): string[] {
  if (record.status !== Status.PUBLISHED) return record.ownerId ? [`owner:${record.ownerId}`] : [];
  if (record.visibility === Visibility.PUBLIC) return ["public"];
  if (record.visibility === Visibility.MEMBERS) return ["members"];
  return record.groupIds.map((id) => `group:${id}`);
}

/** The audiences a viewer belongs to; null where they see everything. The same rule as `contentFor`, said to the index. */
export function audiencesOf(viewer: Viewer): string[] | null {
  if (viewer.kind === "SERVICE" || isCurator(viewer)) return null;
  const audiences = readsPublicContent(viewer) ? ["public"] : [];
  if (readsMembersContent(viewer)) audiences.push("members");
  if (isMember(viewer)) {
    audiences.push(...viewer.groups.map((id) => `group:${id}`));
    if (viewer.organisation) audiences.push(`owner:${viewer.organisation}`);
  }
  return audiences;
}

/** As `audiencesOf`, of a row of hub.person who takes part and is no curator, in SQL. */
export function audiencesOfPerson(person: string): Sql {
  const p = raw(person);
  return sql`(ARRAY['public', 'members', 'owner:' || ${p}."organisationId"] || ARRAY(SELECT 'group:' || g FROM unnest(${p}."groupIds") g))`;
}

/** As many records as are kept from a search because the index may still show them to people who no longer see them. */
const MOST_EXCEPT = 1_000;

/** So long may a document wait for Meilisearch before its index counts as one that cannot be trusted. */
const PATIENCE_S = 10;

/** So many may wait for it at the same time. */
const MOST_PENDING = 100;

/** What a viewer may find, as of now. */
interface SightNow extends Sight {
  /** whether `except` names all that must be kept from them */
  complete: boolean;
  /** the version of the newest topic, so that the thesaurus is known anew when one changes */
  topics: string;
}

/**
 * What this viewer may find. While news of a record is on its way to the index, or could not be carried, the index may
 * know an older state of it: where the viewer must not see it any more, it is kept out of hits, totals and facets alike.
 */
export async function sightOf(ctx: HubContext): Promise<SightNow> {
  const audiences = audiencesOf(ctx.viewer);
  const [state] = await read<Pick<SightNow, "behind" | "topics" | "except">>(
    ctx,
    stateFor(ctx.viewer, audiences === null),
  );
  const { except, behind, topics } = state!;
  return {
    viewer: ctx.viewer,
    audiences,
    except,
    complete: except.length < MOST_EXCEPT,
    behind,
    topics,
  };
}

const stateFor = (viewer: Viewer, all: boolean): Sql => sql`
  SELECT coalesce((SELECT d."changedAt" FROM search.document d WHERE d.pending
        AND NOT EXISTS (SELECT 1 FROM hub.dead_letter l WHERE l."recordId" = d.id) ORDER BY d.version LIMIT 1)
      < now() - interval '${raw(String(PATIENCE_S))} s', false)
      OR EXISTS (SELECT FROM search.document WHERE pending OFFSET ${raw(String(MOST_PENDING))}) AS behind,
    coalesce((SELECT max(version) FROM search.document WHERE kind = 'TOPIC'), 0)::text AS topics,
    ${all ? sql`ARRAY[]::uuid[]` : sql`ARRAY(${keptFrom(viewer)})`} AS except`;

const keptFrom = (viewer: Viewer): Sql => sql`
  SELECT x.id FROM (SELECT "recordId" FROM hub.outbox WHERE NOT follows UNION SELECT "recordId" FROM hub.dead_letter
      UNION SELECT id FROM search.document WHERE pending) AS x(id)
  WHERE NOT EXISTS (SELECT 1 FROM hub.record d WHERE d.id = x.id AND ${contentFor(viewer, "d")})
  LIMIT ${raw(String(MOST_EXCEPT))}`;
