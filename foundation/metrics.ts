import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Registry } from "prom-client";

/**
 * What this process measures. Rooms and the indexer add their own metrics to it. No label may hold a text, an id or
 * anything of a person: each of its values is one of a few words that stand in the code.
 */
export const metrics = new Registry();

/** What is looked up each time before the metrics are read. */
export const lookUps = new Set<() => Promise<void>>();

/** Adds what is to know of the process itself: memory, processor, event loop. Once per process. */
export const measureProcess = (): void => collectDefaultMetrics({ register: metrics });

/**
 * Answers `GET /metrics` in Prometheus' text format, to whoever sends METRICS_TOKEN as `authorization: Bearer …`. Where none
 * is set, to callers of this machine alone, and in production to nobody: behind a proxy, everybody comes from this machine.
 */
export async function answerMetrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { METRICS_TOKEN: token, NODE_ENV: mode } = process.env;
  if (token && !same(request.headers.authorization ?? "", `Bearer ${token}`)) {
    response.writeHead(401, { "www-authenticate": "Bearer" }).end();
    return;
  }
  if (!token && (mode === "production" || !isLocal(request))) {
    response.writeHead(404).end();
    return;
  }
  await Promise.all([...lookUps].map((lookUp) => lookUp()));
  const text = await metrics.metrics();
  response.writeHead(200, {
    "content-type": metrics.contentType,
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(text);
}

const digest = (text: string) => createHash("sha256").update(text).digest();
const same = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted));

const isLocal = ({ socket }: IncomingMessage) => /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? "");
