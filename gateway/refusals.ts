import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import type { Caller } from "../foundation/context.ts";
import { Problem } from "../foundation/problems.ts";
import { masked } from "./faults.ts";
import type { Identity } from "./identity.ts";

/** By which HTTP status a Problem of `identify` is answered. */
const STATUS: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, SIGN_IN_UNAVAILABLE: 503 };

/**
 * What is refused because of who asks, among what else may be wrong with an operation. Whoever may not see a thing is told
 * that there is none.
 */
const BY_RIGHT: ReadonlySet<unknown> = new Set([
  "FORBIDDEN",
  "UNAUTHENTICATED",
  "NOT_FOUND",
  "RATE_LIMITED",
  "INTROSPECTION_FORBIDDEN",
]);

/** Work that may refuse a request; it says who asks as soon as it knows. */
type Admission<T> = (known: (identity: Identity) => void) => Promise<T>;

/** Logs what is refused: whom, what and why, and nothing that they brought. */
export const refusals = (log: Logger) => ({
  /** Admits a request, or tells with which HTTP status it is refused. What is no refusal is masked. */
  async admitting<T>(caller: Caller, work: Admission<T>): Promise<T> {
    let who: string | undefined;
    try {
      return await work((identity) => {
        who = identity.who;
      });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw masked(log, error, { ...caller });
      const { http, ...told } = error.extensions;
      log.info({ ...caller, who, ...told }, "a request is refused");
      if (!(error instanceof Problem)) throw error;
      const status = STATUS[String(told.code)] ?? 403;
      throw new GraphQLError(error.message, { extensions: { ...told, http: { status } } });
    }
  },

  /** What was refused within an operation, by the names of its fields. */
  told(errors: readonly GraphQLError[], { who }: Identity, { requestId, clientAddress }: Caller): void {
    for (const { extensions, path } of errors)
      if (BY_RIGHT.has(extensions.code))
        log.info({ requestId, clientAddress, who, code: extensions.code, path }, "a deed is refused");
  },
});

/** The error without hints at names of the schema, for whoever may not read it. */
export function withoutHints<T extends GraphQLError>(error: T): T {
  error.message = error.message.replace(/ ?Did you mean .+\?$/s, "");
  return error;
}
