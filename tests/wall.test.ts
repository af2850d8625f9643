import { randomBytes } from "node:crypto";
import pg from "pg";
import sql, { join, raw, type Sql } from "sql-template-tag";
import { contentFor, everybody } from "../foundation/access.ts";
import { type Audience, audienceOf, ROLES } from "../foundation/audience.ts";
import { openDatabase, openWalled } from "../foundation/database.ts";
import { migrate } from "../foundation/migrate.ts";
import { readAs } from "../foundation/reading.ts";
import type { RecordClass } from "../foundation/record.ts";
import { WallDown } from "../foundation/roles.ts";
import { SERVICE, STRANGER, type Viewer } from "../foundation/viewer.ts";
import { rooms } from "../subgraphs/registry.ts";
import { openTestHub, type TestHub } from "./hub.ts";
import { lay, type Stones } from "./wall/rows.ts";

let hub: TestHub;
let laid: Stones;
beforeAll(async () => {
  hub = await openTestHub();
  laid = await lay(hub);
});
afterAll(() => hub.close());

const nobody = { roles: [], groups: [], scopes: [] } as const;
const partner = (...scopes: string[]): Viewer => ({ ...nobody, kind: "PARTNER", key: laid.somebody, scopes });
const person = (more: Partial<Viewer>): Viewer => ({
  ...nobody,
  kind: "MEMBER",
  member: laid.author,
  roles: ["MEMBER"],
  ...more,
});

/** Everybody of whom the rule of access makes a difference, and some of whom it makes none. */
const identities: Readonly<Record<string, () => Viewer>> = {
  stranger: () => STRANGER,
  pending: () => ({ ...STRANGER, applicant: laid.author }),
  former: () => ({ ...STRANGER, former: laid.author }),
  "partner without scopes": () => partner(),
  "partner for records": () => partner("content:public"),
  "partner for records and notes": () => partner("content:public", "annotations:public"),
  "partner for members' records": () => partner("content:public", "content:members", "annotations:public"),
  "partner for members' records alone": () => partner("content:members"),
  "member of nothing": () => person({ member: laid.somebody }),
  "member of one city": () => person({ organisation: laid.organisations[0] }),
  "member of another city": () => person({ member: laid.somebody, organisation: laid.organisations[1] }),
  "member of groups": () => person({ groups: [laid.groups[0], laid.groups[2]] }),
  "member of a city and a group": () =>
    person({ member: laid.somebody, organisation: laid.organisations[0], groups: [laid.groups[1]] }),
  "somebody without the role of a member": () => person({ roles: [], organisation: laid.organisations[0] }),
  administrator: () => person({ roles: ["ADMINISTRATOR", "MEMBER"] }),
  curator: () => person({ roles: ["CURATOR", "MEMBER"] }),
  "curator of a city": () =>
    person({ roles: ["CURATOR", "MEMBER"], organisation: laid.organisations[0], member: laid.somebody }),
  "the hub itself": () => SERVICE,
};

const kinds = () =>
  rooms
    .flatMap((room) => [...room.entities] as unknown as RecordClass<object>[])
    .filter((Entity) => "visibleTo" in Entity);
const behindTheWall = () => kinds().filter((Entity) => laid.tables.has(tableOf(Entity)));

function tableOf(Entity: RecordClass<object>): string {
  const { schema, tableName } = hub.database.getMetadata(Entity);
  return `${schema}.${tableName}`;
}
const quoted = (table: string) =>
  raw(
    table
      .split(".")
      .map((part) => `"${part}"`)
      .join("."),
  );

const idsIn = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();
const seenBy = async (audience: Audience, statement: Sql, db = hub.walled) =>
  idsIn(await readAs<{ id: string }>({ db: db.manager }, audience, statement));
const chosenBy = async ({ text, values }: Sql) => idsIn(await hub.db.query(text, values as unknown[]));

describe.each(Object.keys(identities))("%s", (who) => {
  test("sees by the database alone, whatever a statement asks for, what the rule of access says", async () => {
    const viewer = identities[who]!();
    const audience = audienceOf(viewer);
    const some = new Set<string>();
    for (const Entity of behindTheWall()) {
      const table = quoted(tableOf(Entity));
      const seen = await seenBy(audience, sql`SELECT r::text AS id FROM ${table} r`);
      expect([tableOf(Entity), seen]).toEqual([
        tableOf(Entity),
        await chosenBy(sql`SELECT r::text AS id FROM ${table} r WHERE ${Entity.visibleTo(viewer)}`),
      ]);
      if (seen.length > 0) some.add(tableOf(Entity));
    }
    expect(await seenBy(audience, sql`SELECT id FROM hub.record`)).toEqual(
      await chosenBy(sql`SELECT d.id FROM hub.record d WHERE ${contentFor(viewer, "d")}`),
    );
    const histories = kinds()
      .filter((Entity) => Entity.history)
      .map(
        (
          Entity,
        ) => sql`SELECT v.id FROM (SELECT r.* FROM ${quoted(tableOf(Entity))} r WHERE ${Entity.visibleTo(viewer)}) o
          JOIN hub.revision v ON v.record = o.id WHERE ${Entity.history!(viewer, "o", "v").read}`,
      );
    expect(await seenBy(audience, sql`SELECT id FROM hub.revision`)).toEqual(
      await chosenBy(join(histories, " UNION ALL ")),
    );
    if (who !== "partner without scopes") expect(some.size).toBeGreaterThan(7);
  });
});

describe("where every filter is forgotten", () => {
  beforeAll(() => {
    for (const Entity of behindTheWall()) jest.spyOn(Entity, "visibleTo").mockReturnValue(everybody);
  });
  afterAll(() => void jest.restoreAllMocks());

  test.each(["stranger", "partner", "other"] as const)(
    "nothing hidden is shown to %s: in no list, count, look-up or join",
    async (who) => {
      const { data, errors } = await hub.ask(
        `query Careless($id: ID!) {
        practices(first: 100) { totalCount nodes { id status visibility annotationCount adoptions(first: 1) { totalCount } } }
        practice(id: $id) { id }
        annotations(first: 100) { totalCount nodes { audience target { record { ... on Practice { id status } } } } }
      }`,
        { id: laid.hidden },
        hub.people[who],
      );
      expect(errors).toBeUndefined();
      const meant = who === "other" ? ["MEMBERS", "PUBLIC"] : ["PUBLIC"];
      const { nodes, totalCount } = data.practices;
      expect(totalCount).toBe(nodes.length);
      expect([...new Set(nodes.map(({ status }: { status: string }) => status))]).toEqual(["PUBLISHED"]);
      expect([...new Set(nodes.map((node: { visibility: string }) => node.visibility))].sort()).toEqual(
        meant,
      );
      expect(data.practice).toBeNull();
      const audiences = data.annotations.nodes.map(({ audience }: { audience: string }) => audience);
      expect([...new Set(audiences)].sort()).toEqual(
        who === "other" ? ["EVERYONE", "MEMBERS"] : ["EVERYONE"],
      );
      for (const { target } of data.annotations.nodes) expect(target.record.status).toBe("PUBLISHED");
    },
  );
});

test("of what is said on one's own connection nothing stays for whoever comes next", async () => {
  const few = await openWalled(rooms, { url: hub.databaseUrl, poolSize: 2 });
  const whoAmI = sql`SELECT current_user AS role, current_setting('hub.organisation', true) AS organisation,
    (SELECT count(*)::int FROM practices.practice) AS seen, pg_backend_pid() AS pid`;
  const asked = async (viewer: Viewer) =>
    (
      await readAs<{ role: string; organisation: string | null; seen: number; pid: number }>(
        { db: few.manager },
        audienceOf(viewer),
        whoAmI,
      )
    )[0]!;
  try {
    const member = await asked(identities["member of one city"]!());
    expect(member).toMatchObject({ role: "hub_member", organisation: laid.organisations[0] });
    const [left] = await few.query(whoAmI.text);
    expect({ ...left, organisation: left.organisation || null }).toEqual({
      role: "hub_viewer",
      organisation: null,
      seen: 0,
      pid: member.pid,
    });
    const curator = await asked(SERVICE);
    expect(curator).toMatchObject({ role: "hub_curator", pid: member.pid });
    expect(curator.seen).toBeGreaterThan(member.seen);
    expect((await asked(STRANGER)).role).toBe("hub_public");
  } finally {
    await few.destroy();
  }
});

test("two hundred people at once on three connections each see their own rows and nobody else's", async () => {
  const few = await openWalled(rooms, { url: hub.databaseUrl, poolSize: 6 });
  const statement = sql`SELECT id FROM practices.practice`;
  const names = Object.keys(identities);
  try {
    const expected = new Map<string, string[]>();
    for (const who of names) expected.set(who, await seenBy(audienceOf(identities[who]!()), statement));
    const crowd = Array.from({ length: 200 }, (_, i) => names[(i * 7) % names.length]!);
    for (let turn = 0; turn < 3; turn++) {
      const seen = await Promise.all(
        crowd.map((who) => seenBy(audienceOf(identities[who]!()), statement, few)),
      );
      for (const [i, who] of crowd.entries()) expect([who, seen[i]]).toEqual([who, expected.get(who)]);
    }
  } finally {
    await few.destroy();
  }
});

test("where the settings of a transaction cannot be made, none of its statements is answered", async () => {
  const broken: Audience = { ...audienceOf(identities["member of one city"]!()), key: "broken" };
  const settings = { ...broken.settings, member: "\0" };
  const ask = () => readAs({ db: hub.walled.manager }, { ...broken, settings }, sql`SELECT 1 AS one`);
  const answers = await Promise.allSettled([ask(), ask(), ask()]);
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
});

/** What stands before the wall, and why. */
const BEFORE: Readonly<Record<string, string>> = {
  "hub.dead_letter": "ids alone",
  "hub.experience": "ids alone",
  "hub.outbox": "ids alone",
  "hub.place": "for everybody",
  "members.organisation": "for everybody",
  "members.territory": "for everybody",
  "search.document": "documents lag behind the rows, by which each hit is checked",
  "search.word": "single words, of records for everybody and for members",
  "topics.topic": "for everybody",
};

test("every table that the public's connections reach stands behind the wall, but for those that hold nothing to hide", async () => {
  const reached: { name: string; walled: boolean }[] = await hub.db.query(
    `SELECT c.oid::regclass::text AS name, c.relrowsecurity AND c.relforcerowsecurity AS walled
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_|^information_schema$'
       AND (has_table_privilege('hub_public', c.oid, 'SELECT') OR has_any_column_privilege('hub_public', c.oid, 'SELECT'))
     ORDER BY 1`,
  );
  expect(reached.filter(({ walled }) => !walled).map(({ name }) => name)).toEqual(Object.keys(BEFORE));
  const content: { name: string }[] = await hub.db.query(
    `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
       AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('visibility', 'audience'))`,
  );
  expect(content.map(({ name }) => name)).toEqual(["search.word"]);
});

test("the roles are nobody's who may pass the wall: neither superuser nor owner, and none signs in with them", async () => {
  const roles = await hub.db.query(
    `SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin OR rolinherit AND EXISTS (
         SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid) AS mighty,
       EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid) AS owner
     FROM pg_roles r WHERE rolname = ANY($1) ORDER BY 1`,
    [ROLES],
  );
  expect(roles).toEqual([...ROLES].sort().map((name) => ({ name, mighty: false, owner: false })));
});

test("the public's connections change nothing", async () => {
  const writable = await hub.db.query(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname !~ '^pg_|^information_schema$' AND c.relkind IN ('r', 'p', 'v')
       AND has_table_privilege('hub_public', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')`,
  );
  expect(writable).toEqual([]);
});

test("on a server of one's own the hub's user makes no roles: it says what an administrator must run, and starts then", async () => {
  const admin = new pg.Client(process.env.HUB_TEST_PG_URL);
  await admin.connect();
  const user = `hub_user_${randomBytes(6).toString("hex")}`;
  await admin.query(`CREATE ROLE ${user} LOGIN PASSWORD 'secret'`);
  await admin.query(`CREATE DATABASE ${user} OWNER ${user}`);
  const url = Object.assign(new URL(process.env.HUB_TEST_PG_URL!), {
    ...{ username: user, password: "secret", pathname: `/${user}` },
  }).toString();
  const own = await openDatabase(rooms, { url, poolSize: 3 });
  const wanted = () => openWalled(rooms, { url, poolSize: 2 });
  try {
    await expect(wanted()).rejects.toThrow(WallDown);
    const { message } = await migrate(own).then(
      () => new Error("nothing was amiss"),
      (error: Error) => error,
    );
    const [, statements] = /run "(.+;)" once/.exec(message) ?? [];
    expect(statements).toMatch(new RegExp(`GRANT hub_public, .* TO ${user} WITH SET TRUE, INHERIT FALSE;`));
    await admin.query(statements!);
    await migrate(own);
    const walled = await wanted();
    await own.query(
      `INSERT INTO hub.record (id, kind, slug, status, visibility, "groupIds", "workingGroupIds", path, revision, "appearedAt")
       SELECT gen_random_uuid(), 'PRACTICE', visibility, 'PUBLISHED', visibility, '{}', '{}', '{}', 1, now()
       FROM unnest('{PUBLIC,MEMBERS,GROUP}'::text[]) AS visibility`,
    );
    const slugs = async (viewer: Viewer) =>
      (
        await readAs<{ slug: string }>(
          { db: walled.manager },
          audienceOf(viewer),
          sql`SELECT slug FROM hub.record`,
        )
      ).map(({ slug }) => slug);
    expect(await slugs(STRANGER)).toEqual(["PUBLIC"]);
    expect(await slugs(person({}))).toEqual(["PUBLIC", "MEMBERS"]);
    expect(await slugs(SERVICE)).toHaveLength(3);
    expect(await own.query("SELECT slug FROM hub.record")).toHaveLength(3);
    await walled.destroy();
    await own.query("ALTER TABLE hub.record NO FORCE ROW LEVEL SECURITY");
    await expect(wanted()).rejects.toThrow(/not forced for hub.record/);
  } finally {
    await own.destroy();
    await admin.query(`DROP DATABASE ${user} WITH (FORCE)`);
    await admin.query(`DROP OWNED BY ${user}`);
    await admin.query(`DROP ROLE ${user}`);
    await admin.end();
  }
});

test("what triggers do beside a row behind the wall does not depend on who writes it", async () => {
  const asWriter = await hub.db.query(
    `SELECT DISTINCT p.oid::regproc::text AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       JOIN pg_proc p ON p.oid = t.tgfoid
     WHERE NOT t.tgisinternal AND c.relrowsecurity AND NOT p.prosecdef
       AND has_table_privilege('hub_member', c.oid, 'INSERT, UPDATE')`,
  );
  expect(asWriter).toEqual([]);
});
