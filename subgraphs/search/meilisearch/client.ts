import { Meilisearch } from "meilisearch";
import type { SearchPlace } from "../../../foundation/context.ts";

/** A client of the index's server. No request takes longer than `timeout` milliseconds. */
export const clientOf = ({ url, key }: SearchPlace, timeout: number): Meilisearch =>
  new Meilisearch({
    host: url,
    ...(key ? { apiKey: key } : {}),
    timeout,
    // Compressed answers wait for Nagle's algorithm: 48 ms instead of 2.
    requestInit: { headers: { "accept-encoding": "identity" } },
    defaultWaitOptions: { interval: 10, timeout: 60_000 },
  });
