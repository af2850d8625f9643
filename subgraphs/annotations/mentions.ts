import sql, { join } from "sql-template-tag";
import type { HubContext } from "../../foundation/context.ts";
import { knownPeople } from "../../foundation/directory.ts";
import { asViewers } from "../../foundation/people.ts";
import { limitExceeded, Problem } from "../../foundation/problems.ts";
import type { Viewer } from "../../foundation/viewer.ts";
import { Annotation } from "./annotation.entity.ts";

const MOST = 20;

/** Whom a note names, and as whom they read it. */
export interface Mentions {
  ids: string[];
  viewers: Viewer[];
}

/** The people whom a note is to name, each once, who stay as they are until the transaction ends. Throws UNKNOWN_REFERENCE for those whom the author may not know. */
export async function mentionsOf(
  tx: HubContext,
  mentionIds: readonly string[] | null | undefined,
): Promise<Mentions> {
  const ids = [...new Set((mentionIds ?? []).map((id) => id.toLowerCase()))];
  if (ids.length === 0) return { ids, viewers: [] };
  if (ids.length > MOST)
    throw limitExceeded(`A note mentions at most ${MOST} members.`, "mentions", MOST, ids.length);
  await knownPeople(tx, ids);
  return { ids, viewers: await asViewers(tx, ids) };
}

/** Makes sure that all whom it mentions see a note as it is stored now. */
export async function seenByMentioned(tx: HubContext, noteId: string, { ids, viewers }: Mentions) {
  if (ids.length === 0) return;
  const seen = viewers.map(
    (viewer) =>
      sql`SELECT ${viewer.member}::uuid AS id FROM annotations.annotation r WHERE r.id = ${noteId}::uuid AND ${Annotation.visibleTo(viewer)}`,
  );
  // Of what others see, whoever writes may see less.
  const { text, values } = join(
    seen.length > 0 ? seen : [sql`SELECT NULL::uuid AS id WHERE FALSE`],
    " UNION ALL ",
  );
  const found: { id: string }[] = await tx.db.query(text, values);
  const seers = new Set(found.map(({ id }) => id));
  const others = ids.filter((id) => !seers.has(id));
  if (others.length > 0)
    throw new Problem(
      "BAD_USER_INPUT",
      `A note mentions only members who may see it, and for all you may know these may not: ${others.join(", ")}.`,
      { field: "mentionIds", ids: others },
    );
}
