import type { ExecutionResult } from "graphql";
import { WebSocket } from "ws";
import type { LinkAnswer, LinkQuestion } from "../foundation/link.ts";

/** What is longer goes over HTTP, so that it does not stand in the way of others. */
const MOST_LENGTH = 1_000_000;

/** So many questions at once keep a link busy: the next ones go over another, perhaps to another process of the room. */
const BUSY = 32;
const MOST_LINKS = 8;

/** Links that were idle for so long are closed, before somebody on the way forgets them. */
const IDLE_MS = 30_000;

/** How long a room may take to say that it is still there. */
const PONG_MS = 2_000;

/** How long after a link could not be opened the next try waits. */
const REST_MS = 1_000;

/** The links to one room. Questions that a link had not answered when it broke are rejected as reset. */
export class Links {
  readonly #address: string;
  readonly #open = new Set<Link>();
  #opening: WebSocket | undefined;
  #restsUntil = 0;
  #closed = false;
  readonly #sweep = setInterval(() => this.#closeIdle(), IDLE_MS / 2).unref();

  constructor(address: URL) {
    this.#address = address.href.replace(/^http/, "ws");
  }

  /** A link to ask over; nothing where none is open. */
  take(): Link | undefined {
    let least: Link | undefined;
    for (const link of this.#open) {
      if (!link.open) continue;
      if (link.pending < BUSY) return link;
      if (!least || link.pending < least.pending) least = link;
    }
    if (least && this.#open.size < MOST_LINKS) this.#dial();
    return least;
  }

  /** The room has said that it takes links. */
  offered(): void {
    if (this.#open.size === 0) this.#dial();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#sweep);
    this.#opening?.terminate();
    for (const link of this.#open) link.end();
  }

  #dial(): void {
    if (this.#opening || this.#closed || Date.now() < this.#restsUntil) return;
    this.#restsUntil = Date.now() + REST_MS;
    const socket = new WebSocket(this.#address, { perMessageDeflate: false, handshakeTimeout: 5_000 });
    this.#opening = socket;
    const link = new Link(socket);
    socket.on("open", () => {
      this.#opening = undefined;
      this.#open.add(link);
    });
    socket.on("close", () => {
      if (this.#opening === socket) this.#opening = undefined;
      this.#open.delete(link);
    });
  }

  #closeIdle(): void {
    const since = performance.now() - IDLE_MS;
    for (const link of this.#open) if (link.pending === 0 && link.heard < since) link.close();
  }
}

/** A question as links carry it, still without its id; nothing where it is too long for a link. */
export function questionText(question: Omit<LinkQuestion, "id">): string | undefined {
  const text = JSON.stringify(question);
  return text.length > MOST_LENGTH ? undefined : text;
}

interface Waiting {
  resolve(answer: ExecutionResult): void;
  reject(error: Error): void;
}

/** One link: many questions at once, answered in any order. */
export class Link {
  /** when the room was last heard here, by `performance.now` */
  heard = performance.now();
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  #doubted: NodeJS.Timeout | undefined;
  #asked = 0;
  #outgoing: string[] = [];
  #length = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (message) => this.#hear(String(message)));
    socket.on("pong", () => this.#alive());
    socket.on("error", () => {});
    socket.on("close", () => {
      const reset = Object.assign(new Error("The link to the room broke."), { code: "ECONNRESET" });
      for (const { reject } of this.#waiting.values()) reject(reset);
      this.#waiting.clear();
    });
  }

  get open(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  get pending(): number {
    return this.#waiting.size;
  }

  /** Asks what `questionText` made. Whoever stops waiting for the answer says so by `forget`. */
  ask(question: string): { answer: Promise<ExecutionResult>; forget(): void } {
    const id = ++this.#asked;
    // What is asked in the same turn goes out together.
    if (this.#outgoing.push(`{"id":${id},${question.slice(1)}`) === 1) setImmediate(() => this.#flush());
    this.#length += question.length;
    if (this.#length > MOST_LENGTH) this.#flush();
    return {
      answer: new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject })),
      forget: () => this.#waiting.delete(id),
    };
  }

  /** Where nothing was heard since then, asks whether the room is still there, and gives the link up if nothing is said to that. */
  doubt(since: number): void {
    if (this.heard >= since || this.#doubted) return;
    this.#doubted = setTimeout(() => this.end(), PONG_MS).unref();
    this.#socket.ping();
  }

  close(): void {
    this.#socket.close(1000);
  }

  end(): void {
    this.#socket.terminate();
  }

  #flush(): void {
    if (this.#outgoing.length === 0) return;
    this.#socket.send(`[${this.#outgoing.join()}]`);
    this.#outgoing = [];
    this.#length = 0;
  }

  #alive(): void {
    this.heard = performance.now();
    clearTimeout(this.#doubted);
    this.#doubted = undefined;
  }

  #hear(message: string): void {
    this.#alive();
    try {
      for (const { id, ...answer } of JSON.parse(message) as LinkAnswer[]) {
        this.#waiting.get(id)?.resolve(answer);
        this.#waiting.delete(id);
      }
    } catch {
      this.end();
    }
  }
}
