import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import type { ExecutionResult } from "graphql";
import { type WebSocket, WebSocketServer } from "ws";
import { log } from "./log.ts";

/**
 * A link is a WebSocket at the address of a room's GraphQL, over which a gateway of this hub asks many questions at once.
 * Each message is a JSON list: of questions one way, of answers in any order the other. A room offers links by this
 * header in its answers over HTTP; whoever does not know it goes on asking there.
 */
export const LINK_HEADER = "hub-link";

/** The kind of link that is spoken here, as the header names it. */
export const LINK_KIND = "1";

/** A message longer than this is not taken. What is longer is asked over HTTP, which can refuse it by itself. */
const MOST_BYTES = 10_000_000;

export interface LinkQuestion {
  /** unique among the questions of a link */
  id: number;
  query: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
  passport: string;
  requestId?: string | undefined;
  clientAddress?: string | undefined;
  idempotencyKey?: string | undefined;
  /** as an accept-language header */
  languages: string;
}

export interface LinkAnswer extends Pick<ExecutionResult, "data" | "errors"> {
  id: number;
}

/** Answers a question that came from an address; it rejects only what is none. */
export type LinkAnswering = (
  question: LinkQuestion,
  from: string | undefined,
) => Promise<Omit<LinkAnswer, "id">>;

/** Lets gateways open links to this server. `close` answers what was asked, for so long at the most, and ends all links. */
export function takeLinks(server: Server, answering: LinkAnswering) {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MOST_BYTES });
  const links = new Set<ReturnType<typeof linkOn>>();
  server.on("upgrade", (request, socket: Duplex, head) => {
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const from = request.socket.remoteAddress;
      const link = linkOn(webSocket, (question) => answering(question, from));
      links.add(link);
      webSocket.once("close", () => links.delete(link));
    });
  });
  return {
    async close(withinMs: number): Promise<void> {
      await Promise.all([...links].map((link) => link.close(withinMs)));
    },
  };
}

function linkOn(socket: WebSocket, answering: (question: LinkQuestion) => ReturnType<LinkAnswering>) {
  let pending = 0;
  let closing = false;
  let answers: string[] = [];

  const flush = () => {
    if (answers.length > 0) socket.send(`[${answers.join()}]`);
    answers = [];
    if (closing && pending === 0) socket.close(1001);
  };
  const answer = async (question: LinkQuestion) => {
    pending++;
    const { data, errors } = await answering(question).finally(() => pending--);
    // What becomes ready in the same turn goes out together.
    if (answers.push(JSON.stringify({ id: question.id, data, errors })) === 1) setImmediate(flush);
  };

  const unreadable = (error: unknown) => {
    log.warn({ error: String(error) }, "a message on a link could not be read");
    socket.close(1007);
  };

  socket.on("message", (message) => {
    // The gateway asks elsewhere what was not taken any more.
    if (closing && pending === 0) return;
    try {
      for (const question of JSON.parse(String(message)) as LinkQuestion[])
        answer(question).catch(unreadable);
    } catch (error) {
      unreadable(error);
    }
  });
  socket.on("error", (error) => log.warn({ error: String(error) }, "a link broke"));

  return {
    close: (withinMs: number) =>
      new Promise<void>((resolve) => {
        closing = true;
        const late = setTimeout(() => socket.terminate(), withinMs);
        socket.once("close", () => {
          clearTimeout(late);
          resolve();
        });
        if (pending === 0 && answers.length === 0) socket.close(1001);
      }),
  };
}
