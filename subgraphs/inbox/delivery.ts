import type pg from "pg";
import type { Logger } from "pino";
import { Counter } from "prom-client";
import { EVENTS_CHANNEL } from "../../foundation/events.ts";
import { Hold, transaction } from "../../foundation/hold.ts";
import { metrics } from "../../foundation/metrics.ts";
import { type Turn, takingTurns, untilNone } from "../../foundation/turns.ts";
import { deliver, type Placed } from "./deliver.ts";

/** The channel on which it is told that events have been delivered. */
export const DELIVERED_CHANNEL = "hub_delivered";

const delivered = new Counter({
  name: "hub_inbox_events_total",
  help: "Events that were delivered to inboxes, or laid aside because they could not be.",
  labelNames: ["outcome"],
  registers: [metrics],
});
for (const outcome of ["delivered", "laid aside"]) delivered.inc({ outcome }, 0);

export interface Delivery {
  /** Resolves at a moment when all that has happened is delivered; rejects where the delivery is closed before. */
  settled(): Promise<void>;
  /** Stops after what is under way; what has not been delivered stays for the next one. */
  close(): Promise<void>;
}

const BATCH = 50;
const TIDY_MS = 3_600_000;

/** So long is known what has happened, for whoever was away, and what was in an inbox. */
const EVENTS_KEPT = "7 days";
const ITEMS_KEPT = "180 days";

/**
 * Gives each event its place and puts it into inboxes, both at once: what a crash undoes is done again, and nothing twice.
 * Several may be started on one database: one works, the others wait to take over.
 */
export function startDelivery({
  databaseUrl,
  log,
}: {
  databaseUrl: string;
  log: Pick<Logger, "warn" | "error">;
}): Delivery {
  const turns = takingTurns("delivering to inboxes", log, async (onNotice) => {
    const hold = await Hold.take(databaseUrl, { lock: "hub inbox", channel: EVENTS_CHANNEL, onNotice });
    return hold && new Deliveries(hold, log);
  });
  return {
    settled: () => untilNone(databaseUrl, ["SELECT FROM hub.event WHERE place IS NULL"], [turns]),
    close: () => turns.close(),
  };
}

class Deliveries implements Turn {
  #tidyAt = 0;

  constructor(
    private readonly hold: Hold,
    private readonly log: Pick<Logger, "error">,
  ) {}

  get lost() {
    return this.hold.lost;
  }

  async next(): Promise<boolean> {
    const { db } = this.hold;
    let count = 0;
    await transaction(db, async () => {
      // Whoever is erased meanwhile waits, and gets nothing afterwards.
      await db.query("SELECT pg_advisory_xact_lock_shared(hashtext('hub inboxes'))");
      const events = await placed(db);
      count = events.length;
      for (const event of events) await this.#deliver(event);
      if (count > 0) await db.query(`SELECT pg_notify('${DELIVERED_CHANNEL}', '')`);
    });
    if (count === 0 && Date.now() >= this.#tidyAt) {
      await tidy(db);
      this.#tidyAt = Date.now() + TIDY_MS;
    }
    return count > 0;
  }

  /** An event that PostgreSQL refuses to deliver stands in nobody else's way. */
  async #deliver(event: Placed): Promise<void> {
    const { db } = this.hold;
    await db.query("SAVEPOINT event");
    try {
      await deliver(db, event);
      await db.query("RELEASE SAVEPOINT event");
      delivered.inc({ outcome: "delivered" });
    } catch (error) {
      if (!/^(22|23|54)/.test(String((error as { code?: string }).code))) throw error;
      await db.query("ROLLBACK TO SAVEPOINT event");
      delivered.inc({ outcome: "laid aside" });
      this.log.error({ event: event.id, err: error }, "an event could not be delivered and was laid aside");
    }
  }

  untilNextTry(): number {
    return Number.POSITIVE_INFINITY;
  }

  close(): Promise<void> {
    return this.hold.close();
  }
}

/** The next events that have no place yet, each given one, in order. */
async function placed(db: Pick<pg.Client, "query">): Promise<Placed[]> {
  const { rows } = await db.query<Placed>(
    `UPDATE hub.event e SET place = n.place FROM (
       SELECT id, nextval('hub.event_place') AS place FROM (
         SELECT id FROM hub.event WHERE place IS NULL ORDER BY id LIMIT ${BATCH}) o) n
     WHERE e.id = n.id
     RETURNING e.*, (SELECT CASE WHEN d.kind = 'ORGANISATION' THEN d.id ELSE d."ownerId" END
       FROM hub.record d WHERE d.id = e."recordId") AS "ownerId"`,
  );
  return rows.sort((one, other) => Number(BigInt(one.place) - BigInt(other.place)));
}

async function tidy(db: Pick<pg.Client, "query">): Promise<void> {
  await db.query(`DELETE FROM hub.event WHERE place IS NOT NULL AND at < now() - interval '${EVENTS_KEPT}'`);
  await db.query(`DELETE FROM inbox.item WHERE at < now() - interval '${ITEMS_KEPT}'`);
}
