import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import type { SearchPlace } from "../../foundation/context.ts";
import { Kind } from "../../foundation/enums.ts";
import { carry, type Outcome } from "./carry.ts";
import type { Mention } from "./documents/around.ts";
import type { Ask } from "./gather.ts";
import { type IndexWriter, writerAt } from "./meilisearch/writer.ts";
import { News, type NewsRow } from "./news.ts";
import { Retries } from "./retries.ts";

export interface IndexerOptions {
  databaseUrl: string;
  place: SearchPlace;
  /** asks the graph as the hub itself */
  ask: Ask;
  log: Pick<Logger, "info" | "warn" | "error">;
}

export interface Indexer {
  /** Resolves once all news there is now has been carried or laid aside; rejects when the indexer is closed before. */
  settled(): Promise<void>;
  /** Stops after what is under way; what has not been carried stays for the next indexer. */
  close(): Promise<void>;
}

const BATCH = 500;
const POLL_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;

/** Kinds whose names stand in the documents of others. */
const REFERENCE = new Set([Kind.TOPIC, Kind.ORGANISATION, Kind.TERRITORY]);

/** What else must be carried before the news of some topics, organisations or territories is done with. */
interface Following {
  rows: string[];
  about: string[];
  left: Map<string, Mention>;
  begun: boolean;
}

/**
 * Keeps the index true to the graph: takes news from the outbox, asks the graph for the records, writes their
 * documents, and clears the news only when the index has confirmed them. Whatever it depends on may go away: it goes on
 * when it is back. Several may be started on one database: one works, the others wait to take over.
 */
export function startIndexer({ databaseUrl, place, ask, log }: IndexerOptions): Indexer {
  const writer = writerAt(place);
  const stopped = new AbortController();
  let wake = () => {};
  const rest = (longest: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longest);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (stopped.signal.aborted) wake();
    });

  const running = (async () => {
    let pause = 100;
    while (!stopped.signal.aborted) {
      try {
        const news = await News.open(databaseUrl, () => wake());
        if (!news) {
          await rest(POLL_MS);
          continue;
        }
        try {
          const rounds = new Rounds(news, writer, ask, log);
          await rounds.begin();
          while (!stopped.signal.aborted) {
            const worked = await Promise.race([rounds.next(), news.lost]);
            pause = 100;
            if (!worked) await rest(Math.min(POLL_MS, rounds.untilNextTry()));
          }
        } finally {
          await news.close();
        }
      } catch (error) {
        const { message, cause } = error as Error;
        log.warn({ reason: message, cause: (cause as Error | undefined)?.message, pause }, "indexing pauses");
        await sleep(pause, undefined, { signal: stopped.signal }).catch(() => {});
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  })();

  return {
    settled: () => settled(databaseUrl, stopped.signal, () => wake()),
    close: async () => {
      stopped.abort();
      wake();
      await running;
    },
  };
}

class Rounds {
  readonly #retries = new Retries();
  readonly #following: Following[] = [];

  constructor(
    private readonly news: News,
    private readonly writer: IndexWriter,
    private readonly ask: Ask,
    private readonly log: IndexerOptions["log"],
  ) {}

  /** Makes the index ready; one that is empty is filled from the beginning. */
  async begin(): Promise<void> {
    if (await this.writer.prepare()) await this.news.announceAll();
  }

  /** Carries the next news, or the next part of what follows from news carried; false where there is nothing to do. */
  async next(): Promise<boolean> {
    const rows = await this.news.next(
      BATCH,
      this.#retries.resting(),
      this.#following.flatMap((one) => one.rows),
    );
    if (rows.length === 0) return this.#follow();
    const wanted = new Map(rows.map(({ kind, recordId }) => [recordId, { kind, id: recordId }]));
    const outcome = await carry([...wanted.values()], { ask: this.ask, writer: this.writer });
    await this.#settle(rows, outcome);
    return true;
  }

  untilNextTry(): number {
    return this.#retries.untilNext();
  }

  async #settle(rows: readonly NewsRow[], { carried, waiting, failed }: Outcome): Promise<void> {
    const byRecord = new Map<string, NewsRow[]>();
    for (const row of rows) byRecord.set(row.recordId, [...(byRecord.get(row.recordId) ?? []), row]);
    const ids = (record: string) => (byRecord.get(record) ?? []).map(({ id }) => id);
    const done: string[] = [];
    for (const record of carried) {
      this.#retries.forget(record);
      const left = REFERENCE.has(byRecord.get(record)![0]!.kind) ? await this.writer.referringTo(record) : [];
      if (left.length > 0) this.#join({ rows: ids(record), about: [record], left });
      else done.push(record);
    }
    await this.news.clear(done.flatMap(ids), done);
    for (const record of waiting.keys()) this.#retries.later(record);
    for (const [record, why] of failed) {
      if (this.#retries.again(record)) continue;
      const { kind } = byRecord.get(record)![0]!;
      await this.news.layAside({ kind, recordId: record }, ids(record), why);
      this.log.error({ record, kind, reason: why }, "news could not be carried and was laid aside");
    }
  }

  /** What refers to several changed records is carried once for all of them, unless that has begun already. */
  #join({ rows, about, left }: { rows: string[]; about: string[]; left: readonly Mention[] }): void {
    let last = this.#following.at(-1);
    if (!last || last.begun) {
      last = { rows: [], about: [], left: new Map(), begun: false };
      this.#following.push(last);
    }
    last.rows.push(...rows);
    last.about.push(...about);
    for (const one of left) last.left.set(one.id, one);
  }

  /** Records whose documents name what has changed, a batch at a time, so that fresh news goes first. */
  async #follow(): Promise<boolean> {
    const first = this.#following[0];
    if (!first) return false;
    first.begun = true;
    const batch = [...first.left.values()].slice(0, BATCH);
    const { waiting, failed } = await carry(batch, { ask: this.ask, writer: this.writer });
    await this.news.announce(batch.filter(({ id }) => waiting.has(id) || failed.has(id)));
    for (const { id } of batch) first.left.delete(id);
    if (first.left.size === 0) {
      this.#following.shift();
      await this.news.clear(first.rows, first.about);
    }
    return true;
  }
}

async function settled(databaseUrl: string, stopped: AbortSignal, wake: () => void): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "hub indexer" });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT coalesce(max(id), 0)::text AS last FROM hub.outbox");
    wake();
    for (;;) {
      const left = await client.query("SELECT 1 FROM hub.outbox WHERE id <= $1 LIMIT 1", [rows[0].last]);
      if (left.rows.length === 0) return;
      if (stopped.aborted) throw new Error("The indexer was closed before all news was carried.");
      await sleep(15);
    }
  } finally {
    await client.end();
  }
}
