import { type ExecutionResult, GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import { Gauge } from "prom-client";
import { metrics } from "../foundation/metrics.ts";
import { newId } from "../foundation/uuid.ts";
import type { validating } from "../foundation/validating.ts";
import { eventOperationOf } from "./event-operation.ts";
import type { Execution } from "./executor.ts";
import { Feed, type FeedOptions } from "./feed.ts";
import type { Identity } from "./identity.ts";
import { type Limits, limitExceeded, type Question } from "./limits.ts";
import { withoutHints } from "./refusals.ts";
import { goingAway, Subscribing, type Subscription } from "./subscription.ts";

const running = new Gauge({
  name: "hub_subscriptions",
  help: "Subscriptions that run now.",
  registers: [metrics],
});

/** Whoever subscribes, and how the gateway deals with them. */
export interface Subscriber {
  identity: Identity;
  /** whether they may have hints at names of the schema */
  hints: boolean;
  /** strangers are told apart by where they come from */
  address: string | undefined;
  identify(fresh: boolean): Promise<Identity>;
  spend(identity: Identity): Promise<void>;
  execute(execution: Execution, identity: Identity, signal: AbortSignal): Promise<ExecutionResult>;
}

/** Takes subscriptions. */
export interface Subscribers {
  /** Begins one; throws a GraphQLError that says why not. */
  subscribe(question: Question, subscriber: Subscriber): Promise<Subscription>;
  /** Ends all of them: they are to come again, to another process. */
  close(): Promise<void>;
}

export interface SubscribersOptions extends FeedOptions {
  schema: GraphQLSchema;
  valid: ReturnType<typeof validating>;
  limits: Limits;
  log: Logger;
}

/** What is wrong with the text of a subscription, as Apollo Server says it of a query. */
function invalid({ message, source, positions }: GraphQLError, hints: boolean): GraphQLError {
  const code = message.startsWith("Syntax Error") ? "GRAPHQL_PARSE_FAILED" : "GRAPHQL_VALIDATION_FAILED";
  const error = new GraphQLError(message, { source, positions, extensions: { code } });
  return hints ? error : withoutHints(error);
}

/** How often it is made sure that those who subscribed still may, where nothing happens. */
const CHECK_MS = 5_000;

/** Subscriptions over one feed of what happens in the graph. */
export function subscribersOf({ schema, valid, limits, ...options }: SubscribersOptions): Subscribers {
  const feed = new Feed(options);
  const all = new Map<Subscribing, string>();
  const countOf = (key: string) => [...all.values()].filter((one) => one === key).length;
  let closed = false;
  let checking = false;

  const sweep = setInterval(async () => {
    if (checking) return;
    checking = true;
    // One after the other: most are answered by what is believed of their subscriber already.
    for (const one of all.keys()) await one.check();
    checking = false;
  }, CHECK_MS).unref();

  function reserve(key: string, subscribing: Subscribing): void {
    const mine = countOf(key);
    if (mine >= limits.subscriptionsPerViewer)
      throw limitExceeded("subscriptionsPerViewer", limits.subscriptionsPerViewer, mine);
    if (all.size >= limits.subscriptions)
      throw limitExceeded("subscriptions", limits.subscriptions, all.size);
    all.set(subscribing, key);
    running.set(all.size);
  }

  return {
    async subscribe({ query, operationName, variables }, { identity, hints, address, ...subscriber }) {
      if (closed) throw goingAway();
      const checked = valid(query);
      if ("errors" in checked) throw invalid(checked.errors[0]!, hints);
      const operation = eventOperationOf(schema, checked.document, operationName, variables ?? {});
      const { document, text } = operation;
      const execute = (id: string, who: Identity, signal: AbortSignal) =>
        subscriber.execute(
          {
            document,
            text,
            operationName: operationName ?? null,
            variables: operation.variablesFor(id),
            introspection: false,
          },
          who,
          signal,
        );
      // Whoever may not ask, and what is wrong with the arguments, is told at once: there is no event of this id.
      const { errors } = await execute(newId(), identity, AbortSignal.timeout(10_000));
      if (errors?.[0]) throw errors[0];

      let leave = () => {};
      const subscribing = new Subscribing({
        ...subscriber,
        operation,
        subscriber: identity,
        execute,
        onEnd() {
          leave();
          all.delete(subscribing);
          running.set(all.size);
        },
      });
      reserve(identity.trusted ? identity.who : `stranger ${address}`, subscribing);
      try {
        leave = await feed.join(subscribing);
      } catch (error) {
        subscribing.end();
        throw error;
      }
      return subscribing.answers();
    },

    async close() {
      closed = true;
      clearInterval(sweep);
      for (const one of all.keys()) one.end(goingAway());
      await feed.close();
    },
  };
}
