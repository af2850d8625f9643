import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs, promisify } from "node:util";
import { inProject } from "../cli/paths.ts";
import { startPostgres } from "../cli/servers/postgres.ts";
import { openDatabase } from "../foundation/database.ts";
import { migrate } from "../foundation/migrate.ts";
import { passports } from "../foundation/passport.ts";
import { STRANGER, type Viewer } from "../foundation/viewer.ts";
import { generate } from "../seeds/generate.ts";
import { linesTo } from "../seeds/progress.ts";
import { rooms } from "../subgraphs/registry.ts";
import { queries } from "./queries.ts";
import { type Figures, table } from "./table.ts";

const usage = `Measures the hub against others on the same rooms and rows, interleaved in one run on real PostgreSQL.

  npm run bench -- [--practices 10000] [--seconds 4] [--rounds 3] [--connections 16] [--as stranger | member]

The others: the same resolvers as one un-federated schema on @apollo/server, and @apollo/gateway over HTTP, which is
installed into bench/ first (it is not open source and no part of the hub).
`;

const { values } = parseArgs({
  options: {
    practices: { type: "string", default: "10000" },
    seconds: { type: "string", default: "4" },
    rounds: { type: "string", default: "3" },
    connections: { type: "string", default: "16" },
    as: { type: "string", default: "stranger" },
    help: { type: "boolean", short: "h" },
  },
});

const home = mkdtempSync(join(tmpdir(), "hub-bench-"));
const children: ChildProcess[] = [];
const say = (line: string) => void process.stderr.write(`${line}\n`);
const run = promisify(execFile);

if (values.help) process.stdout.write(usage);
else {
  const log = { info() {}, warn: say };
  const postgres = await startPostgres({ home, log });
  try {
    process.stdout.write(await measure(postgres.url));
  } finally {
    for (const child of children) child.kill();
    await postgres.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function measure(databaseUrl: string): Promise<string> {
  const { practiceId, viewer } = await fill(databaseUrl);
  const servers = await serveAll(databaseUrl, viewer);
  const figures: Figures[] = [];
  const asked = queries(practiceId);
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const [question, body] of Object.entries(asked)) {
      for (const [server, { url, token }] of servers) {
        const { stdout } = await run(process.execPath, [
          inProject("dist", "bench", "load.js"),
          ...[url, values.connections, values.seconds, JSON.stringify(body), await token()],
        ]);
        const measured = {
          server,
          question,
          ...(JSON.parse(stdout) as Omit<Figures, "server" | "question">),
        };
        figures.push(measured);
        say(
          `  round ${round}  ${question.padEnd(50)} ${server.padEnd(38)} ${Math.round(measured.rate)} requests/s`,
        );
      }
    }
  }
  const about = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${values.practices} practices, ${values.connections} connections, asked as ${values.as}, medians of ${values.rounds} rounds of ${values.seconds} s`;
  return `\n${about}\n\n${table(figures, [...servers.keys()], Object.keys(asked))}`;
}

/** Generated content, a practice that has something in most of its fields, and as whom to ask. */
async function fill(url: string): Promise<{ practiceId: string; viewer: Viewer }> {
  const database = await openDatabase(rooms, { url, poolSize: 4 });
  await migrate(database);
  say(`Generating ${values.practices} practices`);
  await generate({ database, practices: Number(values.practices), seed: 7, progress: linesTo(say) });
  await database.query("VACUUM ANALYZE");
  const [{ id }] = await database.query(
    `SELECT p.id FROM practices.practice p JOIN practices.adoption a ON a."practiceId" = p.id
     WHERE p.status = 'PUBLISHED' AND p.visibility = 'PUBLIC' AND cardinality(p."projectIds") > 0
     GROUP BY p.id ORDER BY count(*) DESC, p.id LIMIT 1`,
  );
  const [member] = await database.query(
    `SELECT id, "organisationId" FROM members.member WHERE state = 'ACTIVE' AND "organisationId" IS NOT NULL ORDER BY id LIMIT 1`,
  );
  await database.destroy();
  const asMember: Viewer = {
    ...{ kind: "MEMBER", member: member.id, organisation: member.organisationId },
    ...{ roles: ["MEMBER"], groups: [], scopes: [] },
  };
  return { practiceId: id, viewer: values.as === "member" ? asMember : STRANGER };
}

interface Server {
  url: string;
  /** a fresh one for each run: rooms believe a passport for less than a minute */
  token: () => Promise<string>;
}

async function serveAll(databaseUrl: string, viewer: Viewer): Promise<Map<string, Server>> {
  const env = { ...process.env, NODE_ENV: "production", HUB_HOME: home, DATABASE_URL: databaseUrl };
  const keys = await passports(home);
  const program = inProject("dist", "bench", "serve.js");
  const serve = (...args: string[]) => started(program, args, env);
  const inOne = await serve("process");
  const single = await serve("unfederated");
  const apart: string[] = [];
  for (const { name } of rooms) apart.push(`${name}=${await serve("room", name)}`);
  const gateway = await serve("gateway", ...apart);
  if (!existsSync(inProject("bench", "node_modules", "@apollo", "gateway"))) {
    say("Installing @apollo/gateway into bench/");
    await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: inProject("bench") });
  }
  const apollo = await started(
    inProject("bench", "apollo-gateway.mjs"),
    [inProject("schema", "supergraph.graphql"), ...apart],
    env,
  );
  const passport = () => keys.sign({ viewer }, "hub-rooms", 45);
  const token = async () => (viewer.member ? keys.sign({ sub: viewer.member }, "hub-gateway", 600) : "");
  return new Map([
    ["hub, in one process", { url: inOne, token }],
    ["un-federated @apollo/server", { url: single, token: passport }],
    ["hub, a process per room", { url: gateway, token }],
    ["@apollo/gateway, a process per room", { url: apollo, token: passport }],
  ]);
}

/** Starts a server and waits for the address that it prints first. */
function started(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`${program} ${args[0] ?? ""} ended with ${code}.`)));
  });
}
