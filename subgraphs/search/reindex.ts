import type { SearchPlace } from "../../foundation/context.ts";
import { Hold } from "./hold.ts";
import { writerAt } from "./meilisearch/writer.ts";
import { DOCUMENTS_CHANNEL } from "./news.ts";
import { indexed, putAll, type Refused } from "./ship.ts";
import { pageAfter, repeat } from "./store.ts";

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
    lock: "hub reindex",
    channel: DOCUMENTS_CHANNEL,
    onNotice: () => {},
  });
  if (!hold) throw new Error("The index is being built by another process: wait until it has ended.");
  const { db, lost } = hold;
  const fresh = writerAt({ ...place, index: `${place.index}-fresh` });
  try {
    await fresh.drop();
    await fresh.prepare();

    const { rows } = await db.query(
      "SELECT nextval('search.version')::text AS began, (SELECT count(*)::int FROM search.document WHERE document IS NOT NULL) AS count",
    );
    const { began, count: all } = rows[0] as { began: string; count: number };
    const refused: Refused = new Map();
    let carried = 0;
    let done = 0;
    let next = pageAfter(db, null, PAGE);
    const takePages = async () => {
      for (;;) {
        const taken = next;
        next = taken.then((page) => (page.length > 0 ? pageAfter(db, page.at(-1)!.id, PAGE) : page));
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

    await fresh.replace(place.index);
    await repeat(db, began);
    await db.query(`NOTIFY ${DOCUMENTS_CHANNEL}`);
    return { carried, refused };
  } finally {
    await hold.close();
  }
}
