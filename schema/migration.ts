import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "../foundation/database.ts";
import { drift } from "../foundation/migrate.ts";
import { rooms } from "../subgraphs/registry.ts";

const usage = `Writes a migration that brings a room's tables to what its entities say.

  DATABASE_URL=… npm run migration -- <room | foundation> <name>

The database must be migrated to the last migration; it is not changed.
`;

const [room, name] = process.argv.slice(2);
const url = process.env.DATABASE_URL;
if (!room || !name || !url) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  process.exitCode = await run(room, name, url);
}

async function run(room: string, name: string, url: string): Promise<number> {
  const database = await openDatabase(room === "foundation" ? [] : rooms, { url });
  const schema = room === "foundation" ? "hub" : room;
  const statements = (await drift(database)).filter((text) => text.includes(`"${schema}".`));
  await database.destroy();
  if (statements.length === 0) {
    process.stdout.write(`The tables of ${room} already agree with its entities.\n`);
    return 0;
  }
  const folder =
    room === "foundation" ? join("foundation", "migrations") : join("subgraphs", room, "migrations");
  await mkdir(folder, { recursive: true });
  const stamp = Date.now();
  const className = `${name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}${stamp}`;
  const body = [`CREATE SCHEMA IF NOT EXISTS "${schema}"`, ...statements].map(
    (text) => `    await runner.query(\`${text.replace(/ {2,}/g, " ").trim()}\`);`,
  );
  await writeFile(
    join(folder, `${stamp}-${name}.ts`),
    `import type { MigrationInterface, QueryRunner } from "typeorm";

export class ${className} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${body.join("\n")}
  }

  async down(): Promise<void> {
    throw new Error("The hub migrates forwards only: restore a backup to go back.");
  }
}
`,
  );
  const index = await readFile(join(folder, "index.ts"), "utf8").catch(() => "");
  process.stdout.write(
    `${folder}/${stamp}-${name}.ts written; add ${className} to ${folder}/index.ts.\n${index}`,
  );
  return 0;
}
