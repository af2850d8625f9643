import { measure, measureIn } from "../../foundation/measuring.ts";
import { type Backlog, backlogOf, lagOf } from "./backlog.ts";

const lag = measure(
  "hub_search_index_lag_seconds",
  "Age of the oldest news or document that waits for the index.",
);
const news = measure(
  "hub_outbox_news",
  "News that waits, fresh, or following from the news of other records.",
  ["news"],
);
const pending = measure("hub_search_documents_pending", "Documents of which Meilisearch has yet to hear.");
const letters = measure("hub_search_records_laid_aside", "Records that are laid aside now.", ["step"]);

/**
 * Measures what waits in this database while an indexer runs in this process; ends when what it gives is called. Where there
 * is no Meilisearch, `indexed` is false and documents wait for nobody.
 */
export const measureBacklog = (databaseUrl: string, indexed: boolean): (() => void) =>
  measureIn(
    databaseUrl,
    [lag, news, pending, letters],
    async (db) => {
      const backlog = await backlogOf(db);
      return indexed ? backlog : { ...backlog, pending: { count: 0, oldest: null } };
    },
    tell,
  );

function tell(now: Backlog | null): void {
  const or = (value: number | undefined) => value ?? Number.NaN;
  lag.gauge.set(or(now ? lagOf(now) : undefined));
  news.gauge.set({ news: "fresh" }, or(now?.fresh.count));
  news.gauge.set({ news: "following" }, or(now?.following.count));
  pending.gauge.set(or(now?.pending.count));
  for (const step of ["DRAW", "INDEX"])
    letters.gauge.set({ step }, or(now?.laidAside.filter((one) => one.step === step).length));
}
