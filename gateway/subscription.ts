import { setTimeout as sleep } from "node:timers/promises";
import { type ExecutionResult, GraphQLError } from "graphql";
import { PASSING, Problem } from "../foundation/problems.ts";
import type { EventOperation } from "./event-operation.ts";
import type { GatewayCode } from "./faults.ts";
import type { FeedEvent, Listener } from "./feed.ts";
import type { Identity } from "./identity.ts";

/** The answers to one subscription, one for each of its events, as they are asked for. Throws the reason why it ends. */
export interface Subscription extends AsyncIterableIterator<ExecutionResult, void, undefined> {
  return(): Promise<IteratorResult<ExecutionResult, void>>;
  throw(): Promise<IteratorResult<ExecutionResult, void>>;
  /** aborted when it is over, with the reason; with none where the subscriber has left */
  readonly over: AbortSignal;
}

export interface SubscriptionOptions {
  operation: EventOperation;
  /** who subscribed */
  subscriber: Identity;
  /** Who asks by the same credentials now; throws a Problem where nobody does. `fresh` takes no earlier answer for it. */
  identify(fresh: boolean): Promise<Identity>;
  /** Takes what an event costs from the budget of a partner's key; throws where there is too little left. */
  spend(identity: Identity): Promise<void>;
  execute(id: string, identity: Identity, signal: AbortSignal): Promise<ExecutionResult>;
  /** Called once, when it is over. */
  onEnd(): void;
}

/** So many events wait for a subscriber at the most. */
const MOST_WAITING = 256;

/** So long an event waits for a room that does not answer, unless the one before has waited in vain. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 100;

const ended = (code: GatewayCode | "UNAUTHENTICATED", sentence: string) =>
  new GraphQLError(sentence, { extensions: { code } });

const expired = () => ended("UNAUTHENTICATED", "The token has expired: subscribe again with a new one.");
export const goingAway = () => ended("GOING_AWAY", "The hub is about to stop: subscribe again.");
const tooSlow = () =>
  ended(
    "TOO_SLOW",
    `More than ${MOST_WAITING} events wait for you: subscribe again, and take them as they come.`,
  );
const changed = () =>
  ended("UNAUTHENTICATED", "You are not whom you subscribed as any more: subscribe again.");

/** One running subscription. For each event it is found out anew who asks, and only then what they may see of it. */
export class Subscribing implements Listener {
  readonly member: string | undefined;
  readonly #options: SubscriptionOptions;
  readonly #waiting: string[] = [];
  readonly #over = new AbortController();
  readonly #expiry: NodeJS.Timeout | undefined;
  #wake = () => {};
  #patient = true;

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    const { who, until } = options.subscriber;
    this.member = who;
    if (until !== undefined)
      this.#expiry = setTimeout(() => this.end(expired()), Math.min(until - Date.now(), 2 ** 31 - 1)).unref();
  }

  hear({ field, id, tags }: FeedEvent): void {
    const { operation } = this.#options;
    if (field !== operation.field || this.#over.signal.aborted) return;
    const has = new Set<unknown>(tags);
    if (!operation.wanted.every((values) => values.some((value) => has.has(value)))) return;
    if (this.#waiting.length < MOST_WAITING) this.#waiting.push(id);
    else this.end(tooSlow());
    this.#wake();
  }

  /** Ends it; without a reason where the subscriber has left. */
  end(why?: unknown): void {
    if (this.#over.signal.aborted) return;
    clearTimeout(this.#expiry);
    this.#over.abort(why ?? null);
    this.#wake();
    this.#options.onEnd();
  }

  /** Makes sure that whoever subscribed still may. */
  async check(): Promise<void> {
    try {
      this.#same(await this.#options.identify(false));
    } catch (error) {
      if (!isPassing(error)) this.end(error);
    }
  }

  answers(): Subscription {
    const over = this.#over.signal;
    const leave = async () => {
      this.end();
      return { done: true, value: undefined } as const;
    };
    const answers: Subscription = {
      over,
      next: async () => {
        const value = await this.#next();
        if (value) return { done: false, value };
        if (over.reason !== null) throw over.reason;
        return { done: true, value: undefined };
      },
      return: leave,
      throw: leave,
      [Symbol.asyncIterator]: () => answers,
    };
    return answers;
  }

  async #next(): Promise<ExecutionResult | undefined> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      const id = this.#waiting[0];
      if (id === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      try {
        const answer = await this.#answerTo(id);
        this.#waiting.shift();
        if (answer && !signal.aborted) return answer;
      } catch (error) {
        this.end(error);
      }
    }
    return undefined;
  }

  /** What the subscriber may see of an event at this moment; undefined where it is nothing. */
  async #answerTo(id: string): Promise<ExecutionResult | undefined> {
    const { operation, identify, spend, execute } = this.#options;
    const { signal } = this.#over;
    let paid = false;
    for (const until = Date.now() + PATIENCE_MS; ; await pause(signal)) {
      if (signal.aborted) return undefined;
      let result: ExecutionResult;
      try {
        const identity = this.#same(await identify(true));
        if (!paid) await spend(identity);
        paid = true;
        result = await execute(id, identity, signal);
      } catch (error) {
        if (!isPassing(error)) throw error;
        continue;
      }
      const whole = result.data?.[operation.key] ?? null;
      const away = result.errors?.some(isPassing);
      if (away && (whole === null || (this.#patient && Date.now() < until))) continue;
      this.#patient = !away;
      return whole === null && !result.errors ? undefined : result;
    }
  }

  #same(identity: Identity): Identity {
    const { who, trusted } = this.#options.subscriber;
    if (identity.who !== who || identity.trusted !== trusted) throw changed();
    return identity;
  }
}

const isPassing = (error: unknown) =>
  error instanceof GraphQLError && PASSING.has((error as Problem).extensions.code);

const pause = (signal: AbortSignal) => sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
