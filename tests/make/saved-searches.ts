import type { Person, TestHub } from "../hub.ts";

export interface Saved {
  id: string;
  revision: number;
}

/** A search saved by that person, with a name of its own unless told. What is not a name goes into the mutation's input as it is. */
export async function makeSavedSearch(hub: TestHub, by: Person, input: object): Promise<Saved> {
  const { data, errors } = await hub.ask(
    "mutation Save($input: NewSavedSearch!) { saved: saveSearch(input: $input) { id revision } }",
    { input: { name: "What I look for", ...input } },
    by,
  );
  if (errors) throw new Error(errors[0]!.message);
  return data.saved;
}
