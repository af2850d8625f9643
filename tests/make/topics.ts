import type { TestHub } from "../hub.ts";
import type { Made } from "./made.ts";

let count = 0;

/** A topic as its fields say, with a label of its own unless told. */
export async function makeTopic(
  hub: TestHub,
  { label, ...fields }: Record<string, unknown> & { label?: string } = {},
): Promise<Made> {
  count += 1;
  const input = { language: "en", texts: { label: label ?? `Topic ${count}` }, ...fields };
  const query = `mutation ($input: NewTopic!) { made: createTopic(input: $input) { id slug revision } }`;
  return (await hub.tell(query, { input })).made;
}
