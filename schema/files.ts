import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Subgraph } from "../foundation/subgraph.ts";
import { compose } from "./compose.ts";

/** The files of the folder schema/ as the rooms say they should be, by name. Throws where the rooms do not compose. */
export function schemaFiles(rooms: readonly Subgraph[]): Map<string, string> {
  const { parts, supergraph } = compose(rooms);
  const files = new Map([...parts].map(([name, text]) => [`${name}.graphql`, text]));
  return files.set("supergraph.graphql", supergraph);
}

/** The names of the files in that folder that are missing, superfluous or not, byte for byte, what they should be. */
export async function differences(files: ReadonlyMap<string, string>, folder: string): Promise<string[]> {
  const there = (await readdir(folder)).filter((name) => name.endsWith(".graphql"));
  const stale = there.filter((name) => !files.has(name));
  for (const [name, text] of files) {
    if ((await readFile(join(folder, name), "utf8").catch(() => undefined)) !== text) stale.push(name);
  }
  return stale.sort();
}

/** Makes the folder what it should be. */
export async function write(files: ReadonlyMap<string, string>, folder: string): Promise<void> {
  for (const name of await differences(files, folder)) {
    const text = files.get(name);
    if (text === undefined) await rm(join(folder, name));
    else await writeFile(join(folder, name), text);
  }
}
