import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, isUnionType } from "graphql";
import { v7 } from "uuid";
import { inProject } from "../cli/paths.ts";
import { schemaOf } from "../foundation/subgraph.ts";
import { rooms } from "../subgraphs/registry.ts";
import { type Answer, openTestHub, type Person, type TestHub, tokens, topology } from "./hub.ts";
import { chunked, inChunks } from "./make/chunks.ts";
import { dropIndex, indexerOf } from "./make/indexers.ts";
import { makeMember } from "./make/members.ts";
import { type Column, columns } from "./matrix/columns.ts";
import { type Deed, deedsOf } from "./matrix/deeds.ts";
import { type Door, gatewayOf, roomsOf } from "./matrix/doors.ts";
import { type Ground, groundOf } from "./matrix/ground.ts";
import { type Fetching, fetchingsOf, type Reading, readingsOf } from "./matrix/readings.ts";
import { type Line, linesOf, type Outcome, written } from "./matrix/table.ts";
import { undoDeeds } from "./matrix/undoing.ts";
import { mutationText } from "./mutations/text.ts";

jest.setTimeout(240_000);

let hub: TestHub;
let ground: Ground;
let schema: GraphQLSchema;
let readings: Reading[];
let fetchings: Fetching[];
let deeds: Deed[];
/** in one process the front door, with rooms behind HTTP straight at each room */
let door: Door;
let straight: Door;
/** whom the gateway has not seen yet */
const newcomers: (Person & { id: string })[] = [];
beforeAll(async () => {
  // A thousand at once are answered one after the other, on a busy machine rather late.
  hub = await openTestHub({ deadlineMs: 90_000 });
  ground = await groundOf(hub);
  const indexer = indexerOf(hub);
  await indexer.settled();
  await indexer.close();
  schema = buildClientSchema((await hub.ask(getIntrospectionQuery({ descriptions: false }))).data);
  [readings, fetchings, deeds] = [readingsOf(ground), fetchingsOf(ground), deedsOf(ground)];
  straight = await roomsOf(hub, ground.visitors);
  door = topology === "http" ? straight : gatewayOf(hub, ground.visitors);
  for (let i = 0; i < 50; i++) {
    const { id } = await makeMember(hub);
    newcomers.push({ id, token: await tokens(hub.passports).member(id) });
  }
  undoDeeds(hub.walled.manager);
});
afterAll(async () => {
  await dropIndex(hub);
  await hub.close();
});

/** What came of each line for each column. */
class Results {
  readonly #lines = new Map<string, { line: Line; cells: Map<Column, Outcome> }>();

  add(line: Line, column: Column, outcome: Outcome): void {
    const key = `${line.operation} ${line.of}`;
    const entry = this.#lines.get(key) ?? { line, cells: new Map() };
    this.#lines.set(key, entry);
    const before = entry.cells.get(column);
    entry.cells.set(column, before && before !== outcome ? `?${before}${outcome}` : outcome);
  }

  get written(): string[] {
    return [...this.#lines.values()].map(({ line, cells }) => written(line, cells));
  }
}

const file = inProject("tests", "matrix", "rights.txt");
const tableOf = (kind: "query" | "mutation" | "entity") =>
  linesOf(file).filter((line) => line.startsWith(kind));

const REFUSED = ["FORBIDDEN", "UNAUTHENTICATED"];
const UNKNOWN = ["NOT_FOUND", "UNKNOWN_REFERENCE"];

const codeOf = (error: NonNullable<Answer["errors"]>[number]) => String(error.extensions.code);

function comesOf(errors: NonNullable<Answer["errors"]>): Outcome {
  const code = codeOf(errors[0]!);
  if (REFUSED.includes(code)) return "!";
  return UNKNOWN.includes(code) ? "." : `?${code}`;
}

test("every query, mutation and entity of the hub stands in the table", () => {
  const names = (type: "getQueryType" | "getMutationType") => Object.keys(schema[type]()!.getFields());
  const entities = rooms.flatMap((room) => {
    const union = schemaOf(room).getType("_Entity");
    return isUnionType(union) ? union.getTypes().map(({ name }) => name) : [];
  });
  const all = [
    ...names("getQueryType").map((name) => `query ${name}`),
    ...names("getMutationType").map((name) => `mutation ${name}`),
    ...entities.map((name) => `entity ${name}`),
  ];
  const told = linesOf(file).map((line) => line.split(" ", 2).join(" "));
  expect([...new Set(told)].sort()).toEqual([...new Set(all)].sort());
});

test("what everybody reads is as the table says", async () => {
  const results = new Results();
  const roomOf = ({ operation }: Line) => door.roomOf(operation.split(" ")[1]!);
  for (const room of new Set(readings.map(roomOf)))
    for (const some of chunked(
      readings.filter((line) => roomOf(line) === room),
      15,
    )) {
      const query = `{ ${some.map(({ ask }, i) => `a${i}: ${ask}`).join(" ")} }`;
      await Promise.all(
        columns.map(async (column) => {
          const { data, errors = [] } = await door.ask(column, room, query);
          for (const [i, line] of some.entries()) {
            const own = errors.filter(({ path }) => path?.[0] === `a${i}`);
            results.add(line, column, own.length > 0 ? comesOf(own) : found(line, data?.[`a${i}`]));
          }
        }),
      );
    }
  expect(results.written.sort()).toEqual(tableOf("query").sort());
});

function found({ shows, alone }: Reading, value: unknown): Outcome {
  if (JSON.stringify(value ?? null).includes(shows)) return "+";
  const { totalCount } = (value ?? {}) as { totalCount?: number };
  const nothing = value === null || totalCount === 0 || (Array.isArray(value) && value.every((one) => !one));
  return nothing || !alone ? "." : "?MORE";
}

test("no room gives by reference what the table does not say", async () => {
  const results = new Results();
  for (const { name: room } of rooms) {
    const lines = fetchings.filter((line) => line.room === room);
    const representations = lines.map(({ type, id }) => ({ __typename: type, id }));
    const query =
      "query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }";
    for (const column of columns) {
      const { data, errors } = await straight.ask(column, room, query, { representations });
      for (const [i, line] of lines.entries())
        results.add(line, column, errors ? comesOf(errors) : data._entities[i] ? "+" : ".");
    }
  }
  expect(results.written.sort()).toEqual(tableOf("entity").sort());
});

test("a thousand, half of whom ask the same at once, get each their own answer, and nobody is turned away", async () => {
  const QUERY = `{
    viewer { kind member { id } key { id } }
    search(query: "lantern", first: 50) { totalCount nodes { id title } }
    practices(first: 50) { totalCount nodes { id } }
  }`;
  const ask = async (as: Person) => {
    const { data, errors } = await hub.ask(QUERY, {}, as);
    if (errors) return errors[0]!.extensions.code;
    for (const { nodes } of [data.search, data.practices])
      nodes.sort((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1));
    return data;
  };
  const expected = new Map<Person, unknown>();
  for (const visitor of Object.values(ground.visitors)) expected.set(visitor, await ask(visitor));
  expect(new Set([...expected.values()].map((answer) => JSON.stringify(answer))).size).toBe(9);
  const admin = expected.get(ground.visitors.admin) as object;
  for (const newcomer of newcomers)
    expected.set(newcomer, { ...admin, viewer: { kind: "MEMBER", member: { id: newcomer.id }, key: null } });
  const crowd = Array.from({ length: 1_000 }, (_, i) => [...expected.keys()][i % expected.size]!);
  const wrong: unknown[] = [];
  // No more connections than a machine lets wait to be taken.
  await inChunks(crowd, 500, async (person) => {
    const answer = await ask(person);
    if (JSON.stringify(answer) !== JSON.stringify(expected.get(person)))
      wrong.push([answer, expected.get(person)]);
  });
  expect(wrong.slice(0, 2)).toEqual([]);
});

test("what everybody may do is as the table says, and what one may not see answers as if it were not there", async () => {
  const results = new Results();
  const told: string[] = [];
  const fields = schema.getMutationType()!.getFields();
  for (const deed of deeds) {
    const { name, about } = deed;
    const room = door.roomOf(name);
    const attempt = (column: Column, args: Record<string, unknown>) =>
      door.ask(column, room, mutationText(fields[name]!, args), args);
    await Promise.all(
      columns.map(async (column) => {
        const args = deed.args(column);
        const { data, errors } = await attempt(column, args);
        const outcome = errors ? comesOf(errors) : data ? "+" : "?NOTHING";
        results.add(deed, column, outcome);
        if (outcome !== "." || !about) return;
        const unknown = v7();
        const answer = await attempt(column, JSON.parse(JSON.stringify(args).replaceAll(about, unknown)));
        const [hidden, missing] = [errors, answer.errors].map((all) =>
          JSON.stringify(all).replaceAll(about, "…").replaceAll(unknown, "…"),
        );
        if (hidden !== missing) told.push(`${name}, ${deed.of}, ${column}: ${hidden} but ${missing}`);
      }),
    );
  }
  expect(results.written.sort()).toEqual(tableOf("mutation").sort());
  expect(told).toEqual([]);
});
