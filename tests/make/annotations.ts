import type { Person, TestHub } from "../hub.ts";

export interface Note {
  id: string;
  revision: number;
}

interface Wish {
  /** the record it is about */
  on?: string;
  kind?: string;
  motivation?: string;
  audience?: string;
  [field: string]: unknown;
}

export const ANNOTATE =
  "mutation Annotate($input: NewAnnotation!) { annotate(input: $input) { id revision } }";
export const REPLY =
  "mutation Reply($id: ID!, $input: NewReply!) { reply(id: $id, input: $input) { id revision } }";

/** What a note says where a test does not care. */
export const words = { body: "We tried this too.", language: "en" };

/** A note by that person on a practice unless told otherwise, for everyone. What is not named here goes into the mutation's input as it is. */
export async function makeNote(
  hub: TestHub,
  by: Person,
  { on, kind = "PRACTICE", motivation = "COMMENTING", audience = "EVERYONE", target, ...rest }: Wish,
): Promise<Note> {
  const input = {
    ...words,
    motivation,
    audience,
    ...rest,
    target: { kind, recordId: on, ...(target as object) },
  };
  const { data, errors } = await hub.ask(ANNOTATE, { input }, by);
  if (errors) throw new Error(errors[0]!.message);
  return data.annotate;
}

/** A reply by that person. */
export async function makeReply(hub: TestHub, by: Person, id: string, wish: object = {}): Promise<Note> {
  const { data, errors } = await hub.ask(REPLY, { id, input: { ...words, ...wish } }, by);
  if (errors) throw new Error(errors[0]!.message);
  return data.reply;
}
