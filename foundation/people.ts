import type { HubContext } from "./context.ts";
import { isUuid } from "./uuid.ts";
import { isCurator, type Viewer } from "./viewer.ts";

/** What all rooms know of somebody who takes part. */
export interface Person {
  id: string;
  organisationId: string | null;
  groupIds: string[];
  curates: boolean;
}

/** A person as they would ask. */
export const asViewer = ({ id, organisationId, groupIds, curates }: Person): Viewer => ({
  kind: "MEMBER",
  member: id,
  ...(organisationId ? { organisation: organisationId } : {}),
  roles: curates ? ["CURATOR", "MEMBER"] : ["MEMBER"],
  groups: groupIds,
  scopes: [],
});

/**
 * Of these people those who take part, as viewers as far as whoever asks may know: to which groups of theirs somebody
 * belongs is known, which others, and who is a curator, is not. Whether such a viewer sees something tells nothing else.
 * They stay as they are until the transaction ends.
 */
export async function asViewers(tx: HubContext, ids: readonly string[]): Promise<Viewer[]> {
  const people: Omit<Person, "curates">[] = await tx.db.query(
    `SELECT p.id, p."organisationId", p."groupIds" FROM hub.person p
     WHERE p.id = ANY($1::uuid[]) AND p."activeSince" IS NOT NULL ORDER BY p.id FOR SHARE`,
    [ids.filter(isUuid)],
  );
  const known = (group: string) => isCurator(tx.viewer) || tx.viewer.groups.includes(group);
  return people.map((person) =>
    asViewer({ ...person, groupIds: person.groupIds.filter(known), curates: false }),
  );
}

/** Lets all rooms know that a person belongs to a working group from now on, or no more. */
export const belonging = (tx: HubContext, memberId: string, groupId: string, does: boolean) =>
  tx.db.query(
    does
      ? `UPDATE hub.person SET "groupIds" = array_append("groupIds", $2::uuid) WHERE id = $1 AND NOT "groupIds" @> ARRAY[$2::uuid]`
      : `UPDATE hub.person SET "groupIds" = array_remove("groupIds", $2::uuid) WHERE id = $1`,
    [memberId, groupId],
  );
