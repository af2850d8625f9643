import type { Logger } from "pino";
import type { SearchPlace } from "../../foundation/context.ts";
import { Kind } from "../../foundation/enums.ts";
import type { Ask } from "../../foundation/gather.ts";
import { Hold } from "../../foundation/hold.ts";
import { CHANNEL } from "../../foundation/outbox.ts";
import { Retries } from "../../foundation/retries.ts";
import { type Turn, takingTurns, untilNone } from "../../foundation/turns.ts";
import { type Drawing, draw } from "./draw.ts";
import { announceWhatOthersDrew, drawnBy } from "./drawn-by.ts";
import { measureBacklog } from "./lag.ts";
import { layAside, tryAgain } from "./letters.ts";
import { type IndexWriter, writerAt } from "./meilisearch/writer.ts";
import { carried as done, laidAside, retried } from "./metrics.ts";
import { carry, DOCUMENTS_CHANNEL, type NewsRow, nextNews } from "./news.ts";
import { endCutOff } from "./reindex.ts";
import { startMatching } from "./saved/matching.ts";
import type { DrawnDocument } from "./search-document.ts";
import { ship } from "./ship.ts";
import { forget, repeat, tidy, topics, topicsVersion, witness } from "./store.ts";
import { Thesaurus } from "./thesaurus.ts";

export interface IndexerOptions {
  databaseUrl: string;
  /** without one, search is answered from PostgreSQL alone */
  place: SearchPlace | undefined;
  /** asks the graph as the hub itself */
  ask: Ask;
  log: Pick<Logger, "info" | "warn" | "error">;
}

export interface Indexer {
  /** Resolves at a moment when all news has been carried or laid aside, so that PostgreSQL finds it. */
  drawn(): Promise<void>;
  /** The same, and Meilisearch has heard of it and saved searches have been compared with it. Both reject when the indexer is closed before. */
  settled(): Promise<void>;
  /** Stops after what is under way; what has not been carried stays for the next indexer. */
  close(): Promise<void>;
}

/** Records that are drawn at once. */
const BATCH = 500;

/** Documents that go to Meilisearch at once: each time costs it the more the larger the index is, whether one is new or thousands. */
const SHIPMENT = 2_000;

/** Kinds of which something stands in the documents of others. */
const MENTIONED = new Set([Kind.TOPIC, Kind.ORGANISATION, Kind.TERRITORY]);

/**
 * Keeps search true to the graph, in two steps that each may stop and go on by themselves: it draws the documents of
 * records of which there is news and keeps them in PostgreSQL, in one transaction with clearing the news; and it brings
 * documents that have changed to Meilisearch, and notes it only when Meilisearch has confirmed them. Besides, what
 * has changed is compared with saved searches. Several may be started on one database: one works, the others wait to take
 * over.
 */
export function startIndexer({ databaseUrl, place, ask, log }: IndexerOptions): Indexer {
  const code = drawnBy();
  code.catch(() => {}); // told whenever it is the indexer's turn
  const drawing = takingTurns("drawing documents", log, async (onNotice) => {
    const now = await code;
    const hold = await Hold.take(databaseUrl, { lock: "hub indexer", channel: CHANNEL, onNotice });
    return hold && Drawings.begin(hold, now, ask, log);
  });
  const shipping =
    place &&
    takingTurns("indexing", log, async (onNotice) => {
      const hold = await Hold.take(databaseUrl, { lock: "hub index", channel: DOCUMENTS_CHANNEL, onNotice });
      return hold && Shipments.begin(hold, writerAt(place), log);
    });
  const matching = startMatching(databaseUrl, log);
  const unmeasure = measureBacklog(databaseUrl, !!place);
  return {
    drawn: () => untilNone(databaseUrl, [NEWS], [drawing]),
    settled: () =>
      untilNone(
        databaseUrl,
        [NEWS, UNMATCHED, ...(shipping ? [UNSHIPPED] : [])],
        [drawing, matching, ...(shipping ? [shipping] : [])],
      ),
    close: async () => {
      unmeasure();
      await Promise.all([drawing.close(), matching.close(), shipping?.close()]);
    },
  };
}

/** The first step: from news to documents in PostgreSQL. */
class Drawings implements Turn {
  readonly #retries = new Retries();
  #untidy = true;
  #lookAt = 0;
  #known: { version: string; thesaurus: Thesaurus } | undefined;

  private constructor(
    private readonly hold: Hold,
    private readonly ask: Ask,
    private readonly log: IndexerOptions["log"],
  ) {}

  /** Documents that another version of the hub has drawn are drawn anew. */
  static async begin(hold: Hold, code: string, ask: Ask, log: IndexerOptions["log"]): Promise<Drawings> {
    try {
      const records = await announceWhatOthersDrew(hold.db, code);
      if (records > 0)
        log.info({ records }, "another version of the hub drew the documents: they are drawn anew");
      return new Drawings(hold, ask, log);
    } catch (error) {
      await hold.close();
      throw error;
    }
  }

  get lost() {
    return this.hold.lost;
  }

  async next(): Promise<boolean> {
    if (Date.now() >= this.#lookAt) {
      await tryAgain(this.hold.db, { rested: LAID_ASIDE_S });
      this.#lookAt = Date.now() + LOOK_MS;
    }
    const rows = await nextNews(this.hold.db, BATCH, this.#retries.resting());
    if (rows.length === 0) {
      if (this.#untidy) await tidy(this.hold.db);
      this.#untidy = false;
      return false;
    }
    this.#untidy = true;
    const wanted = new Map(rows.map(({ kind, recordId }) => [recordId, { kind, id: recordId }]));
    await this.#settle(rows, await draw([...wanted.values()], this.ask, await this.#thesaurus()));
    return true;
  }

  untilNextTry(): number {
    return this.#retries.untilNext();
  }

  async #thesaurus(): Promise<Thesaurus> {
    const version = await topicsVersion(this.hold.db);
    if (this.#known?.version !== version)
      this.#known = { version, thesaurus: new Thesaurus(await topics(this.hold.db)) };
    return this.#known.thesaurus;
  }

  async #settle(rows: readonly NewsRow[], { drawn, gone, waiting, failed }: Drawing): Promise<void> {
    const byRecord = new Map<string, NewsRow[]>();
    for (const row of rows) byRecord.set(row.recordId, [...(byRecord.get(row.recordId) ?? []), row]);
    const newsOf = (record: string) => byRecord.get(record) ?? [];
    const kindOf = (record: string) => newsOf(record)[0]!.kind;
    const keeping = async (some: readonly DrawnDocument[], lost: readonly string[]): Promise<void> => {
      const carried = [...some.map(({ document }) => document.id), ...lost];
      try {
        await carry(
          this.hold.db,
          carried.flatMap(newsOf).map(({ id }) => id),
          { drawn: some, gone: lost, mentioned: carried.filter((id) => MENTIONED.has(kindOf(id))) },
        );
        for (const record of carried) this.#retries.forget(record);
        done.inc({ step: "DRAW" }, carried.length);
      } catch (error) {
        if (!isRefusal(error) || some.length === 0) throw error;
        if (some.length === 1 && lost.length === 0)
          return void failed.set(carried[0]!, (error as Error).message);
        const half = Math.floor(some.length / 2);
        await keeping(some.slice(0, half), lost);
        await keeping(some.slice(half), []);
      }
    };
    await keeping(drawn, gone);
    for (const record of waiting.keys()) this.#retries.later(record);
    retried.inc({ step: "DRAW" }, waiting.size);
    const well = new Map<Kind, boolean>(drawn.map(({ document }) => [document.kind, true]));
    for (const [record, reason] of failed) {
      const kind = kindOf(record);
      if (!well.has(kind)) well.set(kind, await this.#answersFor(kind));
      if (!well.get(kind)) this.#retries.later(record);
      if (!well.get(kind) || this.#retries.again(record)) {
        retried.inc({ step: "DRAW" });
        continue;
      }
      await layAside(
        this.hold.db,
        [{ kind, recordId: record, step: "DRAW", reason }],
        newsOf(record).map(({ id }) => id),
      );
      laidAside.inc({ step: "DRAW" });
      this.log.error({ record, kind, reason }, "news could not be carried and was laid aside");
    }
  }

  /** Whether a record of that kind with which all was well can be drawn: else the trouble is not with those that cannot. */
  async #answersFor(kind: Kind): Promise<boolean> {
    const known = await witness(this.hold.db, kind);
    if (!known) return true;
    const { drawn, gone } = await draw([{ kind, id: known.id }], this.ask, await this.#thesaurus());
    return drawn.length + gone.length > 0;
  }

  close(): Promise<void> {
    return this.hold.close();
  }
}

/** Whether PostgreSQL refuses what it was given, rather than everything: texts that it cannot keep, or too long ones. */
const isRefusal = (error: unknown): boolean => /^(22|54)/.test(String((error as { code?: string }).code));

/** How often it is looked whether the index has lost its documents. */
const LOOK_MS = 2_000;

/** After so many seconds what was laid aside is tried once more: it may have been mended, or never have been at fault. */
const LAID_ASIDE_S = 3_600;

/** The second step: from PostgreSQL to Meilisearch. */
class Shipments implements Turn {
  readonly #retries = new Retries();
  #lookAt = Date.now() + LOOK_MS;

  private constructor(
    private readonly hold: Hold,
    private readonly writer: IndexWriter,
    private readonly log: IndexerOptions["log"],
  ) {}

  /** Makes the index ready; one that is empty, or that its server has lost, is filled from the beginning. */
  static async begin(hold: Hold, writer: IndexWriter, log: IndexerOptions["log"]): Promise<Shipments> {
    try {
      if (await writer.prepare()) await repeat(hold.db);
      await forget(hold.db);
      return new Shipments(hold, writer, log);
    } catch (error) {
      await hold.close();
      throw error;
    }
  }

  get lost() {
    return this.hold.lost;
  }

  async next(): Promise<boolean> {
    if (Date.now() >= this.#lookAt) {
      if (await this.writer.isEmpty()) await repeat(this.hold.db);
      await endCutOff(this.hold.db);
      this.#lookAt = Date.now() + LOOK_MS;
    }
    const { count, refused, waiting } = await ship(this.hold.db, this.writer, SHIPMENT, this.#retries);
    done.inc({ step: "INDEX" }, count - refused.length - waiting.length);
    retried.inc({ step: "INDEX" }, waiting.length);
    laidAside.inc({ step: "INDEX" }, refused.length);
    for (const { row, why } of refused)
      this.log.error(
        { record: row.id, kind: row.kind, reason: why },
        "a document was refused and laid aside",
      );
    return count > 0;
  }

  untilNextTry(): number {
    return Math.min(Math.max(this.#lookAt - Date.now(), 1), this.#retries.untilNext());
  }

  close(): Promise<void> {
    return this.hold.close();
  }
}

/** What may be left to do. */
const NEWS = "SELECT FROM hub.outbox";
const UNSHIPPED = "SELECT FROM search.document WHERE pending";
const UNMATCHED = "SELECT FROM search.document d, search.matched m WHERE d.version > m.version";
