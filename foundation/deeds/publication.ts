import type { HubContext } from "../context.ts";
import { type Kind, kindInWords, Status } from "../enums.ts";
import { EventType } from "../events.ts";
import { notAllowed, wrongState } from "../problems.ts";
import type { ContentRecord, RecordClass } from "../record.ts";
import { isCurator } from "../viewer.ts";
import { deed } from "./deed.ts";
import { keep } from "./keeping.ts";
import { theirs } from "./locking.ts";

interface Step {
  /** what then has been done to the record, in words */
  done: string;
  from: readonly Status[];
  to: Status;
  type: EventType;
  curatorsOnly?: boolean;
}

/** A deed that takes a record from one status to another. */
const step =
  ({ done, from, to, type, curatorsOnly = false }: Step) =>
  <T extends ContentRecord>(
    ctx: HubContext,
    Entity: RecordClass<T>,
    kind: Kind,
    id: string,
    revision: number,
  ): Promise<T> =>
    deed(ctx, async (tx) => {
      const row = await theirs(tx, Entity, kind, id, revision, `have this ${kindInWords(kind)} ${done}`);
      if (curatorsOnly && !isCurator(tx.viewer))
        throw notAllowed(`have this ${kindInWords(kind)} ${done}: that is for a curator`);
      if (!from.includes(row.status)) throw wrongState(done, row.status);
      row.status = to;
      if (to === Status.PUBLISHED) row.publishedAt ??= new Date();
      return keep(tx, Entity, kind, row, type);
    });

/** Hands a draft to the curators. */
export const submit = step({
  done: "submitted",
  from: [Status.DRAFT],
  to: Status.IN_REVIEW,
  type: EventType.SUBMITTED,
});

/** Gives a record in review back to its owner. Curators only. */
export const giveBack = step({
  done: "given back",
  from: [Status.IN_REVIEW],
  to: Status.DRAFT,
  type: EventType.RETURNED,
  curatorsOnly: true,
});

/** Shows a record to those its visibility names. Curators only. */
export const publish = step({
  done: "published",
  from: [Status.DRAFT, Status.IN_REVIEW, Status.ARCHIVED],
  to: Status.PUBLISHED,
  type: EventType.PUBLISHED,
  curatorsOnly: true,
});

/** Withdraws a record from its readers; nothing is lost. */
export const archive = step({
  done: "archived",
  from: [Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED],
  to: Status.ARCHIVED,
  type: EventType.ARCHIVED,
});
