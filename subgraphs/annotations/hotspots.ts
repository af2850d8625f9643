/** A note as far as it makes a passage discussed. */
export interface Discussed<N> {
  note: N;
  field: string;
  start: number;
  end: number;
  /** the note itself and what was said below it */
  weight: number;
}

/** A passage that notes share, and how much was said of it. */
export interface Spot<N> {
  field: string;
  start: number;
  end: number;
  count: number;
  notes: N[];
}

/**
 * The passages of which most was said, the most discussed first. Where notes overlap, a passage is the part that the most
 * of them share, and each note counts for one passage.
 */
export function hotspotsAmong<N>(notes: readonly Discussed<N>[], most: number): Spot<N>[] {
  const left = new Set(notes);
  const spots: Spot<N>[] = [];
  while (spots.length < most) {
    const peak = peakOf([...left]);
    if (!peak) break;
    const sharing = notes.filter(
      (one) => left.has(one) && one.field === peak.field && one.start <= peak.start && one.end >= peak.end,
    );
    for (const one of sharing) left.delete(one);
    spots.push({ ...peak, notes: sharing.map(({ note }) => note) });
  }
  return spots;
}

/** The part of a text of which most is said; of equal ones the first, by field and place. */
function peakOf(notes: readonly Discussed<unknown>[]): Omit<Spot<never>, "notes"> | null {
  const edges = notes
    .flatMap(({ field, start, end, weight }) => [
      { field, at: start, more: weight },
      { field, at: end, more: -weight },
    ])
    .toSorted((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : a.at - b.at || a.more - b.more));
  let said = 0;
  let best: Omit<Spot<never>, "notes"> | null = null;
  for (const [i, { field, at, more }] of edges.entries()) {
    said += more;
    if (said > (best?.count ?? 0)) best = { field, start: at, end: edges[i + 1]!.at, count: said };
  }
  return best;
}
