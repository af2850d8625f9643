import type { IncomingMessage } from "node:http";
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from "@apollo/server";
import type { ExecutionResult } from "graphql";
import { Lru } from "../foundation/lru.ts";
import { type FrontContext, WELL_FORMED } from "./apollo.ts";
import type { Execution, Executor } from "./executor.ts";
import type { Question } from "./limits.ts";
import type { Tell } from "./partners.ts";
import { persistedIn, withText } from "./persisted.ts";

/** A request to `/graphql` whose body, if it has one, is read. */
interface Asked {
  request: IncomingMessage;
  /** the address from its question mark on */
  search: string;
  body: unknown;
  requestId: string;
  signal: AbortSignal;
  /** sets a header of the answer */
  tell: Tell;
}

interface Answer {
  status: number;
  headers: Iterable<[string, string]>;
  text: string;
}

/** Answers as GraphQL over HTTP wants it. */
export type Answering = (asked: Asked) => Promise<Answer>;

export interface AnsweringOptions {
  server: ApolloServer<FrontContext>;
  knows: Executor["knows"];
  execute(execution: Execution, context: FrontContext): Promise<ExecutionResult>;
  /** Who asks, what they may do and until when; throws a GraphQLError whose `extensions.http` says the status. */
  contextOf(
    request: IncomingMessage,
    question: Question,
    requestId: string,
    signal: AbortSignal,
    tell: Tell,
  ): Promise<FrontContext>;
  /** The text of an operation that is named by its hash, or sent with it; undefined where such naming is not for this caller. */
  textFor(
    request: IncomingMessage,
    hash: string,
    sent: string,
    requestId: string,
  ): Promise<string | undefined>;
}

/**
 * Answers through Apollo Server, which parses, validates and finds the words for all that goes wrong. An operation that it
 * has let through before is executed at once; Apollo Server hears of it only if there are errors to tell.
 */
export function answeringThrough({
  server,
  knows,
  execute,
  contextOf,
  textFor,
}: AnsweringOptions): Answering {
  /** by accept header: the content type that Apollo Server gave a faultless answer */
  const contentTypes = new Lru<string, string>(100);

  return async ({ request, requestId, signal, tell, ...asked }) => {
    const { method = "GET" } = request;
    const accept = request.headers.accept ?? "";
    let { search, body } = asked;
    let question = questionOf(method, search, body);
    let context: Promise<FrontContext> | undefined;
    const contextOnce = () => (context ??= contextOf(request, question, requestId, signal, tell));

    const hash = persistedIn(method, search, body);
    if (hash !== undefined) {
      try {
        const text = await textFor(request, hash, question.query, requestId);
        if (text !== undefined) {
          ({ search, body } = withText(method, { search, body }, text));
          question = questionOf(method, search, body);
        }
      } catch (error) {
        context = Promise.reject(error);
        context.catch(() => {});
      }
    }

    const contentType = contentTypes.get(accept);
    if (contentType && isPlain(method, body) && knows(question.query, question.operationName)) {
      const result = await executed(question, contextOnce);
      if (result && !result.errors) {
        const text = `${JSON.stringify({ data: result.data })}\n`;
        return { status: 200, headers: [["content-type", contentType]], text };
      }
    }

    const headers = new HeaderMap();
    for (const name in request.headers) {
      const value = request.headers[name];
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
    }
    const httpGraphQLRequest: HTTPGraphQLRequest = { method, headers, search, body };
    const result = await server.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: contextOnce });
    const type = result.headers.get("content-type");
    const wellFormed = result.headers.delete(WELL_FORMED) && type?.startsWith("application/json");
    const status = wellFormed ? 200 : (result.status ?? 200);
    const text = result.body.kind === "complete" ? result.body.string : "";
    if (type && status === 200 && !wellFormed && isPlain(method, body)) contentTypes.set(accept, type);
    return { status, headers: result.headers, text };
  };

  /** The result, also left in the context for Apollo Server; nothing where it must tell what went wrong. */
  async function executed(
    { query, operationName, variables }: Question,
    contextOnce: () => Promise<FrontContext>,
  ): Promise<ExecutionResult | undefined> {
    try {
      const context = await contextOnce();
      const { introspection } = context;
      context.executed = execute(
        { text: query, operationName, variables: variables ?? {}, introspection },
        context,
      );
      return await context.executed;
    } catch {
      return undefined;
    }
  }
}

/** Is this a question like most, in which Apollo Server would find nothing to object to? */
function isPlain(method: string, body: unknown): boolean {
  if (method !== "POST" || !isRecord(body) || body.extensions !== undefined) return false;
  const { operationName, variables } = body;
  return (
    (operationName === undefined || operationName === null || typeof operationName === "string") &&
    (variables === undefined || variables === null || isRecord(variables))
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is asked, before Apollo Server reads it: it refuses what is malformed, and says so better. */
function questionOf(method: string, search: string, body: unknown): Question {
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
