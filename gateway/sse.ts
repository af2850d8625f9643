import type { IncomingMessage, ServerResponse } from "node:http";
import { GraphQLError } from "graphql";
import { createHandler } from "graphql-sse";
import type { Logger } from "pino";
import type { Question } from "./limits.ts";
import type { Subscription } from "./subscription.ts";
import { answerTo } from "./web-service.ts";

/** A request for an event stream whose body, if it has one, is read. */
interface Streamed {
  request: IncomingMessage;
  response: ServerResponse;
  body: unknown;
  requestId: string;
}

/** Answers a request by an event stream. */
export type Streaming = (streamed: Streamed) => Promise<void>;

export interface StreamingOptions {
  subscribe(request: IncomingMessage, question: Question, requestId: string): Promise<Subscription>;
  /** the error as it may be told, masked where it is a fault of the hub's */
  told(error: unknown, requestId: string): GraphQLError;
  log: Logger;
}

/** Does whoever asks want to be told what happens as it happens? */
export const wantsEvents = ({ headers: { accept = "" } }: IncomingMessage) =>
  /(^|,)\s*text\/event-stream\s*(;|,|$)/i.test(accept);

/** Subscriptions as server-sent events, as graphql-sse speaks them: a connection for each. */
export function streamingOver({ subscribe, told, log }: StreamingOptions): Streaming {
  const handler = createHandler<Streamed>({
    authenticate: () => null,
    async onSubscribe({ raw: { request, response, requestId } }, params) {
      try {
        const question = params as Question;
        const subscription = await subscribe(request, question, requestId);
        return paced(subscription, response, (error) => told(error, requestId));
      } catch (error) {
        const { status, headers, body } = answerTo(told(error, requestId));
        return [String(body), { status, statusText: "", headers }];
      }
    },
  });

  return async (streamed) => {
    const { request, response, body, requestId } = streamed;
    const [content, { status, headers = {} }] = await handler({
      method: request.method ?? "GET",
      url: request.url ?? "/",
      headers: { get: (name) => (name === "accept" ? "text/event-stream" : header(request, name)) },
      body: (body ?? null) as never,
      raw: streamed,
      context: undefined,
    });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader("cache-control", "no-store");
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("x-accel-buffering", "no");
    response.writeHead(status);
    if (typeof content === "string" || content === null) {
      response.end(content ?? "");
      return;
    }
    response.once("close", () => content.return(undefined).catch(() => {}));
    try {
      for await (const text of content) if (!response.destroyed) response.write(text);
      response.end();
    } catch (error) {
      log.warn({ requestId, err: error }, "an event stream broke");
      response.destroy();
    }
  };
}

const header = ({ headers }: IncomingMessage, name: string) => {
  const value = headers[name];
  return Array.isArray(value) ? value.join("\n") : value;
};

/** The answers of a subscription, none before the one before has been sent. The last one tells why it ends. */
function paced(
  subscription: Subscription,
  response: ServerResponse,
  told: (error: unknown) => GraphQLError,
): Subscription {
  let over = false;
  // Whoever takes nothing any more cannot be told why it ends either.
  subscription.over.addEventListener("abort", () => response.writableNeedDrain && response.destroy());
  const answers: Subscription = {
    over: subscription.over,
    async next() {
      if (over) return { done: true, value: undefined };
      await sent(response);
      try {
        return await subscription.next();
      } catch (error) {
        over = true;
        const { message, extensions } = told(error);
        return { done: false, value: { errors: [new GraphQLError(message, { extensions })] } };
      }
    },
    return: () => subscription.return(),
    throw: () => subscription.throw(),
    [Symbol.asyncIterator]: () => answers,
  };
  return answers;
}

/** Resolves once there is room for more, or nobody left to read it. */
async function sent(response: ServerResponse): Promise<void> {
  // What was given to the stream is written in the turns before this one.
  await new Promise(setImmediate);
  if (!response.writableNeedDrain || response.destroyed) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      response.off("drain", go).off("close", go);
      resolve();
    };
    response.on("drain", go).on("close", go);
  });
}
