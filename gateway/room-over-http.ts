import type { ExecutionResult } from "graphql";
import { Pool } from "undici";
import { LINK_HEADER, LINK_KIND } from "../foundation/link.ts";
import { Breaker } from "./breaker.ts";
import { deadlineExceeded, roomUnavailable } from "./faults.ts";
import { Links, questionText } from "./links.ts";
import { mayRepeat } from "./repeating.ts";
import { ROOM_DEADLINE_MS, type Room, type RoomCall, type RoomRequest, within } from "./rooms.ts";

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
 * asked once more, over HTTP; a mutation only where each of its deeds has an idempotency key.
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
          ...(call.clientAddress ? { "x-client-address": call.clientAddress } : {}),
          ...(call.idempotencyKey ? { "idempotency-key": call.idempotencyKey } : {}),
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
    const { passport, requestId, clientAddress, idempotencyKey } = call;
    const link = links.take();
    const languages = languagesIn(call);
    const question =
      link && questionText({ ...request, passport, requestId, clientAddress, idempotencyKey, languages });
    if (!link || !question) return post(request, call, until);
    const began = performance.now();
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
      if (call.signal.aborted) throw deadlineExceeded(call.signal);
      if (!breaker.admits()) throw roomUnavailable(name);
      const until = Date.now() + deadlineMs;
      try {
        const answer = await askLinked(request, call, until).catch((error: unknown) => {
          if (!isReset(error) || call.signal.aborted || !mayRepeat(request)) throw error;
          return post(request, call, until);
        });
        breaker.succeeded();
        return answer;
      } catch (error) {
        // A client that left says nothing about the room.
        if (call.signal.aborted) {
          breaker.abandoned();
          throw deadlineExceeded(call.signal);
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

const isReset = (error: unknown) => {
  const { code } = error as { code?: string };
  return code === "ECONNRESET" || code === "EPIPE" || code === "UND_ERR_SOCKET";
};
