import { type Answer, openTestHub, type TestHub } from "./hub.ts";
import { makeNote } from "./make/annotations.ts";
import { makePractice } from "./make/practices.ts";
import { makeTopic } from "./make/topics.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

/** How many statements the rooms ran to answer. */
async function statementsOf(
  query: string,
  variables: object = {},
): Promise<{ data: Answer["data"]; statements: number }> {
  hub.statements.length = 0;
  const { data, errors } = await hub.ask(query, variables);
  expect(errors).toBeUndefined();
  return { data, statements: hub.statements.length };
}

test("fifty practices with owners, topics and annotation counts cost four statements, as five do", async () => {
  const topics = await Promise.all(["Night", "Trust", "Parks"].map((label) => makeTopic(hub, { label })));
  for (let i = 0; i < 50; i++) {
    const practice = await makePractice(hub, {
      ownerId: i % 2 ? hub.organisations.alpha : hub.organisations.beta,
      topicIds: [topics[i % 3]!.id, topics[(i + 1) % 3]!.id],
    });
    if (i % 10 === 0) await makeNote(hub, hub.people.member, { on: practice.id });
  }
  const LIST = `query List($first: Int!) {
    practices(first: $first) { nodes { title owner { name } topics { label } annotationCount } }
  }`;
  const five = await statementsOf(LIST, { first: 5 });
  const fifty = await statementsOf(LIST, { first: 50 });
  expect(fifty.data.practices.nodes).toHaveLength(50);
  expect(
    fifty.data.practices.nodes.filter((node: { annotationCount: number }) => node.annotationCount === 1),
  ).toHaveLength(5);
  expect(five.statements).toBe(4);
  expect(fifty.statements).toBe(4);
});

test("fifty practices, their owners and the owners' practices cost three statements", async () => {
  const { data, statements } = await statementsOf(
    "{ practices(first: 50) { nodes { owner { name practices(first: 5) { nodes { id } } } } } }",
  );
  expect(data.practices.nodes).toHaveLength(50);
  expect(statements).toBe(3);
});
