/** Longer texts are worked through each time, so that a thousand remembered ones stay small. */
export const REMEMBERED_LENGTH = 30_000;

/** A bounded memory of what was computed: the entry that was not asked for the longest leaves first. */
export class Lru<K, V> {
  private readonly entries = new Map<K, V>();

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: K): V | undefined {
    const value = this.entries.get(key);
    // Moving an entry costs more than reading it, and order matters only near the limit.
    if (value !== undefined && this.entries.size * 2 > this.capacity) {
      this.entries.delete(key);
      this.entries.set(key, value);
    }
    return value;
  }

  set(key: K, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.capacity) this.entries.delete(this.entries.keys().next().value as K);
  }

  delete(key: K): void {
    this.entries.delete(key);
  }
}
