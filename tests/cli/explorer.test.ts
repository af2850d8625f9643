import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buildExplorer } from "../../explorer/build.ts";
import { exampleQueries, explorer } from "../../explorer/serve.ts";
import { temporaryFolder } from "../servers.ts";

let server: Server;
let origin: string;
const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

beforeAll(async () => {
  await buildExplorer();
  const page = explorer();
  server = createServer((request, response) => {
    if (!page(request, response)) response.end("GraphQL");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

test("a browser finds the explorer at the root and at /graphql", async () => {
  const answer = await fetch(`${origin}/`, { headers: browser });
  expect(answer.url).toBe(`${origin}/graphql`);
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await answer.text()).toContain("<title>The hub — explorer</title>");
});

test("the page and all it loads come from the hub itself", async () => {
  const answer = await fetch(`${origin}/graphql`, { headers: browser });
  expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self';/);
  const html = await answer.text();
  const parts = [...html.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map(([, part]) => part ?? "");
  expect(parts).toHaveLength(2);
  for (const part of parts) {
    const file = await fetch(new URL(part, answer.url));
    expect(file.status).toBe(200);
    expect(file.headers.get("content-type")).toMatch(/^text\/(javascript|css); charset=utf-8$/);
    expect(file.headers.get("cache-control")).toContain("immutable");
    expect(await file.text()).not.toMatch(/\b(?:cdn\.jsdelivr|unpkg|esm\.sh|fonts\.g)/);
  }
});

test("GraphQL clients are left to the gateway", async () => {
  for (const accept of ["application/json", "application/graphql-response+json, text/html", "*/*", ""]) {
    expect(await (await fetch(`${origin}/graphql`, { headers: { accept } })).text()).toBe("GraphQL");
  }
  expect(await (await fetch(`${origin}/graphql?query={a}`, { headers: browser })).text()).toBe("GraphQL");
  expect(await (await fetch(`${origin}/graphql`, { method: "POST", headers: browser })).text()).toBe(
    "GraphQL",
  );
});

test.each([
  "/explorer/manifest.json",
  "/explorer/..%2f..%2fpackage.json",
  "/explorer/",
  "/explorer/a/page.js",
])("no other file can be had: %s", async (path) => {
  expect((await fetch(origin + path)).status).toBe(404);
});

test("examples come in the order of their names, with their first line as title", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "more"));
  writeFileSync(join(folder, "02-b.graphql"), "query B { b }");
  writeFileSync(join(folder, "01-a.graphql"), "# What is there?\nquery A { a }");
  writeFileSync(join(folder, "notes.txt"), "");
  expect(exampleQueries(folder)).toEqual([
    { title: "What is there?", query: "# What is there?\nquery A { a }" },
    { title: "02-b", query: "query B { b }" },
  ]);
});
