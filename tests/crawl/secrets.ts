import type { Who } from "./audience.ts";

/** Words and ids that may be met by some and by nobody else. */
export class Secrets {
  readonly #seers = new Map<string, ReadonlySet<Who>>();
  #count = 0;

  /** A word that only these may read. */
  word(seers: readonly Who[]): string {
    this.#count += 1;
    return this.keep(`zq${this.#count}x`, seers);
  }

  /** An id or another text in which these words could stand, that only these may read. */
  keep(secret: string, seers: readonly Who[]): string {
    this.#seers.set(secret, new Set(seers));
    return secret;
  }

  /** All that this person may read. */
  of(who: Who): string[] {
    return [...this.#seers].filter(([, seers]) => seers.has(who)).map(([secret]) => secret);
  }

  /** What of this stands in a text: words, ids and e-mail addresses, known ones and others. */
  static in(text: string): Set<string> {
    return new Set(
      text.match(/zq\d+x|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[\w.]+@[\w.]+\.test/g),
    );
  }
}
