import type { ExecutionResult, GraphQLSchema } from "graphql";
import { Pool } from "undici";
import { compiling } from "../foundation/compiling.ts";
import { LINK_HEADER, LINK_KIND } from "../foundation/link.ts";
import { Breaker } from "./breaker.ts";
import { deadlineExceeded, roomUnavailable } from "./faults.ts";
import { Links, questionText } from "./links.ts";

/** Who asks, how, and until when. One object per request of a client: rooms may key by it what belongs to the request. */
export interface RoomCall {
  passport: string;
  languages: readonly string[];
  requestId: string;
  signal: AbortSignal;
}

export interface RoomRequest {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

/** How a room is reached. */
export interface Room {
  readonly name: string;
  /** The room's answer, which the caller may change at will. Rejects with ROOM_UNAVAILABLE when there is none. */
  ask(request: RoomRequest, call: RoomCall): Promise<ExecutionResult>;
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** How long a room may take to answer one question. */
const ROOM_DEADLINE_MS = 5_000;

export interface RoomInProcess {
  name: string;
  schema: GraphQLSchema;
  /** Builds the room's context. It must check the passport itself, and may throw. */
  contextOf: (call: RoomCall) => unknown;
  deadlineMs?: number;
  healthy?: () => Promise<boolean>;
  close?: () => Promise<void>;
}

/**
 * A room in this process. Its context is built once per request and forgotten with it, so that its loaders serve all
 * steps of a query; whatever follows a mutation begins with a fresh one.
 */
export function roomInProcess(options: RoomInProcess): Room {
  const { name, schema, contextOf, deadlineMs = ROOM_DEADLINE_MS } = options;
  const operationFor = compiling(schema);
  const contexts = new WeakMap<RoomCall, unknown>();

  return {
    name,
    async ask({ query, operationName, variables }, call) {
      const operation = operationFor(query);
      let context = operation.mutates ? undefined : contexts.get(call);
      if (context === undefined) {
        context = contextOf(call);
        if (operation.mutates) contexts.delete(call);
        else contexts.set(call, context);
      }
      const answer = isPromise(context)
        ? context.then((built) => operation.run(built, variables ?? {}, operationName))
        : operation.run(context, variables ?? {}, operationName);
      return isPromise(answer) ? within(answer, deadlineMs, name, call.signal) : answer;
    },
    healthy: options.healthy ?? (async () => true),
    close: options.close ?? (async () => {}),
  };
}

const isPromise = <T>(value: T | PromiseLike<T>): value is Promise<T> =>
  typeof (value as Promise<T>)?.then === "function";

/** The answer, or the room's failure to give one in time, or the end of the whole request. */
function within<T>(answer: Promise<T>, deadlineMs: number, name: string, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", late);
      end();
    };
    const late = () => settle(() => reject(deadlineExceeded()));
    const timer = setTimeout(() => settle(() => reject(roomUnavailable(name))), deadlineMs);
    signal.addEventListener("abort", late);
    answer.then(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    );
  });
}

export interface RoomOverHttp {
  name: string;
  /** where the room takes GraphQL, as http://127.0.0.1:4101/graphql */
  url: string;
  deadlineMs?: number;
  connections?: number;
  breaker?: { failures?: number; restMs?: number };
}

/**
 * A room behind HTTP, or on links where it offers them. Each question has a deadline; after several failures in a row the
 * room is left alone for a while and then tried with one question. A query whose connection was reset before any answer is
 * asked once more, over HTTP; a mutation never is.
 */
export function roomOverHttp(options: RoomOverHttp): Room {
  const { name, deadlineMs = ROOM_DEADLINE_MS } = options;
  const url = new URL(options.url);
  const pool = new Pool(url.origin, {
    connections: options.connections ?? 64,
    pipelining: 1,
    keepAliveTimeout: 30_000,
  });
  const links = new Links(url);
  const breaker = new Breaker(options.breaker);

  const post = async (request: RoomRequest, call: RoomCall, until: number): Promise<ExecutionResult> => {
    const controller = new AbortController();
    const stop = () => controller.abort();
    const timer = setTimeout(stop, until - Date.now());
    call.signal.addEventListener("abort", stop, { once: true });
    try {
      const answer = await pool.request({
        method: "POST",
        path: url.pathname + url.search,
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          authorization: `Bearer ${call.passport}`,
          "accept-language": languagesIn(call),
          "x-request-id": call.requestId,
        },
        body: JSON.stringify(request),
        signal: controller.signal,
      });
      if (answer.headers[LINK_HEADER] === LINK_KIND) links.offered();
      const result = (await answer.body.json()) as ExecutionResult | null;
      if (answer.statusCode >= 500 || !result || !("data" in result || "errors" in result)) {
        throw new Error(`The room answered HTTP ${answer.statusCode}.`);
      }
      return result;
    } finally {
      clearTimeout(timer);
      call.signal.removeEventListener("abort", stop);
    }
  };

  const askLinked = async (request: RoomRequest, call: RoomCall, until: number): Promise<ExecutionResult> => {
    const { passport } = call;
    const link = links.take();
    const question = link && questionText({ ...request, passport, languages: languagesIn(call) });
    if (!link || !question) return post(request, call, until);
    const began = Date.now();
    const { answer, forget } = link.ask(question);
    try {
      return await within(answer, deadlineMs, name, call.signal);
    } catch (error) {
      forget();
      if (!call.signal.aborted) link.doubt(began);
      throw error;
    }
  };

  return {
    name,
    async ask(request, call) {
      if (call.signal.aborted) throw deadlineExceeded();
      if (!breaker.admits()) throw roomUnavailable(name);
      const until = Date.now() + deadlineMs;
      try {
        const answer = await askLinked(request, call, until).catch((error: unknown) => {
          if (!isReset(error) || isMutation(request.query) || call.signal.aborted) throw error;
          return post(request, call, until);
        });
        breaker.succeeded();
        return answer;
      } catch (error) {
        // A client that left says nothing about the room.
        if (call.signal.aborted) {
          breaker.abandoned();
          throw deadlineExceeded();
        }
        breaker.failed();
        throw Object.assign(roomUnavailable(name), { cause: error });
      }
    },
    async healthy() {
      try {
        const signal = AbortSignal.timeout(2_000);
        const answer = await pool.request({ method: "GET", path: "/health/ready", signal });
        await answer.body.dump();
        return answer.statusCode < 500;
      } catch {
        return false;
      }
    },
    async close() {
      links.close();
      await pool.close();
    },
  };
}

const languagesIn = ({ languages }: RoomCall) => languages.join(",") || "*";

const isMutation = (query: string) => /^\s*mutation\b/.test(query);

const isReset = (error: unknown) => {
  const { code } = error as { code?: string };
  return code === "ECONNRESET" || code === "EPIPE" || code === "UND_ERR_SOCKET";
};
