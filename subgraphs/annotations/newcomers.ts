import type { HubContext } from "../../foundation/context.ts";
import { rateLimited } from "../../foundation/problems.ts";
import { isCurator } from "../../foundation/viewer.ts";

/**
 * Counts that the viewer writes something, if they take part since a few days only; RATE_LIMITED where that is too much for
 * an hour. What comes of a deed that fails is not counted.
 */
export async function countForNewcomer({ viewer, newcomers, db }: HubContext): Promise<void> {
  if (!newcomers || viewer.kind !== "MEMBER" || isCurator(viewer)) return;
  const { days, notesPerHour } = newcomers;
  const [counted]: { writtenAt: Date[] }[] = await db.query(
    `INSERT INTO annotations.newcomer AS n ("memberId", "writtenAt")
     SELECT p.id, ARRAY[clock_timestamp()] FROM hub.person p
     WHERE p.id = $1 AND p."activeSince" > now() - make_interval(days => $2)
     ON CONFLICT ("memberId") DO UPDATE SET "writtenAt" = ARRAY(
       SELECT at FROM unnest(n."writtenAt") at WHERE at > clock_timestamp() - interval '1 hour' ORDER BY at) || excluded."writtenAt"
     RETURNING n."writtenAt"`,
    [viewer.member, days],
  );
  const found = counted?.writtenAt.length ?? 0;
  if (found <= notesPerHour) return;
  const over = counted!.writtenAt[found - notesPerHour - 1]!;
  const retryAt = new Date(over.getTime() + 3_600_000);
  throw rateLimited(
    `In their first ${days} days members write at most ${notesPerHour} notes, questions and flags in an hour: write again at ${retryAt.toISOString()}.`,
    "newcomerNotesPerHour",
    notesPerHour,
    found,
    retryAt,
  );
}
