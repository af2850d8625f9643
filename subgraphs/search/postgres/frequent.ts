import type { DataSource } from "typeorm";
import { readsPublicContent } from "../../../foundation/access.ts";
import { audienceOf } from "../../../foundation/audience.ts";
import type { HubContext } from "../../../foundation/context.ts";
import { Lru } from "../../../foundation/lru.ts";
import { STRANGER, type Viewer } from "../../../foundation/viewer.ts";

/** So long a term that was frequent is taken to be so still: then it is counted anew, for records go as well as come. */
const BELIEVED_MS = 600_000;
const MOST_REMEMBERED = 10_000;

/** By audience and query: until when. */
const known = new WeakMap<DataSource, Lru<string, number>>();

function memoryOf({ db }: HubContext): Lru<string, number> {
  let memory = known.get(db.connection);
  if (!memory) {
    memory = new Lru(MOST_REMEMBERED);
    known.set(db.connection, memory);
  }
  return memory;
}

const keyOf = (viewer: Viewer, query: string) => `${audienceOf(viewer).key}\n${query}`;

/** Remembers that more records that the viewer may see meet this query than are worth counting. */
export const noteFrequent = (ctx: HubContext, query: string): void =>
  memoryOf(ctx).set(keyOf(ctx.viewer, query), Date.now() + BELIEVED_MS);

/** Whether that was found a while ago, for this viewer or for everybody. */
export function isFrequent(ctx: HubContext, query: string): boolean {
  const until = (viewer: Viewer) => memoryOf(ctx).get(keyOf(viewer, query)) ?? 0;
  const latest = Math.max(until(ctx.viewer), readsPublicContent(ctx.viewer) ? until(STRANGER) : 0);
  return latest > Date.now();
}
