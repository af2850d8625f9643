import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ExecutionResult, GraphQLError } from "graphql";
import type { Logger } from "pino";
import type { Caller } from "../foundation/context.ts";
import { drained } from "../foundation/drain.ts";
import { validating } from "../foundation/validating.ts";
import { admissionOf, nobodyHears } from "./admission.ts";
import { answeringThrough } from "./answering.ts";
import { apolloOver, type FrontContext } from "./apollo.ts";
import { corsFor } from "./cors.ts";
import { checkSubscriptions } from "./event-operation.ts";
import { type Execution, executorOf } from "./executor.ts";
import { deadline, masked } from "./faults.ts";
import type { FeedOptions } from "./feed.ts";
import { frontOf } from "./front.ts";
import { type Readiness, readinessOf } from "./health.ts";
import type { Identify, Identity } from "./identity.ts";
import { LIMITS, type Limits, limiting, type Question } from "./limits.ts";
import type { PartnerKeys } from "./partner-keys.ts";
import type { Tell } from "./partners.ts";
import { plannerOf } from "./plan.ts";
import { refusals } from "./refusals.ts";
import type { Room, RoomCall } from "./rooms.ts";
import { streamingOver } from "./sse.ts";
import { subscribersOf } from "./subscribing.ts";
import { inTurn } from "./turns.ts";
import type { AskAsCaller, WebService } from "./web-service.ts";
import { takeWebSockets } from "./websockets.ts";

export interface GatewayOptions {
  /** the composed graph; every room that it names must be among `rooms` */
  supergraphSdl: string;
  rooms: readonly Room[];
  /** Who asks. Throws a Problem: UNAUTHENTICATED is answered by HTTP 401, SIGN_IN_UNAVAILABLE by 503. */
  identify: Identify;
  /** where subscribers hear of what happens; without it there are no subscriptions */
  feed?: Pick<FeedOptions, "ask" | "pulse">;
  /** the keys of partners, where `identify` tells of any */
  partners?: PartnerKeys;
  log: Logger;
  limits?: Partial<Limits>;
  /** origins of other sites whose pages may read answers */
  corsOrigins?: readonly string[];
  /** Who may read the schema. Otherwise, in production only whom `identify` trusts; in development everybody. */
  introspection?(identity: Identity): boolean;
  /** what is answered over HTTP beside GraphQL; the first that takes a path answers there */
  services?: readonly WebService[];
  /** Answers what browsers ask for; true when it did. */
  explorer?(request: IncomingMessage, response: ServerResponse): boolean;
  /** how long a whole request may take; each room has a deadline of its own besides */
  deadlineMs?: number;
  /** how long `close` waits for requests under way */
  drainMs?: number;
  /** no pages of localhost, no schema for strangers; by NODE_ENV unless said */
  production?: boolean;
  /** proxies of ours that a request passes before it comes here; none unless said */
  proxies?: number;
  /** rooms without which the hub counts as down */
  essentialRooms?: readonly string[];
  /** Called once a mutation was executed, before its answer goes out. */
  afterMutation?(identity: Identity): void;
}

export interface Gateway {
  /** Takes requests at `/graphql`. Port 0 takes a free one. */
  listen(at: { port: number; host?: string }): Promise<{ port: number }>;
  /** Executes an operation without HTTP and without limits, for the hub itself. */
  execute(question: Question, identity: Identity, caller?: Caller): Promise<ExecutionResult>;
  ready(): Promise<Readiness>;
  /** Takes no more requests, finishes those under way, closes the rooms. May be called more than once. */
  close(): Promise<void>;
}

/** The front door of the hub. Rooms are reached at once; HTTP begins with `listen`. */
export function createGateway(options: GatewayOptions): Gateway {
  const { supergraphSdl, identify, partners, log, deadlineMs = 15_000, drainMs = 10_000 } = options;
  const rooms = options.rooms.map((room) => inTurn(room));
  const production = options.production ?? process.env.NODE_ENV === "production";
  const limits: Limits = { ...LIMITS, ...options.limits };
  const executor = executorOf({ planner: plannerOf(supergraphSdl), rooms, log });
  const askRooms = readinessOf(rooms, options.essentialRooms ?? []);
  const valid = validating(executor.schema);
  const refused = refusals(log);
  const admission = admissionOf({
    identify,
    partners,
    admit: limiting(executor.schema, limits),
    mayIntrospect: options.introspection ?? ((identity) => !production || identity.trusted),
    proxies: options.proxies ?? 0,
    refused,
  });
  checkSubscriptions(executor.schema);
  const subscribers =
    options.feed && subscribersOf({ ...options.feed, schema: executor.schema, valid, limits, log });
  let front: Server | undefined;
  let hangUp = () => {};
  let closing: Promise<void> | undefined;

  const execute = async (
    execution: Execution,
    identity: Identity,
    call: RoomCall,
  ): Promise<ExecutionResult> => {
    const result = await executor.execute(execution, call);
    if (result.errors) refused.told(result.errors, identity, call);
    if (executor.mutates(execution)) options.afterMutation?.(identity);
    return result;
  };

  const executeFor = (execution: Execution, { identity, call }: FrontContext) =>
    execute(execution, identity, call);
  const apollo = apolloOver({ executor, log, supergraphSdl, execute: executeFor });
  const answering = answeringThrough({
    server: apollo,
    knows: executor.knows,
    execute: executeFor,
    contextOf: admission.contextOf,
    textFor: admission.textFor,
  });

  /** Begins a subscription: what is refused of a query is refused of it. */
  async function subscribe(request: IncomingMessage, question: Question, requestId: string) {
    if (!subscribers) throw noSubscriptions();
    const { signal } = new AbortController();
    const context = await admission.contextOf(request, question, requestId, signal, nobodyHears);
    return subscribers.subscribe(question, {
      ...admission.subscriberOf(request, question, context),
      execute: async (execution, identity, over) => {
        const { passport, languages } = identity;
        const { signal: until, stop } = deadline(deadlineMs);
        const call = { ...context.call, passport, languages, signal: AbortSignal.any([over, until]) };
        return execute(execution, identity, call).finally(stop);
      },
    });
  }

  /** A fault as a subscriber may hear of it. */
  const told = (error: unknown, requestId: string): GraphQLError =>
    error instanceof GraphQLError ? error : masked(log, error, { requestId });

  function askAs(request: IncomingMessage, requestId: string, signal: AbortSignal, tell: Tell): AskAsCaller {
    return async (query, variables = {}) => {
      const context = await admission.contextOf(request, { query, variables }, requestId, signal, tell);
      const checked = valid(query);
      if ("errors" in checked) throw checked.errors[0];
      const execution = {
        document: checked.document,
        text: query,
        operationName: undefined,
        variables,
        introspection: context.introspection,
      };
      const { data, errors } = await executeFor(execution, context);
      if (errors?.length) throw errors[0];
      return data as never;
    };
  }

  const ready = async (): Promise<Readiness> => {
    const readiness = await askRooms();
    return closing ? { ...readiness, status: "draining" } : readiness;
  };

  return {
    async listen({ port, host = "127.0.0.1" }) {
      if (closing) throw new Error("The gateway is closed.");
      await apollo.start();
      const cors = corsFor(options.corsOrigins ?? [], !production, partners?.admits);
      const server = frontOf({
        answering,
        services: options.services ?? [],
        schema: executor.schema,
        askAs,
        streaming: streamingOver({ subscribe, told, log }),
        ready,
        cors,
        mostBytes: limits.body,
        deadlineMs,
        addressOf: admission.addressOf,
        explorer: options.explorer,
        log,
      });
      const webSockets = takeWebSockets(server, {
        schema: executor.schema,
        admits: cors.admits,
        greet: admission.greet,
        subscribe,
        told,
        newRequestId: () => randomUUID(),
        addressOf: admission.addressOf,
        mostBytes: limits.body,
        mostConnections: limits.subscriptions,
        log,
      });
      hangUp = () => webSockets.close();
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, resolve);
      });
      front = server;
      return { port: (server.address() as AddressInfo).port };
    },

    async execute({ query, operationName, variables }, identity, caller) {
      const checked = valid(query);
      if ("errors" in checked) return checked;
      const { signal, stop } = deadline(deadlineMs);
      const { passport, languages } = identity;
      const requestId = caller?.requestId ?? randomUUID();
      const call = { passport, languages, ...caller, requestId, signal };
      try {
        return await execute(
          {
            document: checked.document,
            text: query,
            operationName,
            variables: variables ?? {},
            introspection: true,
          },
          identity,
          call,
        );
      } finally {
        stop();
      }
    },

    ready,

    close() {
      closing ??= (async () => {
        await subscribers?.close();
        hangUp();
        if (front) {
          await drained(front, drainMs);
          await apollo.stop();
        }
        await partners?.close().catch((error) => log.warn({ err: error }, "what keys were used for is lost"));
        await Promise.all(rooms.map((room) => room.close()));
      })();
      return closing;
    },
  };
}

const noSubscriptions = () =>
  new GraphQLError("There are no subscriptions here.", {
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  });
