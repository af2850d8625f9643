import type { Logger } from "pino";
import { type Ask, gather } from "../../../foundation/gather.ts";
import { Hold } from "../../../foundation/hold.ts";
import { measure, measureIn } from "../../../foundation/measuring.ts";
import { type RecordTexts, textOf } from "../../../foundation/record-texts.ts";
import { Retries } from "../../../foundation/retries.ts";
import { type Turn, takingTurns, untilNone } from "../../../foundation/turns.ts";
import type { PassageNote } from "./anchoring.ts";
import { AnchoringThread } from "./anchoring-thread.ts";
import type { AnchoredText, StoredAnchor } from "./following.entity.ts";
import { textsOperation } from "./operation.ts";
import { anchoredTexts, countWaiting, done, keep, notesBehind, type Waiting, waiting } from "./store.ts";

/** Where triggers tell that notes wait to be anchored. */
const CHANNEL = "hub_anchors";

export interface AnchoringOptions {
  databaseUrl: string;
  /** asks the graph as the hub itself */
  ask: Ask;
  log: Pick<Logger, "warn">;
}

export interface Anchoring {
  /** Resolves at a moment when all notes are anchored in the texts of now; rejects when it is closed before. */
  settled(): Promise<void>;
  /** Stops after what is under way; what still waits is for the next one. */
  close(): Promise<void>;
}

const unanchored = measure(
  "hub_annotations_unanchored_records",
  "Records on whose texts notes wait to be anchored.",
);

/**
 * Finds the passages of notes again whenever the record that they are on has changed, and those of new notes for the
 * first time. Texts are asked from the graph. Several may be started on one database: one works, the others wait.
 */
export function startAnchoring({ databaseUrl, ask, log }: AnchoringOptions): Anchoring {
  const turns = takingTurns("anchoring notes", log, async (onNotice) => {
    const hold = await Hold.take(databaseUrl, { lock: "hub anchors", channel: CHANNEL, onNotice });
    return hold && new Following(hold, ask, log);
  });
  const unmeasure = measureIn(databaseUrl, [unanchored], countWaiting, (count) =>
    unanchored.gauge.set(count ?? Number.NaN),
  );
  return {
    settled: () => untilNone(databaseUrl, ["SELECT FROM annotations.unanchored"], [turns]),
    close: () => {
      unmeasure();
      return turns.close();
    },
  };
}

const RECORDS = 100;
const NOTES = 500;

class Following implements Turn {
  readonly #retries = new Retries();
  readonly #thread = new AnchoringThread();
  #operation: string | undefined;

  constructor(
    private readonly hold: Hold,
    private readonly ask: Ask,
    private readonly log: AnchoringOptions["log"],
  ) {}

  get lost() {
    return this.hold.lost;
  }

  async next(): Promise<boolean> {
    const records = await waiting(this.hold.db, RECORDS, this.#retries.resting());
    if (records.length === 0) return false;
    this.#operation ??= await textsOperation(this.ask);
    const answers = await gather<RecordTexts>(this.ask, this.#operation, records);
    for (const [i, record] of records.entries()) {
      const answer = answers[i]!;
      const { id, kind, rows } = record;
      if (answer.is === "there") await this.#anchor(record, answer.record);
      else if (answer.is === "gone") await done(this.hold.db, rows);
      else {
        // However long it takes, it is asked again; meanwhile it stops nobody else.
        this.#retries.later(id);
        if (answer.is === "faulty")
          this.log.warn({ record: id, kind, reason: answer.why }, "notes could not be anchored");
        continue;
      }
      this.#retries.forget(id);
    }
    return true;
  }

  async #anchor(record: Waiting, texts: RecordTexts): Promise<void> {
    const before = await anchoredTexts(this.hold.db, record.id);
    const now = new Map<string, AnchoredText>();
    const anchors: StoredAnchor[] = [];
    for (let page: PassageNote[] = [], last: string | null = null; ; last = page.at(-1)!.id) {
      page = await notesBehind(this.hold.db, record.id, texts.revision, last, NOTES);
      if (page.length === 0) break;
      anchors.push(...(await this.#thread.anchorsOf(page, texts, before)));
      for (const { field, language } of page) {
        const translation = texts.translations.find((one) => one.language === language);
        const text = textOf(translation, field) ?? "";
        now.set(`${language} ${field}`, {
          recordId: record.id,
          field,
          language,
          revision: texts.revision,
          text,
        });
      }
    }
    await keep(this.hold.db, record, anchors, [...now.values()]);
  }

  untilNextTry(): number {
    return this.#retries.untilNext();
  }

  async close(): Promise<void> {
    await Promise.all([this.#thread.close(), this.hold.close()]);
  }
}
