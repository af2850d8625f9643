import type { HubContext } from "../../../foundation/context.ts";
import { deed } from "../../../foundation/deeds/deed.ts";
import { notAllowed, notFound, signInFirst } from "../../../foundation/problems.ts";
import { isUuid } from "../../../foundation/uuid.ts";
import type { BudgetShare, BudgetWish } from "./budget.types.ts";

interface Row {
  costPerMinute: number;
  costPerDay: number;
  good: boolean;
  minute: Date;
  minuteTaken: number;
  day: string;
  dayTaken: number;
  minuteEndsInMs: number;
  dayEndsInMs: number;
}

/**
 * Takes shares of keys' budgets for a gateway, as far as they reach, and writes down what it used of earlier ones. For
 * the hub itself. Keys are locked in one order, so that gateways never wait for each other in a circle.
 */
export async function takeBudget(ctx: HubContext, wishes: readonly BudgetWish[]): Promise<BudgetShare[]> {
  const { kind } = ctx.viewer;
  if (kind === "STRANGER") throw signInFirst("take of a budget");
  if (kind !== "SERVICE") throw notAllowed("take of a budget: that is for the hub itself");
  const inOrder = [...wishes].sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
  return deed(ctx, async (tx) => {
    const shares = new Map<string, BudgetShare>();
    for (const wish of inOrder) shares.set(wish.keyId, await taken(tx, wish));
    return wishes.map(({ keyId }) => shares.get(keyId)!);
  });
}

async function taken(tx: HubContext, wish: BudgetWish): Promise<BudgetShare> {
  const row = await lockedBudget(tx, wish.keyId);
  const day = Math.max(0, row.dayTaken - Math.max(0, wish.returned));
  const left = [row.costPerMinute - row.minuteTaken, row.costPerDay - day].map((one) => Math.max(0, one));
  const [minuteLeft, dayLeft] = row.good ? (left as [number, number]) : [0, 0];
  const granted = Math.max(0, Math.min(wish.wanted, minuteLeft, dayLeft));
  await tx.db.query(
    `UPDATE members.partner_budget SET minute = $2, "minuteTaken" = $3, day = $4, "dayTaken" = $5 WHERE "keyId" = $1`,
    [wish.keyId, row.minute, row.minuteTaken + granted, row.day, day + granted],
  );
  const used = [wish.requests, wish.refused, wish.cost].map((one) => Math.max(0, one));
  if (used.some((one) => one > 0))
    await tx.db.query(
      `INSERT INTO members.partner_usage AS u ("keyId", day, requests, refused, cost) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ("keyId", day) DO UPDATE SET requests = u.requests + excluded.requests,
         refused = u.refused + excluded.refused, cost = u.cost + excluded.cost`,
      [wish.keyId, row.day, ...used],
    );
  return {
    keyId: wish.keyId,
    granted,
    minuteLeft: minuteLeft - granted,
    dayLeft: dayLeft - granted,
    minuteEndsInMs: row.minuteEndsInMs,
    dayEndsInMs: row.dayEndsInMs,
  };
}

/** What was taken in the minute and the day that run now, by PostgreSQL's clock: that of no gateway counts. */
async function lockedBudget(tx: HubContext, keyId: string): Promise<Row> {
  if (!isUuid(keyId)) throw notFound("key", keyId.slice(0, 100));
  await tx.db.query(
    `INSERT INTO members.partner_budget ("keyId", minute, "minuteTaken", day, "dayTaken")
     SELECT id, '-infinity', 0, '-infinity', 0 FROM members.partner_key WHERE id = $1 ON CONFLICT DO NOTHING`,
    [keyId],
  );
  await tx.db.query(`SELECT 1 FROM members.partner_budget WHERE "keyId" = $1 FOR UPDATE`, [keyId]);
  const [row] = await tx.db.query(
    `SELECT k."costPerMinute", k."costPerDay", k."revokedAt" IS NULL AS good, n.minute, n.day::text AS day,
       CASE WHEN b.minute = n.minute THEN b."minuteTaken" ELSE 0 END AS "minuteTaken",
       CASE WHEN b.day = n.day THEN b."dayTaken" ELSE 0 END AS "dayTaken",
       ceil(extract(epoch FROM n.minute + interval '1 minute' - n.at) * 1000)::int AS "minuteEndsInMs",
       ceil(extract(epoch FROM (n.day + 1)::timestamp AT TIME ZONE 'UTC' - n.at) * 1000)::int AS "dayEndsInMs"
     FROM members.partner_budget b JOIN members.partner_key k ON k.id = b."keyId",
       LATERAL (SELECT t.at, date_trunc('minute', t.at) AS minute, (t.at AT TIME ZONE 'UTC')::date AS day
                FROM (SELECT clock_timestamp() AS at) t) n
     WHERE b."keyId" = $1`,
    [keyId],
  );
  if (!row) throw notFound("key", keyId);
  return row;
}
