import { buildASTSchema, type ExecutionResult, execute, parse, printSchema } from "graphql";
import { roomInProcess } from "../../gateway/rooms.ts";
import { asking, callOf } from "./asking.ts";
import { comparable, differences } from "./comparing.ts";
import { decided } from "./conditions.ts";
import { monolith, type TestGraph, testGraph } from "./graph.ts";
import { operations, type Random } from "./operations.ts";
import { ONLY_TYPENAME, secondGateway } from "./second.ts";

const SEED = Number(process.env.SEED ?? 1);
const COUNT = Number(process.env.OPERATIONS ?? 1_000);

const roomsOf = ({ schemas }: TestGraph) =>
  Object.entries(schemas).map(([name, schema]) =>
    roomInProcess({ name, schema, contextOf: () => ({ viewer: "ada" }) }),
  );

/** Ids that exist, mostly. */
function value(coordinate: string, _type: unknown, random: Random): unknown {
  if (coordinate === "Query.practice(id)") return `p${1 + random.below(9)}`;
  if (coordinate === "Query.node(id)") return random.of(["p1", "p6", "n1", "n3", "x"]);
  if (coordinate === "Query.workshop(id)") return `w${1 + random.below(6)}`;
  return undefined;
}

test(`${COUNT} random queries get the answers that one un-federated schema gives, errors included`, async () => {
  const graph = testGraph();
  const ours = asking(graph.supergraphSdl, roomsOf(graph));
  const whole = monolith(buildASTSchema(parse(printSchema(ours.schema))), graph.resolvers);
  const differing: unknown[] = [];
  let done = 0;
  for (const operation of operations(ours.schema, { seed: SEED, value })) {
    if (done++ === COUNT || differing.length === 5) break;
    const { text, variables, operationName } = operation;
    const expected = execute({
      schema: whole,
      document: parse(text),
      variableValues: variables,
      operationName,
      contextValue: { viewer: "ada" },
    }) as ExecutionResult;
    // Some of them three times: rooms compile what comes back.
    for (let run = 0; run < (done % 4 === 0 ? 3 : 1); run++) {
      const found = differences(comparable(await ours.ask(operation)), comparable(expected));
      if (found.length > 0) differing.push({ text, variables, run, found });
    }
  }
  expect(differing).toEqual([]);
}, 300_000);

/**
 * The second gateway is asked what it does not get wrong: no aliases that bear the name of a key (it takes them for
 * the key), @skip and @include decided beforehand, and rooms without flaws (of an entity's errors it tells one place,
 * without the positions in lists, and it nulls more than it must). What it is not asked, the test above holds.
 */
test(`${COUNT / 4} random queries get the answers that a second gateway gives`, async () => {
  const graph = testGraph({ flaws: false });
  const rooms = roomsOf(graph);
  const ours = asking(graph.supergraphSdl, rooms);
  const second = secondGateway(graph.supergraphSdl, rooms, callOf);
  const differing: unknown[] = [];
  let [done, unanswered] = [0, 0];
  for (const operation of operations(ours.schema, { seed: SEED + 1_000, value, aliases: ["a", "b", "c"] })) {
    const simpler = decided(operation);
    if (!simpler) continue;
    if (done++ === COUNT / 4 || differing.length === 5) break;
    const theirs = await second.ask(simpler);
    if (theirs.errors) {
      unanswered++;
      continue;
    }
    const found = differences(comparable(await ours.ask(operation)), comparable(theirs)).filter(
      (difference) => !ONLY_TYPENAME.test(difference),
    );
    if (found.length > 0) differing.push({ text: operation.text, variables: operation.variables, found });
  }
  await second.close();
  expect(differing).toEqual([]);
  expect(unanswered).toBeLessThan(done / 20);
}, 300_000);
