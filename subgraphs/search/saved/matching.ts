import type { Logger } from "pino";
import { Hold } from "../../../foundation/hold.ts";
import { type Turn, type Turns, takingTurns } from "../../../foundation/turns.ts";
import { DOCUMENTS_CHANNEL } from "../news.ts";
import { match } from "./match.ts";
import { readAnew } from "./read-anew.ts";

/** Compares documents that change with saved searches, behind the carrying of news and without keeping it waiting. */
export const startMatching = (databaseUrl: string, log: Pick<Logger, "warn">): Turns =>
  takingTurns("matching saved searches", log, async (onNotice) => {
    const hold = await Hold.take(databaseUrl, { lock: "hub alerts", channel: DOCUMENTS_CHANNEL, onNotice });
    return hold && new Matching(hold);
  });

class Matching implements Turn {
  constructor(private readonly hold: Hold) {}

  get lost() {
    return this.hold.lost;
  }

  async next(): Promise<boolean> {
    const outcome = await match(this.hold.db);
    if (outcome === "saved searches outdated") await readAnew(this.hold.db);
    return outcome !== "nothing left";
  }

  untilNextTry(): number {
    return Number.POSITIVE_INFINITY;
  }

  close(): Promise<void> {
    return this.hold.close();
  }
}
