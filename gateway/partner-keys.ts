import type { Logger } from "pino";
import { hashOf } from "../foundation/hash.ts";
import { isWellFormed } from "../foundation/partner-key.ts";
import { Problem } from "../foundation/problems.ts";
import { believing } from "./believing.ts";
import { type Allowance, Budgets, type Share, type Standing } from "./budget.ts";

/** A partner's key as the gateway needs to know it. */
export interface PartnerKey extends Allowance {
  scopes: readonly string[];
  /** of pages that may use it; empty where only servers do */
  origins: readonly string[];
  /** it asks only what is registered for it */
  registeredOnly: boolean;
}

/** What the gateway knows of keys. */
export interface PartnerKeys {
  /** The key with that secret, while both are good; throws UNAUTHENTICATED. `fresh` takes no earlier answer for it. */
  find(secret: string, fresh?: boolean): Promise<PartnerKey>;
  /** The text of the operation of that hash that is registered for the key. */
  operation(key: PartnerKey, hash: string): Promise<string | undefined>;
  /** May pages of that origin ask with some key? */
  admits(origin: string): Promise<boolean>;
  /** Takes the cost of a request from the key's budget, or refuses it. */
  spend(key: PartnerKey, cost: number): Promise<Standing>;
  /** Tells the graph what was used up to now. */
  close(): Promise<void>;
}

/** How long what the graph says of a key is believed: with a passport's life, whoever lost a key is out within a minute. */
const BELIEVED_MS = 10_000;

/** Asks the graph as the hub itself; rejects where it does not answer. */
export type AskAsHub = (
  query: string,
  variables?: Record<string, unknown>,
) => Promise<Record<string, unknown>>;

const BY_SECRET = `query Key($hash: String!) {
  key: partnerKeyBySecret(hash: $hash) { id scopes origins costPerMinute costPerDay registeredOnly }
}`;
const OPERATION = `query Registered($id: ID!, $hash: String!) {
  key: partnerKey(id: $id) { operation(hash: $hash) { query } }
}`;
const ORIGINS = "query Origins { origins: partnerOrigins }";
const TAKE = `mutation Take($wishes: [BudgetWish!]!) {
  shares: takeBudget(wishes: $wishes) { keyId granted minuteLeft dayLeft minuteEndsInMs dayEndsInMs }
}`;

/** Keys as the graph knows them. Nothing is asked of it for a key or an operation that was asked for a moment ago. */
export function partnerKeys(
  ask: AskAsHub,
  log: Logger,
  tellMs?: number,
  believedMs = BELIEVED_MS,
): PartnerKeys {
  const good = believing<PartnerKey>(believedMs);
  // Those that are none have a memory of their own: whoever tries many pushes no good one out.
  const bad = believing<undefined>(believedMs);
  const operations = believing<string | undefined>(believedMs);
  const budgets = new Budgets(async (wishes) => (await ask(TAKE, { wishes })).shares as Share[], log, tellMs);
  let origins: { known: Promise<ReadonlySet<string>>; until: number } | undefined;

  async function lookUp(hash: string): Promise<PartnerKey> {
    const { key } = (await ask(BY_SECRET, { hash })) as { key: PartnerKey | null };
    if (key) return key;
    void bad.keep(hash, Promise.resolve(undefined));
    throw unknownKey();
  }

  return {
    async find(secret, fresh = false) {
      if (!isWellFormed(secret)) throw unknownKey();
      const hash = hashOf(secret);
      if (bad.get(hash)) throw unknownKey();
      return (fresh ? undefined : good.get(hash)) ?? good.keep(hash, lookUp(hash));
    },
    operation(key, hash) {
      const name = `${key.id} ${hash}`;
      return (
        operations.get(name) ??
        operations.keep(
          name,
          ask(OPERATION, { id: key.id, hash }).then(
            ({ key }) => (key as { operation: { query: string } | null } | null)?.operation?.query,
          ),
        )
      );
    },
    async admits(origin) {
      const now = Date.now();
      if (!origins || origins.until <= now) {
        const before = origins?.known;
        const known = ask(ORIGINS).then(({ origins }) => new Set(origins as string[]));
        origins = { known: before ? known.catch(() => before) : known, until: now + believedMs };
      }
      const known = await origins.known.catch(() => {
        origins = undefined;
        return new Set<string>();
      });
      return known.has(origin);
    },
    spend: (key, cost) => budgets.spend(key, cost),
    close: () => budgets.close(),
  };
}

const unknownKey = () =>
  new Problem(
    "UNAUTHENTICATED",
    "The hub knows no such key, or it is revoked: ask its owner for a good one.",
  );
