/** Signals this close to each other are one wish: a terminal sends Ctrl-C to npm too, which passes it on. */
const oneWish = 1_000;

/**
 * Resolves at the first Ctrl-C, SIGTERM or closed terminal, and when the process that started this one for itself is
 * gone; the second wish ends the process at once.
 */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        const now = performance.now();
        first ??= now;
        if (now - first > oneWish) process.exit(130);
        resolve();
      });
    }
    process.once("disconnect", resolve);
  });
}
