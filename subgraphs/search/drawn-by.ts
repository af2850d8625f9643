import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { transaction } from "../../foundation/hold.ts";
import { announceAll } from "./news.ts";

/** Where it is decided what a document says of its record. */
const FOLDERS = ["analysis", "documents", "lexicon"];
const MODULES = ["draw.js", "population.js", "sight.js", "thesaurus.js", "../../foundation/slug.js"];

/** What draws documents in this process, as a hash of its code and of the stemmers' version. Ask for it as the process starts: later a newer hub may stand in its place. */
export async function drawnBy(): Promise<string> {
  const here = import.meta.dirname;
  const inFolders = await Promise.all(
    FOLDERS.map(async (folder) => (await readdir(join(here, folder))).map((name) => join(folder, name))),
  );
  const modules = [...MODULES, ...inFolders.flat()].filter((name) => name.endsWith(".js")).sort();
  const hash = createHash("sha256").update(await readFile(stemmersManifest()));
  for (const module of modules) hash.update(module).update(await readFile(join(here, module)));
  return hash.digest("hex");
}

/** The package.json of the stemmers, above the module that is imported from it. */
function stemmersManifest(): string {
  let folder = dirname(fileURLToPath(import.meta.resolve("@orama/stemmers/english")));
  while (basename(folder) !== "stemmers") folder = dirname(folder);
  return join(folder, "package.json");
}

/**
 * Makes news that follows of every record, and has saved searches read anew, where another version of the hub may have drawn
 * the documents: what this one reads or understands otherwise would stay as it was until each record changes. Gives of how
 * many records.
 */
export async function announceWhatOthersDrew(db: pg.Client, now: string): Promise<number> {
  const { rows } = await db.query<{ code: string }>("SELECT code FROM search.drawn_by");
  if (rows[0]?.code === now) return 0;
  let announced = 0;
  await transaction(db, async () => {
    await db.query("DELETE FROM search.drawn_by");
    await db.query("INSERT INTO search.drawn_by (code) VALUES ($1)", [now]);
    await db.query("UPDATE search.saved_search SET thesaurus = 0");
    announced = await announceAll(db);
  });
  return announced;
}
