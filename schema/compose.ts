import { printSubgraphSchema } from "@apollo/subgraph";
import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";
import { type Subgraph, schemaOf } from "../foundation/subgraph.ts";

/** The rooms' parts of the graph as text, by name, and the graph they compose to. Composition errors name the rooms they come from. */
export function compose(rooms: readonly Subgraph[]): { parts: Map<string, string>; supergraph: string } {
  const parts = new Map(rooms.map((room) => [room.name, printed(room)]));
  const result = composeServices(
    [...parts].map(([name, text]) => ({
      name,
      url: `http://${name}.hub.internal/graphql`,
      typeDefs: parse(text),
    })),
  );
  if (!result.supergraphSdl) {
    const reasons = (result.errors ?? []).map((error) => `  ${error.message}`);
    throw new Error(`The rooms do not compose:\n${reasons.join("\n")}`);
  }
  return { parts, supergraph: `${result.supergraphSdl.trim()}\n` };
}

function printed(room: Subgraph): string {
  try {
    return `${printSubgraphSchema(schemaOf(room)).trim()}\n`;
  } catch (error) {
    throw new Error(`The room ${room.name} has no schema: ${(error as Error).message}`, { cause: error });
  }
}
