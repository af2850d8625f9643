import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  GraphQLError,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from "graphql";
import { request } from "undici";
import { inProject } from "../cli/paths.ts";
import { compiling } from "../foundation/compiling.ts";
import { drift, migrate } from "../foundation/migrate.ts";
import { reference } from "../foundation/reference.ts";
import { scalars } from "../foundation/scalars.ts";
import { serveRoom } from "../foundation/server.ts";
import { type Subgraph, schemaOf } from "../foundation/subgraph.ts";
import { plannerOf } from "../gateway/plan.ts";
import { compose } from "../schema/compose.ts";
import { differences, schemaFiles, write } from "../schema/files.ts";
import { rooms } from "../subgraphs/registry.ts";
import { openTestHub, type TestHub } from "./hub.ts";
import { lamps } from "./newcomer/index.ts";
import { temporaryFolder } from "./servers.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

test("the committed schemas are, byte for byte, what the rooms say", async () => {
  expect(await differences(schemaFiles(rooms), inProject("schema"))).toEqual([]);
});

test("a schema file that was changed by hand, is missing or superfluous is found", async () => {
  const folder = temporaryFolder();
  const files = schemaFiles(rooms);
  await write(files, folder);
  expect(await differences(files, folder)).toEqual([]);
  await writeFile(join(folder, "topics.graphql"), `${files.get("topics.graphql")} `);
  await rm(join(folder, "supergraph.graphql"));
  await writeFile(join(folder, "old.graphql"), "");
  expect(await differences(files, folder)).toEqual(["old.graphql", "supergraph.graphql", "topics.graphql"]);
  await rm(folder, { recursive: true });
});

test("the lock file names a version of every package, so that every npm can install from it", async () => {
  const { packages } = JSON.parse(await readFile(inProject("package-lock.json"), "utf8")) as {
    packages: Record<string, { version?: string; link?: boolean }>;
  };
  const without = Object.entries(packages).filter(([, { version, link }]) => !version && !link);
  expect(without.map(([path]) => path)).toEqual([]);
});

test("entities and migrations agree", async () => {
  expect(await drift(hub.database)).toEqual([]);
});

test("migrating twice changes nothing the second time", async () => {
  expect(await migrate(hub.database)).toEqual([]);
});

test("a room whose types contradict each other, and rooms that do not compose, are told by name", () => {
  const contradicting: Subgraph = { ...lamps, name: "contradicting", types: [reference("Topic")] };
  expect(() => compose([...rooms, contradicting])).toThrow(/The room contradicting/);
  const claiming: Subgraph = { ...rooms.find(({ name }) => name === "topics")!, name: "claiming" };
  expect(() => compose([...rooms, claiming])).toThrow(/do not compose[\s\S]*claiming/i);
});

test("a new room touches one folder and the registry: with it in the list, it is in the graph and joined", async () => {
  const folder = inProject("tests", "newcomer");
  for (const file of await readdir(folder)) {
    const imports = [...(await readFile(join(folder, file), "utf8")).matchAll(/from "(\.[^"]+)"/g)].map(
      ([, path]) => path!,
    );
    for (const path of imports) expect(path).toMatch(/^(\.\.\/\.\.\/foundation\/|\.\/)/);
  }

  const wider = await openTestHub({ subgraphs: [...rooms, lamps], fresh: true });
  try {
    const { createTopic: topic } = await wider.tell(
      `mutation { createTopic(input: { language: en, texts: { label: "Light" } }) { id } }`,
    );
    await wider.db.query(
      `INSERT INTO lamps.lamp (id, slug, "originalLanguage", texts, "sortTitle", provenance, revision, status, visibility, "groupIds", "topicIds", "organisationIds", lumens, "createdAt", "updatedAt")
       VALUES (gen_random_uuid(), 'lamp', 'en', '{"en": {"state": "ORIGINAL", "title": "Lamp"}}', 'lamp', '{"sources": [], "claims": [], "synthetic": false}', 1, 'PUBLISHED', 'PUBLIC', '{}', ARRAY[$1::uuid], '{}', 800, now(), now())`,
      [topic.id],
    );
    const { data, errors } = await wider.ask(
      "query Lamps($id: ID!) { lamps { nodes { title lumens topics { label lamps { totalCount } } } } topic(id: $id) { lamps { nodes { title } } } }",
      topic,
    );
    expect(errors).toBeUndefined();
    expect(data.lamps.nodes).toEqual([
      { title: "Lamp", lumens: 800, topics: [{ label: "Light", lamps: { totalCount: 1 } }] },
    ]);
    expect(data.topic.lamps.nodes).toEqual([{ title: "Lamp" }]);
  } finally {
    await wider.close();
  }
});

/** What needs no words: kinds are named like their types, languages by their codes. */
const SELF_EVIDENT = new Set(["Kind", "Language"]);

test("every type, field, argument and value that the hub made has a description", () => {
  const missing: string[] = [];
  for (const room of rooms) {
    for (const type of Object.values(schemaOf(room).getTypeMap())) {
      if (
        /^(__|_|link__|federation__)/.test(type.name) ||
        ["Query", "Mutation", "Subscription"].includes(type.name)
      )
        continue;
      const fields = "getFields" in type ? Object.values(type.getFields()) : [];
      const reference = fields.some(({ name }) => name === "id") && !type.description;
      if (!type.description && !reference && !/^(Boolean|Float|ID|Int|String)$/.test(type.name))
        missing.push(type.name);
      for (const field of fields)
        if (!field.description && !(reference && field.name === "id"))
          missing.push(`${type.name}.${field.name}`);
    }
  }
  const { schema } = plannerOf(compose(rooms).supergraph);
  for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("__"))) {
    const parts: { name: string; description?: string | null }[] = [];
    if (isEnumType(type) && !SELF_EVIDENT.has(type.name)) parts.push(...type.getValues());
    if (isObjectType(type))
      for (const { name, args } of Object.values(type.getFields()))
        parts.push(...args.map((arg) => ({ name: `${name}(${arg.name})`, description: arg.description })));
    missing.push(
      ...parts.filter(({ description }) => !description).map(({ name }) => `${type.name}.${name}`),
    );
  }
  expect(missing).toEqual([]);
});

test("what rooms run by compiled code gets wrong, and what the gateway does not know, is in no room", () => {
  for (const type of Object.values(plannerOf(compose(rooms).supergraph).schema.getTypeMap())) {
    // A field that an input leaves out must not get a value: compiled operations would not give it.
    if (isInputObjectType(type))
      for (const { name, defaultValue } of Object.values(type.getFields()))
        expect([type.name, name, defaultValue]).toEqual([type.name, name, undefined]);
    if (isScalarType(type) && !isSpecifiedScalarType(type)) expect(scalars.map(String)).toContain(type.name);
  }
});

test("variables that are of no use are told alike by operations that are compiled and by those that are not yet", async () => {
  const operation = compiling(schemaOf(rooms.find(({ name }) => name === "practices")!))(
    "query P($id: ID!) { practice(id: $id) { id } }",
  );
  for (let i = 0; i < 4; i++) {
    const { errors } = await operation.run({}, {});
    expect(errors!.map((error) => [error instanceof GraphQLError, error.message])).toEqual([
      [true, 'Variable "$id" of required type "ID!" was not provided.'],
    ]);
  }
});

test("a room refuses whoever brings no passport, a broken one, or a token meant for the gateway", async () => {
  const served = await serveRoom("practices", schemaOf(rooms[0]!), {
    database: hub.walled,
    passports: hub.passports,
  });
  const ask = async (authorization: string | undefined, query = "{ _service { sdl } }") => {
    const { statusCode, body } = await request(served.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
      body: JSON.stringify({ query }),
    });
    return { statusCode, text: await body.text() };
  };
  const passport = await hub.passports.issue({ kind: "STRANGER", roles: [], groups: [], scopes: [] });
  try {
    const [head, claims, signature] = passport.split(".");
    const forged = Buffer.from(
      JSON.stringify({
        ...JSON.parse(Buffer.from(claims!, "base64url").toString()),
        viewer: { kind: "SERVICE" },
      }),
    );
    const wrong = [
      undefined,
      "Bearer nonsense",
      `Bearer ${hub.people.curator.token}`,
      `Bearer ${head}.${forged.toString("base64url")}.${signature}`,
      `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.${forged.toString("base64url")}.`,
    ];
    for (const authorization of wrong) {
      for (const query of [
        "{ _service { sdl } }",
        "{ _entities(representations: []) { __typename } }",
        "{ __typename }",
      ]) {
        const { statusCode, text } = await ask(authorization, query);
        expect(statusCode).toBe(401);
        expect(text).not.toContain('"data"');
      }
    }
    expect((await ask(`Bearer ${passport}`, "{ __typename }")).statusCode).toBe(200);
  } finally {
    await served.close();
  }
});
