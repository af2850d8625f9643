import { buildSubgraphSchema } from "@apollo/subgraph";
import type { PlanNode } from "@graphql-hive/router-query-planner";
import {
  buildSchema,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from "graphql";
import { pino } from "pino";
import { notFound } from "../../foundation/problems.ts";
import type { Run } from "../../gateway/asking.ts";
import { stepOf } from "../../gateway/execute.ts";
import { executorOf } from "../../gateway/executor.ts";
import { Faults } from "../../gateway/faults.ts";
import { plannerOf } from "../../gateway/plan.ts";
import { type Room, type RoomCall, type RoomRequest, roomInProcess } from "../../gateway/rooms.ts";
import { compose } from "./graph.ts";

const log = pino({ level: "silent" });
const call: RoomCall = { passport: "", languages: [], requestId: "r", signal: new AbortController().signal };
const schema = buildSchema(`
  type Query { things: [Thing] } interface Thing { id: ID! } type Plain implements Thing { id: ID! more: Int } type Other implements Thing { id: ID! }
`);

/** Runs a plan written by hand over a room that answers what it is told to. */
async function run(
  plan: PlanNode,
  answer: (request: RoomRequest) => ExecutionResult,
  variables: Record<string, unknown> = {},
) {
  const asked: RoomRequest[] = [];
  const room: Room = {
    name: "room",
    ask: async (request) => {
      asked.push(structuredClone(request));
      return answer(request);
    },
    healthy: async () => true,
    close: async () => {},
  };
  const state: Run = { data: {}, variables, call, faults: new Faults(log, "r") };
  await stepOf({ schema, rooms: new Map([["room", room]]) }, plan)(state);
  return { data: state.data, asked };
}

const fetch = (operation: string): PlanNode => ({ kind: "Fetch", serviceName: "room", operation });

test("a condition runs the branch that its variable chooses, or none", async () => {
  const plan: PlanNode = {
    kind: "Condition",
    condition: "c",
    ifClause: fetch("{yes}"),
    elseClause: fetch("{no}"),
  };
  const answer = ({ query }: RoomRequest) => ({ data: { [query.slice(1, -1)]: 1 } });
  expect((await run(plan, answer, { c: true })).data).toEqual({ yes: 1 });
  expect((await run(plan, answer, { c: false })).data).toEqual({ no: 1 });
  expect((await run({ ...plan, elseClause: undefined } as PlanNode, answer, { c: false })).data).toEqual({});
});

test("a fetch renames and sets what the plan wants, only on the types it names", async () => {
  const plan: PlanNode = {
    kind: "Fetch",
    serviceName: "room",
    operation: "{things{__typename id _alias}}",
    outputRewrites: [
      {
        KeyRenamer: {
          path: [{ Key: "things" }, { TypenameEquals: ["Plain"] }, { Key: "_alias" }],
          renameKeyTo: "more",
        },
      },
      {
        ValueSetter: {
          path: [{ Key: "things" }, { TypenameEquals: ["Other"] }, { Key: "__typename" }],
          setValueTo: "Thing",
        },
      },
    ],
  };
  const things = [
    { __typename: "Plain", id: "1", _alias: 5 },
    { __typename: "Other", id: "2", _alias: 6 },
    null,
  ];
  expect((await run(plan, () => ({ data: { things } }))).data).toEqual({
    things: [{ __typename: "Plain", id: "1", more: 5 }, { __typename: "Thing", id: "2", _alias: 6 }, null],
  });
});

test("entities are represented once each, rewritten on the way, and merged wherever they stand", async () => {
  const requires = [
    {
      kind: "InlineFragment" as const,
      typeCondition: "Thing",
      selections: [
        { kind: "Field" as const, name: "__typename" },
        { kind: "Field" as const, name: "id" },
      ],
    },
  ];
  const plan: PlanNode = {
    kind: "Sequence",
    nodes: [
      fetch("{things{__typename id}}"),
      {
        kind: "Parallel",
        nodes: [
          {
            kind: "Flatten",
            path: [{ Field: "things" }, "@", { TypeCondition: ["Plain"] }],
            node: {
              kind: "Fetch",
              serviceName: "room",
              operation:
                "query($representations:[_Any!]!){_entities(representations:$representations){...on Plain{more}}}",
              requires,
              inputRewrites: [
                {
                  ValueSetter: {
                    path: [{ TypenameEquals: ["Plain"] }, { Key: "__typename" }],
                    setValueTo: "Thing",
                  },
                },
              ],
            },
          },
        ],
      },
    ],
  };
  const { data, asked } = await run(plan, ({ query, variables }) =>
    query.startsWith("{")
      ? {
          data: {
            things: [["1"], "2", "1", null].map(
              (id) => id && { __typename: id === "2" ? "Other" : "Plain", id: String(id) },
            ),
          },
        }
      : {
          data: {
            _entities: (variables!.representations as { id: string }[]).map(({ id }) => ({
              more: Number(id) * 10,
            })),
          },
        },
  );
  expect(asked[1]!.variables).toEqual({ representations: [{ __typename: "Thing", id: "1" }] });
  expect(data.things).toEqual([
    { __typename: "Plain", id: "1", more: 10 },
    { __typename: "Other", id: "2" },
    { __typename: "Plain", id: "1", more: 10 },
    null,
  ]);
});

test("a plan for a room that is not there, or of a kind that the hub does not know, is refused when it is compiled", () => {
  const graph = { schema, rooms: new Map<string, Room>() };
  expect(() => stepOf(graph, fetch("{a}"))).toThrow("The plan asks the room room, which is not there.");
  expect(() => stepOf(graph, { kind: "Subscription" } as PlanNode)).toThrow("Subscription");
});

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])\n`;

test("a problem passes with its sentence, its code and its details, and a shared value is merged from both rooms", async () => {
  const rooms = {
    one: `${LINK}type Query { thing: Thing failing: Int } type Thing @key(fields: "id") { id: ID! size: Size parts: [Size!] } type Size @shareable { width: Int }`,
    two: `${LINK}type Thing @key(fields: "id") { id: ID! weight: Int @shareable sizes: [[Size]] } type Size @shareable { width: Int }`,
  };
  const resolvers = {
    one: {
      Query: {
        thing: () => ({ id: "1", size: { width: 1 } }),
        failing: () => {
          throw notFound("thing", "7");
        },
      },
    },
    two: {
      Thing: {
        __resolveReference: ({ id }: { id: string }) => ({
          id,
          weight: 3,
          sizes: [[{ width: 2 }, null], null],
        }),
      },
    },
  };
  const executor = executorOf({
    planner: plannerOf(compose(rooms)),
    rooms: (["one", "two"] as const).map((name) =>
      roomInProcess({
        name,
        schema: buildSubgraphSchema([{ typeDefs: parse(rooms[name]), resolvers: resolvers[name] as never }]),
        contextOf: () => ({}),
      }),
    ),
    log,
  });
  const text = "{ thing { size { width } weight sizes { width } parts { width } } failing }";
  expect(await executor.execute({ text, document: parse(text), introspection: false }, call)).toMatchObject({
    data: {
      thing: { size: { width: 1 }, weight: 3, sizes: [[{ width: 2 }, null], null], parts: null },
      failing: null,
    },
    errors: [
      {
        message: "There is no thing with id 7.",
        path: ["failing"],
        extensions: { code: "NOT_FOUND", kind: "thing", id: "7" },
      },
    ],
  });
});

test("descriptions, defaults and deprecations reach the public schema, and nothing of federation does", () => {
  const { schema: open } = plannerOf(
    compose({
      one: `${LINK}"the root" type Query { "a thing" thing("how many" first: Int = 5): Thing @deprecated(reason: "old") } """many\nlines""" type Thing @key(fields: "id") { id: ID! }`,
    }),
  );
  const field = open.getQueryType()!.getFields().thing!;
  expect([
    field.description,
    field.args[0]!.description,
    field.args[0]!.defaultValue,
    field.deprecationReason,
  ]).toEqual(["a thing", "how many", 5, "old"]);
  expect(open.getType("Thing")!.description).toBe("many\nlines");
  expect(Object.keys(open.getTypeMap()).filter((name) => /join|link|_Any|_Entity/.test(name))).toEqual([]);
});

test("a date that is none is refused before any room is asked, a good one goes on as it came", () => {
  const { schema: open } = plannerOf(
    compose({
      one: `${LINK} scalar PartialDate scalar DateTimeISO scalar Other
        type Query { thing(on: PartialDate, at: DateTimeISO, other: Other): Int }`,
    }),
  );
  const faults = (args: string) => validate(open, parse(`{ thing(${args}) }`)).map(({ message }) => message);
  expect(faults('on: "2018-13"')).toEqual([expect.stringContaining('"2018-13" is not a date')]);
  expect(faults('at: "yesterday"')).toEqual([expect.stringContaining("yesterday")]);
  expect(faults('on: "2018-12", at: "2020-01-01T00:00:00Z", other: [1]')).toEqual([]);

  const query = parse(
    'query ($on: PartialDate, $at: DateTimeISO = "2020-01-01T00:00:00Z") { thing(on: $on, at: $at) }',
  );
  const { variableDefinitions } = getOperationAST(query)!;
  const values = (inputs: Record<string, unknown>) => getVariableValues(open, variableDefinitions!, inputs);
  expect(values({ at: "yesterday" }).errors).toHaveLength(1);
  expect(values({ on: "2018" }).coerced).toEqual({ on: "2018", at: "2020-01-01T00:00:00Z" });
});
