import type { Person, TestHub } from "../hub.ts";
import { type Made, made } from "./made.ts";

export interface GroupWish {
  title?: string;
  status?: "DRAFT" | "IN_REVIEW" | "PUBLISHED" | "ARCHIVED";
  joinPolicy?: "OPEN" | "ON_REQUEST" | "BY_INVITATION";
  leadIds?: string[];
  [field: string]: unknown;
}

/** A working group, published unless told otherwise. What is not a title, texts or status goes into the mutation's input as it is. */
export const makeGroup = (hub: TestHub, wish: GroupWish = {}): Promise<Made> =>
  made(hub, "WorkingGroup", wish);

/** Makes a person belong to a group: they are invited and join. */
export async function belongs(hub: TestHub, person: Person & { id: string }, group: { id: string }) {
  await hub.tell(
    "mutation Invite($id: ID!, $memberId: ID!) { inviteToWorkingGroup(id: $id, memberId: $memberId) { id } }",
    {
      id: group.id,
      memberId: person.id,
    },
  );
  const { errors } = await hub.ask(
    "mutation Join($id: ID!) { joinWorkingGroup(id: $id) { state } }",
    { id: group.id },
    person,
  );
  if (errors) throw new Error(errors[0]!.message);
}

/** A published group that nobody but its members and curators sees. */
export async function makeHiddenGroup(hub: TestHub, wish: GroupWish = {}): Promise<Made> {
  const { id, revision } = await makeGroup(hub, wish);
  const { changed } = await hub.tell(
    `mutation Hide($id: ID!, $revision: Int!) {
      changed: changeWorkingGroup(id: $id, revision: $revision, input: { visibility: GROUP, groupIds: [$id] }) { id slug revision }
    }`,
    { id, revision },
  );
  return changed;
}
