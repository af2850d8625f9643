import { pino } from "pino";

const { LOG_LEVEL: wanted = "" } = process.env;

/**
 * Structured lines on standard error, so that standard output stays for people. Never give it a token, an address or a
 * text of a record. A level that is none counts as `info`: whoever reads the settings says what is wrong with it.
 */
export const log = pino(
  { level: wanted === "silent" || wanted in pino.levels.values ? wanted : "info", base: undefined },
  pino.destination(2),
);
