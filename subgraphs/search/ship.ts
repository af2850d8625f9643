import type pg from "pg";
import { EngineUnavailable } from "./engine.ts";
import { DocumentsRefused, type IndexedDocument, type IndexWriter } from "./meilisearch/writer.ts";
import { confirm, type Pending, pending } from "./store.ts";

/** Documents that Meilisearch does not take: the reason, by id. */
export type Refused = Map<string, string>;

/**
 * Brings the next pending documents to Meilisearch and notes it once Meilisearch has confirmed them. Gives how many
 * there were, and which of them it refuses. Rejects with EngineUnavailable where it takes nothing at the moment.
 */
export async function ship(
  db: Pick<pg.Client, "query">,
  writer: Pick<IndexWriter, "put" | "remove">,
  limit: number,
): Promise<{ count: number; refused: { row: Pending; why: string }[] }> {
  const rows = await pending(db, limit);
  if (rows.length === 0) return { count: 0, refused: [] };
  await writer.remove(rows.filter(({ document }) => document === null).map(({ id }) => id));
  const refused = await putAll(writer, rows.flatMap(indexed));
  await confirm(db, rows);
  return {
    count: rows.length,
    refused: rows.filter(({ id }) => refused.has(id)).map((row) => ({ row, why: refused.get(row.id)! })),
  };
}

/** A document as the index holds it: with its version, so that the two can be compared. */
export const indexed = ({ document, version }: Pick<Pending, "document" | "version">): IndexedDocument[] =>
  document ? [{ ...document, version: Number(version) }] : [];

/** Writes the documents, all but those that the index refuses. Where it refuses every one without saying why, it is the index that is in trouble. */
export async function putAll(
  writer: Pick<IndexWriter, "put">,
  documents: readonly IndexedDocument[],
): Promise<Refused> {
  const refused: Refused = new Map();
  const doubts: DocumentsRefused[] = [];
  await putHalves(writer, documents, refused, doubts);
  if (documents.length > 1 && doubts.length === documents.length) throw new EngineUnavailable(doubts[0]);
  return refused;
}

/** Halves what is refused until the one that is the trouble stands alone. */
async function putHalves(
  writer: Pick<IndexWriter, "put">,
  documents: readonly IndexedDocument[],
  refused: Refused,
  doubts: DocumentsRefused[],
): Promise<void> {
  try {
    await writer.put(documents);
  } catch (error) {
    if (!(error instanceof DocumentsRefused)) throw error;
    if (documents.length === 1) {
      refused.set(documents[0]!.id, error.message);
      if (!error.certain) doubts.push(error);
      return;
    }
    const half = Math.ceil(documents.length / 2);
    await putHalves(writer, documents.slice(0, half), refused, doubts);
    await putHalves(writer, documents.slice(half), refused, doubts);
  }
}
