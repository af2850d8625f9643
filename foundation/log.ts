import { pino } from "pino";

const { LOG_LEVEL: wanted = "" } = process.env;

/** How deep the causes of an error are told. */
const DEEPEST = 4;

/**
 * An error as the log may hold it: what it says and where it came from. What a driver hangs on it besides, the values of a
 * statement or the row in its way, may be of a person and stays out.
 */
function errorToLog(error: unknown, depth = 0): unknown {
  if (typeof error !== "object" || error === null) return String(error);
  const { name, message, stack, code, constraint, table, path, cause, originalError } = error as Record<
    string,
    unknown
  >;
  const behind = cause ?? originalError;
  return {
    type: name ?? error.constructor?.name,
    message,
    stack,
    code,
    constraint,
    table,
    path,
    ...(behind && depth < DEEPEST ? { cause: errorToLog(behind, depth + 1) } : {}),
  };
}

export const serializers = { err: (error: unknown) => errorToLog(error) };

/**
 * Structured lines on standard error, so that standard output stays for people. Never give it a token, an address or a
 * text of a record. A level that is none counts as `info`: whoever reads the settings says what is wrong with it.
 */
export const log = pino(
  {
    level: wanted === "silent" || wanted in pino.levels.values ? wanted : "info",
    base: undefined,
    serializers,
  },
  pino.destination(2),
);
