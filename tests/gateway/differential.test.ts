import { expect, test } from "@jest/globals";
import { buildASTSchema, type ExecutionResult, execute, parse, printSchema } from "graphql";
import { pino } from "pino";
import { executorOf } from "../../gateway/executor.ts";
import { plannerOf } from "../../gateway/plan.ts";
import { type RoomCall, roomInProcess } from "../../gateway/rooms.ts";
import { comparable, differences } from "./comparing.ts";
import { monolith, testGraph } from "./graph.ts";
import { operations, type Random } from "./operations.ts";

const SEED = Number(process.env.SEED ?? 1);
const COUNT = Number(process.env.OPERATIONS ?? 2_000);

const graph = testGraph();
const planner = plannerOf(graph.supergraphSdl);
const rooms = Object.entries(graph.schemas).map(([name, schema]) =>
  roomInProcess({ name, schema, contextOf: () => ({ viewer: "ada" }) }),
);
const executor = executorOf({ planner, rooms, log: pino({ level: process.env.LOG_LEVEL ?? "silent" }) });
const whole = monolith(buildASTSchema(parse(printSchema(planner.schema))), graph.resolvers);
const call = (): RoomCall => ({
  passport: "",
  languages: [],
  requestId: "differential",
  signal: new AbortController().signal,
});

/** Ids that exist, mostly. */
function value(coordinate: string, _type: unknown, random: Random): unknown {
  if (coordinate === "Query.practice(id)") return `p${1 + random.below(9)}`;
  if (coordinate === "Query.node(id)") return random.of(["p1", "p6", "n1", "n3", "x"]);
  if (coordinate === "Query.workshop(id)") return `w${1 + random.below(6)}`;
  return undefined;
}

test(`${COUNT} random queries get the answers that one un-federated schema gives`, async () => {
  const differing: unknown[] = [];
  let done = 0;
  for (const operation of operations(planner.schema, { seed: SEED, value })) {
    if (done++ === COUNT) break;
    const document = parse(operation.text);
    const expected = (await execute({
      schema: whole,
      document,
      variableValues: operation.variables,
      operationName: operation.operationName,
      contextValue: { viewer: "ada" },
    })) as ExecutionResult;
    // Some of them three times: rooms compile what comes back.
    for (let run = 0; run < (done % 4 === 0 ? 3 : 1); run++) {
      const actual = await executor.execute({ ...operation, document, introspection: true }, call());
      const [ours, theirs] = [comparable(actual), comparable(expected)];
      if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
        differing.push([operation.text, operation.variables, run, ...differences(ours, theirs)]);
        break;
      }
    }
    if (differing.length >= 5) break;
  }
  expect(differing).toEqual([]);
}, 300_000);
