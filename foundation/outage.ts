import { log } from "./log.ts";

interface Failure {
  code?: string;
  message?: string;
  syscall?: string;
}

/** Of the network, of connections (class 08), of a server that ends, starts or has no connection left. */
const CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|08...|57P0[123]|53300)$/;
/** What pg and TypeORM say without a code, TypeORM of a transaction whose connection was lost. */
const WORDS = [
  "Connection terminated",
  "timeout exceeded when trying to connect",
  "Client has encountered a connection error",
  "Query runner already released",
  "Database connection provided by a query runner was already released",
];

/** Whether a statement has failed because PostgreSQL does not answer, not because of what it says. */
export const isOutage = ({ code, message, syscall }: Failure): boolean =>
  code === undefined
    ? WORDS.some((words) => message?.startsWith(words))
    : CODES.test(code) || (code === "ENOENT" && syscall === "connect");

/** So long nothing more is logged of an outage, however many ask meanwhile. */
const QUIET_MS = 5_000;
let toldAt = 0;

/** Logs that PostgreSQL does not answer. */
export function tellOutage({ message }: Failure): void {
  if (Date.now() - toldAt < QUIET_MS) return;
  toldAt = Date.now();
  log.warn({ reason: message }, "PostgreSQL does not answer");
}
