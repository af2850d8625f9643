import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { GraphQLError } from "graphql";
import { answerMetrics } from "../foundation/metrics.ts";
import type { Answering } from "./answering.ts";
import type { Cors } from "./cors.ts";
import { bodyOf, deadlineOf, isForeign, refused, send } from "./exchange.ts";
import type { Readiness } from "./health.ts";
import { limitExceeded } from "./limits.ts";
import { type Serving, serve } from "./serving.ts";
import { type Streaming, wantsEvents } from "./sse.ts";
import { refuseUnread } from "./unread.ts";
import type { WebService } from "./web-service.ts";

export interface FrontOptions extends Serving {
  answering: Answering;
  services: readonly WebService[];
  streaming: Streaming;
  ready(): Promise<Readiness>;
  cors: Cors;
  explorer: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
}

/** Bytes of a request's address and headers. */
const MOST_HEADER_BYTES = 16_384;

/** The HTTP server: `/graphql`, `/health/live`, `/health/ready`, `/metrics`, what web services take and what the explorer serves. */
export function frontOf(options: FrontOptions): Server {
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, (request, response) => {
    const given = request.headers["x-request-id"];
    const requestId = typeof given === "string" && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
    response.setHeader("x-request-id", requestId);
    answer(options, request, response, requestId).catch((error: unknown) => {
      options.log.error({ requestId, err: error }, "a request was not answered");
      if (response.headersSent) response.destroy();
      else
        refused(response, 500, {
          message: `Something went wrong in the hub. Quote the id ${requestId} if you report it.`,
          extensions: { code: "INTERNAL_SERVER_ERROR", id: requestId },
        });
    });
  });
  server.on("clientError", (error, socket) => {
    const refusal = refuseUnread(error, socket, MOST_HEADER_BYTES);
    if (refusal) options.log.info(refusal, "a request is refused");
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  return server;
}

async function answer(
  options: FrontOptions,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const url = request.url ?? "/";
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  if (path === "/health/live") return send(response, 200, JSON.stringify({ status: "alive" }));
  if (path === "/health/ready") {
    const readiness = await options.ready();
    const fit = readiness.status === "ready" || readiness.status === "degraded";
    return send(response, fit ? 200 : 503, JSON.stringify(readiness));
  }
  if (path === "/metrics" && request.method === "GET") return answerMetrics(request, response);
  await options.cors(request, response);
  const service = options.services.find((one) => one.takes(path));
  if (service) return serve(service, options, { request, response, requestId });
  if (request.method === "OPTIONS") {
    response.writeHead(204).end();
    return;
  }
  if (options.explorer?.(request, response)) return;
  const clientAddress = options.addressOf(request);
  const tellLog = (about: object) =>
    options.log.info({ requestId, clientAddress, ...about }, "a request is refused");
  const refuse = (status: number, code: string, message: string) => {
    tellLog({ code, status, origin: request.headers.origin });
    refused(response, status, { message, extensions: { code } });
  };
  const refuseByLimit = ({ message, extensions: { http, ...told } }: GraphQLError, status: number) => {
    tellLog(told);
    refused(response, status, { message, extensions: told });
  };
  if (path !== "/graphql") return refuse(404, "NOT_FOUND", "There is nothing here: GraphQL is at /graphql.");

  if (isForeign(request, response))
    return refuse(403, "ORIGIN_REFUSED", "Pages of this origin may not ask the hub.");

  let body: unknown;
  if (request.method === "POST") {
    const type = request.headers["content-type"];
    if (!type || !/^application\/json\s*(;|$)/i.test(type)) {
      return refuse(415, "UNSUPPORTED_MEDIA_TYPE", "Send the request as application/json.");
    }
    const text = await bodyOf(request, options.mostBytes);
    if (typeof text === "number") {
      response.setHeader("connection", "close");
      return refuseByLimit(limitExceeded("body", options.mostBytes, text), 413);
    }
    try {
      body = text === "" ? undefined : JSON.parse(text);
    } catch {
      return refuse(400, "BAD_REQUEST", "The body is no JSON.");
    }
    if (Array.isArray(body) && body.length > 1)
      return refuseByLimit(limitExceeded("operations", 1, body.length), 400);
  }

  if (wantsEvents(request)) return options.streaming({ request, response, body, requestId });

  const signal = deadlineOf(response, options.deadlineMs);
  const search = mark < 0 ? "" : url.slice(mark);
  const result = await options.answering({
    request,
    search,
    body,
    requestId,
    signal,
    tell: (name, value) => response.setHeader(name, value),
  });
  if (result.status === 405) tellLog({ code: "BAD_REQUEST", status: 405 });
  for (const [name, value] of result.headers) response.setHeader(name, value);
  response.setHeader("cache-control", "no-store");
  send(response, result.status, result.text);
}
