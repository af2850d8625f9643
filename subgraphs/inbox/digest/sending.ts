import type { ExecutionResult } from "graphql";
import type pg from "pg";
import type { Logger } from "pino";
import type { Ask } from "../../../foundation/gather.ts";
import { Hold } from "../../../foundation/hold.ts";
import type { Language } from "../../../foundation/language.ts";
import { type Turn, type Turns, takingTurns } from "../../../foundation/turns.ts";
import { composed, DIGEST, type DigestItem } from "./compose.ts";
import { leaveUrl } from "./leaving.ts";
import { nextDue } from "./schedule.ts";
import { wordsIn } from "./words.ts";

export interface Mail {
  to: { name: string; address: string };
  messageId: string;
  subject: string;
  text: string;
  html: string;
  headers: Readonly<Record<string, string>>;
}

/** What became of a mail: where it is, that it will never arrive, or that it may be tried again later. */
export type Posted = { where: string } | { refused: string } | { later: string };

/** Sends a mail. */
export type Post = (mail: Mail) => Promise<Posted>;

export interface DigestsOptions {
  databaseUrl: string;
  /** asks the graph as the hub itself */
  ask: Ask;
  /** asks the graph as that member at this moment, with the languages they are to be shown; undefined where they take part no more */
  askAs(memberId: string, languages: readonly Language[]): Promise<Ask | undefined>;
  post: Post;
  /** the hub's address as readers reach it, and the secret by which links in mails are signed */
  hub: string;
  secret: string;
  log: Pick<Logger, "info" | "warn">;
  /** Called for each digest that was sent. */
  onSent?(where: string): void;
}

interface Due {
  memberId: string;
  issue: number;
  language: Language | null;
  toldUpTo: string | null;
  tellingUpTo: string;
}

/** The channel on which it is told that digests are due. */
export const DIGESTS_CHANNEL = "hub_digests";

const MOST_ITEMS = 50;

/** After so many minutes a digest that a mail server did not take for now is tried again. */
const LATER_MINUTES = 15;

/**
 * Sends digests when they are due. Several may be started on one database: one works, the others wait to take over. Which
 * items a digest tells of, and its Message-ID, are settled before it is sent: after a crash the same one is sent again.
 */
export const startDigests = (options: DigestsOptions): Turns =>
  takingTurns("sending digests", options.log, async (onNotice) => {
    const hold = await Hold.take(options.databaseUrl, {
      lock: "hub digests",
      channel: DIGESTS_CHANNEL,
      onNotice,
    });
    return hold && new Sending(hold, options);
  });

/** Sends all digests that are due now, and gives how many; null where another process is about to. */
export async function sendDue(options: DigestsOptions): Promise<number | null> {
  const hold = await Hold.take(options.databaseUrl, {
    lock: "hub digests",
    channel: DIGESTS_CHANNEL,
    onNotice: () => {},
  });
  if (!hold) return null;
  try {
    const sending = new Sending(hold, options);
    while (await sending.next());
    return sending.sent;
  } finally {
    await hold.close();
  }
}

class Sending implements Turn {
  sent = 0;

  constructor(
    private readonly hold: Hold,
    private readonly options: DigestsOptions,
  ) {}

  get lost() {
    return this.hold.lost;
  }

  untilNextTry(): number {
    return Number.POSITIVE_INFINITY;
  }

  close(): Promise<void> {
    return this.hold.close();
  }

  async next(): Promise<boolean> {
    const due = await begin(this.hold.db);
    if (!due) return false;
    const posted = await this.#send(due).catch((error: Error) => ({ later: error.message }));
    if (posted && "later" in posted) await postpone(this.hold.db, due);
    else await finish(this.hold.db, due, !!posted && "where" in posted);
    if (posted && "where" in posted) {
      this.sent += 1;
      this.options.onSent?.(posted.where);
    } else if (posted) this.options.log.warn({ member: due.memberId, ...posted }, "a digest was not sent");
    return true;
  }

  /** What became of it; undefined where there is nothing to tell, or nobody to tell it. */
  async #send({ memberId, issue, language, toldUpTo, tellingUpTo }: Due): Promise<Posted | undefined> {
    const { ask, askAs, post, hub, secret } = this.options;
    const { address, member } = dataOf<{
      address: string | null;
      member: { name: string; languages: Language[] | null } | null;
    }>(
      await ask(
        "query Reader($id: ID!) { address: memberAddress(id: $id) member(id: $id) { name languages } }",
        { id: memberId },
      ),
    );
    if (!address || !member) return undefined;
    const wanted = [...(language ? [language] : []), ...(member.languages ?? [])];
    const spoken = wordsIn(wanted);
    const asked = await askAs(memberId, [...new Set([...wanted, spoken.language])]);
    if (!asked) return undefined;
    const { inbox } = dataOf<{ inbox: { unreadCount: number; nodes: DigestItem[] } }>(
      await asked(DIGEST, { first: MOST_ITEMS }),
    );
    const items = inbox.nodes.filter(({ id }) => id <= tellingUpTo && (!toldUpTo || id > toldUpTo));
    if (items.length === 0) return undefined;
    const leave = leaveUrl(hub, memberId, secret, spoken.language);
    const full = inbox.nodes.length === MOST_ITEMS;
    return post({
      to: { name: member.name, address },
      messageId: `<digest.${memberId}.${issue}@${new URL(hub).hostname}>`,
      ...composed(
        { name: member.name, items, more: full ? inbox.unreadCount - items.length : 0, hub, leave },
        spoken.words,
      ),
      headers: {
        "List-Unsubscribe": `<${leave}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
      },
    });
  }
}

function dataOf<T>({ data, errors }: ExecutionResult): T {
  if (errors?.length) throw new Error(errors[0]!.message);
  return data as T;
}

type Connection = Pick<pg.Client, "query">;

/** The next digest that is due, its items settled; null where there is none. */
async function begin(db: Connection): Promise<Due | null> {
  const { rows } = await db.query<Due>(
    `UPDATE inbox.digest_setting s SET
       issue = issue + CASE WHEN "tellingUpTo" IS NULL THEN 1 ELSE 0 END,
       "tellingUpTo" = coalesce("tellingUpTo", (SELECT i.id FROM inbox.item i WHERE i."memberId" = s."memberId" ORDER BY i.id DESC LIMIT 1),
         "toldUpTo", '00000000-0000-0000-0000-000000000000')
     WHERE "memberId" = (SELECT "memberId" FROM inbox.digest_setting WHERE "dueAt" <= now() ORDER BY "dueAt" LIMIT 1)
     RETURNING "memberId", issue, language, "toldUpTo", "tellingUpTo"`,
  );
  return rows[0] ?? null;
}

const finish = (db: Connection, { memberId, issue }: Due, sent: boolean) =>
  db.query(
    `UPDATE inbox.digest_setting SET "toldUpTo" = "tellingUpTo", "tellingUpTo" = NULL, "dueAt" = ${nextDue.text},
       "sentAt" = CASE WHEN $3 THEN now() ELSE "sentAt" END
     WHERE "memberId" = $1 AND issue = $2 AND "tellingUpTo" IS NOT NULL`,
    [memberId, issue, sent],
  );

const postpone = (db: Connection, { memberId, issue }: Due) =>
  db.query(
    `UPDATE inbox.digest_setting SET "dueAt" = now() + make_interval(mins => ${LATER_MINUTES}) WHERE "memberId" = $1 AND issue = $2 AND "dueAt" IS NOT NULL`,
    [memberId, issue],
  );
