import { randomBytes } from "node:crypto";
import type pg from "pg";
import { type Logger, pino } from "pino";
import { request } from "undici";
import { annotationProtocol } from "../annotation-protocol/service.ts";
import { leavingAt } from "../cli/digests.ts";
import { type House, openHouse, roomsInProcess, roomsOverHttp } from "../cli/house.ts";
import { pulseOf } from "../cli/open.ts";
import { connected } from "../foundation/connected.ts";
import type { Newcomers } from "../foundation/context.ts";
import { openDatabase, openWalled } from "../foundation/database.ts";
import { migrate } from "../foundation/migrate.ts";
import { type Passports, passingPassports } from "../foundation/passport.ts";
import { type RoomResources, serveRoom } from "../foundation/server.ts";
import { type Subgraph, schemaOf } from "../foundation/subgraph.ts";
import { roomUnavailable } from "../gateway/faults.ts";
import type { ProviderSettings } from "../gateway/provider.ts";
import { compose } from "../schema/compose.ts";
import { rooms } from "../subgraphs/registry.ts";
import { type Organisations, type People, settle } from "./make/people.ts";

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape its query asks for, which only the test knows
  data: any;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string } & Record<string, unknown>;
  }[];
}

/** A person, or a partner's key, as tests ask with. */
export interface Person {
  id?: string;
  token: string | undefined;
}

/** With what IRIs begin; the hub itself answers at the address of its gateway. */
export const PUBLIC_URL = "https://hub.test";

/** How the rooms of this run are reached: in process, or each behind HTTP, as the jest project says. */
export const topology = (globalThis as { hubTopology?: "http" }).hubTopology ?? "process";

/** By it links in mails of a test are signed. */
export const MAIL_SECRET = "a secret of the tests";

export type TestHub = Awaited<ReturnType<typeof openTestHub>>;

export interface Wishes {
  /** the rooms of this hub, where they are not those of the registry */
  subgraphs?: readonly Subgraph[];
  /** migrate an empty database rather than copy a migrated one */
  fresh?: boolean;
  /** makes the passports of the gateway, and once more those of the rooms */
  passports?: () => Promise<Passports>;
  /** where people sign in */
  signIn?: ProviderSettings;
  /** proxies before the gateway */
  proxies?: number;
  /** where the gateway's log goes; nowhere unless said */
  log?: Logger;
  /** how long the gateway lets a request last */
  deadlineMs?: number;
  /** how long the gateway believes what it knows of members and keys; as long as any unless said */
  believedMs?: number;
  /** how much new people may write; as much as anybody unless said */
  newcomers?: Newcomers;
}

/** The whole hub on a database of its own, on real servers, with a few people to ask as. */
export async function openTestHub({
  subgraphs = rooms,
  fresh = false,
  signIn,
  proxies,
  deadlineMs,
  believedMs,
  newcomers,
  log = pino({ level: "silent" }),
  ...wishes
}: Wishes = {}) {
  const { url, drop } = await freshDatabase(fresh);
  const statements: string[] = [];
  const passports = await (wishes.passports ?? passingPassports)();
  const verifying = wishes.passports ? await wishes.passports() : passports;
  const database = await openDatabase(subgraphs, { url });
  if (fresh) await migrate(database);
  const walled = await openWalled(subgraphs, {
    url,
    onStatement: (statement) => statements.push(statement),
  });
  const search = {
    url: process.env.HUB_TEST_MEILI_URL!,
    key: process.env.HUB_TEST_MEILI_KEY,
    index: `records_${randomBytes(6).toString("hex")}`,
  };
  const resources: RoomResources = { database: walled, passports: verifying, search, newcomers };
  const served =
    topology === "http"
      ? await Promise.all(subgraphs.map((room) => serveRoom(room.name, schemaOf(room), resources)))
      : [];
  const reached =
    topology === "http"
      ? roomsOverHttp(new Map(subgraphs.map((room, i) => [room.name, served[i]!.url])))
      : roomsInProcess(subgraphs, resources);
  const house: House = await openHouse(reached, {
    passports,
    signIn,
    ...(proxies ? { proxies } : {}),
    services: [
      leavingAt(MAIL_SECRET, (query, variables) => house.ask(query, variables)),
      annotationProtocol({ publicUrl: PUBLIC_URL }),
    ],
    ...(deadlineMs ? { deadlineMs } : {}),
    ...(believedMs ? { believedMs } : {}),
    supergraphSdl: fresh ? compose(subgraphs).supergraph : supergraph(),
    log,
    pulse: pulseOf(url),
    // Tests that count statements would count these too.
    tellKeysMs: 3_600_000,
  });
  const { port } = await house.gateway.listen({ port: 0, host: "127.0.0.1" });
  const address = `http://127.0.0.1:${port}/graphql`;

  /** Asks the gateway over HTTP, as a stranger unless a person is given. */
  async function ask(
    query: string,
    variables: object = {},
    as?: Person,
    languages: readonly string[] = [],
    more: Record<string, string> = {},
  ): Promise<Answer> {
    const { body } = await request(address, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...(as?.token ? { authorization: `Bearer ${as.token}` } : {}),
        ...more,
        ...(languages.length > 0 ? { "accept-language": languages.join(",") } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await body.json()) as Answer;
  }

  /** Takes a room away; what it gives brings it back. */
  async function without(name: string): Promise<() => Promise<void>> {
    const at = subgraphs.findIndex((room) => room.name === name);
    const room = reached[at]!;
    if (topology === "http") {
      const port = Number(new URL(served[at]!.url).port);
      await served[at]!.close();
      return async () => {
        served[at] = await serveRoom(name, schemaOf(subgraphs[at]!), resources, { port });
      };
    }
    const { ask } = room;
    room.ask = () => Promise.reject(roomUnavailable(name));
    return async () => {
      room.ask = ask;
    };
  }

  const { people, organisations } = await settle(house.ask, tokens(passports));
  statements.length = 0;

  return {
    ask,
    /** where a room answers over HTTP, in that topology */
    served: served.map(({ url }) => url),
    /** Asks as the hub itself, without HTTP; throws where the answer has errors. */
    // biome-ignore lint/suspicious/noExplicitAny: as above
    async tell(query: string, variables: Record<string, unknown> = {}): Promise<any> {
      const { data, errors } = await house.ask(query, variables);
      if (errors?.length) throw new Error(errors.map((error) => error.message).join("; "));
      return data;
    },
    address,
    people: people as People,
    organisations: organisations as Organisations,
    statements,
    /** the database as the hub itself sees it: everything */
    db: database.manager,
    database,
    /** the database as rooms see it */
    walled,
    databaseUrl: url,
    passports,
    house,
    reached,
    without,
    search,
    async close() {
      await house.close();
      await Promise.all(served.map((room) => room.close()));
      await Promise.all([database.destroy(), walled.destroy()]);
      await drop();
    },
  };
}

let composed: string | undefined;
const supergraph = () => {
  composed ??= compose(rooms).supergraph;
  return composed;
};

/** Makes the tokens that people bring to the gateway. */
export const tokens = (passports: Passports) => ({
  member: (id: string) => passports.sign({ sub: id }, "hub-gateway", 3600),
});

/** A migrated database of this test file's own, copied from one that the first file to come has made. */
async function freshDatabase(empty: boolean) {
  const server = process.env.HUB_TEST_PG_URL!;
  const at = (database: string) => Object.assign(new URL(server), { pathname: `/${database}` }).toString();
  const template = "hub_template";
  const name = `hub_${randomBytes(6).toString("hex")}`;
  const asAdmin = <T>(work: (db: pg.Client) => Promise<T>) => connected(at("postgres"), {}, work);
  await asAdmin(async (admin) => {
    await admin.query("SELECT pg_advisory_lock(hashtext('hub template'))");
    const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [template]);
    if (!rowCount && !empty) {
      await admin.query(`CREATE DATABASE ${template}_new`);
      const database = await openDatabase(rooms, { url: at(`${template}_new`) });
      await migrate(database);
      await database.destroy();
      await admin.query(`ALTER DATABASE ${template}_new RENAME TO ${template}`);
    }
    await admin.query(
      `CREATE DATABASE ${name} TEMPLATE ${empty ? "template1" : template} STRATEGY FILE_COPY`,
    );
  });
  return {
    url: at(name),
    drop: () => asAdmin((admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
}
