import { createServer } from "node:http";
import { ApolloServer, type ApolloServerOptionsWithGateway, HeaderMap } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
} from "graphql";
import type { DataSource } from "typeorm";
import { plainAddress } from "./address.ts";
import { compiling, type RoomOperation } from "./compiling.ts";
import type { Caller, HubContext, Newcomers, SearchPlace } from "./context.ts";
import { drained } from "./drain.ts";
import { languagesOf } from "./language.ts";
import { LINK_HEADER, LINK_KIND, type LinkAnswering, takeLinks } from "./link.ts";
import { Loaders } from "./loaders.ts";
import { log } from "./log.ts";
import { answerMetrics } from "./metrics.ts";
import type { Passports } from "./passport.ts";
import { Problem, problemOf } from "./problems.ts";
import { validating } from "./validating.ts";

/** What a room needs to answer: its rows, the keys to verify passports with, where the search index is, and how much new people may write. */
export interface RoomResources {
  database: DataSource;
  passports: Passports;
  search?: SearchPlace | undefined;
  newcomers?: Newcomers | undefined;
}

/** The context of one call to a room. Throws UNAUTHENTICATED where the passport is missing or not ours. */
export async function contextOf(
  { database, passports, search, newcomers }: RoomResources,
  call: { passport?: string | undefined; languages: HubContext["languages"] } & Caller,
): Promise<HubContext> {
  const viewer = await passports.viewer(call.passport);
  const { languages, requestId, clientAddress, idempotencyKey } = call;
  const caller = { requestId, clientAddress, idempotencyKey };
  return { viewer, languages, caller, db: database.manager, load: new Loaders(), search, newcomers };
}

const MOST_BYTES = 10_000_000;

/** How long `close` waits for questions under way; the gateway itself waits 5 s for an answer. */
const DRAIN_MS = 6_000;

export interface RoomServing {
  port?: number;
  host?: string;
  /** operations are compiled once each, and gateways may open links; false leaves all to Apollo Server and graphql-js */
  compiled?: boolean;
}

/**
 * A room behind HTTP at `/graphql`, for the gateway alone: whoever brings no valid passport is refused with 401, `_service`
 * included. A gateway of this hub goes on over a link; any other router asks over HTTP.
 */
export async function serveRoom(
  name: string,
  schema: GraphQLSchema,
  resources: RoomResources,
  { port = 0, host = "127.0.0.1", compiled = true }: RoomServing = {},
): Promise<{ url: string; close: () => Promise<void> }> {
  const operationFor = compiled ? compiling(schema) : undefined;
  const apollo = new ApolloServer<HubContext>({
    ...(operationFor ? { gateway: compiledRoom(schema, operationFor) } : { schema }),
    introspection: false,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    formatError: roomError,
  });
  await apollo.start();
  const server = createServer(async (request, response) => {
    if (request.method === "GET" && request.url === "/health/ready") {
      const healthy = await resources.database.query("SELECT 1").then(
        () => true,
        () => false,
      );
      response.writeHead(healthy ? 200 : 503).end();
      return;
    }
    if (request.method === "GET" && request.url === "/metrics") return answerMetrics(request, response);
    try {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > MOST_BYTES) {
          response.writeHead(413, { connection: "close" }).end();
          return;
        }
        chunks.push(chunk);
      }
      const headers = new HeaderMap();
      for (const [key, value] of Object.entries(request.headers))
        if (typeof value === "string") headers.set(key, value);
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method ?? "POST",
          headers,
          search: "",
          body: size > 0 ? JSON.parse(Buffer.concat(chunks).toString("utf8")) : undefined,
        },
        context: () =>
          contextOf(resources, {
            passport: /^Bearer (.+)$/.exec(headers.get("authorization") ?? "")?.[1],
            languages: languagesOf(headers.get("accept-language")),
            requestId: headers.get("x-request-id"),
            clientAddress: headers.get("x-client-address"),
            idempotencyKey: headers.get("idempotency-key"),
          }).catch((error: unknown) => {
            if (!(error instanceof Problem)) throw error;
            tellRefused(name, error, request.socket.remoteAddress);
            throw new GraphQLError(error.message, {
              extensions: { ...error.extensions, http: { status: 401 } },
            });
          }),
      });
      if (links) response.setHeader(LINK_HEADER, LINK_KIND);
      response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers));
      response.end(answer.body.kind === "complete" ? answer.body.string : "");
    } catch (error) {
      log.warn({ room: name, error: String(error) }, "a request could not be read");
      if (!response.headersSent) response.writeHead(400).end();
    }
  });
  server.keepAliveTimeout = 65_000;
  const links = operationFor && takeLinks(server, answeringLinks(name, schema, resources, operationFor));
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  const { port: taken } = server.address() as { port: number };
  return {
    url: `http://${host}:${taken}/graphql`,
    close: async () => {
      await Promise.all([drained(server, DRAIN_MS), links?.close(DRAIN_MS)]);
      await apollo.stop();
    },
  };
}

/** Logs that somebody came to a room who may not: from where, and nothing that they brought. */
function tellRefused(room: string, { extensions }: Problem, address: string | undefined): void {
  const clientAddress = address && plainAddress(address);
  log.info({ room, code: extensions.code, clientAddress }, "a request to a room is refused");
}

/** The schema as Apollo Server takes one that something else executes: here our compiled operations. */
const compiledRoom = (
  schema: GraphQLSchema,
  operationFor: (query: string) => RoomOperation,
): ApolloServerOptionsWithGateway<HubContext>["gateway"] => ({
  onSchemaLoadOrUpdate(loaded) {
    loaded({ apiSchema: schema, coreSupergraphSdl: "" });
    return () => {};
  },
  load: async () => ({
    executor: async ({ context, source, request: { operationName, variables } }) =>
      (await operationFor(source).run(context, variables ?? {}, operationName)) as never,
  }),
  stop: async () => {},
});

/** Answers questions on links as Apollo Server answers them: nothing without a passport, and only what is valid. */
function answeringLinks(
  name: string,
  schema: GraphQLSchema,
  resources: RoomResources,
  operationFor: (query: string) => RoomOperation,
): LinkAnswering {
  const check = validating(schema, { rules: [NoSchemaIntrospectionCustomRule], capacity: 1_000 });
  return async ({ query, operationName, variables, languages, ...call }, from) => {
    try {
      const known = contextOf(resources, { ...call, languages: languagesOf(languages) });
      known.catch((error: unknown) => error instanceof Problem && tellRefused(name, error, from));
      const context = await known;
      const checked = check(query);
      const { data, errors } =
        "errors" in checked
          ? { data: undefined, errors: checked.errors }
          : await operationFor(query).run(context, variables ?? {}, operationName);
      return errors ? { data, errors: errors.map(told) as never } : { data };
    } catch (error) {
      return { errors: [told(error)] as never };
    }
  };
}

const told = (error: unknown): GraphQLFormattedError =>
  roomError(error instanceof GraphQLError ? error.toJSON() : { message: String(error) }, error);

/** The error as the gateway may know it: a Problem with its code; the gateway masks everything else. */
function roomError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const cause = error instanceof GraphQLError && error.originalError ? error.originalError : error;
  const problem = problemOf(cause);
  if (problem instanceof Problem) {
    return { ...formatted, message: problem.message, extensions: { ...problem.extensions } };
  }
  return formatted;
}
