import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function rootAbove(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error("The project's package.json is not above its own code.");
  return rootAbove(parent);
}

/** The project's folder, the same whether the code runs from its sources or from `dist/`. */
const root = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** A file of the project by its path from the root: `inProject("schema", "supergraph.graphql")`. */
export const inProject = (...parts: string[]): string => join(root, ...parts);
