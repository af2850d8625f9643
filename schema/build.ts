import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rooms } from "../subgraphs/registry.ts";
import { compose } from "./compose.ts";

const usage = `Prints the schema of every room and the supergraph they compose to into schema/.

  npm run schema              write the files
  npm run schema -- --check   write nothing; exit with 1 where a file is out of date
`;

/** The folder of the printed schemas, also when this runs compiled from dist/. */
const folder = dirname(fileURLToPath(import.meta.url)).replace(/\/dist\/schema$/, "/schema");

const asked = new Set(process.argv.slice(2));
if (asked.has("--help") || asked.has("-h")) process.stdout.write(usage);
else process.exitCode = await run(asked.has("--check"));

async function run(check: boolean): Promise<number> {
  let composed: ReturnType<typeof compose>;
  try {
    composed = compose(rooms);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
  const files = new Map([...composed.parts].map(([name, text]) => [`${name}.graphql`, text]));
  files.set("supergraph.graphql", composed.supergraph);
  const before = (await readdir(folder)).filter((name) => name.endsWith(".graphql"));
  const stale = before.filter((name) => !files.has(name));
  for (const [name, text] of files) {
    const old = await readFile(join(folder, name), "utf8").catch(() => undefined);
    if (old === text) continue;
    stale.push(name);
    if (!check) await writeFile(join(folder, name), text);
  }
  if (!check) for (const name of before) if (!files.has(name)) await rm(join(folder, name));
  if (stale.length === 0) process.stdout.write(`schema/ is up to date: ${files.size} files.\n`);
  else if (check)
    process.stderr.write(
      `schema/ is out of date: ${stale.join(", ")}. Run npm run schema and commit the result.\n`,
    );
  else process.stdout.write(`schema/ written: ${stale.join(", ")}.\n`);
  return check && stale.length > 0 ? 1 : 0;
}
