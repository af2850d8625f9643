/** Resolves at the first Ctrl-C, SIGTERM or closed terminal; the second ends the process at once. */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    let times = 0;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        times += 1;
        if (times > 1) process.exit(130);
        resolve();
      });
    }
  });
}
