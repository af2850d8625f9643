import type { ExecutionResult, GraphQLSchema } from "graphql";
import { compiling } from "../foundation/compiling.ts";
import { deadlineExceeded, roomUnavailable } from "./faults.ts";

/** Who asks, from where, how, and until when. One object per request of a client: rooms may key by it what belongs to the request. */
export interface RoomCall {
  passport: string;
  languages: readonly string[];
  requestId: string;
  /** the client's IP address; undefined where the hub itself asks */
  clientAddress?: string | undefined;
  /** the client's Idempotency-Key header */
  idempotencyKey?: string | undefined;
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
export const ROOM_DEADLINE_MS = 5_000;

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
export function within<T>(
  answer: Promise<T>,
  deadlineMs: number,
  name: string,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", late);
      end();
    };
    const late = () => settle(() => reject(deadlineExceeded(signal)));
    const timer = setTimeout(() => settle(() => reject(roomUnavailable(name))), deadlineMs);
    signal.addEventListener("abort", late);
    answer.then(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    );
  });
}
