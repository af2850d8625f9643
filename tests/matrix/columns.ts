import { type Person, type TestHub, tokens } from "../hub.ts";
import { makeMember, makeOrganisation } from "../make/members.ts";

/** As whom each line of the table is asked, in the order of its columns. */
export const columns = [
  "anybody",
  "pending",
  "member",
  "other",
  "grouped",
  "steward",
  "curator",
  "admin",
  "portal",
  "portal+",
  "hub",
] as const;
export type Column = (typeof columns)[number];

/** Those who bring something, or nothing, to the front door; the hub itself does not come in by it. */
type Visitor = Exclude<Column, "hub">;

export interface Visitors extends Record<Visitor, Person> {
  member: Person & { id: string };
  pending: Person & { id: string };
  other: Person & { id: string };
  grouped: Person & { id: string };
}

/** Everybody as whom the table is asked: `member` and `steward` are of alpha, `other` is of beta, `grouped` of a third city. */
export async function visitorsOf(hub: TestHub): Promise<Visitors> {
  const { stranger, pending, member, other, curator, admin, partner, partnerMembers } = hub.people;
  const person = async (fields: object) => {
    const { id } = await makeMember(hub, { ...fields });
    return { id, token: await tokens(hub.passports).member(id) };
  };
  const third = await makeOrganisation(hub, { name: "City of the grouped" });
  return {
    ...{ anybody: stranger, pending, member, other, curator, admin },
    grouped: await person({ name: "Gus Gorse", organisationId: third.id }),
    steward: await person({
      name: "Stina Spruce",
      organisationId: hub.organisations.alpha,
      roles: ["STEWARD"],
    }),
    portal: partner,
    "portal+": partnerMembers,
  };
}
