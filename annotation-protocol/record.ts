import { isObjectType } from "graphql";
import { Kind, typeOfKind } from "../foundation/enums.ts";
import type { Language } from "../foundation/language.ts";
import { fieldsOf, type RecordTexts, textOf } from "../foundation/record-texts.ts";
import { textsOf } from "../foundation/texts-asked.ts";
import type { CallersGraph, WebAnswer, WebRequest } from "../gateway/web-service.ts";
import { type Headers, methodRefused, nothingHere, options, tagOf, told } from "./answers.ts";
import type { Iris, Named } from "./iris.ts";
import { names } from "./negotiation.ts";

const headersOf = (iris: Iris): Headers => ({
  allow: "GET, HEAD, OPTIONS",
  link: `<${iris.of({ what: "container" })}>; rel="http://www.w3.org/ns/oa#annotationService"`,
});

/** What each kind is in the vocabulary of schema.org. */
const TYPES: Readonly<Record<Kind, string>> = {
  PRACTICE: "CreativeWork",
  PROJECT: "ResearchProject",
  WORKSHOP: "Event",
  SERIES: "EventSeries",
  WORKING_GROUP: "Organization",
  RESOURCE: "CreativeWork",
  COLLECTION: "Collection",
  ORGANISATION: "Organization",
  TERRITORY: "AdministrativeArea",
  TOPIC: "DefinedTerm",
};

type GraphRecord = RecordTexts & { slug: string; updatedAt: string };

async function recordOf({ schema, ask }: CallersGraph, kind: Kind, id: string): Promise<GraphRecord> {
  const type = schema.getType(typeOfKind[kind]);
  if (!isObjectType(type)) throw nothingHere();
  const { record } = await ask<{ record: (GraphRecord & { __typename: string }) | null }>(
    `query Record($id: ID!) { record(id: $id) { __typename ... on ${type.name} { slug updatedAt ${textsOf(type)} } } }`,
    { id },
  );
  if (record?.__typename !== type.name) throw nothingHere();
  return record;
}

/** Answers at a record's IRI: what it is called, and where its texts are. */
export async function answerRecord(
  iris: Iris,
  { kind, id }: Extract<Named, { what: "record" }>,
  request: WebRequest,
  graph: CallersGraph,
): Promise<WebAnswer> {
  const headers = headersOf(iris);
  if (request.method === "OPTIONS") return options(headers);
  if (request.method !== "GET" && request.method !== "HEAD") return methodRefused(request, headers);
  const { slug, updatedAt, translations, originalLanguage } = await recordOf(graph, kind, id);
  const inEach = (...fields: string[]) =>
    translations.flatMap((one) => {
      const value = fields.map((field) => textOf(one, field)).find((text) => text !== null);
      return value ? [{ "@value": value, "@language": one.language }] : [];
    });
  const record = {
    "@context": { "@vocab": "https://schema.org/" },
    "@id": iris.of({ what: "record", kind, id }),
    "@type": TYPES[kind],
    identifier: slug,
    name: inEach("title", "name", "label"),
    description: inEach("summary", "definition"),
    inLanguage: [originalLanguage, ...translations.map(({ language }) => language)].filter(isFirst),
    dateModified: updatedAt,
    hasPart: translations.flatMap((one) =>
      fieldsOf(one).map((field) => ({
        "@id": iris.of({ what: "text", kind, id, language: one.language, field }),
        "@type": "DigitalDocument",
        name: field,
        inLanguage: one.language,
        encodingFormat: "text/plain",
      })),
    ),
  };
  return told(request, record, headers);
}

const isFirst = (one: Language, i: number, all: readonly Language[]) => all.indexOf(one) === i;

/** Answers at a text's IRI: the text, in which the selectors of notes count. */
export async function answerText(
  iris: Iris,
  { kind, id, language, field }: Extract<Named, { what: "text" }>,
  request: WebRequest,
  graph: CallersGraph,
): Promise<WebAnswer> {
  const headers = headersOf(iris);
  if (request.method === "OPTIONS") return options(headers);
  if (request.method !== "GET" && request.method !== "HEAD") return methodRefused(request, headers);
  const { translations } = await recordOf(graph, kind, id);
  const body = textOf(
    translations.find((one) => one.language === language),
    field,
  );
  if (body === null) throw nothingHere();
  const etag = tagOf(body);
  const common = { ...headers, etag, vary: "authorization", "cache-control": "private, no-cache" };
  if (names(request.headers["if-none-match"] ?? "", etag)) return { status: 304, headers: common };
  return {
    status: 200,
    headers: { ...common, "content-type": "text/plain; charset=utf-8", "content-language": language },
    body,
  };
}

/** Answers at a member's IRI: their name, to whoever may know people. */
export async function answerMember(
  iris: Iris,
  id: string,
  request: WebRequest,
  { ask }: CallersGraph,
): Promise<WebAnswer> {
  const headers = headersOf(iris);
  if (request.method === "OPTIONS") return options(headers);
  if (request.method !== "GET" && request.method !== "HEAD") return methodRefused(request, headers);
  const { member } = await ask<{ member: { name: string } | null }>(
    "query Member($id: ID!) { member(id: $id) { name } }",
    { id },
  );
  if (!member) throw nothingHere();
  const person = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: iris.of({ what: "member", id }),
    type: "Person",
    name: member.name,
  };
  return told(request, person, headers);
}
