import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sql from "sql-template-tag";
import { Loaders } from "../foundation/loaders.ts";
import { readTogether } from "../foundation/reading.ts";
import { openTestHub, type TestHub } from "./hub.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const request = () => ({ db: hub.db, load: new Loaders() });

test("statements of one turn are each answered by their own rows, and a faulty one spoils no other", async () => {
  const ctx = request();
  const answers = await Promise.allSettled(
    Array.from({ length: 11 }, (_, n) =>
      n % 5 === 3
        ? readTogether(ctx, sql`SELECT ${"no uuid"}::uuid AS n`)
        : readTogether<{ n: number }>(ctx, sql`SELECT ${n}::int AS n`),
    ),
  );
  for (const [n, answer] of answers.entries()) {
    if (n % 5 === 3)
      expect(answer).toMatchObject({
        status: "rejected",
        reason: { extensions: { code: "BAD_USER_INPUT" } },
      });
    else expect(answer).toEqual({ status: "fulfilled", value: [{ n }] });
  }
});

test("the slow statements of one request hold up no other request", async () => {
  const slow = readTogether(request(), sql`SELECT pg_sleep(1)`);
  const other = readTogether(request(), sql`SELECT 1 AS n`);
  expect(await Promise.race([slow.then(() => "slow"), other.then(() => "other")])).toBe("other");
  await slow;
});

test("a connection that is lost fails the statements on it alone, and the next ones find another", async () => {
  const ctx = request();
  const lost = await Promise.allSettled([
    readTogether(ctx, sql`SELECT pg_terminate_backend(pg_backend_pid())`),
    readTogether(ctx, sql`SELECT 1 AS n`),
  ]);
  expect(lost.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await readTogether(request(), sql`SELECT 2 AS n`)).toEqual([{ n: 2 }]);
});
