import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import {
  type DocumentNode,
  type ExecutionResult,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from "graphql";
import type { Room, RoomCall } from "../../gateway/rooms.ts";
import type { GeneratedOperation } from "./operations.ts";

/** Another gateway over the same rooms, with a planner and an executor of its own: a second opinion. */
export function secondGateway(supergraphSdl: string, rooms: readonly Room[], call: () => RoomCall) {
  const byName = new Map(rooms.map((room) => [room.name.toUpperCase(), room]));
  // It reads this variable too, and does not know all of our levels.
  delete process.env.LOG_LEVEL;
  const runtime = createGatewayRuntime({
    supergraph: supergraphSdl,
    logging: false,
    maskedErrors: false,
    landingPage: false,
    graphiql: false,
    transports: {
      http: {
        getSubgraphExecutor: ({ subgraphName }: { subgraphName: string }) => {
          const room = byName.get(subgraphName.toUpperCase())!;
          return (({ document, variables }: { document: DocumentNode; variables: Record<string, unknown> }) =>
            room.ask({ query: print(document), variables }, call())) as never;
        },
      } as never,
    },
  });
  return {
    async ask({ text, variables, operationName }: GeneratedOperation): Promise<ExecutionResult> {
      const response = await runtime.fetch("http://second/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ query: text, variables, operationName }),
      });
      return (await response.json()) as ExecutionResult;
    },
    close: async () => {
      await runtime[Symbol.asyncDispose]();
    },
  };
}

/** A difference that is no fault of ours: the second gateway says null where nothing but `__typename` is asked of entities or of what holds them. */
export const ONLY_TYPENAME = /: [[{](?:[[\]{},]|null|"\w+":(?=[[{])|"__typename":"\w*"?)+ \| null$/;

/** Is there a field of which nothing but `__typename` is asked? The second gateway may not ask for it, and so misses its errors. */
export function asksForNothing({ text }: GeneratedOperation): boolean {
  const document = parse(text);
  const named = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      named.set(definition.name.value, definition.selectionSet);
  const bare = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === "__typename";
      return bare(
        selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : named.get(selection.name.value)!,
      );
    });
  let found = false;
  visit(document, {
    Field({ selectionSet }) {
      if (selectionSet && bare(selectionSet)) found = true;
    },
  });
  return found;
}
