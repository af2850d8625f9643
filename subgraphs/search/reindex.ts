import type { SearchPlace } from "../../foundation/context.ts";
import { Hold, transaction } from "../../foundation/hold.ts";
import { writerAt } from "./meilisearch/writer.ts";
import { DOCUMENTS_CHANNEL } from "./news.ts";
import { indexed, putAll, type Refused } from "./ship.ts";
import { pageAfter, repeat } from "./store.ts";

const LOCK = "hub reindex";

export interface ReindexOptions {
  databaseUrl: string;
  place: SearchPlace;
  /** called after each page */
  progress?: (done: number, all: number) => void;
}

const PAGE = 1_000;
/** Pages under way at the same time: while the index digests some, and takes them together, others are read. */
const AT_ONCE = 4;

/**
 * Builds a fresh index beside the live one from all documents there are, then puts it in its place at one stroke; search
 * goes on meanwhile. What changes while it is built is brought to it afterwards. Rejects, and leaves the live index as it
 * is, where a server does not answer. `refused` tells of documents that Meilisearch does not take.
 */
export async function reindex({
  databaseUrl,
  place,
  progress = () => {},
}: ReindexOptions): Promise<{ carried: number; refused: Refused }> {
  const hold = await Hold.take(databaseUrl, {
    lock: LOCK,
    channel: DOCUMENTS_CHANNEL,
    onNotice: () => {},
  });
  if (!hold) throw new Error("The index is being built by another process: wait until it has ended.");
  const { db, lost } = hold;
  const fresh = writerAt({ ...place, index: `${place.index}-fresh` });
  try {
    await fresh.drop();
    await fresh.prepare();

    const { began, all } = await beginning(db);
    const refused: Refused = new Map();
    let carried = 0;
    let done = 0;
    let next = pageAfter(db, null, PAGE);
    const takePages = async () => {
      for (;;) {
        const taken = next;
        next = taken.then((page) => (page.length > 0 ? pageAfter(db, page.at(-1)!.id, PAGE) : page));
        next.catch(() => {}); // told to whoever takes it
        const page = await taken;
        if (page.length === 0) return;
        const not = await putAll(fresh, page.flatMap(indexed));
        for (const [id, why] of not) refused.set(id, why);
        carried += page.length - not.size;
        done += page.length;
        progress(done, Math.max(all, done));
      }
    };
    await Promise.race([Promise.all(Array.from({ length: AT_ONCE }, takePages)), lost]);

    await db.query("INSERT INTO search.swap (began) VALUES ($1)", [began]);
    await fresh.replace(place.index);
    await catchUp(db);
    // What the fresh index has refused may have been refused before, or not: whoever ships finds out.
    await db.query(
      `UPDATE search.document SET pending = true
       WHERE id = ANY($1::uuid[]) OR id IN (SELECT "recordId" FROM hub.dead_letter WHERE step = 'INDEX')`,
      [[...refused.keys()]],
    );
    await db.query(`NOTIFY ${DOCUMENTS_CHANNEL}`);
    return { carried, refused };
  } finally {
    await hold.close();
  }
}

/** The version after which documents may be missing from the pages that are read from now on, and how many there are. */
async function beginning(db: Hold["db"]): Promise<{ began: string; all: number }> {
  let found = { began: "0", all: 0 };
  await transaction(db, async () => {
    // Waits for whoever has taken a version already and not yet committed.
    await db.query("LOCK TABLE search.document IN SHARE MODE");
    const { rows } = await db.query<typeof found>(
      "SELECT nextval('search.version')::text AS began, (SELECT count(*)::int FROM search.document WHERE document IS NOT NULL) AS all",
    );
    found = rows[0]!;
  });
  return found;
}

/** Makes Meilisearch hear of what has changed while the index that is in place now was built. */
const catchUp = (db: Hold["db"]): Promise<void> =>
  transaction(db, async () => {
    const { rows } = await db.query("DELETE FROM search.swap RETURNING began::text");
    for (const { began } of rows) await repeat(db, began);
  });

/** Ends what a process that built the index, and is no more, may have left half-done. */
export async function endCutOff(db: Hold["db"]): Promise<void> {
  const { rowCount } = await db.query("SELECT 1 FROM search.swap");
  if (!rowCount) return;
  const { rows } = await db.query("SELECT pg_try_advisory_lock(hashtext($1)) AS mine", [LOCK]);
  if (!rows[0].mine) return;
  await catchUp(db).finally(() => db.query("SELECT pg_advisory_unlock(hashtext($1))", [LOCK]));
}
