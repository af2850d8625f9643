import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { ExecutionResult } from "graphql";
import type { Logger } from "pino";
import type { Execution, Executor } from "./executor.ts";
import type { Identity } from "./identity.ts";
import { withoutHints } from "./refusals.ts";
import type { RoomCall } from "./rooms.ts";

/** What a request over HTTP carries through Apollo Server. */
export interface FrontContext {
  identity: Identity;
  call: RoomCall;
  introspection: boolean;
  /** the result, where the operation was executed before Apollo Server saw it */
  executed?: Promise<ExecutionResult>;
}

/** Marks, between Apollo Server and our own front, an error that concerns a well-formed request. */
export const WELL_FORMED = "x-well-formed";

export interface ApolloOptions {
  executor: Executor;
  log: Logger;
  supergraphSdl: string;
  execute(execution: Execution, context: FrontContext): Promise<ExecutionResult>;
}

/** Apollo Server with our executor behind it. It parses, validates and speaks GraphQL over HTTP; rooms are ours. */
export function apolloOver({
  executor,
  log,
  supergraphSdl,
  execute,
}: ApolloOptions): ApolloServer<FrontContext> {
  return new ApolloServer<FrontContext>({
    gateway: {
      onSchemaLoadOrUpdate(loaded) {
        loaded({ apiSchema: executor.schema, coreSupergraphSdl: supergraphSdl });
        return () => {};
      },
      load: async () => ({
        executor: ({ context, document, source, request }) => {
          const front = context as unknown as FrontContext;
          if (front.executed) return front.executed as never;
          const { operationName, variables } = request;
          const execution = {
            document,
            text: source,
            operationName,
            variables,
            introspection: front.introspection,
          };
          return execute(execution, front) as never;
        },
      }),
      stop: async () => {},
    },
    logger: log,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Our front refuses what a foreign page could send without asking first; Apollo Server would refuse plain GETs too.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      courtesies,
    ],
  });
}

/** Codes of errors after which GraphQL over HTTP wants status 200 from `application/json`, the older media type. */
const ABOUT_THE_OPERATION: ReadonlySet<unknown> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "OPERATION_RESOLUTION_FAILURE",
  "INTROSPECTION_FORBIDDEN",
]);

const courtesies: ApolloServerPlugin<FrontContext> = {
  requestDidStart: async () => ({
    /** Whoever may not read the schema gets no hints at its names either. */
    async didEncounterErrors({ errors, contextValue }) {
      if (contextValue.introspection) return;
      for (const error of errors) withoutHints(error);
    },
    async willSendResponse({ response }) {
      if (response.http.status !== 400 || response.body.kind !== "single") return;
      const { errors } = response.body.singleResult;
      if (errors?.every(({ extensions }) => ABOUT_THE_OPERATION.has(extensions?.code))) {
        response.http.headers.set(WELL_FORMED, "true");
      }
    },
  }),
};
