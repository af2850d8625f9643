import { serverAudits } from "graphql-http";
import { type Front, openFront } from "./front.ts";

let front: Front;
beforeAll(async () => {
  front = await openFront();
});
afterAll(() => front.close());

const audits = serverAudits({ url: () => front.url });

test("the audit of GraphQL over HTTP has 61 parts", () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))(
  "%s %s",
  async (_id, _name, audit) => {
    const result = await audit.fn();
    expect(result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`).toBe("ok");
  },
);
