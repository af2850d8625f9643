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

export const ASK = "mutation Ask($input: NewQuestion!) { askOwner(input: $input) { id revision } }";
export const ANSWER =
  "mutation Answer($id: ID!, $revision: Int!, $input: NewAnswer!) { answerQuestion(id: $id, revision: $revision, input: $input) { id revision } }";

/** A question by that person to the owner of a practice alone, unless told otherwise, which may be published. */
export async function askOwner(
  hub: TestHub,
  by: Person,
  on: string,
  { target, ...rest }: Record<string, unknown> = {},
): Promise<Note> {
  const about = { kind: "PRACTICE", recordId: on, ...(target as object) };
  const input = { ...words, audience: "OWNER", mayPublish: true, ...rest, target: about };
  const { data, errors } = await hub.ask(ASK, { input }, by);
  if (errors) throw new Error(errors[0]!.message);
  return data.askOwner;
}

/** An answer by that person to a question that their organisation was asked. */
export async function answerQuestion(
  hub: TestHub,
  by: Person,
  question: Note,
  wish: object = {},
): Promise<Note> {
  const { data, errors } = await hub.ask(ANSWER, { ...question, input: { ...words, ...wish } }, by);
  if (errors) throw new Error(errors[0]!.message);
  return data.answerQuestion;
}
