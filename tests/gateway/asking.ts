import { parse } from "graphql";
import { pino } from "pino";
import { executorOf } from "../../gateway/executor.ts";
import { plannerOf } from "../../gateway/plan.ts";
import type { Room, RoomCall } from "../../gateway/rooms.ts";
import type { GeneratedOperation } from "./operations.ts";

const log = pino({ level: process.env.LOG_LEVEL ?? "silent" });

/** One request of a client, as rooms are told of it. */
export const callOf = ({ passport = "", languages = [] }: Partial<RoomCall> = {}): RoomCall => ({
  passport,
  languages,
  requestId: "differential",
  signal: new AbortController().signal,
});

/** Our executor over a graph. The real one takes its place by its supergraph and its rooms. */
export function asking(supergraphSdl: string, rooms: readonly Room[]) {
  const executor = executorOf({ planner: plannerOf(supergraphSdl), rooms, log });
  return {
    schema: executor.schema,
    ask: (operation: GeneratedOperation, call = callOf()) =>
      executor.execute({ ...operation, document: parse(operation.text), introspection: true }, call),
  };
}
