import type { IncomingHttpHeaders } from "node:http";
import { GraphQLError, type GraphQLSchema } from "graphql";

/** A request to a web service. */
export interface WebRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** empty where the request has none */
  body: string;
}

export interface WebAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/**
 * Asks the graph as whoever has sent the request, within the same limits and budget as at /graphql. T is the shape of what
 * is asked. Rejects with the first error of the answer, as a GraphQLError with its code.
 */
export type AskAsCaller = <T>(query: string, variables?: Record<string, unknown>) => Promise<T>;

/** The graph as whoever has sent a request may know it. */
export interface CallersGraph {
  readonly schema: GraphQLSchema;
  readonly ask: AskAsCaller;
}

/** What the hub answers over HTTP in another form than GraphQL. It knows only what the graph tells its caller. */
export interface WebService {
  takes(path: string): boolean;
  /** Rejects with a GraphQLError, which is answered by the HTTP status that fits its code. Must not ask for OPTIONS. */
  answer(request: WebRequest, graph: CallersGraph): Promise<WebAnswer>;
  /** what pages of other sites, where they may read answers at all, may ask and read there */
  readonly cors: Readonly<{ methods: string; requestHeaders: string; answerHeaders: string }>;
}

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  WRONG_STATE: 409,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  ROOM_UNAVAILABLE: 503,
  DATABASE_UNAVAILABLE: 503,
  SEARCH_UNAVAILABLE: 503,
  SIGN_IN_UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 503,
  GOING_AWAY: 503,
};

/** How an error is answered: as at /graphql, and by the HTTP status that fits it. */
export function answerTo({ message, extensions }: GraphQLError): WebAnswer {
  const { http, ...told } = extensions as {
    code?: string;
    reason?: string;
    retryAfter?: number;
    http?: { status?: number };
  };
  const status = http?.status ?? (told.reason === "STALE_REVISION" ? 412 : (STATUS[told.code ?? ""] ?? 400));
  return {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...(told.retryAfter ? { "retry-after": String(told.retryAfter) } : {}),
    },
    body: JSON.stringify({ errors: [{ message, extensions: told }] }),
  };
}

/** Refuses a request with this HTTP status. */
export const refusal = (status: number, code: string, sentence: string, more: object = {}): GraphQLError =>
  new GraphQLError(sentence, { extensions: { code, ...more, http: { status } } });
