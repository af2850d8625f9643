import { writesFor } from "../access.ts";
import type { HubContext } from "../context.ts";
import { known } from "../directory.ts";
import { Kind, kindInWords, Status, Visibility } from "../enums.ts";
import type { Language } from "../language.ts";
import { badInput, notAllowed, signInFirst } from "../problems.ts";
import type { ContentRecord, RecordClass } from "../record.ts";
import { isCurator } from "../viewer.ts";
import { deed } from "./deed.ts";
import { insert, type RecordInput, update } from "./keeping.ts";
import { theirs } from "./locking.ts";

export interface ContentInput extends RecordInput {
  ownerId?: string | null;
  visibility?: Visibility | null;
  groupIds?: string[] | null;
  topicIds?: string[] | null;
  organisationIds?: string[] | null;
}

/** Creates a draft in the name of the viewer's organisation, or of any where the viewer is a curator. `columns` are the kind's own; `check` makes sure of what they refer to. */
export async function createContent<T extends ContentRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  language: Language,
  input: ContentInput,
  columns: Partial<T>,
  check: (tx: HubContext) => Promise<unknown> = async () => {},
): Promise<T> {
  if (ctx.viewer.kind === "STRANGER") throw signInFirst(`create a ${kindInWords(kind)}`);
  const ownerId = input.ownerId === undefined ? (ctx.viewer.organisation ?? null) : input.ownerId;
  if (!writesFor(ctx.viewer, ownerId))
    throw notAllowed(`create a ${kindInWords(kind)} for that organisation`);
  return deed(ctx, async (tx) => {
    const audience = await audienceOf(tx, input);
    await check(tx);
    return insert(tx, Entity, kind, language, input, {
      status: Status.DRAFT,
      ...audience,
      ownerId,
      topicIds: input.topicIds ?? [],
      organisationIds: input.organisationIds ?? [],
      publishedAt: null,
      ...columns,
    } as Partial<T>);
  });
}

/** Changes content: what `input` does not say stays. `apply` sets the kind's own columns on the locked row. A change of the texts marks the translations as stale. */
export async function changeContent<T extends ContentRecord>(
  ctx: HubContext,
  Entity: RecordClass<T>,
  kind: Kind,
  id: string,
  revision: number,
  input: ContentInput,
  apply: (row: T, tx: HubContext) => void | Promise<void>,
): Promise<T> {
  return deed(ctx, async (tx) => {
    const row = await theirs(tx, Entity, kind, id, revision, `change this ${kindInWords(kind)}`);
    await widened(tx, row, input);
    if (input.ownerId !== undefined && input.ownerId !== row.ownerId) {
      if (!writesFor(tx.viewer, input.ownerId)) throw notAllowed("hand a record to another organisation");
      await known(tx, Kind.ORGANISATION, [input.ownerId]);
      row.ownerId = input.ownerId;
    }
    Object.assign(row, await audienceOf(tx, input, row));
    if (input.topicIds) row.topicIds = input.topicIds;
    if (input.organisationIds) row.organisationIds = input.organisationIds;
    return update(tx, Entity, kind, row, input, apply);
  });
}

/** Only a curator may show a published record to more people than before. */
async function widened(tx: HubContext, row: ContentRecord, input: ContentInput) {
  const touches = (input.visibility && input.visibility !== row.visibility) || input.groupIds;
  if (touches && row.status === Status.PUBLISHED && !isCurator(tx.viewer)) {
    throw notAllowed("change who sees a published record: ask a curator");
  }
}

async function audienceOf(
  tx: HubContext,
  input: ContentInput,
  before?: Pick<ContentRecord, "visibility" | "groupIds">,
): Promise<Pick<ContentRecord, "visibility" | "groupIds">> {
  const visibility = input.visibility ?? before?.visibility ?? Visibility.PUBLIC;
  const groupIds = visibility === Visibility.GROUP ? (input.groupIds ?? before?.groupIds ?? []) : [];
  if (visibility === Visibility.GROUP && groupIds.length === 0) {
    throw badInput("groupIds", "A record for groups must name at least one group.");
  }
  // Groups that were there before may be hidden from whoever changes something else.
  if (input.groupIds) await known(tx, Kind.WORKING_GROUP, groupIds);
  return { visibility, groupIds };
}
