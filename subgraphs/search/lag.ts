import pg from "pg";
import { Gauge } from "prom-client";
import { lookUps, metrics } from "../../foundation/metrics.ts";
import { type Backlog, backlogOf, lagOf } from "./backlog.ts";

const gauge = (name: string, help: string, labelNames: readonly string[] = []) => ({
  name,
  gauge: new Gauge({ name, help, labelNames, registers: [] }),
});

const lag = gauge(
  "hub_search_index_lag_seconds",
  "Age of the oldest news or document that waits for the index.",
);
const news = gauge(
  "hub_outbox_news",
  "News that waits, fresh, or following from the news of other records.",
  ["news"],
);
const pending = gauge("hub_search_documents_pending", "Documents of which Meilisearch has yet to hear.");
const letters = gauge("hub_search_records_laid_aside", "Records that are laid aside now.", ["step"]);
const gauges = [lag, news, pending, letters];

const PATIENCE_MS = 2_000;

/**
 * Measures what waits in this database while an indexer runs in this process; ends when what it gives is called. Each reading
 * asks the database, and says NaN where it does not answer. Elsewhere there is nothing to read, rather than zeros.
 */
export function measureBacklog(databaseUrl: string, indexed: boolean): () => void {
  const lookUp = async () => tell(await backlogAt(databaseUrl, indexed).catch(() => null));
  lookUps.add(lookUp);
  for (const one of gauges) metrics.registerMetric(one.gauge);
  return () => {
    lookUps.delete(lookUp);
    if (lookUps.size === 0) for (const { name } of gauges) metrics.removeSingleMetric(name);
  };
}

function tell(now: Backlog | null): void {
  const or = (value: number | undefined) => value ?? Number.NaN;
  lag.gauge.set(or(now ? lagOf(now) : undefined));
  news.gauge.set({ news: "fresh" }, or(now?.fresh.count));
  news.gauge.set({ news: "following" }, or(now?.following.count));
  pending.gauge.set(or(now?.pending.count));
  for (const step of ["DRAW", "INDEX"])
    letters.gauge.set({ step }, or(now?.laidAside.filter((one) => one.step === step).length));
}

/** Where there is no Meilisearch, documents wait for nobody. */
async function backlogAt(databaseUrl: string, indexed: boolean): Promise<Backlog> {
  const db = new pg.Client({
    connectionString: databaseUrl,
    application_name: "hub metrics",
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  db.on("error", () => {});
  try {
    await db.connect();
    const backlog = await backlogOf(db);
    return indexed ? backlog : { ...backlog, pending: { count: 0, oldest: null } };
  } finally {
    await db.end().catch(() => {});
  }
}
