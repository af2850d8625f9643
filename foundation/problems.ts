import { GraphQLError } from "graphql";
import { isOutage, tellOutage } from "./outage.ts";

/** Every code a caller may meet, so that a client can decide without reading the sentence. */
export type Code =
  | "BAD_CURSOR"
  | "BAD_PAGE"
  | "BAD_USER_INPUT"
  | "CONFLICT"
  | "DATABASE_UNAVAILABLE"
  | "FORBIDDEN"
  | "LIMIT_EXCEEDED"
  | "NOT_FOUND"
  | "RATE_LIMITED"
  | "SLUG_TAKEN"
  | "TEXT_TOO_LONG"
  | "UNAUTHENTICATED"
  | "UNKNOWN_REFERENCE"
  | "WRONG_STATE"
  | "SEARCH_UNAVAILABLE"
  | "SIGN_IN_UNAVAILABLE";

/** The codes of what passes by itself: whoever asks the same again in a while is answered. */
export const PASSING: ReadonlySet<unknown> = new Set([
  "DATABASE_UNAVAILABLE",
  "DEADLINE_EXCEEDED",
  "ROOM_UNAVAILABLE",
  "SIGN_IN_UNAVAILABLE",
]);

/** What went wrong, in one sentence that helps to mend it, with one code. Anything that is not a Problem is masked. */
export class Problem extends GraphQLError {
  constructor(code: Code, sentence: string, details: Record<string, unknown> = {}) {
    super(sentence, { extensions: { ...details, code } });
  }
}

export const notFound = (kind: string, id: string) =>
  new Problem("NOT_FOUND", `There is no ${kind} with id ${id}.`, { kind, id });

export const notAllowed = (deed: string) => new Problem("FORBIDDEN", `You may not ${deed}.`);

export const signInFirst = (deed: string) =>
  new Problem("UNAUTHENTICATED", `Sign in to ${deed}; if you have, somebody has yet to confirm you.`);

export const badInput = (field: string, sentence: string) =>
  new Problem("BAD_USER_INPUT", sentence, { field });

/** `limit` names what there may be at most `allowed` of. */
export const limitExceeded = (sentence: string, limit: string, allowed: number, found: number) =>
  new Problem("LIMIT_EXCEEDED", sentence, { limit, allowed, found });

/** `limit` names what there may be at most `allowed` of in a time, of which enough has passed at `retryAt`. */
export const rateLimited = (sentence: string, limit: string, allowed: number, found: number, retryAt: Date) =>
  new Problem("RATE_LIMITED", sentence, {
    limit,
    allowed,
    found,
    retryAt: retryAt.toISOString(),
    retryAfter: Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / 1000)),
  });

export const textTooLong = (field: string, most: number, length: number) =>
  new Problem("TEXT_TOO_LONG", `The ${field} has ${length} characters; ${most} are allowed.`, {
    field,
    most,
    length,
  });

interface Revised {
  id: string;
  revision: number;
  /** when it became so; of what keeps its revisions it is known anyway */
  updatedAt?: Date;
}

/** That a revision is not current any more. A deed that ends by it tells both versions. */
export class StaleRevision extends Problem {
  constructor(
    kind: string,
    given: number,
    readonly row: Revised,
  ) {
    super(
      "CONFLICT",
      `You changed revision ${given} of this ${kind}, but revision ${row.revision} is current: read it again and repeat your change.`,
      { reason: "STALE_REVISION", given, revision: row.revision },
    );
  }
}

/** `row` as it is now: of its columns those are told that the change names, so give none that its doer may not read. */
export const staleRevision = (kind: string, given: number, row: Revised) =>
  new StaleRevision(kind, given, row);

export const slugTaken = (kind: string, slug: string) =>
  new Problem("SLUG_TAKEN", `Another ${kind} already has the slug "${slug}".`, { slug });

export const unknownReference = (kind: string, ids: readonly string[]) =>
  new Problem("UNKNOWN_REFERENCE", `There is no ${kind} with id ${ids.join(", ")}.`, { kind, ids });

export const wrongState = (deed: string, state: string) =>
  new Problem("WRONG_STATE", `A record that is ${state} cannot be ${deed}.`, { state });

interface DatabaseError {
  code?: string;
  message?: string;
  constraint?: string;
  driverError?: DatabaseError;
}

/** Faults that PostgreSQL finds in what a caller sent, and that it is not there, as Problems; everything else as it was. */
export function problemOf(error: unknown): unknown {
  const cause = (error as DatabaseError | null)?.driverError ?? (error as DatabaseError | null);
  if (cause && isOutage(cause)) {
    tellOutage(cause);
    return new Problem(
      "DATABASE_UNAVAILABLE",
      "The hub's database does not answer at the moment: ask again in a few seconds.",
    );
  }
  switch (cause?.code) {
    case "22021":
    case "22P05":
      return new Problem("BAD_USER_INPUT", "Text must not contain NUL characters.");
    case "22P02":
    case "22007":
    case "22008":
      return new Problem("BAD_USER_INPUT", "A value is not of the form its field asks for.");
    case "23505":
      return new Problem(
        "CONFLICT",
        "Somebody wrote the same thing at the same time: read it again and repeat your change.",
      );
    case "HB410":
      return new Problem("UNAUTHENTICATED", "What the hub knew of you is erased: sign in anew.");
    case "40001":
    case "40P01":
      return new Problem("CONFLICT", "Another change was under way: repeat yours.");
    default:
      return error;
  }
}
