import type { TestHub } from "../hub.ts";

export interface Made {
  id: string;
  slug: string;
  revision: number;
}

interface Wish {
  title?: string;
  status?: string;
  texts?: object;
  [field: string]: unknown;
}

const deeds: Readonly<Record<string, readonly string[]>> = {
  DRAFT: [],
  IN_REVIEW: ["submit"],
  PUBLISHED: ["publish"],
  ARCHIVED: ["publish", "archive"],
};

let counter = 0;

/** Content of that GraphQL type, created and brought to its status through the graph. */
export async function made(
  hub: TestHub,
  type: string,
  { title, texts, status = "PUBLISHED", ...input }: Wish,
): Promise<Made> {
  counter += 1;
  const all = { language: "en", ...input, texts: { title: title ?? `${type} ${counter}`, ...texts } };
  let { made } = await hub.tell(
    `mutation Make($input: New${type}!) { made: create${type}(input: $input) { id slug revision } }`,
    { input: all },
  );
  for (const deed of deeds[status]!) {
    ({ made } = await hub.tell(
      `mutation Move($id: ID!, $revision: Int!) { made: ${deed}${type}(id: $id, revision: $revision) { id slug revision } }`,
      made,
    ));
  }
  return made;
}
