const FIRST_MS = 200;
const LONGEST_MS = 30_000;
const TRIES = 4;

/** Records that could not be carried, and when they are to be tried again. */
export class Retries {
  readonly #resting = new Map<string, { times: number; until: number }>();

  /** The records that are not to be tried now. */
  resting(): string[] {
    const now = Date.now();
    return [...this.#resting].filter(([, { until }]) => until > now).map(([record]) => record);
  }

  /** Try again after a pause that grows, however often. */
  later(record: string): void {
    const times = (this.#resting.get(record)?.times ?? 0) + 1;
    const pause = Math.min(FIRST_MS * 2 ** Math.min(times - 1, 10), LONGEST_MS);
    this.#resting.set(record, { times, until: Date.now() + pause });
  }

  /** As `later`, but false where it has been tried often enough. */
  again(record: string): boolean {
    this.later(record);
    if (this.#resting.get(record)!.times < TRIES) return true;
    this.forget(record);
    return false;
  }

  forget(record: string): void {
    this.#resting.delete(record);
  }

  /** Milliseconds until the next one is due; Infinity where none rests. */
  untilNext(): number {
    const next = Math.min(...[...this.#resting.values()].map(({ until }) => until));
    return Math.max(next - Date.now(), 10);
  }
}
