import sql from "sql-template-tag";
import type { HubContext } from "../../../foundation/context.ts";
import { deed } from "../../../foundation/deeds/deed.ts";
import type { Language } from "../../../foundation/language.ts";
import { ownerOf } from "../../../foundation/own.ts";
import { badInput, notAllowed, notFound, signInFirst } from "../../../foundation/problems.ts";
import { rows } from "../../../foundation/rows.ts";
import { isUuid } from "../../../foundation/uuid.ts";
import { nextDue } from "./schedule.ts";
import { DigestFrequency, DigestSetting, unset } from "./setting.entity.ts";

/** What may be said of a digest; what is left out stays as it is. */
export interface DigestWish {
  frequency?: DigestFrequency | null;
  language?: Language | null;
  hour?: number | null;
  weekday?: number | null;
  timeZone?: string | null;
}

/** How the viewer wants their digest. */
export async function digestOf(ctx: HubContext): Promise<DigestSetting> {
  const memberId = ownerOf(ctx, "see how you get your digest");
  const [found] = await rows(ctx, DigestSetting);
  return found ?? unset(memberId);
}

/** Says how the viewer wants their digest. What is in their inbox already is not told by the first one. */
export async function setDigest(ctx: HubContext, wish: DigestWish): Promise<DigestSetting> {
  const memberId = ownerOf(ctx, "have a digest");
  const { frequency, language, hour, weekday, timeZone } = wish;
  if (hour != null && !(hour >= 0 && hour <= 23)) throw badInput("hour", "An hour is from 0 to 23.");
  if (weekday != null && !(weekday >= 1 && weekday <= 7))
    throw badInput("weekday", "A weekday is from 1, Monday, to 7, Sunday.");
  if (timeZone != null && !isTimeZone(timeZone))
    throw badInput("timeZone", "A time zone is named as in the IANA database: Europe/Rome.");
  return deed(ctx, async (tx) => {
    await tx.db.query("SELECT pg_advisory_xact_lock(hashtext('digest ' || $1))", [memberId]);
    // One that is being sent is finished before it is changed, or after.
    await tx.db.query('SELECT FROM inbox.digest_setting WHERE "memberId" = $1 FOR UPDATE', [memberId]);
    const before = await digestOf(tx);
    const after = {
      frequency: frequency ?? before.frequency,
      language: language === undefined ? before.language : language,
      hour: hour ?? before.hour,
      weekday: weekday ?? before.weekday,
      timeZone: timeZone ?? before.timeZone,
    };
    const [newest] = await tx.db.query(
      `SELECT id FROM inbox.item WHERE "memberId" = $1 ORDER BY id DESC LIMIT 1`,
      [memberId],
    );
    const begins = before.frequency === DigestFrequency.NEVER;
    await tx.db.upsert(
      DigestSetting,
      {
        ...before,
        ...after,
        ...(begins ? { toldUpTo: newest?.id ?? null, tellingUpTo: null } : {}),
      },
      ["memberId"],
    );
    await tx.db.query(`UPDATE inbox.digest_setting SET "dueAt" = ${nextDue.text} WHERE "memberId" = $1`, [
      memberId,
    ]);
    const [set] = await rows(tx, DigestSetting, { where: [sql`r."memberId" = ${memberId}::uuid`] });
    return set!;
  });
}

/** Ends the digest of whoever followed the link in one. For the hub itself, which has made sure of the link. */
export async function endDigest(ctx: HubContext, memberId: string): Promise<string> {
  if (ctx.viewer.kind === "STRANGER") throw signInFirst("end a digest");
  if (ctx.viewer.kind !== "SERVICE") throw notAllowed("end somebody's digest: set your own to NEVER");
  if (!isUuid(memberId)) throw badInput("memberId", "The id of a member is a UUID.");
  return deed(ctx, async (tx) => {
    const { affected } = await tx.db.update(
      DigestSetting,
      { memberId },
      { frequency: DigestFrequency.NEVER, dueAt: null, tellingUpTo: null },
    );
    if (!affected) throw notFound("digest of a member", memberId);
    return memberId.toLowerCase();
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
