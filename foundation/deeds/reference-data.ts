import type { HubContext } from "../context.ts";
import type { Kind } from "../enums.ts";
import type { Language } from "../language.ts";
import type { HubRecord, RecordClass } from "../record.ts";
import { deed } from "./deed.ts";
import { insert, type RecordInput, update } from "./keeping.ts";
import { locked } from "./locking.ts";

/** Creates reference data. Who may is the caller's to check. */
export const createRecord = <T extends HubRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  language: Language,
  input: RecordInput,
  columns: Partial<T>,
): Promise<T> => deed(ctx, (tx) => insert(tx, Entity, kind, language, input, columns));

/** Changes reference data, as `changeContent` does content. Who may is the caller's to check. */
export const changeRecord = <T extends HubRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
  input: RecordInput,
  apply: (row: T, tx: HubContext) => void | Promise<void>,
): Promise<T> =>
  deed(ctx, async (tx) =>
    update(tx, Entity, kind, await locked(tx, Entity, kind, id, revision), input, apply),
  );
