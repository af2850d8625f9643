import type { HubContext, SearchPlace } from "../../foundation/context.ts";
import { log } from "../../foundation/log.ts";
import { EngineUnavailable, type SearchEngine } from "./engine.ts";
import { meilisearchAt } from "./meilisearch/engine.ts";
import { degradedAnswers, searchDuration, searches } from "./metrics.ts";
import { postgresFor } from "./postgres/engine.ts";

/** So long is Meilisearch left alone after it has not answered, so that readers do not wait for it again and again. */
const REST_MS = 2_000;

interface Known {
  engine: SearchEngine;
  restsUntil: number;
}

const known = new WeakMap<SearchPlace, Known>();

/**
 * Lets Meilisearch work where it can, and PostgreSQL where Meilisearch is not there, does not answer in good time, or is
 * too far behind; `degraded` says which it was.
 */
export async function withEngine<T>(
  ctx: HubContext,
  behind: boolean,
  work: (engine: SearchEngine) => Promise<T>,
): Promise<{ answer: T; degraded: boolean }> {
  const meilisearch = ctx.search && !behind ? knownAt(ctx.search) : undefined;
  if (meilisearch && meilisearch.restsUntil <= Date.now()) {
    try {
      return { answer: await measured("meilisearch", work(meilisearch.engine)), degraded: false };
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      meilisearch.restsUntil = Date.now() + REST_MS;
      log.warn(
        { reason: String((error.cause as Error)?.message) },
        "Meilisearch does not answer: PostgreSQL does",
      );
    }
  }
  degradedAnswers.inc({ reason: !ctx.search ? "absent" : behind ? "behind" : "unavailable" });
  return { answer: await measured("postgresql", work(postgresFor(ctx))), degraded: true };
}

/** Asks PostgreSQL for what it alone can find, which is no degraded answer. */
export const fromPostgres = <T>(ctx: HubContext, work: (engine: SearchEngine) => Promise<T>): Promise<T> =>
  measured("postgresql", work(postgresFor(ctx)));

/** Counts an answer and how long it took; one that fails counts for nothing. */
async function measured<T>(engine: "meilisearch" | "postgresql", working: Promise<T>): Promise<T> {
  const began = performance.now();
  const answer = await working;
  searches.inc({ engine });
  searchDuration.observe({ engine }, (performance.now() - began) / 1000);
  return answer;
}

function knownAt(place: SearchPlace): Known {
  let found = known.get(place);
  if (!found) {
    found = { engine: meilisearchAt(place), restsUntil: 0 };
    known.set(place, found);
  }
  return found;
}
