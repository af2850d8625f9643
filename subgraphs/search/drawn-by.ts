import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { transaction } from "../../foundation/hold.ts";
import { sensesByStem } from "./analysis/lexicon.ts";
import { announceAll } from "./news.ts";

/** Where it is decided what a document says of its record, beside the lexicon and the stemmers. */
const FOLDERS = ["analysis", "documents"];
const MODULES = ["population.js", "sight.js", "thesaurus.js"];

/** What draws documents in this process, as a hash of its code and of what the words of the lexicon become. */
async function drawnByNow(): Promise<string> {
  const here = import.meta.dirname;
  const inFolders = await Promise.all(
    FOLDERS.map(async (folder) => (await readdir(join(here, folder))).map((name) => join(folder, name))),
  );
  const hash = createHash("sha256").update(JSON.stringify(sensesByStem()));
  const modules = [...MODULES, ...inFolders.flat()].filter((name) => name.endsWith(".js"));
  for (const module of modules.sort()) hash.update(module).update(await readFile(join(here, module)));
  return hash.digest("hex");
}

/**
 * Makes news that follows of every record where another version of the hub may have drawn the documents: what the new one
 * reads or understands otherwise would stay as it was until each record changes. Gives of how many records.
 */
export async function announceWhatOthersDrew(db: pg.Client): Promise<number> {
  const now = await drawnByNow();
  const { rows } = await db.query<{ code: string }>("SELECT code FROM search.drawn_by");
  if (rows[0]?.code === now) return 0;
  let announced = 0;
  await transaction(db, async () => {
    await db.query("DELETE FROM search.drawn_by");
    await db.query("INSERT INTO search.drawn_by (code) VALUES ($1)", [now]);
    announced = await announceAll(db);
  });
  return announced;
}
