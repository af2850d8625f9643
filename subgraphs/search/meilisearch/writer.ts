import { type EnqueuedTaskPromise, MeilisearchApiError, type Task } from "meilisearch";
import type { SearchPlace } from "../../../foundation/context.ts";
import { EngineUnavailable } from "../engine.ts";
import type { SearchDocument } from "../search-document.ts";
import { clientOf } from "./client.ts";
import { settings } from "./settings.ts";

/** A document as the index holds it. `version` is that of the same document in PostgreSQL. */
export type IndexedDocument = SearchDocument & { version: number };

/** Writes the index. Every method resolves once the index has really changed, and rejects with EngineUnavailable where it cannot be reached. */
export interface IndexWriter {
  /** makes the index, or brings it to the present settings; true where it is empty */
  prepare(): Promise<boolean>;
  isEmpty(): Promise<boolean>;
  /** rejects with DocumentsRefused where the index does not take one of them: then it has taken none */
  put(documents: readonly IndexedDocument[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** the versions of a page of documents, by id, and whether more follow */
  versions(offset: number): Promise<{ versions: Map<string, number>; more: boolean }>;
  /** the versions of those among these documents that the index has, by id */
  versionsOf(ids: readonly string[]): Promise<Map<string, number>>;
  /** puts this index in the place of that one, at one stroke, and removes what was there */
  replace(live: string): Promise<void>;
  /** removes the index with all its documents */
  drop(): Promise<void>;
}

/** The index does not take one of these documents. Uncertain: the server may have a fault of its own. */
export class DocumentsRefused extends Error {
  constructor(
    message: string,
    readonly certain: boolean,
  ) {
    super(message);
  }
}

const PATIENCE_MS = 30_000;
const PAGE = 1_000;

export function writerAt(place: SearchPlace): IndexWriter {
  const client = clientOf(place, PATIENCE_MS);
  const index = client.index<IndexedDocument>(place.index);
  const isEmpty = async () => (await reached(index.getStats())).numberOfDocuments === 0;
  return {
    async prepare() {
      await done(client.createIndex(place.index, { primaryKey: "id" }), "index_already_exists");
      await done(index.updateSettings(settings()));
      return isEmpty();
    },
    isEmpty,
    async put(documents) {
      if (documents.length > 0) await done(index.addDocuments([...documents]));
    },
    async remove(ids) {
      if (ids.length > 0) await done(index.deleteDocuments([...ids]));
    },
    async versions(offset) {
      const { results } = await reached(
        index.getDocuments({ fields: ["id", "version"], limit: PAGE, offset }),
      );
      return {
        versions: new Map(results.map(({ id, version }) => [id, version])),
        more: results.length === PAGE,
      };
    },
    async versionsOf(ids) {
      const filter = `id IN [${ids.map((id) => JSON.stringify(id)).join(", ")}]`;
      const { results } = await reached(
        index.getDocuments({ fields: ["id", "version"], filter, limit: Math.max(ids.length, 1) }),
      );
      return new Map(results.map(({ id, version }) => [id, version]));
    },
    async replace(live) {
      await done(client.createIndex(live, { primaryKey: "id" }), "index_already_exists");
      await done(client.swapIndexes([{ indexes: [place.index, live], rename: false }]));
      await done(index.delete());
    },
    async drop() {
      await done(index.delete(), "index_not_found");
    },
  };
}

/** Most faults come after the server has taken a task on: waits for its end and reads how it went. */
async function done(task: EnqueuedTaskPromise, harmless?: string): Promise<void> {
  const { status, error } = (await reached(task.waitTask())) as Task;
  if (status === "succeeded" || (harmless && error?.code === harmless)) return;
  const { type, message, code } = error ?? {};
  if (message && code !== "index_not_found" && (type === "invalid_request" || type === "internal"))
    throw new DocumentsRefused(message, type === "invalid_request");
  throw new EngineUnavailable(new Error(message ?? `The task has ${status}.`));
}

async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const { type, code } = (error instanceof MeilisearchApiError && error.cause) || {};
    // What we send is never malformed: a server whose disk is full says so of what it could not write down.
    const certain = type === "invalid_request" && code !== "malformed_payload";
    const missing = error instanceof MeilisearchApiError && error.response.status === 404;
    if ((type === "invalid_request" || type === "internal") && !missing)
      throw new DocumentsRefused((error as Error).message, certain);
    throw new EngineUnavailable(error);
  }
}
