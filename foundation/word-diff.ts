import { type Change, diffSentences, diffWordsWithSpace } from "diff";

export enum SegmentKind {
  EQUAL = "EQUAL",
  INSERTED = "INSERTED",
  DELETED = "DELETED",
}

export interface Piece {
  kind: SegmentKind;
  text: string;
}

/**
 * How many insertions and deletions of words, and of whole sentences, are looked for in a pair of texts. Time and memory grow by
 * the square, and the event loop waits.
 */
const MOST_WORDS = 300;
const MOST_SENTENCES = 100;

/** How much may still be looked for; what is compared for one request shares it. */
export interface Effort {
  left: number;
}

export const fullEffort = (): Effort => ({ left: 20 * MOST_WORDS ** 2 });

/**
 * Two texts word by word: the equal and deleted pieces in order are the one before, the equal and inserted ones the one after,
 * to the letter. Texts that differ much are compared by sentences; those that differ altogether are one piece each.
 */
export function wordDiff(before: string, after: string, effort: Effort): Piece[] {
  if (before === after) return before === "" ? [] : [{ kind: SegmentKind.EQUAL, text: before }];
  const within = (most: number) => {
    const maxEditLength = Math.min(most, Math.floor(Math.sqrt(effort.left)));
    effort.left -= maxEditLength ** 2;
    return { maxEditLength };
  };
  const changes =
    before === "" || after === ""
      ? undefined
      : (diffWordsWithSpace(before, after, within(MOST_WORDS)) ??
        diffSentences(before, after, within(MOST_SENTENCES)));
  if (changes) return changes.map(piece);
  return [
    { kind: SegmentKind.DELETED, text: before },
    { kind: SegmentKind.INSERTED, text: after },
  ].filter(({ text }) => text !== "");
}

const piece = ({ added, removed, value }: Change): Piece => ({
  kind: added ? SegmentKind.INSERTED : removed ? SegmentKind.DELETED : SegmentKind.EQUAL,
  text: value,
});
