import type { TestHub } from "../hub.ts";
import type { Made } from "./made.ts";

let count = 0;

/** An organisation as its fields say; a local authority with a name of its own unless told. */
export async function makeOrganisation(hub: TestHub, fields: Record<string, unknown> = {}): Promise<Made> {
  const input = { language: "en", organisationKind: "LOCAL_AUTHORITY", ...named(fields, "City") };
  const query = `mutation ($input: NewOrganisation!) { made: createOrganisation(input: $input) { id slug revision } }`;
  return (await hub.tell(query, { input })).made;
}

/** A territory as its fields say; a city with a name of its own unless told. */
export async function makeTerritory(hub: TestHub, fields: Record<string, unknown> = {}): Promise<Made> {
  const input = { language: "en", territoryKind: "CITY", ...named(fields, "Place") };
  const query = `mutation ($input: NewTerritory!) { made: createTerritory(input: $input) { id slug revision } }`;
  return (await hub.tell(query, { input })).made;
}

/** A member as their fields say, with a name and an e-mail address of their own. */
export async function makeMember(
  hub: TestHub,
  fields: Record<string, unknown> = {},
): Promise<{ id: string; revision: number }> {
  count += 1;
  const input = { name: `Person ${count}`, email: `person${count}@members.test`, ...fields };
  const query = `mutation ($input: NewMember!) { made: createMember(input: $input) { id revision } }`;
  return (await hub.tell(query, { input })).made;
}

function named({ name, ...fields }: Record<string, unknown>, word: string): Record<string, unknown> {
  count += 1;
  return { texts: { name: name ?? `${word} ${count}` }, ...fields };
}
