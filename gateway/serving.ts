import type { IncomingMessage, ServerResponse } from "node:http";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { bodyOf, deadlineOf, isForeign, send } from "./exchange.ts";
import { limitExceeded } from "./limits.ts";
import type { Tell } from "./partners.ts";
import { type AskAsCaller, answerTo, refusal, type WebAnswer, type WebService } from "./web-service.ts";

export interface Serving {
  schema: GraphQLSchema;
  /** Asks the graph as whoever sent a request. */
  askAs(request: IncomingMessage, requestId: string, signal: AbortSignal, tell: Tell): AskAsCaller;
  /** bytes of a body */
  mostBytes: number;
  deadlineMs: number;
  /** where a request came from */
  addressOf(request: IncomingMessage): string | undefined;
  log: Logger;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
}

/** Lets a web service answer, within the limits of requests to /graphql. Which other sites may read answers is set already. */
export async function serve(service: WebService, serving: Serving, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const tell: Tell = (name, value) => response.setHeader(name, value);
  if (response.hasHeader("access-control-allow-origin")) tellOthers(service, exchange, tell);
  const answer = await answered(service, serving, exchange, tell).catch((error: unknown) => {
    if (error instanceof GraphQLError) return answerTo(error);
    throw error;
  });
  for (const [name, value] of Object.entries(answer.headers ?? {}))
    tell(name, name === "vary" ? `${value}, ${response.getHeader("vary")}` : value);
  if (!response.hasHeader("cache-control")) tell("cache-control", "no-store");
  if (answer.status === 204 || answer.status === 304) response.writeHead(answer.status).end();
  else send(response, answer.status, answer.body ?? "", request.method === "HEAD");
}

async function answered(
  service: WebService,
  { schema, askAs, mostBytes, deadlineMs, addressOf, log }: Serving,
  { request, response, requestId }: Exchange,
  tell: Tell,
): Promise<WebAnswer> {
  const { method = "GET", headers } = request;
  const refuse = (error: GraphQLError) => {
    const { http, ...told } = error.extensions;
    const clientAddress = addressOf(request);
    log.info({ requestId, clientAddress, origin: headers.origin, ...told }, "a request is refused");
    return error;
  };
  // Whoever follows a link from another site reads the answer themselves: that site's page does not.
  const follows = method === "GET" && headers["sec-fetch-mode"] === "navigate";
  if (isForeign(request, response) && !follows)
    throw refuse(refusal(403, "ORIGIN_REFUSED", "Pages of this origin may not ask the hub."));
  const body = await bodyOf(request, mostBytes);
  if (typeof body === "number") {
    tell("connection", "close");
    throw refuse(limitExceeded("body", mostBytes, body));
  }
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://hub");
  const ask = askAs(request, requestId, deadlineOf(response, deadlineMs), tell);
  return service.answer({ method, path: pathname, query: searchParams, headers, body }, { schema, ask });
}

/** Tells what pages of the other site that asks may ask and read here. */
function tellOthers({ cors }: WebService, { request, response }: Exchange, tell: Tell): void {
  const further = (name: string, more: string) => tell(name, `${response.getHeader(name)}, ${more}`);
  further("access-control-expose-headers", cors.answerHeaders);
  if (request.method !== "OPTIONS") return;
  tell("access-control-allow-methods", cors.methods);
  further("access-control-allow-headers", cors.requestHeaders);
}
