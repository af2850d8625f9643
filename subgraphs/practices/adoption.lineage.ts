import sql from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { pointsAtVisible } from "../../foundation/directory.ts";
import { badInput, Problem, unknownReference } from "../../foundation/problems.ts";
import { read, unseen } from "../../foundation/reading.ts";
import { byId } from "../../foundation/rows.ts";
import { Adoption } from "./adoption.entity.ts";
import { Practice } from "./practice.entity.ts";

/** Makes sure that a practice may have come of an adoption: the viewer sees it, the adopting organisation owns it, and the adopted practice does not itself come of it. */
export async function mayResult(tx: HubContext, adoption: Adoption, id: string | null | undefined) {
  if (!id) return;
  const practice = await byId(tx, Practice).load(id);
  if (!practice) throw unknownReference("practice", [id]);
  if (practice.ownerId !== adoption.organisationId)
    throw badInput(
      "resultingPracticeId",
      "The practice that came of an adoption belongs to the organisation that adopted.",
    );
  // One after the other, so that two of them cannot close a circle together.
  await tx.db.query("SELECT pg_advisory_xact_lock(hashtext('practices lineage'))");
  const [circle] = await tx.db.query(
    `WITH RECURSIVE above(id) AS (SELECT $1::uuid UNION
       SELECT a."practiceId" FROM practices.adoption a JOIN above ON a."resultingPracticeId" = above.id)
     SELECT 1 FROM above WHERE id = $2::uuid`,
    [adoption.practiceId, practice.id],
  );
  if (circle) throw new Problem("CONFLICT", "The adopted practice itself came of this one.", { id });
}

/** An adoption as a step away from the practice that a graph begins with. */
export interface Step {
  /** of the adoption */
  id: string;
  /** 1 for those of the practice itself, 2 for those of the practices that came of these, and so on */
  depth: number;
}

/** So many steps a graph has at most, the nearest ones. */
export const MOST_STEPS = 1_000;

/** The loader of all adoptions that the viewer may see up to that depth from each of many practices, the nearest and earliest first. */
export function stepsFrom(ctx: HubContext, depth: number) {
  return ctx.load.batched<string, Step[]>(`adoption graph ${depth}`, async (roots) => {
    const audience = Adoption.audience(ctx.viewer, "a");
    const found = await read<Step & { root: string }>(
      ctx,
      sql`WITH RECURSIVE step AS (
          SELECT p.id AS root, a.id, a."resultingPracticeId" AS led, 1 AS depth
          FROM unnest(${unseen(roots)}) AS p(id) JOIN practices.adoption a ON a."practiceId" = p.id WHERE ${audience}
          UNION
          SELECT s.root, a.id, a."resultingPracticeId", s.depth + 1
          FROM step s JOIN practices.adoption a ON a."practiceId" = s.led
          WHERE s.depth < ${depth}::int AND ${audience} AND ${pointsAtVisible(ctx, "s.led")})
        SELECT root, id, depth FROM (
          SELECT root, id, min(depth) AS depth, row_number() OVER (PARTITION BY root ORDER BY min(depth), id) AS place
          FROM step GROUP BY root, id) ranked
        WHERE place <= ${MOST_STEPS}::int ORDER BY root, place`,
    );
    const byRoot = new Map<string, Step[]>(roots.map((id) => [id, []]));
    for (const { root, id, depth } of found) byRoot.get(root)?.push({ id, depth });
    return roots.map((id) => byRoot.get(id) ?? []);
  });
}
