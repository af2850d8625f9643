import { request } from "undici";
import { WebSocket } from "ws";
import type { Answer, Person } from "../hub.ts";

/** What comes one after the other, and is waited for. */
class Coming<T> {
  readonly #come: T[] = [];
  readonly #waiting: ((one: T) => void)[] = [];

  add(one: T): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(one);
    else this.#come.push(one);
  }

  next(): Promise<T> {
    const one = this.#come.shift();
    return one === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(one);
  }

  /** how many have come and were not waited for */
  get left(): number {
    return this.#come.length;
  }
}

/** An answer, or that no more follow. */
export type Told = Answer | "complete" | "closed";

export interface Listening {
  status: number;
  next(): Promise<Told>;
  readonly left: number;
  close(): void;
}

const headersOf = (as?: Person) => (as?.token ? { authorization: `Bearer ${as.token}` } : {});

/** Subscribes by server-sent events; it has begun when this resolves. */
export async function listen(
  address: string,
  query: string,
  variables: object = {},
  as?: Person,
  more: Record<string, string> = {},
): Promise<Listening> {
  const coming = new Coming<Told>();
  const leaving = new AbortController();
  const { statusCode, body } = await request(address, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", ...headersOf(as), ...more },
    body: JSON.stringify({ query, variables }),
    signal: leaving.signal,
  });
  if (statusCode !== 200) coming.add((await body.json()) as Answer);
  else
    void (async () => {
      let text = "";
      for await (const chunk of body) {
        text += chunk;
        const parts = text.split("\n\n");
        text = parts.pop()!;
        for (const part of parts) {
          const [, event, data] = /^event: (\w+)\ndata: ?(.*)$/s.exec(part) ?? [];
          if (event === "next") coming.add(JSON.parse(data!));
          else if (event === "complete") coming.add("complete");
        }
      }
      coming.add("closed");
    })().catch(() => coming.add("closed"));
  return {
    status: statusCode,
    next: () => coming.next(),
    get left() {
      return coming.left;
    },
    close: () => leaving.abort(),
  };
}

export interface Dialled {
  socket: WebSocket;
  /** Begins a subscription under that id. */
  subscribe(id: string, query: string, variables?: object): void;
  send(message: object): void;
  // biome-ignore lint/suspicious/noExplicitAny: a message has the shape that the protocol gives it
  next(): Promise<any>;
  /** the code and the reason, once it is closed */
  closed: Promise<[code: number, reason: string]>;
  close(): Promise<void>;
}

/** Connects by a WebSocket, as somebody; it is acknowledged when this resolves, or closed. */
export async function dial(
  address: string,
  as?: Person,
  { init = true, ...headers }: { init?: boolean } & Record<string, string | boolean> = {},
): Promise<Dialled> {
  const socket = new WebSocket(address.replace(/^http/, "ws"), "graphql-transport-ws", {
    headers: headers as Record<string, string>,
  });
  const coming = new Coming<unknown>();
  socket.on("message", (message) => coming.add(JSON.parse(String(message))));
  const closed = new Promise<[number, string]>((resolve) =>
    socket.on("close", (code, reason) => resolve([code, String(reason)])),
  );
  await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  const send = (message: object) => socket.send(JSON.stringify(message));
  if (init) {
    send({ type: "connection_init", payload: headersOf(as) });
    await Promise.race([coming.next(), closed]);
  }
  return {
    socket,
    subscribe: (id, query, variables = {}) => send({ id, type: "subscribe", payload: { query, variables } }),
    send,
    next: () => coming.next(),
    closed,
    async close() {
      socket.close();
      await closed;
    },
  };
}
