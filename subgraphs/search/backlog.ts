import type pg from "pg";
import type { Kind } from "../../foundation/enums.ts";
import type { Step } from "../../foundation/outbox.ts";

/** Work that waits: how much, and since when the oldest of it. */
export interface Waiting {
  count: number;
  /** seconds since the oldest came; null where none waits */
  oldest: number | null;
}

/** What has not yet come to the search index. */
export interface Backlog {
  /** news of changes */
  fresh: Waiting;
  /** news that only follows from the news of another record, from a command, or from a new version of the hub */
  following: Waiting;
  /** documents of which Meilisearch has yet to hear */
  pending: Waiting;
  laidAside: { record: string; kind: Kind; step: Step; since: Date; tried: Date; reason: string }[];
}

/** What waits now. */
export async function backlogOf(db: Pick<pg.Client, "query">): Promise<Backlog> {
  const { rows } = await db.query<Backlog>(
    `SELECT json_build_object('count', n.fresh, 'oldest', n."oldestFresh") AS fresh,
       json_build_object('count', n.following, 'oldest', n."oldestFollowing") AS following,
       json_build_object('count', p.count, 'oldest', p.oldest) AS pending
     FROM (SELECT count(*) FILTER (WHERE NOT follows) AS fresh, count(*) FILTER (WHERE follows) AS following,
         extract(epoch FROM now() - min(at) FILTER (WHERE NOT follows))::float8 AS "oldestFresh",
         extract(epoch FROM now() - min(at) FILTER (WHERE follows))::float8 AS "oldestFollowing"
       FROM hub.outbox) n,
       (SELECT count(*) AS count, extract(epoch FROM now() - min("changedAt"))::float8 AS oldest FROM search.document WHERE pending) p`,
  );
  const { rows: laidAside } = await db.query<Backlog["laidAside"][number]>(
    `SELECT "recordId" AS record, kind, step, at AS since, "triedAt" AS tried, reason
     FROM hub.dead_letter ORDER BY at, "recordId", step`,
  );
  return { ...rows[0]!, laidAside };
}

/** Seconds by which search is behind the graph: the age of the oldest that waits. */
export const lagOf = ({ fresh, following, pending }: Backlog): number =>
  Math.max(0, ...[fresh, following, pending].map(({ oldest }) => oldest ?? 0));
