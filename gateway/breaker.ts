/**
 * Spares a room that keeps failing, and its callers the wait: after some failures in a row it admits nobody for a
 * while, then one caller to find out, and everybody again once that one was answered.
 */
export class Breaker {
  private readonly failures: number;
  private readonly restMs: number;
  private inARow = 0;
  private restsUntil = 0;
  private probing = false;

  constructor({ failures = 5, restMs = 5_000 }: { failures?: number; restMs?: number } = {}) {
    this.failures = failures;
    this.restMs = restMs;
  }

  /** May this caller go through? Who is admitted must report how it went. */
  admits(now = Date.now()): boolean {
    if (this.inARow < this.failures) return true;
    if (now < this.restsUntil || this.probing) return false;
    this.probing = true;
    return true;
  }

  succeeded(): void {
    this.inARow = 0;
    this.probing = false;
  }

  failed(now = Date.now()): void {
    this.inARow++;
    this.probing = false;
    if (this.inARow >= this.failures) this.restsUntil = now + this.restMs;
  }

  /** The caller left before there was an answer. */
  abandoned(): void {
    this.probing = false;
  }
}
