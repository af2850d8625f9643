import { hashOf } from "../foundation/hash.ts";
import { refusal, type WebAnswer, type WebRequest } from "../gateway/web-service.ts";
import { names, wantedOf } from "./negotiation.ts";
import { CONTEXT } from "./to-json-ld.ts";

/** What a resource says of itself in the headers of each answer. */
export interface Headers {
  allow: string;
  link: string;
  "accept-post"?: string;
}

const LD = "application/ld+json";
const PROFILED = `${LD}; profile="${CONTEXT}"`;

/** What may be sent: annotations in JSON-LD. */
export const ACCEPTED = `${PROFILED}, application/json`;

const VARY = "accept, authorization";

export const tagOf = (text: string): string => `"${hashOf(text).slice(0, 32)}"`;

/** The type in which JSON-LD is answered to whoever sends that request. Throws 406 where they accept neither that nor JSON. */
function typeFor({ headers }: WebRequest): string {
  const wanted = wantedOf(headers.accept, [LD, "application/json"]);
  if (!wanted) throw refusal(406, "NOT_ACCEPTABLE", `This is told as ${LD} or application/json.`);
  return wanted === LD ? PROFILED : "application/json; charset=utf-8";
}

/** A resource in JSON-LD, or that it has not changed. */
export function told(
  request: WebRequest,
  resource: object,
  headers: Headers,
  { status = 200, more = {} }: { status?: number; more?: Record<string, string> } = {},
): WebAnswer {
  const type = typeFor(request);
  const body = JSON.stringify(resource);
  const etag = tagOf(body);
  const common = { ...headers, etag, vary: VARY, "cache-control": "private, no-cache", ...more };
  const known = request.headers["if-none-match"];
  if (status === 200 && request.method !== "PUT" && known && names(known, etag))
    return { status: 304, headers: common };
  return { status, headers: { ...common, "content-type": type }, body };
}

/** What may be done with a resource. */
export const options = (headers: Headers): WebAnswer => ({
  status: 200,
  headers: { ...headers, vary: VARY },
  body: "",
});

export function methodRefused({ method }: WebRequest, { allow }: Headers): WebAnswer {
  const message = `${method} is not for this resource: it takes ${allow}.`;
  return {
    status: 405,
    headers: { allow },
    body: JSON.stringify({ errors: [{ message, extensions: { code: "METHOD_NOT_ALLOWED" } }] }),
  };
}

/** Makes sure, before anything is done, that a body is sent as JSON-LD or JSON, and that what became of it can be told. */
export function requireJson(request: WebRequest): void {
  typeFor(request);
  if (!/^application\/(ld\+)?json\s*(;|$)/i.test(request.headers["content-type"] ?? ""))
    throw refusal(415, "UNSUPPORTED_MEDIA_TYPE", `Send the annotation as ${LD}.`);
}

/** Makes sure that the sender knows the resource as it is now. */
export function requireMatch({ headers }: WebRequest, resource: object): void {
  const condition = headers["if-match"];
  if (!condition)
    throw refusal(
      428,
      "PRECONDITION_REQUIRED",
      "Send If-Match with the ETag of the annotation as you know it.",
    );
  if (!names(condition, tagOf(JSON.stringify(resource))))
    throw refusal(
      412,
      "CONFLICT",
      "The annotation has changed since: read it again and repeat your change.",
      { reason: "STALE_REVISION" },
    );
}

export const nothingHere = () => refusal(404, "NOT_FOUND", "There is nothing here that you may see.");
