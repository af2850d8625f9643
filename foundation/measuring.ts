import type pg from "pg";
import { Gauge } from "prom-client";
import { connected } from "./connected.ts";
import { lookUps, metrics } from "./metrics.ts";

/** A metric that is there while something in this process measures it. */
export interface Measure {
  name: string;
  gauge: Gauge;
}

export const measure = (name: string, help: string, labelNames: readonly string[] = []): Measure => ({
  name,
  gauge: new Gauge({ name, help, labelNames, registers: [] }),
});

const PATIENCE_MS = 2_000;

/** How many measure it in this process. */
const measuring = new Map<Measure, number>();

/**
 * Reads from this database whenever metrics are asked for, and tells what was read, or null where the database does not
 * answer. Ends when what it gives is called; then the measures are gone, rather than zero.
 */
export function measureIn<T>(
  databaseUrl: string,
  measures: readonly Measure[],
  read: (db: pg.Client) => Promise<T>,
  tell: (now: T | null) => void,
): () => void {
  const lookUp = async () =>
    tell(
      await connected(databaseUrl, { name: "hub metrics", patienceMs: PATIENCE_MS }, read).catch(() => null),
    );
  lookUps.add(lookUp);
  for (const one of measures) {
    if (!measuring.has(one)) metrics.registerMetric(one.gauge);
    measuring.set(one, (measuring.get(one) ?? 0) + 1);
  }
  return () => {
    lookUps.delete(lookUp);
    for (const one of measures) {
      const left = measuring.get(one)! - 1;
      if (left > 0) measuring.set(one, left);
      else if (measuring.delete(one)) metrics.removeSingleMetric(one.name);
    }
  };
}
