import { inProject } from "../cli/paths.ts";
import { rooms } from "../subgraphs/registry.ts";
import { differences, schemaFiles, write } from "./files.ts";

const usage = `Prints the schema of every room and the supergraph they compose to into schema/.

  npm run schema              write the files
  npm run schema -- --check   write nothing; exit with 1 where a file is out of date
`;

const asked = new Set(process.argv.slice(2));
if (asked.has("--help") || asked.has("-h")) process.stdout.write(usage);
else process.exitCode = await run(asked.has("--check"));

async function run(check: boolean): Promise<number> {
  const folder = inProject("schema");
  let files: Map<string, string>;
  try {
    files = schemaFiles(rooms);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
  const stale = await differences(files, folder);
  if (stale.length === 0) {
    process.stdout.write(`schema/ is up to date: ${files.size} files.\n`);
    return 0;
  }
  if (check) {
    process.stderr.write(
      `schema/ is out of date: ${stale.join(", ")}. Run npm run schema and commit the result.\n`,
    );
    return 1;
  }
  await write(files, folder);
  process.stdout.write(`schema/ written: ${stale.join(", ")}.\n`);
  return 0;
}
