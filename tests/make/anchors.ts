import { pino } from "pino";
import type { Ask } from "../../foundation/gather.ts";
import { type Anchoring, startAnchoring } from "../../subgraphs/annotations/following/follower.ts";
import type { Person, TestHub } from "../hub.ts";

/** What anchors the notes of this hub; it asks the hub itself unless told otherwise. */
export const anchoringOf = (hub: TestHub, ask: Ask = hub.house.ask): Anchoring =>
  startAnchoring({ databaseUrl: hub.databaseUrl, ask, log: pino({ level: "silent" }) });

/** Everything that waits to be anchored, anchored. */
export async function anchorAll(hub: TestHub, ask?: Ask): Promise<void> {
  const anchoring = anchoringOf(hub, ask);
  try {
    await anchoring.settled();
  } finally {
    await anchoring.close();
  }
}

export interface Anchored {
  state: string;
  confidence: number;
  start: number | null;
  end: number | null;
  language: string;
  madeOnLanguage: string;
  revision: number;
  current: boolean;
}

/** The anchor of a note as that person sees it. */
export async function anchorOf(
  hub: TestHub,
  id: string,
  as?: Person,
  languages: string[] = [],
): Promise<Anchored | null> {
  const { data } = await hub.ask(
    `query Anchor($id: ID!) { annotation(id: $id) {
      anchor { state confidence start end language madeOnLanguage revision current } } }`,
    { id },
    as,
    languages,
  );
  return data.annotation.anchor;
}
