import pg from "pg";
import sql, { raw } from "sql-template-tag";
import { audienceOf } from "../foundation/audience.ts";
import { connected } from "../foundation/connected.ts";
import { doorOf } from "../foundation/doors.ts";
import { read } from "../foundation/reading.ts";
import { queryTogether } from "../foundation/together.ts";
import { type Asked, Unit } from "../foundation/unit.ts";
import { STRANGER, type Viewer } from "../foundation/viewer.ts";
import { openTestHub, type TestHub } from "./hub.ts";
import { until } from "./make/until.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

const as = (viewer: Viewer) => ({ db: hub.walled.manager, viewer });
const stranger = () => as(STRANGER);
/** A statement that is prepared, however many others this process has prepared. */
const prepared = (name: string, text: string, ...values: unknown[]) =>
  queryTogether(doorOf(hub.walled, audienceOf(STRANGER)), { name, text, values }) as Promise<
    { pid: number }[]
  >;

test("statements of one turn are each answered by their own rows, and a faulty one spoils no other", async () => {
  const number = (n: number) => read<{ n: number }>(stranger(), sql`SELECT ${n}::int AS n`);
  const faulty = () => read(stranger(), sql`SELECT ${"no uuid"}::uuid AS n`);
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
  const quick = () => prepared("quick", "SELECT pg_backend_pid() AS pid");
  const slow = () => prepared("slow", "SELECT pg_backend_pid() AS pid, pg_sleep(0.1)");
  const connections = async (ask: typeof quick) =>
    new Set((await Promise.all([ask(), ask(), ask()])).map(([row]) => row!.pid)).size;
  expect(await connections(slow)).toBe(3);
  expect(await connections(slow)).toBe(3);
  await until(async () => {
    for (let i = 0; i < 30; i++) await quick();
    return (await connections(quick)) === 1;
  });
});

test("a connection that is lost fails the statements on it alone, and the next ones find another", async () => {
  const waits = (long: boolean) =>
    prepared(
      "waits",
      "SELECT pg_backend_pid() AS pid, CASE WHEN $1::boolean THEN pg_sleep(20) END AS waited",
      long,
    );
  const quick = () => prepared("quick", "SELECT pg_backend_pid() AS pid");
  await until(async () => {
    for (let i = 0; i < 30; i++) await Promise.all([waits(false), quick()]);
    const [[one], [other]] = await Promise.all([waits(false), quick()]);
    return one!.pid === other!.pid;
  });
  const lost = Promise.allSettled([waits(true), quick()]);
  const ended = () =>
    hub.db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()`,
    );
  while ((await ended()).length === 0) await new Promise(setImmediate);
  const alone = await read(stranger(), sql`SELECT 'not asked before' AS n`);
  expect(alone).toHaveLength(1);
  expect((await lost).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await quick()).toHaveLength(1);
});

test("what stands behind a faulty statement in the same go is run again, also where its preparing went down with it", async () => {
  const client = new pg.Client({ connectionString: hub.databaseUrl, pipeline: true } as pg.ClientConfig);
  await client.connect();
  const answers: string[] = [];
  const answer = (name: string) => ({
    resolve: () => void answers.push(`${name} answered`),
    reject: () => void answers.push(`${name} failed`),
  });
  const asked = (name: string, text: string, values: unknown[] = []) => ({
    query: { name, text, values },
    lately: 0,
    ...answer(name),
  });
  const ended: Promise<void>[] = [];
  const send = (...all: Asked[]) =>
    void ended.push(
      new Promise((done) => {
        client.query(
          new Unit(
            {},
            all,
            (one) => send(one),
            () => done(),
          ),
        );
      }),
    );
  const good = () => asked("good", "SELECT $1::int AS n", [1]);
  send(asked("faulty", "SELECT $1::uuid AS id", ["no uuid"]), good());
  send(good());
  send(
    asked("unreadable", "SELECT $1::int AS n", [
      {
        toPostgres: () => {
          throw new Error("no value");
        },
      },
    ]),
    good(),
  );
  for (let i = 0; i < ended.length; i++) await ended[i];
  expect(answers.sort()).toEqual([
    ...["faulty failed", "good answered", "good answered", "good answered", "unreadable failed"],
  ]);
  await client.end();
});

test("what waits for a connection that is lost before it was sent fails, and nothing else does", () => {
  const failures: unknown[] = [];
  const query = { name: "known", text: "SELECT 1 AS n", values: [] };
  const never = () => {};
  const unit = new Unit(
    {},
    [{ query, lately: 0, resolve: never, reject: (error) => failures.push(error) }],
    never,
    never,
  );
  const connection = { parsedStatements: { known: query.text }, submittedNamedStatements: {} };
  const lost = new Error("The connection is lost.");
  // So pg tells those of its queries that it has not sent yet.
  unit.handleError(lost, connection as never);
  expect(failures).toEqual([lost]);
});

test("a connection keeps the statements that were asked last prepared, and no more than it may", async () => {
  const numbers = Array.from({ length: 600 }, (_, n) => n);
  for (let round = 0; round < 2; round++)
    for (const n of numbers)
      expect(await read(stranger(), sql`SELECT ${raw(String(n))} AS n`)).toEqual([{ n }]);
  const kept = await read<{ statement: string }>(
    stranger(),
    sql`SELECT statement FROM pg_prepared_statements`,
  );
  expect(kept.length).toBeLessThanOrEqual(500);
  expect(kept.map(({ statement }) => statement)).toEqual(
    expect.arrayContaining(["SELECT 599 AS n", "SELECT 200 AS n"]),
  );
});

test("work on a connection that PostgreSQL ends while it rests fails with what PostgreSQL said", async () => {
  const working = connected(hub.databaseUrl, { name: "hub resting" }, async (db) => {
    await db.query("SELECT 1");
    await until(async () => {
      const ended = await hub.db.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hub resting'",
      );
      return ended.length === 0;
    });
    await db.query("SELECT 2");
  });
  await expect(working).rejects.toMatchObject({ code: "57P01" });
});
