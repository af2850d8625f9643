import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from "@apollo/server";
import type { Logger } from "pino";
import { type FrontContext, WELL_FORMED } from "./apollo.ts";
import type { Cors } from "./cors.ts";
import type { Readiness } from "./health.ts";
import { limitExceeded, type Question } from "./limits.ts";

export interface FrontOptions {
  server: ApolloServer<FrontContext>;
  /** Who asks, what they may do and until when; throws a GraphQLError whose `extensions.http` says the status. */
  contextOf(
    request: IncomingMessage,
    question: Question,
    requestId: string,
    signal: AbortSignal,
  ): Promise<FrontContext>;
  ready(): Promise<Readiness>;
  cors: Cors;
  /** bytes of a body */
  mostBytes: number;
  deadlineMs: number;
  explorer: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  log: Logger;
}

/** The HTTP server: `/graphql`, `/health/live`, `/health/ready`, and what the explorer serves. */
export function frontOf(options: FrontOptions): Server {
  const server = createServer((request, response) => {
    const given = request.headers["x-request-id"];
    const requestId = typeof given === "string" && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
    response.setHeader("x-request-id", requestId);
    answer(options, request, response, requestId).catch((error: unknown) => {
      options.log.error({ requestId, err: error }, "a request was not answered");
      if (response.headersSent) response.destroy();
      else
        refuse(
          response,
          500,
          "INTERNAL_SERVER_ERROR",
          `Something went wrong in the hub. Quote the id ${requestId} if you report it.`,
        );
    });
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
  options.cors(request, response);
  if (request.method === "OPTIONS") {
    response.writeHead(204).end();
    return;
  }
  if (options.explorer?.(request, response)) return;
  if (path !== "/graphql")
    return refuse(response, 404, "NOT_FOUND", "There is nothing here: GraphQL is at /graphql.");

  // A foreign page may make a browser ask, though never with anybody's credentials: the hub uses no cookies.
  if (
    request.headers["sec-fetch-site"] === "cross-site" &&
    !response.hasHeader("access-control-allow-origin")
  ) {
    return refuse(response, 403, "ORIGIN_REFUSED", "Pages of this origin may not ask the hub.");
  }

  let body: unknown;
  if (request.method === "POST") {
    const type = request.headers["content-type"];
    if (!type || !/^application\/json\s*(;|$)/i.test(type)) {
      return refuse(response, 415, "UNSUPPORTED_MEDIA_TYPE", "Send the request as application/json.");
    }
    const text = await bodyOf(request, options.mostBytes);
    if (typeof text === "number") {
      response.setHeader("connection", "close");
      const { message, extensions } = limitExceeded("body", options.mostBytes, text);
      const { http, ...told } = extensions;
      return send(response, 413, JSON.stringify({ errors: [{ message, extensions: told }] }));
    }
    try {
      body = text === "" ? undefined : JSON.parse(text);
    } catch {
      return refuse(response, 400, "BAD_REQUEST", "The body is no JSON.");
    }
  }
  await ask(options, request, response, requestId, mark < 0 ? "" : url.slice(mark), body);
}

async function ask(
  { server, contextOf, deadlineMs }: FrontOptions,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  search: string,
  body: unknown,
): Promise<void> {
  const headers = new HeaderMap();
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const httpGraphQLRequest: HTTPGraphQLRequest = { method: request.method ?? "GET", headers, search, body };

  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), deadlineMs);
  response.once("close", () => {
    clearTimeout(timer);
    if (!response.writableEnded) controller.abort();
  });

  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest,
    context: () => contextOf(request, questionOf(httpGraphQLRequest), requestId, controller.signal),
  });
  let status = result.status ?? 200;
  if (
    result.headers.delete(WELL_FORMED) &&
    result.headers.get("content-type")?.startsWith("application/json")
  )
    status = 200;
  for (const [name, value] of result.headers) response.setHeader(name, value);
  response.setHeader("cache-control", "no-store");
  send(response, status, result.body.kind === "complete" ? result.body.string : "");
}

/** What is asked, before Apollo Server reads it: it refuses what is malformed, and says so better. */
function questionOf({ method, search, body }: HTTPGraphQLRequest): Question {
  if (method === "GET") {
    const asked = new URLSearchParams(search);
    let variables: unknown;
    try {
      variables = JSON.parse(asked.get("variables") ?? "{}");
    } catch {
      variables = undefined;
    }
    return {
      query: asked.get("query") ?? "",
      operationName: asked.get("operationName"),
      variables: variables as Question["variables"],
    };
  }
  const asked = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  return {
    query: typeof asked.query === "string" ? asked.query : "",
    operationName: typeof asked.operationName === "string" ? asked.operationName : undefined,
    variables: asked.variables as Question["variables"],
  };
}

/** The body's text; its size so far once it is too large. */
function bodyOf(request: IncomingMessage, mostBytes: number): Promise<string | number> {
  return new Promise((resolve, reject) => {
    const announced = Number(request.headers["content-length"] ?? 0);
    if (announced > mostBytes) {
      request.resume();
      resolve(announced);
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) resolve(size);
      else chunks.push(chunk);
    });
    request.on("end", () =>
      resolve(chunks.length === 1 ? chunks[0]!.toString("utf8") : Buffer.concat(chunks).toString("utf8")),
    );
    request.on("error", reject);
    request.on("close", () => {
      if (!request.complete) reject(new Error("The caller left before the request was read."));
    });
  });
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  send(response, status, JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}

function send(response: ServerResponse, status: number, text: string): void {
  if (!response.hasHeader("content-type"))
    response.setHeader("content-type", "application/json; charset=utf-8");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("content-length", Buffer.byteLength(text));
  response.writeHead(status);
  response.end(text);
}
