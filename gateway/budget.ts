import type { Logger } from "pino";

/** What a key may spend. */
export interface Allowance {
  id: string;
  costPerMinute: number;
  costPerDay: number;
}

/** What is wanted of a key's budget, and what became of what was taken before. */
export interface Wish {
  keyId: string;
  wanted: number;
  returned: number;
  requests: number;
  refused: number;
  cost: number;
}

/** What was got of it, and what nobody has taken yet. */
export interface Share {
  keyId: string;
  granted: number;
  minuteLeft: number;
  dayLeft: number;
  minuteEndsInMs: number;
  dayEndsInMs: number;
}

/** Where a key stands after a request, as far as this gateway knows; times in seconds. */
export interface Standing {
  passed: boolean;
  /** the window that a refused request has used up */
  window: "minute" | "day";
  minute: { left: number; endsIn: number };
  day: { left: number; endsIn: number };
}

interface Account {
  /** taken and not spent */
  purse: number;
  minuteLeft: number;
  dayLeft: number;
  minuteEnds: number;
  dayEnds: number;
  /** to be told with the next wish */
  returned: number;
  requests: number;
  refused: number;
  cost: number;
  taking: Promise<void> | undefined;
}

/** The part of a minute's budget that a gateway takes at once. */
const PART = 10;

/** How soon what was used is told where nothing else is to be taken. */
const TELL_MS = 5_000;

/**
 * Counts what keys spend. All gateways share a key's budget in the graph, of which each takes a tenth beforehand: a
 * request waits for the graph only when that is spent, and never do all together let pass more than there is.
 */
export class Budgets {
  readonly #accounts = new Map<string, Account>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly take: (wishes: Wish[]) => Promise<Share[]>,
    private readonly log: Logger,
    private readonly tellMs = TELL_MS,
  ) {}

  /** Spends so much for a request, or refuses it. Rejects where the graph does not answer. */
  async spend(key: Allowance, cost: number): Promise<Standing> {
    const account = this.#accountOf(key);
    for (;;) {
      this.#endMinute(account);
      if (cost <= account.purse) {
        account.purse -= cost;
        account.requests += 1;
        account.cost += cost;
        break;
      }
      if (account.taking) {
        await account.taking;
        continue;
      }
      if (cost > account.purse + Math.min(account.minuteLeft, account.dayLeft)) {
        account.refused += 1;
        this.#tellSoon();
        return { ...standingOf(account), passed: false };
      }
      const wanted = Math.max(cost - account.purse, Math.ceil(key.costPerMinute / PART));
      account.taking = this.#settle([[key.id, account, wanted]]).finally(() => {
        account.taking = undefined;
      });
      await account.taking;
    }
    this.#tellSoon();
    return { ...standingOf(account), passed: true };
  }

  /** Tells what was used up to now. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#tell();
  }

  #accountOf({ id, costPerMinute, costPerDay }: Allowance): Account {
    let account = this.#accounts.get(id);
    if (!account) {
      account = {
        purse: 0,
        ...{ minuteLeft: costPerMinute, dayLeft: costPerDay, minuteEnds: 0, dayEnds: 0 },
        ...{ returned: 0, requests: 0, refused: 0, cost: 0, taking: undefined },
      };
      this.#accounts.set(id, account);
    }
    return account;
  }

  /** What was taken for a minute ends with it; what is left of the next is for the graph to say. */
  #endMinute(account: Account): void {
    const now = Date.now();
    if (now < account.minuteEnds) return;
    account.returned = now < account.dayEnds ? account.returned + account.purse : 0;
    account.purse = 0;
    account.minuteLeft = Number.POSITIVE_INFINITY;
    account.dayLeft = Number.POSITIVE_INFINITY;
  }

  async #settle(asked: [id: string, account: Account, wanted: number][]): Promise<void> {
    const told = asked.map(([keyId, account, wanted]) => {
      const { returned, requests, refused, cost } = account;
      Object.assign(account, { returned: 0, requests: 0, refused: 0, cost: 0 });
      return { keyId, wanted, returned, requests, refused, cost };
    });
    let shares: Share[];
    try {
      shares = await this.take(told);
    } catch (error) {
      for (const [i, [, account]] of asked.entries()) {
        const { returned, requests, refused, cost } = told[i]!;
        account.returned += returned;
        account.requests += requests;
        account.refused += refused;
        account.cost += cost;
      }
      throw error;
    }
    const now = Date.now();
    for (const [i, [, account]] of asked.entries()) {
      const { granted, minuteLeft, dayLeft, minuteEndsInMs, dayEndsInMs } = shares[i]!;
      const minuteEnds = now + minuteEndsInMs;
      // A minute of the graph's that this clock did not see end yet.
      if (account.minuteEnds > 0 && minuteEnds - account.minuteEnds > 30_000) {
        account.returned += account.purse;
        account.purse = 0;
      }
      account.purse += granted;
      Object.assign(account, { minuteLeft, dayLeft, minuteEnds, dayEnds: now + dayEndsInMs });
    }
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#tell().catch((error) => this.log.warn({ err: error }, "what keys were used for is told later"));
    }, this.tellMs).unref();
  }

  async #tell(): Promise<void> {
    this.#timer = undefined;
    const untold: [string, Account, number][] = [];
    let more = false;
    for (const [id, account] of this.#accounts) {
      if (account.taking) more = true;
      else {
        this.#endMinute(account);
        if (account.requests + account.refused + account.returned > 0) untold.push([id, account, 0]);
        else if (account.purse === 0 && Date.now() >= account.minuteEnds) this.#accounts.delete(id);
        else more = true;
      }
    }
    if (more || untold.length > 0) this.#tellSoon();
    if (untold.length > 0) await this.#settle(untold);
  }
}

function standingOf({ purse, minuteLeft, dayLeft, minuteEnds, dayEnds }: Account) {
  const now = Date.now();
  const seconds = (end: number) => Math.max(1, Math.ceil((end - now) / 1000));
  return {
    window: dayLeft < minuteLeft ? ("day" as const) : ("minute" as const),
    minute: { left: purse + Math.min(minuteLeft, dayLeft), endsIn: seconds(minuteEnds) },
    day: { left: purse + dayLeft, endsIn: seconds(dayEnds) },
  };
}
