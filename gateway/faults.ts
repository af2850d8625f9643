import { randomUUID } from "node:crypto";
import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { type Code, Problem, problemOf } from "../foundation/problems.ts";
import type { Data, Path, Shape, Shaping } from "./project.ts";

/** Codes that the gateway itself gives, beside those of the rooms. */
export type GatewayCode =
  | "ROOM_UNAVAILABLE"
  | "DEADLINE_EXCEEDED"
  | "LIMIT_EXCEEDED"
  | "RATE_LIMITED"
  | "ORIGIN_REFUSED"
  | "OPERATION_NOT_REGISTERED"
  | "PERSISTED_QUERY_NOT_FOUND"
  | "INTROSPECTION_FORBIDDEN"
  | "TOO_SLOW"
  | "GOING_AWAY"
  | "INTERNAL_SERVER_ERROR";

const TOLD: Record<Code | "ROOM_UNAVAILABLE" | "DEADLINE_EXCEEDED", true> = {
  BAD_CURSOR: true,
  BAD_PAGE: true,
  BAD_USER_INPUT: true,
  CONFLICT: true,
  DATABASE_UNAVAILABLE: true,
  FORBIDDEN: true,
  LIMIT_EXCEEDED: true,
  NOT_FOUND: true,
  RATE_LIMITED: true,
  SLUG_TAKEN: true,
  TEXT_TOO_LONG: true,
  UNAUTHENTICATED: true,
  UNKNOWN_REFERENCE: true,
  WRONG_STATE: true,
  SEARCH_UNAVAILABLE: true,
  SIGN_IN_UNAVAILABLE: true,
  ROOM_UNAVAILABLE: true,
  DEADLINE_EXCEEDED: true,
};

/** What servers add to an error for their developers; the details of a problem never bear these names. */
const NEVER_TOLD = new Set(["code", "stacktrace", "exception", "http", "serviceName", "__proto__"]);

/** More errors than this help nobody; the rest are only logged. */
const MOST_ERRORS = 100;

/** An error as a room tells it, in process or over HTTP. */
export interface RoomError {
  message: string;
  path?: Path;
  extensions?: Record<string, unknown>;
}

export const roomUnavailable = (room: string) =>
  new GraphQLError(`The ${room} room does not answer at the moment.`, {
    extensions: { code: "ROOM_UNAVAILABLE" satisfies GatewayCode, room },
  });

/** With which the signal of a request ends whose time is up. */
class TimeIsUp extends Error {
  constructor(readonly deadlineMs: number) {
    super(`A request may take ${deadlineMs} ms.`);
  }
}

/** Ends when the time is up, or by `end` sooner; `stop` when it no longer matters. */
export function deadline(deadlineMs: number): { signal: AbortSignal; stop: () => void; end: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new TimeIsUp(deadlineMs)), deadlineMs);
  return { signal: controller.signal, stop: () => clearTimeout(timer), end: () => controller.abort() };
}

/** What a field is told to which the hub did not come before the request's signal ended. */
export function deadlineExceeded({ reason }: AbortSignal): GraphQLError {
  const limit = reason instanceof TimeIsUp ? { limit: "deadline", allowed: reason.deadlineMs } : {};
  const time = limit.allowed ? `the ${limit.allowed} ms that a request may take` : "time";
  return new GraphQLError(`The hub ran out of ${time} before it came to this field.`, {
    extensions: { code: "DEADLINE_EXCEEDED" satisfies GatewayCode, ...limit },
  });
}

/** An error that tells a caller nothing but an id by which the log finds the cause. */
export function masked(
  log: Logger,
  cause: unknown,
  about: Record<string, unknown>,
  path?: Path,
): GraphQLError {
  const id = randomUUID();
  log.error({ ...about, errorId: id, path, err: cause }, "a fault that callers see masked");
  return new GraphQLError(`Something went wrong in the hub. Quote the id ${id} if you report it.`, {
    path,
    extensions: { code: "INTERNAL_SERVER_ERROR" satisfies GatewayCode, id },
  });
}

/** Gathers what went wrong while rooms were asked, and tells it in the client's words and places. */
export class Faults {
  private readonly gathered: { room: string; error: RoomError; paths: Path[] }[] = [];
  private readonly fallen: Path[] = [];

  constructor(
    private readonly log: Logger,
    private readonly requestId: string,
  ) {}

  /** `paths` are places in the rooms' data. */
  add(room: string, error: RoomError, paths: Path[]): void {
    this.gathered.push({ room, error, paths });
  }

  /** Places that are null because of what is told elsewhere. */
  fell(paths: readonly Path[]): void {
    this.fallen.push(...paths);
  }

  /** Shapes the data; its violations become errors unless an error already explains them. */
  shape(shape: Shape, data: Data): { data: Data | null; errors: GraphQLError[] } {
    const errors: GraphQLError[] = [];
    const explained = new Set(
      this.fallen.flatMap((place) => shape.places(data, place)).map((path) => path.join("\0")),
    );
    for (const { room, error, paths } of this.gathered) {
      const tell = this.telling(room, error);
      const told = new Set<string>();
      for (const path of paths.length === 0
        ? [undefined]
        : paths.flatMap((place) => shape.places(data, place))) {
        if (path) {
          const key = JSON.stringify(path);
          if (told.has(key)) continue;
          told.add(key);
          for (let length = 0; length <= path.length; length++)
            explained.add(path.slice(0, length).join("\0"));
        }
        if (errors.length < MOST_ERRORS) errors.push(tell(path));
      }
    }
    const shaping: Shaping = {
      path: [],
      violated: (path, coordinate) => {
        const key = path.join("\0");
        if (explained.has(key)) return;
        if (errors.length < MOST_ERRORS) {
          errors.push(
            masked(this.log, `${coordinate} is null and must not be`, { requestId: this.requestId }, path),
          );
        }
      },
    };
    return { data: shape.shape(data, shaping), errors };
  }

  private telling(room: string, error: RoomError): (path: Path | undefined) => GraphQLError {
    const problem = problemOf((error as { originalError?: unknown }).originalError ?? error);
    const { message, extensions: told } = problem instanceof Problem ? problem : error;
    const code = told?.code;
    if (typeof code === "string" && Object.hasOwn(TOLD, code)) {
      const extensions = { code, ...tellable(told!) };
      return (path) => new GraphQLError(message, { path, extensions });
    }
    let first: GraphQLError | undefined;
    return (path) => {
      first ??= masked(this.log, error, { room, requestId: this.requestId }, path);
      return new GraphQLError(first.message, { path, extensions: first.extensions });
    };
  }
}

/** Details of a problem that are no scalars: the two versions of a conflict. */
const VERSIONS = new Set(["yours", "current"]);

/** The details of a problem: scalars and lists of them, and versions. */
function tellable(extensions: Record<string, unknown>): Record<string, unknown> {
  const scalar = (value: unknown) => value === null || typeof value !== "object";
  return Object.fromEntries(
    Object.entries(extensions).filter(
      ([name, value]) =>
        VERSIONS.has(name) ||
        (!NEVER_TOLD.has(name) && (Array.isArray(value) ? value.every(scalar) : scalar(value))),
    ),
  );
}
