import type { HubContext } from "../../foundation/context.ts";
import { PersonEntry } from "../../foundation/outbox.ts";
import type { Member } from "./member.entity.ts";
import { MemberState } from "./member.enums.ts";

/** Lets the other rooms know that there is this person. */
export const enter = (tx: HubContext, { id, state }: Pick<Member, "id" | "state">) => {
  const pending = state === MemberState.PENDING || state === MemberState.REFUSED;
  return tx.db.upsert(PersonEntry, { id, pending }, ["id"]);
};
