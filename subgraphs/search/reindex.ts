import pg from "pg";
import type { SearchPlace } from "../../foundation/context.ts";
import { CHANNEL } from "../../foundation/outbox.ts";
import { carry } from "./carry.ts";
import type { Around, Mention } from "./documents/around.ts";
import type { Ask } from "./gather.ts";
import { writerAt } from "./meilisearch/writer.ts";

export interface ReindexOptions {
  databaseUrl: string;
  place: SearchPlace;
  /** asks the graph as the hub itself */
  ask: Ask;
  /** called after each page */
  progress?: (done: number, all: number) => void;
}

const PAGE = 500;
/** Pages under way at the same time: while the index digests some, and takes them together, the graph is asked for others. */
const AT_ONCE = 6;

/**
 * Builds a fresh index beside the live one from all records there are, then puts it in its place at one stroke; search
 * goes on meanwhile. What changes while it is built becomes news once more. Rejects, and leaves the live index as it
 * is, where a room or a server does not answer. `failed` tells of records that cannot become documents.
 */
export async function reindex({
  databaseUrl,
  place,
  ask,
  progress = () => {},
}: ReindexOptions): Promise<{ carried: number; failed: Map<string, string> }> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "hub reindex" });
  const changed = new Set<string>();
  client.on("notification", ({ payload }) => payload && changed.add(payload));
  const lost = new Promise<never>((_, reject) => {
    client.on("error", reject);
  });
  lost.catch(() => {});
  const fresh = writerAt({ ...place, index: `${place.index}-fresh` });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT pg_try_advisory_lock(hashtext('hub reindex')) AS mine");
    if (!rows[0].mine)
      throw new Error("The index is being built by another process: wait until it has ended.");
    await client.query(`LISTEN ${CHANNEL}`);
    await fresh.drop();
    await fresh.prepare();

    const all = Number((await client.query("SELECT count(*) FROM hub.record")).rows[0].count);
    const failed = new Map<string, string>();
    const around: Around = new Map();
    let carried = 0;
    let done = 0;
    let next = after(client, null);
    const takePages = async () => {
      for (;;) {
        const taken = next;
        next = taken.then((page) => (page.length > 0 ? after(client, page.at(-1)!.id) : page));
        const page = await taken;
        if (page.length === 0) return;
        const outcome = await carry(page, { ask, writer: fresh, around });
        const [why] = outcome.waiting.values();
        if (why) throw new Error(`Not every room answers, so the index stays as it was: ${why}`);
        for (const [id, reason] of outcome.failed) failed.set(id, reason);
        carried += outcome.carried.length;
        done += page.length;
        progress(done, Math.max(all, done));
      }
    };
    await Promise.race([Promise.all(Array.from({ length: AT_ONCE }, takePages)), lost]);

    await fresh.replace(place.index);
    await announce(client, [...changed, ...failed.keys()]);
    return { carried, failed };
  } finally {
    await client.end().catch(() => {});
  }
}

async function after(client: pg.Client, id: string | null): Promise<Mention[]> {
  const { rows } = await client.query<Mention>(
    "SELECT id, kind FROM hub.record WHERE $1::uuid IS NULL OR id > $1::uuid ORDER BY id LIMIT $2",
    [id, PAGE],
  );
  return rows;
}

const announce = (client: pg.Client, ids: readonly string[]) =>
  client.query(
    `INSERT INTO hub.outbox (kind, "recordId", xid)
     SELECT kind, id, pg_current_xact_id()::text::bigint FROM hub.record WHERE id = ANY($1::uuid[])`,
    [ids],
  );
