import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sql from "sql-template-tag";
import { read } from "../foundation/reading.ts";
import { openTestHub, type TestHub } from "./hub.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

test("statements of one turn are each answered by their own rows, and a faulty one spoils no other", async () => {
  const number = (n: number) => read<{ n: number }>(hub, sql`SELECT ${n}::int AS n`);
  const faulty = () => read(hub, sql`SELECT ${"no uuid"}::uuid AS n`);
  await number(0);
  await faulty().catch(() => {});
  const answers = await Promise.allSettled(
    Array.from({ length: 21 }, (_, n) => (n % 5 === 3 ? faulty() : number(n))),
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

test("statements that have been quick share a connection, one that has been slow or is not known goes alone", async () => {
  const quick = () => read<{ pid: number }>(hub, sql`SELECT pg_backend_pid() AS pid`);
  const slow = () => read<{ pid: number }>(hub, sql`SELECT pg_backend_pid() AS pid, pg_sleep(0.1)`);
  const connections = async (ask: typeof quick) =>
    new Set((await Promise.all([ask(), ask(), ask()])).map(([row]) => row!.pid)).size;
  expect(await connections(slow)).toBe(3);
  expect(await connections(slow)).toBe(3);
  for (let i = 0; i < 30; i++) await quick();
  expect(await connections(quick)).toBe(1);
});

test("a connection that is lost fails the statements on it alone, and the next ones find another", async () => {
  const lost = await Promise.allSettled([
    read(hub, sql`SELECT pg_terminate_backend(pg_backend_pid())`),
    read(hub, sql`SELECT 'not asked before' AS n`),
  ]);
  expect(lost.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  const ends = sql`SELECT CASE WHEN ${true}::boolean THEN pg_terminate_backend(pg_backend_pid()) END`;
  await Promise.all(
    Array.from({ length: 30 }, () =>
      read(hub, sql`SELECT CASE WHEN ${false}::boolean THEN pg_terminate_backend(pg_backend_pid()) END`),
    ),
  );
  const together = await Promise.allSettled([
    read(hub, ends),
    read(hub, sql`SELECT pg_backend_pid() AS pid`),
  ]);
  expect(together.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await read(hub, sql`SELECT 2 AS n`)).toEqual([{ n: 2 }]);
});
