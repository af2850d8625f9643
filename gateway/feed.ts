import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { AskAsHub } from "./partner-keys.ts";

/** That something is to be told to those who subscribed to a field. */
export interface FeedEvent {
  /** the field of Subscription */
  field: string;
  id: string;
  /** the only member for whom it is; null where it is for everybody */
  member: string | null;
  /** what a subscriber may have asked for by the arguments of the field */
  tags: string[];
}

/** Somebody who subscribed. */
export interface Listener {
  member: string | undefined;
  hear(event: FeedEvent): void;
}

/** Calls `beat` whenever there may be something new, until it is closed. */
export type Pulse = (beat: () => void) => { close(): Promise<void> };

export interface FeedOptions {
  ask: AskAsHub;
  /** without one, the graph is asked every so often */
  pulse?: Pulse | undefined;
  log: Logger;
}

const FEED = `query Feed($after: String, $members: [ID!]!) {
  feed(after: $after, members: $members) { position more events { field id member tags } }
}`;

interface Page {
  position: string;
  more: boolean;
  events: FeedEvent[];
}

/** How often the graph is asked where nothing beats. */
const POLL_MS = 1_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/**
 * What happens in the graph, in its order, from when the first listener came. It goes on from where it was however often
 * the graph does not answer, so that nobody misses anything and nobody hears anything twice.
 */
export class Feed {
  readonly #options: FeedOptions;
  readonly #listeners = new Set<Listener>();
  #position: string | undefined;
  #running: Promise<void> | undefined;
  /** the page that is being asked for */
  #round: Promise<unknown> | undefined;
  #closed = false;
  #beaten = false;
  #wake = () => {};
  #pulse: ReturnType<Pulse> | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** Tells a listener of all that is new from now on, until what it gives is called. Rejects where it is not known where to begin. */
  async join(listener: Listener): Promise<() => void> {
    this.#pulse ??= this.#options.pulse?.(() => this.#beat());
    if (this.#position === undefined) {
      const { position } = await this.#ask(undefined);
      this.#position ??= position;
    }
    // What is on its way was asked for without this listener's member.
    while (this.#round) await this.#round.catch(() => {});
    this.#listeners.add(listener);
    this.#running ??= this.#run();
    this.#beat();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#beat();
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#beat();
    await Promise.all([this.#running, this.#pulse?.close()]);
  }

  async #run(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!this.#closed && this.#listeners.size > 0) {
      this.#beaten = false;
      try {
        const round = this.#ask(this.#position);
        this.#round = round;
        const { position, more, events } = await round;
        this.#position = position;
        for (const event of events) this.#tell(event);
        pause = FIRST_PAUSE_MS;
        this.#round = undefined;
        if (!more) await this.#rest();
      } catch (error) {
        this.#round = undefined;
        this.#options.log.warn({ err: error, pause }, "what happens in the graph is told later");
        await sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
    this.#running = undefined;
    this.#position = undefined;
  }

  async #ask(after: string | undefined): Promise<Page> {
    const members = [...new Set([...this.#listeners].flatMap(({ member }) => member ?? []))];
    const { feed } = (await this.#options.ask(FEED, { after, members })) as { feed: Page | null };
    if (!feed) throw new Error("The graph tells nothing of what happens in it.");
    return feed;
  }

  #tell(event: FeedEvent): void {
    for (const listener of this.#listeners)
      if (event.member === null || event.member === listener.member) listener.hear(event);
  }

  #beat(): void {
    this.#beaten = true;
    this.#wake();
  }

  #rest(): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#beaten) this.#wake();
    }).finally(() => {
      this.#wake = () => {};
    });
  }
}
