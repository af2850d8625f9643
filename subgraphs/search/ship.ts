import type pg from "pg";
import { transaction } from "../../foundation/hold.ts";
import { Retries } from "../../foundation/retries.ts";
import { EngineUnavailable } from "./engine.ts";
import { layAside, redeem } from "./letters.ts";
import { DocumentsRefused, type IndexedDocument, type IndexWriter } from "./meilisearch/writer.ts";
import { confirm, type Pending, pending, witness } from "./store.ts";

/** Documents that Meilisearch does not take: the reason, by id. */
export type Refused = Map<string, DocumentsRefused>;

export interface Shipped {
  /** how many documents there were */
  count: number;
  /** those that were refused and laid aside */
  refused: { row: Pending; why: string }[];
  /** those that were refused, perhaps by no fault of theirs, and will be tried again */
  waiting: Pending[];
}

/**
 * Brings the next pending documents to Meilisearch and notes it once Meilisearch has confirmed them; those that it refuses
 * are laid aside in the same transaction. Rejects with EngineUnavailable where it takes nothing at the moment.
 */
export async function ship(
  db: Pick<pg.Client, "query">,
  writer: Pick<IndexWriter, "put" | "remove">,
  limit: number,
  retries = new Retries(),
): Promise<Shipped> {
  const rows = await pending(db, limit, retries.resting());
  if (rows.length === 0) return { count: 0, refused: [], waiting: [] };
  await writer.remove(rows.filter(({ document }) => document === null).map(({ id }) => id));
  const not = await putAll(writer, rows.flatMap(indexed), async () => {
    const known = await witness(db);
    return known ? indexed(known) : [];
  });
  const taken = rows.filter(({ id }) => !not.has(id));
  const refused: Shipped["refused"] = [];
  const waiting: Pending[] = [];
  for (const row of rows) {
    const reason = not.get(row.id);
    if (!reason) retries.forget(row.id);
    else if (!reason.certain && retries.again(row.id)) waiting.push(row);
    else refused.push({ row, why: reason.message });
  }
  await transaction(db, async () => {
    await confirm(db, [...taken, ...refused.map(({ row }) => row)]);
    await redeem(
      db,
      "INDEX",
      taken.map(({ id }) => id),
    );
    await layAside(
      db,
      refused.map(({ row: { id, kind }, why }) => ({ recordId: id, kind, step: "INDEX", reason: why })),
      [],
    );
  });
  return { count: rows.length, refused, waiting };
}

/** A document as the index holds it: with its version, so that the two can be compared. */
export const indexed = ({ document, version }: Pick<Pending, "document" | "version">): IndexedDocument[] =>
  document ? [{ ...document, version: Number(version) }] : [];

/**
 * Writes the documents, all but those that the index refuses. Before one is blamed, the index must take what it has taken
 * before, `known`; where it does not, or refuses every one without saying why, it is the index that is in trouble, and
 * this rejects with EngineUnavailable.
 */
export async function putAll(
  writer: Pick<IndexWriter, "put">,
  documents: readonly IndexedDocument[],
  known: () => Promise<readonly IndexedDocument[]> = async () => [],
): Promise<Refused> {
  const refused: Refused = new Map();
  let sound = false;
  /** Halves what is refused until the one that is the trouble stands alone. */
  const put = async (some: readonly IndexedDocument[]): Promise<void> => {
    try {
      return await writer.put(some);
    } catch (error) {
      if (!(error instanceof DocumentsRefused)) throw error;
      if (!sound)
        await writer.put(await known()).catch((cause) => Promise.reject(new EngineUnavailable(cause)));
      sound = true;
      if (some.length === 1) return void refused.set(some[0]!.id, error);
    }
    const half = Math.ceil(some.length / 2);
    await put(some.slice(0, half));
    await put(some.slice(half));
  };
  await put(documents);
  const doubts = [...refused.values()].filter(({ certain }) => !certain);
  if (documents.length > 1 && doubts.length === documents.length) throw new EngineUnavailable(doubts[0]);
  return refused;
}
