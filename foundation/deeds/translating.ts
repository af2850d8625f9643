import type { HubContext } from "../context.ts";
import { type Kind, kindInWords, TranslationState } from "../enums.ts";
import { EventType } from "../events.ts";
import type { Language } from "../language.ts";
import { badInput } from "../problems.ts";
import type { HubRecord, RecordClass } from "../record.ts";
import { addTexts } from "../texts.ts";
import { deed } from "./deed.ts";
import { keep } from "./keeping.ts";
import { locked, theirs } from "./locking.ts";

/** Finds the row that is translated, and locks it. */
type Lock = <T extends HubRecord>(
  tx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
) => Promise<T>;

const translating =
  (lock: Lock) =>
  <T extends HubRecord>(
    ctx: HubContext,
    Entity: RecordClass<T>,
    kind: Kind,
    id: string,
    revision: number,
    language: Language,
    texts: object,
    state: TranslationState,
  ): Promise<T> =>
    deed(ctx, async (tx) => {
      const row = await lock(tx, Entity, kind, id, revision);
      if (language === row.originalLanguage) {
        throw badInput(
          "language",
          `"${language}" is the original of this record: change the record instead of translating it.`,
        );
      }
      if (state === TranslationState.ORIGINAL)
        throw badInput("state", "A translation is HUMAN, MACHINE or STALE, never ORIGINAL.");
      row.texts = addTexts(row.texts, language, texts, state);
      return keep(tx, Entity, kind, row, EventType.TRANSLATED);
    });

/** Adds the texts of one more language, or replaces those of a translation. */
export const translate = translating((tx, Entity, kind, id, revision) =>
  theirs(tx, Entity, kind, id, revision, `translate this ${kindInWords(kind)}`),
);

/** Adds texts to reference data, as `translate` does to content. Who may is the caller's to check. */
export const translateRecord = translating(locked);
