import { Kind } from "../foundation/enums.ts";
import { LANGUAGES, type Language, languagesOf } from "../foundation/language.ts";
import { refusal } from "../gateway/web-service.ts";
import type { Audience } from "./graph.ts";
import type { Iris } from "./iris.ts";
import { iriOf, isA, isObject, type JsonObject, listOf } from "./json.ts";
import { type GivenTarget, targetOf } from "./target.ts";
import { CONTEXT } from "./to-json-ld.ts";

/** A note as somebody has sent it in JSON-LD, in the graph's terms. */
export interface GivenNote {
  id: string | null;
  target: GivenTarget;
  motivation: string;
  words: {
    body: string | null;
    language: Language | null;
    links: string[];
    tags: string[];
    experience: string | null;
  };
  /** null where nothing is said of it */
  audience: { audience: Audience; groupIds: string[] } | null;
  canonical: string | null;
  via: string[];
}

const bad = (sentence: string) => refusal(400, "BAD_USER_INPUT", sentence);
const unsupported = (sentence: string) => refusal(415, "UNSUPPORTED_MEDIA_TYPE", sentence);

/** Reads an annotation. `acceptLanguage` says in which language a body is that does not say so itself, where the target does not. */
export function noteFrom(iris: Iris, text: string, acceptLanguage: string | undefined): GivenNote {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw bad("The body is no JSON.");
  }
  if (!isObject(json) || !isA(json, "Annotation"))
    throw unsupported("The body is no Web Annotation: its type must be Annotation.");
  if (!listOf(json["@context"]).includes(CONTEXT))
    throw unsupported(`The @context must be ${CONTEXT}, or hold it.`);
  const target = targetOf(iris, json.target);
  const fallback = (target.what === "passage" ? target.language : languagesOf(acceptLanguage)[0]) ?? "en";
  const words = { ...wordsOf(json, fallback), experience: experienceOf(iris, json.experience) };
  return {
    id: iriOf(json.id),
    target,
    motivation: motivationOf(json.motivation) ?? inferred(target, words),
    words,
    audience: audienceOf(iris, json.audience),
    canonical: iriOf(json.canonical),
    via: listOf(json.via).map((one) => iriOf(one) ?? refuseIri("via")),
  };
}

const refuseIri = (name: string): never => {
  throw bad(`The values of ${name} are IRIs.`);
};

const MOTIVATIONS = [
  "commenting",
  "questioning",
  "assessing",
  "tagging",
  "linking",
  "replying",
  "highlighting",
];

function motivationOf(value: unknown): string | null {
  const given = listOf(value).map((one) =>
    (iriOf(one) ?? "").replace(/^(oa:|http:\/\/www\.w3\.org\/ns\/oa#)/, ""),
  );
  if (given.length === 0) return null;
  const known = given.find((one) => MOTIVATIONS.includes(one));
  if (!known) throw bad(`The hub knows these motivations: ${MOTIVATIONS.join(", ")}.`);
  return known.toUpperCase();
}

/** Why a note was made that does not say so. */
function inferred(
  { what }: GivenTarget,
  { body, tags, links }: Pick<GivenNote["words"], "body" | "tags" | "links">,
) {
  if (what === "note") return "REPLYING";
  if (body) return "COMMENTING";
  if (tags.length > 0) return "TAGGING";
  if (links.length > 0) return "LINKING";
  return what === "passage" ? "HIGHLIGHTING" : "COMMENTING";
}

function wordsOf(json: JsonObject, fallback: Language) {
  const texts: JsonObject[] = [];
  const tags: string[] = [];
  const links: string[] = [];
  if (typeof json.bodyValue === "string") texts.push({ value: json.bodyValue });
  for (const body of listOf(json.body)) {
    if (isObject(body) && typeof body.value === "string") {
      if (purposesOf(body).includes("tagging")) tags.push(body.value);
      else texts.push(body);
    } else {
      const source = isObject(body) && body.source !== undefined ? iriOf(body.source) : iriOf(body);
      links.push(source ?? refuseBody());
    }
  }
  const [said, ...more] = texts;
  if (more.length > 0) throw bad("A note has one textual body, and further ones for tagging alone.");
  const format = said?.format ?? "text/plain";
  if (format !== "text/plain") throw bad("A textual body is text/plain.");
  const body = said ? String(said.value) : null;
  return { body, language: said ? languageOf(said.language, fallback) : null, tags, links };
}

const refuseBody = (): never => {
  throw bad("A body is a TextualBody with a value, or a resource with an IRI.");
};

const purposesOf = ({ purpose }: JsonObject): string[] =>
  listOf(purpose).map((one) => String(one).replace(/^(oa:|http:\/\/www\.w3\.org\/ns\/oa#)/, ""));

function languageOf(value: unknown, fallback: Language): Language {
  const [tag] = listOf(value);
  if (tag === undefined) return fallback;
  const code = String(tag).split("-")[0]!.toLowerCase();
  const known = LANGUAGES.find((one) => one === code);
  if (!known) throw bad(`The hub knows these languages: ${LANGUAGES.join(", ")}.`);
  return known;
}

function experienceOf(iris: Iris, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const known = { DidThis: "DID_THIS", Stopped: "STOPPED" };
  const found = Object.entries(known).find(([name]) => value === name || value === iris.term(name));
  if (!found) throw bad("The experience is DidThis or Stopped.");
  return found[1];
}

function audienceOf(iris: Iris, value: unknown): GivenNote["audience"] {
  const given = listOf(value).map((one) => iriOf(one) ?? refuseIri("audience"));
  if (given.length === 0) return null;
  const terms: Record<string, Audience> = {
    OnlyMe: "ONLY_ME",
    Owner: "OWNER",
    Members: "MEMBERS",
    Everyone: "EVERYONE",
  };
  const [named] = Object.entries(terms).filter(([name]) => given.includes(iris.term(name)));
  if (named && given.length === 1) return { audience: named[1], groupIds: [] };
  const groupIds = given.map((iri) => {
    const group = iris.named(iri);
    if (group?.what === "record" && group.kind === Kind.WORKING_GROUP) return group.id;
    throw bad(
      `An audience is ${Object.keys(terms)
        .map((name) => iris.term(name))
        .join(", ")}, or working groups of the hub.`,
    );
  });
  return { audience: "GROUPS", groupIds };
}
