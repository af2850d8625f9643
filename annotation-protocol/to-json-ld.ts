import { Kind } from "../foundation/enums.ts";
import type { Audience, GraphNote } from "./graph.ts";
import type { Iris } from "./iris.ts";

export const CONTEXT = "http://www.w3.org/ns/anno.jsonld";

/** What values of the graph are called in JSON-LD: QUESTIONING is "questioning", DID_THIS is "DidThis". */
const motivationOf = (value: string) => value.toLowerCase();
const termOf = (value: string) =>
  value
    .split("_")
    .map((word) => `${word[0]}${word.slice(1).toLowerCase()}`)
    .join("");

/** A note as a W3C Web Annotation in JSON-LD. */
export function annotationIn(iris: Iris, note: GraphNote): Record<string, unknown> {
  const { experience, resolution, canonical, via, author, replyTo, rootId, id } = note;
  return {
    "@context": [CONTEXT, iris.of({ what: "terms" })],
    id: iris.of({ what: "annotation", id }),
    type: "Annotation",
    motivation: motivationOf(note.motivation),
    ...(author ? { creator: iris.of({ what: "member", id: author.id }) } : {}),
    created: note.createdAt,
    modified: note.updatedAt,
    generator: { id: iris.home, type: "Software", name: "Urban safety hub" },
    audience: audienceIn(iris, note.audience, note.groups ?? []),
    ...(canonical ? { canonical } : {}),
    ...(via.length > 0 ? { via: one(via) } : {}),
    ...bodyIn(note),
    target: replyTo ? iris.of({ what: "annotation", id: replyTo.id }) : targetIn(iris, note),
    ...(rootId === id ? {} : { thread: iris.of({ what: "annotation", id: rootId }) }),
    ...(experience ? { experience: termOf(experience) } : {}),
    ...(resolution ? { resolution: termOf(resolution) } : {}),
  };
}

const one = <T>(list: readonly T[]): T | readonly T[] => (list.length === 1 ? list[0]! : list);

function audienceIn(iris: Iris, audience: Audience, groups: readonly { id: string }[]) {
  const ids =
    audience === "GROUPS"
      ? groups.map(({ id }) => iris.of({ what: "record", kind: Kind.WORKING_GROUP, id }))
      : [iris.term(termOf(audience))];
  return one(ids.map((id) => ({ id, type: "Audience" })));
}

function bodyIn({ body, language, tags, links }: GraphNote) {
  const bodies = [
    ...(body === null ? [] : [{ type: "TextualBody", value: body, format: "text/plain", language }]),
    ...tags.map((tag) => ({ type: "TextualBody", value: tag, format: "text/plain", purpose: "tagging" })),
    ...links.map((link) => ({ type: "SpecificResource", source: link, purpose: "linking" })),
  ];
  return bodies.length > 0 ? { body: one(bodies) } : {};
}

function targetIn(iris: Iris, { target, anchor, createdAt }: GraphNote) {
  const { kind, recordId: id, field, language, revision, quote, position } = target;
  const read = { state: { type: "TimeState", sourceDate: createdAt }, revision };
  if (!field || !language || !quote)
    return { type: "SpecificResource", source: iris.of({ what: "record", kind, id }), ...read };
  return {
    type: "SpecificResource",
    source: iris.of({ what: "text", kind, id, language, field }),
    selector: [
      {
        type: "TextQuoteSelector",
        exact: quote.exact,
        ...(quote.prefix ? { prefix: quote.prefix } : {}),
        ...(quote.suffix ? { suffix: quote.suffix } : {}),
      },
      ...(position ? [{ type: "TextPositionSelector", start: position.start, end: position.end }] : []),
    ],
    ...read,
    ...(anchor ? { anchor: anchorIn(iris, target, anchor) } : {}),
  };
}

function anchorIn(
  iris: Iris,
  { kind, recordId: id, field }: GraphNote["target"],
  { state, confidence, start, end, language, revision }: NonNullable<GraphNote["anchor"]>,
) {
  return {
    anchorState: termOf(state),
    confidence,
    revision,
    source: iris.of({ what: "text", kind, id, language, field: field! }),
    ...(start !== null && end !== null ? { selector: { type: "TextPositionSelector", start, end } } : {}),
  };
}
