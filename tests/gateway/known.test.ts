import { type Front, openFront } from "./front.ts";

let front: Front;
beforeAll(async () => {
  front = await openFront({ production: true });
});
afterAll(() => front.close());

const NAMED = "query One { me { id } } query Two { members(first: 2) { name } }";
const SIZED = "query Sized($first: Int!) { members(first: $first) { id name(upper: true) } }";

const bodies: Record<string, unknown> = {
  "a plain query": { query: "{ me { id name } }" },
  "one of two operations": { query: NAMED, operationName: "Two" },
  "no operation of that name": { query: NAMED, operationName: "Three" },
  "which of two operations is not said": { query: NAMED },
  "an operation's name that is no text": { query: NAMED, operationName: 7 },
  variables: { query: SIZED, variables: { first: 2 } },
  "variables that are missing": { query: SIZED },
  "variables that are null": { query: SIZED, variables: null },
  "a variable of a wrong type": { query: SIZED, variables: { first: "two" } },
  "a variable beyond a limit": { query: SIZED, variables: { first: 100_000 } },
  "variables that are text": { query: SIZED, variables: '{"first":2}' },
  "variables that are a list": { query: SIZED, variables: [2] },
  extensions: { query: "{ me { id name } }", extensions: { a: 1 } },
  "extensions that are text": { query: "{ me { id name } }", extensions: "a" },
  "an unknown persisted query": { extensions: { persistedQuery: { version: 1, sha256Hash: "0" } } },
  "a field that fails": { query: "{ doubtful me { id } }" },
  "all that fails": { query: "{ broken }" },
  "faults in some places": { query: "{ practices(first: 8) { id summary owner { name } } }" },
  "a deed that is refused": { query: "mutation { refusePractice { id } }" },
  "a deed": { query: 'mutation { renamePractice(id: "p1", title: "x") { id title } }' },
  "the schema": { query: "{ __schema { queryType { name } } }" },
  "an unknown field": { query: "{ nothing }" },
  "no GraphQL": { query: "{ me {" },
  "an empty query": { query: "" },
  "a query that is no text": { query: 7 },
  "a list": [{ query: "{ me { id } }" }],
  null: null,
};

const accepts = [
  undefined,
  "*/*",
  "application/json",
  "application/graphql-response+json",
  "application/graphql-response+json, application/json;q=0.9",
  "application/json, multipart/mixed",
  "text/html",
];

const viewers = [undefined, "Bearer ada", "Bearer bad", "Bearer bug"];

/** Status, headers and body; the ids of masked faults, which are new each time, left out. */
async function asked(body: unknown, accept: string | undefined, authorization: string | undefined) {
  const response = await fetch(front.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-request-id": "same",
      ...(accept ? { accept } : {}),
      ...(authorization ? { authorization } : {}),
    },
    body: JSON.stringify(body),
  });
  const headers = Object.fromEntries(response.headers);
  delete headers.date;
  const text = (await response.text()).replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, "an id");
  return { status: response.status, headers, text };
}

test.each(Object.entries(bodies))("%s is answered alike whether or not it is known", async (_name, body) => {
  for (const authorization of viewers) {
    for (const accept of accepts) {
      const first = await asked(body, accept, authorization);
      expect(await asked(body, accept, authorization)).toEqual(first);
      expect(await asked(body, accept, authorization)).toEqual(first);
    }
  }
});

test("who asks is found out each time, though the operation is known", async () => {
  const WHO = "{ whoami }";
  for (let time = 0; time < 3; time++) {
    for (const viewer of ["ada", "bob"])
      expect((await front.ask(WHO, {}, { authorization: `Bearer ${viewer}` })).data).toEqual({
        whoami: viewer,
      });
    expect((await front.ask(WHO, {}, { authorization: "Bearer bad" })).status).toBe(401);
  }
});

test("a deed that is known happens once each time it is asked for, whether it fails or not", async () => {
  const { done } = front.graph.deeds;
  for (const query of [
    'mutation { renamePractice(id: "p2", title: "y") { id title } }',
    'mutation { renamePractice(id: "p3", title: "z") { id fragile } }',
  ]) {
    for (let time = 0; time < 4; time++) {
      const before = done.length;
      await front.ask(query, {}, { authorization: "Bearer ada" });
      expect(done.length - before).toBe(1);
    }
  }
});
