import { setTimeout as sleep } from "node:timers/promises";

/** Waits until that is true. What belief and passports may take is over long before it gives up. */
export async function until(what: () => Promise<boolean>, within = 20_000): Promise<void> {
  const end = Date.now() + within;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`This never came true: ${what}`);
    await sleep(50);
  }
}
