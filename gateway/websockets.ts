import type { IncomingHttpHeaders, IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { GraphQLError, type GraphQLSchema, parse } from "graphql";
import { CloseCode, handleProtocols, makeServer } from "graphql-ws";
import type { Logger } from "pino";
import { type WebSocket, WebSocketServer } from "ws";
import type { Question } from "./limits.ts";
import type { Subscription } from "./subscription.ts";
import { answerTo } from "./web-service.ts";

export interface WebSocketsOptions {
  schema: GraphQLSchema;
  /** May a page of that origin open one? */
  admits(request: IncomingMessage): Promise<boolean>;
  /** Makes sure that whoever connects may; throws a GraphQLError. */
  greet(request: IncomingMessage, requestId: string): Promise<void>;
  subscribe(request: IncomingMessage, question: Question, requestId: string): Promise<Subscription>;
  /** the error as it may be told, masked where it is a fault of the hub's */
  told(error: unknown, requestId: string): GraphQLError;
  newRequestId(request: IncomingMessage): string;
  addressOf(request: IncomingMessage): string | undefined;
  /** bytes of a message */
  mostBytes: number;
  mostConnections: number;
  log: Logger;
}

/** WebSockets beyond these are not taken from one address. */
const MOST_PER_ADDRESS = 50;
const PING_MS = 12_000;

const TRY_AGAIN_LATER = 1013;
const GOING_AWAY = 1001;

/** A socket's own request, with the headers that its client could not send with it. */
interface Extra {
  socket: WebSocket;
  request: IncomingMessage;
  requestId: string;
}

/** Takes WebSockets at `/graphql`, for subscriptions alone, in the protocol graphql-transport-ws. */
export function takeWebSockets(server: Server, options: WebSocketsOptions): { close(): void } {
  const { schema, log, told } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: options.mostBytes,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });

  const addresses = new WeakMap<WebSocket, string | undefined>();

  const speaking = makeServer<Record<string, unknown>, Extra>({
    async onConnect({ connectionParams, extra }) {
      extra.request = withHeaders(extra.request, connectionParams);
      try {
        await options.greet(extra.request, extra.requestId);
        return true;
      } catch (error) {
        const refusal = told(error, extra.requestId);
        extra.socket.close(isTheirs(refusal) ? CloseCode.Unauthorized : TRY_AGAIN_LATER, reasonOf(refusal));
        return false;
      }
    },
    async onSubscribe({ extra }, _id, { query, operationName, variables }) {
      try {
        const { request, requestId, socket } = extra;
        const subscription = await options.subscribe(request, { query, operationName, variables }, requestId);
        subscription.over.addEventListener("abort", () => endWith(subscription.over.reason, socket));
        return { schema, document: parse(query), operationName, contextValue: subscription };
      } catch (error) {
        return [told(error, extra.requestId)];
      }
    },
    subscribe: ({ contextValue }) => contextValue as Subscription,
    onError: ({ extra }, _id, _payload, errors) =>
      errors.map((error) => told(error.originalError ?? error, extra.requestId).toJSON()),
  });

  const refuse = (socket: Duplex, status: string) => {
    socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  };

  async function take(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (request.url?.split("?")[0] !== "/graphql") return refuse(socket, "404 Not Found");
    if (!(await options.admits(request))) {
      log.info({ code: "ORIGIN_REFUSED", origin: request.headers.origin }, "a WebSocket is refused");
      return refuse(socket, "403 Forbidden");
    }
    const address = options.addressOf(request);
    const fromThere = [...sockets.clients].filter((one) => addresses.get(one) === address).length;
    if (sockets.clients.size >= options.mostConnections || fromThere >= MOST_PER_ADDRESS)
      return refuse(socket, "429 Too Many Requests");
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      addresses.set(webSocket, address);
      speak(webSocket, request);
    });
  }

  function speak(socket: WebSocket, request: IncomingMessage): void {
    const requestId = options.newRequestId(request);
    let alive = true;
    const ping = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, PING_MS);
    socket.on("pong", () => {
      alive = true;
    });
    const closed = speaking.opened(
      {
        protocol: socket.protocol,
        send: (text) =>
          new Promise<void>((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve();
            socket.send(text, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (hear) =>
          socket.on("message", (message) => {
            hear(String(message)).catch((error: unknown) => {
              log.warn({ requestId, err: error }, "a message on a WebSocket could not be answered");
              socket.close(CloseCode.InternalServerError, "Something went wrong in the hub.");
            });
          }),
      },
      { socket, request, requestId },
    );
    socket.on("error", (error) => log.info({ requestId, reason: error.message }, "a WebSocket broke"));
    socket.once("close", (code, reason) => {
      clearInterval(ping);
      closed(code, String(reason)).catch((error: unknown) =>
        log.warn({ requestId, err: error }, "a WebSocket did not end well"),
      );
    });
  }

  server.on("upgrade", (request, socket: Duplex, head) => {
    socket.on("error", () => socket.destroy());
    take(request, socket, head).catch((error: unknown) => {
      log.error({ err: error }, "a WebSocket was not opened");
      socket.destroy();
    });
  });

  return {
    close() {
      for (const socket of sockets.clients) {
        socket.close(GOING_AWAY, "The hub is about to stop: connect again.");
        setTimeout(() => socket.terminate(), 1_000).unref();
      }
    },
  };
}

/** Ends the whole connection where the reason concerns all that is on it. */
function endWith(reason: unknown, socket: WebSocket): void {
  const { code } = (reason as GraphQLError | null)?.extensions ?? {};
  if (code === "UNAUTHENTICATED") socket.close(CloseCode.Forbidden, reasonOf(reason as GraphQLError));
  if (code !== "TOO_SLOW") return;
  socket.close(TRY_AGAIN_LATER, reasonOf(reason as GraphQLError));
  // Whoever takes nothing does not take this either.
  setTimeout(() => socket.terminate(), 1_000).unref();
}

/** Whether whoever connects may not, as they are: then their client does not try again. */
const isTheirs = (refusal: GraphQLError) => answerTo(refusal).status < 500;

/** A close frame has room for 123 bytes. */
const reasonOf = ({ message }: GraphQLError) => message.slice(0, 120);

/** The request as though its client had sent with it what browsers cannot: `authorization` and `acceptLanguage`. */
function withHeaders(request: IncomingMessage, params: Record<string, unknown> = {}): IncomingMessage {
  const { authorization, acceptLanguage } = params;
  const headers: IncomingHttpHeaders = {
    ...request.headers,
    ...(typeof authorization === "string" ? { authorization } : {}),
    ...(typeof acceptLanguage === "string" ? { "accept-language": acceptLanguage } : {}),
  };
  return Object.create(request, { headers: { value: headers } }) as IncomingMessage;
}
