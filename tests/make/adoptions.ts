import type { Person, TestHub } from "../hub.ts";

export interface MadeAdoption {
  id: string;
  revision: number;
}

export const ADOPT =
  "mutation Adopt($practiceId: ID!, $input: NewAdoption!) { adoptPractice(practiceId: $practiceId, input: $input) { id revision state organisation { name } practice { title } } }";

/** An adoption of that practice, being tried out unless told otherwise, by that person or, for an organisation that is named, by the hub. */
export async function makeAdoption(
  hub: TestHub,
  practice: { id: string },
  by: Person | { organisationId: string },
  wish: object = {},
): Promise<MadeAdoption> {
  const person = "organisationId" in by ? hub.people.curator : by;
  const named = "organisationId" in by ? { organisationId: by.organisationId } : {};
  const input = { state: "TRYING", language: "en", ...named, ...wish };
  const { data, errors } = await hub.ask(ADOPT, { practiceId: practice.id, input }, person);
  if (errors) throw new Error(errors[0]!.message);
  return data.adoptPractice;
}
