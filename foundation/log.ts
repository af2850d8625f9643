import { pino } from "pino";

/** Structured lines on standard error, so that standard output stays for people. Never give it a token, an address or a text of a record. */
export const log = pino({ level: process.env.LOG_LEVEL ?? "info", base: undefined }, pino.destination(2));
