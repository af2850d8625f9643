import type { Place } from "./place.ts";

/** A passage by its words, as its author has quoted it. */
export interface Quote {
  exact: string;
  prefix?: string | null;
  suffix?: string | null;
}

export enum AnchorState {
  EXACT = "EXACT",
  MOVED = "MOVED",
  ORPHANED = "ORPHANED",
}

/** What became of a passage in a text. */
export interface Anchor {
  state: AnchorState;
  /** null where it was not found */
  place: Place | null;
  /** from 0 to 1: 1 for EXACT, 0 for ORPHANED */
  confidence: number;
}

export const ORPHANED: Readonly<Anchor> = { state: AnchorState.ORPHANED, place: null, confidence: 0 };
