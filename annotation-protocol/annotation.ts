import { type AskAsCaller, refusal, type WebAnswer, type WebRequest } from "../gateway/web-service.ts";
import {
  type Headers,
  methodRefused,
  nothingHere,
  options,
  requireJson,
  requireMatch,
  told,
} from "./answers.ts";
import { type GivenNote, noteFrom } from "./from-json-ld.ts";
import { ANNOTATE, CHANGE, DELETE, type GraphNote, ONE, REPLY } from "./graph.ts";
import type { Iris } from "./iris.ts";
import { isTargetOf } from "./target.ts";
import { annotationIn } from "./to-json-ld.ts";

const HEADERS: Headers = {
  allow: "GET, HEAD, OPTIONS, PUT, DELETE",
  link: '<http://www.w3.org/ns/ldp#Resource>; rel="type", <http://www.w3.org/ns/oa#Annotation>; rel="type"',
};

/** Answers at an annotation's own IRI. */
export async function answerAnnotation(
  iris: Iris,
  id: string,
  request: WebRequest,
  ask: AskAsCaller,
): Promise<WebAnswer> {
  switch (request.method) {
    case "OPTIONS":
      return options(HEADERS);
    case "GET":
    case "HEAD":
      return told(request, annotationIn(iris, await existing(id, ask)), HEADERS);
    case "PUT":
      return told(request, annotationIn(iris, await replaced(iris, id, request, ask)), HEADERS);
    case "DELETE": {
      const note = await existing(id, ask);
      requireMatch(request, annotationIn(iris, note));
      await ask(DELETE, { id, revision: note.revision });
      return { status: 204 };
    }
    default:
      return methodRefused(request, HEADERS);
  }
}

/** Makes a new annotation of what was sent to the container. */
export async function create(iris: Iris, request: WebRequest, ask: AskAsCaller): Promise<WebAnswer> {
  requireJson(request);
  const given = noteFrom(iris, request.body, request.headers["accept-language"]);
  const { target, motivation, words, canonical, via, id } = given;
  const origin = { canonical, via: [...new Set([...via, ...(id ? [id] : [])])] };
  const { annotation } =
    target.what === "note"
      ? await ask<{ annotation: GraphNote }>(REPLY, {
          id: target.id,
          input: { ...words, ...origin, ...given.audience },
        })
      : await ask<{ annotation: GraphNote }>(ANNOTATE, {
          input: { ...words, ...origin, ...audienceOf(given), motivation, target: asInput(target) },
        });
  const location = iris.of({ what: "annotation", id: annotation.id });
  return told(request, annotationIn(iris, annotation), HEADERS, { status: 201, more: { location } });
}

/** Without a word of its audience a note is for its author alone. */
const audienceOf = ({ audience }: GivenNote) => audience ?? { audience: "ONLY_ME", groupIds: [] };

function asInput({ what: _, ...target }: Exclude<GivenNote["target"], { what: "note" }>) {
  return target;
}

async function existing(id: string, ask: AskAsCaller): Promise<GraphNote> {
  const { annotation } = await ask<{ annotation: GraphNote | null }>(ONE, { id });
  if (!annotation) throw nothingHere();
  if (annotation.deletedAt) throw refusal(410, "NOT_FOUND", "The author of this note has deleted it.");
  return annotation;
}

async function replaced(iris: Iris, id: string, request: WebRequest, ask: AskAsCaller): Promise<GraphNote> {
  requireJson(request);
  const note = await existing(id, ask);
  requireMatch(request, annotationIn(iris, note));
  const given = noteFrom(iris, request.body, request.headers["accept-language"]);
  for (const [what, same] of [
    ["id", given.id === null || given.id === iris.of({ what: "annotation", id })],
    ["target", isTargetOf(given.target, note)],
    ["motivation", given.motivation === note.motivation],
    ["canonical IRI", given.canonical === null || given.canonical === note.canonical],
    ["via", given.via.every((one) => note.via.includes(one))],
  ] as const)
    if (!same) throw refusal(409, "CONFLICT", `The ${what} of a note never changes: make a new note.`);
  const { annotation } = await ask<{ annotation: GraphNote }>(CHANGE, {
    id,
    revision: note.revision,
    input: { ...given.words, ...given.audience },
  });
  return annotation;
}
